// Which clients still write or ask for a field that a draft changes? They are told of before it is published.
import { type BlueprintVersion, type FieldDef, issue, type StoredOp, sayIssue } from '@molde/engine'
import { keyNames } from '../api-keys/api-key-table.ts'
import type { BlueprintRow } from '../blueprints/blueprint-table.ts'
import { fieldsOfOp } from '../blueprints/fields-of-op.ts'
import type { UseOfField } from '../blueprints/preview.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { writeUses } from './count-use.ts'
import { type FieldUse, fieldUsesOf } from './field-use-table.ts'
import { pinsOf } from './pin-table.ts'

type Consequence = 'key-refused-field' | 'key-refused-values' | 'key-refused-required'

const requiring: Consequence = 'key-refused-required'

/** What these do to whoever goes on as before. */
const consequences: ReadonlyMap<string, Consequence> = new Map([
  ...eachOf('rename remove purge split merge extract inline moveToRelated', 'key-refused-field'),
  ...eachOf('retype remap normalise unit toList toSingle toRelation fromRelation retarget', 'key-refused-values'),
])
/** Of one change, those that came last. */
const mostTold = 50

/** Ops between two versions. */
interface Tried {
  readonly ops: readonly StoredOp[]
  readonly head: BlueprintVersion
  readonly version: BlueprintVersion
}

/** One list per op. A key that is kept on a version goes on as before, unless the values themselves go; it is told of all the same. */
export async function clientsOfOps(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  { ops, head, version }: Tried,
): Promise<readonly (readonly UseOfField[])[]> {
  const refusals = ops.map((op) => (requiresMore(op, head, version) ? requiring : consequences.get(op.op)))
  if (refusals.every((one) => one === undefined)) return ops.map(() => [])
  await writeUses(scope.runtime)
  const tenant = scope.tenant.no
  const pins = await pinsOf(db, tenant, blueprint.no)
  const uses = await fieldUsesOf(db, tenant, blueprint.no)
  const names = await keyNames(scope.runtime.control.read, tenant, [...new Set(uses.map(({ actor }) => actor))])
  return ops.map((op, i) => {
    const refusal = refusals[i]
    if (!refusal) return []
    const fields = fieldsOfOp(op)
    // Who makes records without a field that is required does not name it.
    const isMet = ({ field, writtenAt }: FieldUse) =>
      refusal === requiring ? writtenAt !== null : fields.includes(field)
    const clients = byClient(uses.filter((use) => isMet(use) && names.has(use.actor)))
    return clients.slice(0, mostTold).map((use) => {
      const name = names.get(use.actor) ?? ''
      const pin = pins.get(use.actor)
      return pin === undefined
        ? told(scope, { name, version: blueprint.head, refusal }, use)
        : toldOfPinned(scope, { name, version: pin, isLost: op.op === 'purge' })
    })
  })
}

function eachOf(ops: string, consequence: Consequence): (readonly [string, Consequence])[] {
  return ops.split(' ').map((op) => [op, consequence])
}

/** A field must be filled in that needed not, or was not there; and new records do not start with a value of it. */
function requiresMore(op: StoredOp, head: BlueprintVersion, after: BlueprintVersion): boolean {
  const { field } = op as { readonly field?: unknown }
  const id = op.op === 'add' ? (field as FieldDef).id : op.op === 'change' ? field : undefined
  const isBare = ({ fields }: BlueprintVersion) =>
    fields.some((one) => one.id === id && one.required === true && one.default === undefined)
  return isBare(after) && !isBare(head)
}

/** A change may be about several fields. */
function byClient(uses: readonly FieldUse[]): readonly FieldUse[] {
  const found = new Map<string, FieldUse>()
  for (const use of uses) {
    const known = found.get(use.actor)
    const latest = (a: number | null, b: number | null | undefined) => Math.max(a ?? 0, b ?? 0) || null
    found.set(use.actor, {
      ...use,
      readAt: latest(use.readAt, known?.readAt),
      writtenAt: latest(use.writtenAt, known?.writtenAt),
    })
  }
  const lastOf = ({ readAt, writtenAt }: FieldUse) => Math.max(readAt ?? 0, writtenAt ?? 0)
  return [...found.values()].sort((a, b) => lastOf(b) - lastOf(a) || (a.actor < b.actor ? -1 : 1))
}

interface Telling {
  readonly name: string
  /** The one that is in use. */
  readonly version: number
  readonly refusal: Consequence
}

function told(scope: Scope, { name, version, refusal }: Telling, { readAt, writtenAt }: FieldUse): UseOfField {
  const day = new Intl.DateTimeFormat(scope.language, { dateStyle: 'medium', timeZone: scope.tenant.timezone })
  const uses = writtenAt === null ? 'key-asks-for-field' : 'key-writes-field'
  const said = issue([], refusal === requiring ? 'key-writes-records' : uses, {
    name,
    value: day.format(writtenAt ?? readAt ?? 0),
  })
  const then = issue([], refusal, { version })
  return {
    kind: 'key',
    name,
    weight: 'warn',
    sentence: `${sayIssue(said, readerOf(scope))} ${sayIssue(then, readerOf(scope))}`,
  }
}

interface Pinned {
  readonly name: string
  /** The one that it is kept on. */
  readonly version: number
  readonly isLost: boolean
}

function toldOfPinned(scope: Scope, { name, version, isLost }: Pinned): UseOfField {
  const said = issue([], isLost ? 'key-loses-field' : 'key-keeps-version', { name, version })
  return { kind: 'key', name, weight: isLost ? 'warn' : 'info', sentence: sayIssue(said, readerOf(scope)) }
}
