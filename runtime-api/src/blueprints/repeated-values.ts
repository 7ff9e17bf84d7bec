// Which values that a draft makes unique do records repeat today?
import { Duplicates, issue, MoldeError, newUniques, OpsReporter, refuseIf, type SeenRecord } from '@molde/engine'
import { MapsForLooking } from '../op-maps/maps-for-looking.ts'
import type { Scope } from '../runtime.ts'
import { findBlueprint } from './blueprint-table.ts'
import { findDraft } from './draft-table.ts'
import { headPages } from './head-rows.ts'
import type { OpChange } from './preview.ts'
import { tryOps } from './save-draft.ts'
import type { TriedOps } from './tried-ops.ts'

export class RepeatedValues {
  readonly #counts
  /** Records that repeat what an earlier one has, where they may wait, and do not wait for something else. */
  readonly #waiting = new Set<string>()

  constructor({ head, version, ops }: TriedOps) {
    this.#counts = newUniques(head, ops).map((one) => ({ ...one, found: new Duplicates(version, one.unique) }))
  }

  get isNeeded(): boolean {
    return this.#counts.length > 0
  }

  see(record: string, { after, waits }: Pick<SeenRecord, 'after' | 'waits'>): void {
    for (const one of this.#counts) {
      const isRepeated = one.found.see(record, after)
      if (isRepeated && one.waits && !waits) this.#waiting.add(record)
    }
  }

  get waiting(): number {
    return this.#waiting.size
  }

  reportsOf(op: number): NonNullable<OpChange['duplicates']> {
    return this.#counts.filter((one) => one.op === op).map(({ found, waits }) => ({ ...found.report(), waits }))
  }

  /** What is in the way of publishing. */
  refuse({ ops, version }: TriedOps): void {
    const issues = ops.flatMap((_, op) =>
      this.reportsOf(op)
        .filter(({ records, waits }) => records > 0 && !waits)
        .map(({ fields, values, records, groups }) => {
          const labels = version.fields.filter(({ key }) => fields.includes(key)).map(({ label, key }) => label ?? key)
          const examples = groups.map((group) => Object.values(group.values).map(sayValue).join(', '))
          return issue(['ops', op, 'add'], 'duplicates-exist', { fields: labels, values, records, examples })
        }),
    )
    refuseIf(issues)
  }
}

function sayValue(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100)
}

/**
 * Before publishing, and outside of its transaction, among as many records as a preview looks at. Who comes in between, or lies beyond,
 * waits.
 */
export async function refuseRepeated(scope: Scope, name: string): Promise<void> {
  const db = scope.store.read
  const blueprint = await findBlueprint(db, scope.tenant.no, name)
  const draft = blueprint && (await findDraft(db, scope.tenant.no, blueprint.no))
  if (!blueprint || !draft?.ops.some(({ op }) => op === 'uniques')) return
  // What is wrong with the draft is said where it is published.
  const tried = await tryOps(db, scope, blueprint, draft.ops).catch((thrown: unknown) => {
    if (thrown instanceof MoldeError) return undefined
    throw thrown
  })
  if (!tried) return
  const repeated = new RepeatedValues(tried)
  if (!repeated.isNeeded) return
  const maps = new MapsForLooking(scope, blueprint, tried.ops)
  const reporter = new OpsReporter(tried.ops, maps, { head: tried.head, zone: scope.tenant.timezone })
  for await (const rows of headPages(scope, blueprint)) {
    await maps.prepare(rows)
    for (const row of rows) repeated.see(row.id, reporter.see(row.data, row.attic, {}, row.id))
  }
  repeated.refuse(tried)
}
