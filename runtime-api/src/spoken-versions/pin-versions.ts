// A key may stay on the versions it was written for; a look at who speaks which version says when an old one is not needed any more.
import { issue, refuseIf } from '@molde/engine'
import { keyNames } from '../api-keys/api-key-table.ts'
import { isKeyOf } from '../api-keys/read-api-keys.ts'
import { findBlueprintsByNo, listBlueprints, touchBlueprint } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { blueprintNamed } from '../blueprints/read-blueprints.ts'
import { ApiError } from '../errors.ts'
import { wireTime } from '../records/wire-time.ts'
import type { Scope } from '../runtime.ts'
import { writeUses } from './count-use.ts'
import { fieldUsesOf } from './field-use-table.ts'
import { pinsOf, pinsOfKey, setPin } from './pin-table.ts'
import { usesOf } from './use-table.ts'

export type PinWish = { readonly [blueprint: string]: number | null }

/** `{ customer: 3 }`: by the blueprint's name. */
export async function readPins(scope: Scope, key: string): Promise<{ readonly [blueprint: string]: number }> {
  if (!(await isKeyOf(scope, key))) throw new ApiError('not-found')
  const pins = await pinsOfKey(scope.store.read, scope.tenant.no, key)
  const blueprints = await findBlueprintsByNo(scope.store.read, scope.tenant.no, [...pins.keys()])
  const named = blueprints.filter(({ trashedAt }) => trashedAt === null)
  named.sort((a, b) => (a.name < b.name ? -1 : 1))
  return Object.fromEntries(named.map(({ no, name }) => [name, pins.get(no) ?? 0]))
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

/** Who speaks which version of the blueprint, the newest version first. */
export async function listClients(scope: Scope, blueprint: string) {
  await writeUses(scope.runtime)
  const db = scope.store.read
  const { no, head } = await definitionOf(scope, db, blueprint)
  const [uses, pins] = [await usesOf(db, scope.tenant.no, no), await pinsOf(db, scope.tenant.no, no)]
  const keys = [...new Set([...uses.map(({ actor }) => actor), ...pins.keys()])].filter((actor) => actor !== '')
  const names = await keyNames(scope.runtime.control.read, scope.tenant.no, keys)
  const quiet = [...pins].filter(
    ([actor, version]) => !uses.some((use) => use.actor === actor && use.version === version),
  )
  const never = { reads: 0, writes: 0, readAt: null, writtenAt: null }
  const all = [...uses, ...quiet.map(([actor, version]) => ({ ...never, actor, version }))]
  all.sort((a, b) => b.version - a.version || (a.actor < b.actor ? -1 : 1))
  const fields = await fieldUsesOf(db, scope.tenant.no, no)
  return {
    newest: head.version,
    fields: fields.flatMap(({ field, actor, reads, writes, readAt, writtenAt }) => {
      const key = head.fields.find(({ id }) => id === field)?.key
      const name = names.get(actor)
      if (key === undefined || name === undefined) return []
      return [
        {
          field: key,
          key: { id: actor, name },
          reads,
          writes,
          lastReadAt: timeOf(readAt),
          lastWriteAt: timeOf(writtenAt),
        },
      ]
    }),
    items: all.map(({ actor, version, reads, writes, readAt, writtenAt }) => ({
      key: actor === '' ? null : { id: actor, name: names.get(actor) ?? '' },
      version,
      pinned: pins.get(actor) === version,
      reads,
      writes,
      lastReadAt: timeOf(readAt),
      lastWriteAt: timeOf(writtenAt),
    })),
  }
}

function timeOf(at: number | null): string | null {
  return at === null ? null : wireTime(at)
}
