// Values are destroyed for good only when somebody names their field and says why. The API asks for it, so that no client can forget to.
import { issue, refuseIf } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { headRows } from './head-rows.ts'
import { LostValues, purgesIn } from './lost-values.ts'
import type { TriedOps } from './tried-ops.ts'

/** The key of each field that is destroyed, and why. */
export type Confirmation = { readonly [field: string]: string }

/** Something is destroyed and was not named. What it comes to is counted outside of the transaction, which waits for nothing else. */
export class Unconfirmed extends Error {
  override readonly name = 'Unconfirmed'
  constructor(
    readonly blueprint: BlueprintRow,
    readonly tried: TriedOps,
    /** Keys of fields. */
    readonly missing: readonly string[],
  ) {
    super('unconfirmed')
  }
}

/** The same ops, each purge with its reason. Throws `Unconfirmed`, and a MoldeError for a name that nothing destroys. */
export function confirmedOps(blueprint: BlueprintRow, tried: TriedOps, confirmation: Confirmation): TriedOps {
  const keys = purgesIn(tried.ops).map(({ key }) => key)
  const others = Object.keys(confirmation).filter((key) => !keys.includes(key))
  const known = keys.length > 0 ? keys : '–'
  refuseIf(others.map((name) => issue(['confirm', name], 'nothing-to-destroy', { name: name.slice(0, 60), known })))
  const reasonOf = (key: string) => (Object.hasOwn(confirmation, key) ? (confirmation[key] as string).trim() : '')
  const missing = keys.filter((key) => reasonOf(key) === '')
  if (missing.length > 0) throw new Unconfirmed(blueprint, tried, missing)
  const ops = tried.ops.map((op) => (op.op === 'purge' ? { ...op, reason: reasonOf(String(op['key'])) } : op))
  return { ...tried, ops }
}

/** Says what would be lost, and what to send. */
export async function refuseUnconfirmed(scope: Scope, { blueprint, tried, missing }: Unconfirmed): Promise<never> {
  const lost = new LostValues(tried.ops)
  for await (const row of headRows(scope, blueprint)) lost.see(row)
  const issues = lost.losses
    .filter(({ field }) => missing.includes(field))
    .map(({ field, label, records }) =>
      issue(['confirm', field], 'purge-unconfirmed', { label: label ?? field, key: field, n: records }),
    )
  refuseIf(issues)
  throw new Error('a refusal without a reason')
}
