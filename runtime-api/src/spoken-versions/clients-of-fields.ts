// Which clients still write or ask for a field that a draft changes? They are told of before it is published.
import { issue, type StoredOp, sayIssue } from '@molde/engine'
import { keyNames } from '../api-keys/api-key-table.ts'
import type { BlueprintRow } from '../blueprints/blueprint-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { writeUses } from './count-use.ts'
import { type FieldUse, fieldUsesOf } from './field-use-table.ts'
import { pinsOf } from './pin-table.ts'

/** As the publish screen shows what uses a field. */
export interface ClientOfField {
  readonly kind: 'key'
  /** What the key is called. */
  readonly name: string
  readonly sentence: string
}

/** They change how a field is called, what it holds, or whether it is there. */
const changing: ReadonlySet<string> = new Set(
  'rename remove purge retype split merge remap normalise unit toList toSingle toRelation fromRelation retarget extract inline'.split(
    ' ',
  ),
)
/** Of one change, those that came last. */
const mostTold = 5

/** One list per op. A key that is kept on a version goes on as before, and is not told of. */
export async function clientsOfOps(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  ops: readonly StoredOp[],
): Promise<readonly (readonly ClientOfField[])[]> {
  if (!ops.some(({ op }) => changing.has(op))) return ops.map(() => [])
  await writeUses(scope.runtime)
  const tenant = scope.tenant.no
  const pins = await pinsOf(db, tenant, blueprint.no)
  const uses = (await fieldUsesOf(db, tenant, blueprint.no)).filter(({ actor }) => !pins.has(actor))
  const names = await keyNames(scope.runtime.control.read, tenant, [...new Set(uses.map(({ actor }) => actor))])
  return ops.map((op) => {
    const fields = changing.has(op.op) ? fieldsOf(op) : []
    const clients = byClient(uses.filter(({ field, actor }) => fields.includes(field) && names.has(actor)))
    return clients.slice(0, mostTold).map((use) => told(scope, names.get(use.actor) ?? '', use))
  })
}

function fieldsOf(op: StoredOp): readonly string[] {
  const { field, fields } = op as { readonly field?: unknown; readonly fields?: unknown }
  return [field, ...(Array.isArray(fields) ? fields : [])].filter((id) => typeof id === 'string')
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

function told({ tenant, language }: Scope, name: string, { readAt, writtenAt }: FieldUse): ClientOfField {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: tenant.timezone })
  const said = issue([], writtenAt === null ? 'key-asks-for-field' : 'key-writes-field', {
    name,
    value: day.format(writtenAt ?? readAt ?? 0),
  })
  return { kind: 'key', name, sentence: sayIssue(said, language) }
}
