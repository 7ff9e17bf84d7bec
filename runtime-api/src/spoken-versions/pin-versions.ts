// A key may stay on the versions it was written for.
import { issue, refuseIf } from '@molde/engine'
import { isKeyOf } from '../api-keys/read-api-keys.ts'
import { findBlueprintsByNo, listBlueprints, touchBlueprint } from '../blueprints/blueprint-table.ts'
import { blueprintNamed } from '../blueprints/read-blueprints.ts'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import { writeUses } from './count-use.ts'
import { pinsOfKey, setPin } from './pin-table.ts'
import { sayUse } from './say-use.ts'
import { usesBy } from './use-table.ts'

export type PinWish = { readonly [blueprint: string]: number | null }

/** `versions` is `{ customer: 3 }`, by the blueprint's name; `spoken` is what the key spoke, kept there or not. */
export async function readPins(scope: Scope, key: string) {
  if (!(await isKeyOf(scope, key))) throw new ApiError('not-found')
  await writeUses(scope.runtime)
  const db = scope.store.read
  const pins = await pinsOfKey(db, scope.tenant.no, key)
  const uses = await usesBy(db, scope.tenant.no, key)
  const met = new Set([...pins.keys(), ...uses.map(({ blueprint }) => blueprint)])
  const blueprints = (await findBlueprintsByNo(db, scope.tenant.no, [...met])).filter(
    ({ trashedAt }) => trashedAt === null,
  )
  blueprints.sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    versions: Object.fromEntries(
      blueprints.flatMap(({ no, name }) => {
        const pin = pins.get(no)
        return pin === undefined ? [] : [[name, pin]]
      }),
    ),
    spoken: blueprints.flatMap(({ no, name, head }) =>
      uses
        .filter(({ blueprint }) => blueprint === no)
        .map((use) => ({ blueprint: name, newest: head, version: use.version, ...sayUse(use) })),
    ),
  }
}

const mostAtOnce = 200

/** Null lets the key follow the newest version again; blueprints that are not named stay as they are. */
export async function pinVersions(scope: Scope, key: string, wish: PinWish) {
  if (!(await isKeyOf(scope, key))) throw new ApiError('not-found')
  if (Object.keys(wish).length > mostAtOnce)
    throw new ApiError('bad-request', { detail: `At most ${mostAtOnce} blueprints at once` })
  const wanted: { readonly blueprint: number; readonly version: number | null }[] = []
  for (const [name, version] of Object.entries(wish)) {
    const { no, head } = await namedAt(scope, name)
    if (version !== null && (version < 1 || version > head))
      refuseIf([issue(['versions', name], 'no-such-version', { value: String(version), head })])
    wanted.push({ blueprint: no, version })
  }
  const at = scope.runtime.now()
  await scope.store.inTransaction(async (tx) => {
    for (const pin of wanted) {
      await setPin(tx, scope.tenant.no, { ...pin, actor: key, at })
      await touchBlueprint(tx, scope.tenant.no, pin.blueprint)
    }
  })
  return readPins(scope, key)
}

async function namedAt(scope: Scope, name: string) {
  try {
    return await blueprintNamed(scope, name)
  } catch (thrown) {
    if (!(thrown instanceof ApiError && thrown.code === 'not-found')) throw thrown
    return refuseName(scope, name)
  }
}

async function refuseName(scope: Scope, name: string): Promise<never> {
  const known = (await listBlueprints(scope.store.read, scope.tenant.no, '', 50)).map((row) => row.name)
  const shown = name.slice(0, 60)
  refuseIf([issue(['versions', shown], 'unknown-blueprint', { name: shown, known })])
  throw new ApiError('not-found')
}
