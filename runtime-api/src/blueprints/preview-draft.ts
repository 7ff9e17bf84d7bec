// What would publishing the draft do? Numbers, sentences, findings; and the token that publishing needs.
import {
  type BlueprintVersion,
  compileExpression,
  decodeRecord,
  describeOps,
  equalJson,
  type Json,
  type JsonObject,
  type OpReport,
  OpsReporter,
  PretendedMaps,
  RelatedGroups,
  type SeenRecord,
  titleOf,
  type WireData,
  wireBlueprint,
} from '@molde/engine'
import { outsideOfDraft } from '../computed/outside-of-draft.ts'
import { ApiError } from '../errors.ts'
import { flowsOf } from '../flows/flow-table.ts'
import { countsOf } from '../record-store/count-table.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { liftRows } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import { type ClientOfField, clientsOfOps } from '../spoken-versions/clients-of-fields.ts'
import type { Db } from '../store/store.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { definitionOf } from './compiled-versions.ts'
import { type DraftRow, findDraft } from './draft-table.ts'
import { draftToken } from './draft-token.ts'
import { fillableFields } from './give-slots.ts'
import { type Loss, LostValues } from './lost-values.ts'
import { blueprintNamed } from './read-blueprints.ts'
import { type TriedOps, tryOps } from './save-draft.ts'

export interface Preview {
  readonly report: {
    readonly from: number
    readonly to: number
    readonly records: {
      readonly total: number
      readonly byVersion: readonly { readonly version: number; readonly n: number }[]
      /** Records that show another value afterwards. Publishing itself writes none of them. */
      readonly changed: number
      /** Records with a value that cannot be carried over. */
      readonly failing: number
      /** Of those, the ones that will wait at their version. */
      readonly waiting: number
      /** How many were looked at for the numbers. */
      readonly looked: number
    }
    readonly sentences: readonly string[]
    /** What each op of the draft does, in its order. */
    readonly changes: readonly OpChange[]
    /** Up to five records on both sides that change in different ways, those that change most first. */
    readonly samples: readonly Sample[]
    readonly findings: readonly DraftFinding[]
    /** Fields whose values are destroyed for good: publishing asks for their keys, and why. */
    readonly destroys: readonly Loss[]
    /** Fields for which a place is filled in the background, so that lists filter and sort by them fast. */
    readonly prepares: readonly string[]
    /** False: there are more records than were looked at, and the numbers are those of the ones that were. */
    readonly exact: boolean
    /** The blueprint as it would be. */
    readonly after: JsonObject
  }
  /** Absent when nothing is kept that could be published. */
  readonly token?: string
}

interface OpChange {
  /** Its place in the draft. */
  readonly op: number
  readonly sentence: string
  readonly badge: OpReport['badge']
  readonly records: Pick<OpReport, 'changed' | 'failing' | 'waiting'>
  readonly patterns?: OpReport['patterns']
  /** Clients that write the field or ask for it. */
  readonly uses?: readonly ClientOfField[]
  /** Of a field that moves to related records: those of which the records that link to them say different things. */
  readonly conflicts?: {
    readonly n: number
    /** Up to five, by id, each with its most common values. */
    readonly examples: readonly {
      readonly record: string
      readonly values: readonly { readonly value: Json; readonly n: number }[]
    }[]
  }
}

interface Sample {
  readonly id: string
  readonly title: string
  readonly before: WireData
  readonly after: WireData
  /** Would it wait at its version? */
  readonly waits: boolean
  /** Ids of the fields, as they are before, whose values cannot be carried over. */
  readonly failing: readonly string[]
}

interface DraftFinding {
  readonly check: 'rule-violations' | 'fill-empty'
  readonly severity: 'info' | 'warn'
  readonly message: string
  readonly n: number
  readonly rule?: string
  readonly field?: string
}

/** More records than this are looked at as a sample, and the report says so. */
const mostLookedAt = 20_000
const mostSamples = 5
/** Ways to change that are told apart: a wide record could change in more than one can remember. */
const mostWays = 50

/** Of the shared draft, or of `instead`, which nobody keeps. */
export async function previewDraft(scope: Scope, name: string, instead?: readonly JsonObject[]): Promise<Preview> {
  const db = scope.store.read
  const blueprint = await blueprintNamed(scope, name)
  const draft = instead ? undefined : await draftToPublish(db, scope, blueprint)
  const tried = await tryOps(db, scope, blueprint, draft?.ops ?? instead ?? [])
  const counts = (await countsOf(db, scope.tenant.no, blueprint.no)).filter(({ live }) => live)
  const total = counts.reduce((sum, { n }) => sum + n, 0)
  const before = new Set(fillableFields(tried.head).map(({ id }) => id))
  const prepared = fillableFields(tried.version).filter(({ id }) => !before.has(id))
  const seen = await lookAtRecords(scope, blueprint, tried)
  const sentences = describeOps(tried.head, tried.ops, scope.language)
  return {
    report: {
      from: blueprint.head,
      to: tried.version.version,
      records: {
        total,
        byVersion: byVersion(counts),
        changed: seen.totals.changed,
        failing: seen.totals.failing,
        waiting: seen.totals.waiting,
        looked: seen.totals.seen,
      },
      sentences,
      changes: changesOf(sentences, seen, await clientsOfOps(db, scope, blueprint, tried.ops)),
      samples: seen.samples,
      findings: seen.findings,
      destroys: seen.losses,
      prepares: prepared.map(({ key }) => key),
      exact: total <= mostLookedAt,
      after: wireBlueprint(tried.version),
    },
    ...(draft && { token: draftToken(scope, await boundTo(db, scope, blueprint, draft)) }),
  }
}

function changesOf(
  sentences: readonly string[],
  { reports, conflictsOf }: Pick<Seen, 'reports' | 'conflictsOf'>,
  clients: readonly (readonly ClientOfField[])[],
): OpChange[] {
  const conflicts = (op: number) => {
    const found = conflictsOf(op)
    return found && found.n > 0 ? { conflicts: found } : {}
  }
  return reports.map(({ badge, changed, failing, waiting, patterns }, op) => ({
    op,
    sentence: sentences[op] ?? '',
    badge,
    records: { changed, failing, waiting },
    ...(patterns.length > 0 ? { patterns } : {}),
    ...(clients[op]?.length ? { uses: clients[op] } : {}),
    ...conflicts(op),
  }))
}

export async function draftToPublish(db: Db, scope: Scope, blueprint: BlueprintRow): Promise<DraftRow> {
  const draft = await findDraft(db, scope.tenant.no, blueprint.no)
  if (!draft || draft.ops.length === 0) throw new ApiError('conflict', { detail: 'The draft is empty' })
  return draft
}

/** What the token stands for: the draft, the head it goes onto, and the flow that uses it. No record contents. */
export async function boundTo(db: Db, scope: Scope, blueprint: BlueprintRow, draft: DraftRow): Promise<Json> {
  const flows = await flowsOf(db, scope.tenant.no, blueprint.no)
  return [
    blueprint.id,
    blueprint.head,
    draft.rev,
    draft.updatedAt,
    draft.ops as readonly JsonObject[],
    flows.map((flow) => [flow.id, flow.head]),
  ]
}

function byVersion(counts: readonly { readonly version: number; readonly n: number }[]) {
  const sums = new Map<number, number>()
  for (const { version, n } of counts) sums.set(version, (sums.get(version) ?? 0) + n)
  return [...sums].map(([version, n]) => ({ version, n }))
}

interface Seen {
  readonly totals: OpsReporter['totals']
  readonly reports: readonly OpReport[]
  readonly samples: readonly Sample[]
  readonly findings: readonly DraftFinding[]
  readonly losses: readonly Loss[]
  conflictsOf(op: number): OpChange['conflicts']
}

/** Every live record, or as many as one looks at, crosses the ops; nothing is written. */
async function lookAtRecords(scope: Scope, blueprint: BlueprintRow, tried: TriedOps): Promise<Seen> {
  // What records that link to one record say of it is known when all of them were seen.
  const groups = new RelatedGroups(tried.ops)
  if (groups.isNeeded)
    for await (const { data, attic, updatedAt } of headRows(scope, blueprint)) groups.see(data, attic, updatedAt)
  // Records that publishing would make are as good as there.
  const worked = { head: tried.head, zone: scope.tenant.timezone }
  const reporter = new OpsReporter(tried.ops, new PretendedMaps(groups, tried.ops), worked)
  const outside = await outsideOfDraft(scope, tried)
  const rules = new BrokenRules(scope, tried.head, tried.version)
  const samples = new Samples()
  const lost = new LostValues(tried.ops)
  for await (const rows of headPages(scope, blueprint)) {
    const besides = await outside.besides(rows)
    for (const [i, row] of rows.entries()) {
      const seen = reporter.see(row.data, row.attic, besides[i])
      samples.add(row, seen)
      rules.see(seen.after)
      lost.see(row)
    }
  }
  return {
    totals: reporter.totals,
    reports: reporter.reports,
    samples: samples.said(scope, tried),
    findings: rules.findings(),
    losses: lost.losses,
    conflictsOf: (op) => conflictsIn(groups, tried, op),
  }
}

/** As the wire says the values: options by key. */
function conflictsIn(groups: RelatedGroups, { head }: TriedOps, op: number): OpChange['conflicts'] {
  const found = groups.conflictsOf(op)
  if (!found) return undefined
  const { field, n, examples } = found
  const wire = (value: Json) => decodeRecord({ ...head, fields: [field] }, { [field.id]: value })[field.key] ?? null
  return {
    n,
    examples: examples.map(({ record, values }) => ({
      record,
      values: values.map((one) => ({ value: wire(one.value) as Json, n: one.n })),
    })),
  }
}

/** Live records in the newest shape, at most as many as one looks at. */
export async function* headRows(scope: Scope, blueprint: BlueprintRow): AsyncGenerator<RecordRow> {
  for await (const rows of headPages(scope, blueprint)) yield* rows
}

async function* headPages(scope: Scope, blueprint: BlueprintRow): AsyncGenerator<readonly RecordRow[]> {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint.name)
  let after = 0
  for (let seen = 0; seen < mostLookedAt; ) {
    const rows = await recordsAfter(db, scope.tenant.no, blueprint.no, after, 500)
    if (rows.length === 0) return
    yield await liftRows(
      scope,
      db,
      definition,
      rows.filter(({ live }) => live),
    )
    seen += rows.length
    after = rows.at(-1)?.no ?? after
    // A look at many records must not keep others waiting.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

interface SeenRow {
  readonly row: RecordRow
  readonly seen: SeenRecord
  readonly weight: number
}

/** Records that change in different ways, those that change most first; more of the same only where there are no others. */
class Samples {
  readonly #oneOfEach = new Map<string, SeenRow>()
  readonly #more: SeenRow[] = []

  add(row: RecordRow, seen: SeenRecord): void {
    const changed = changedFields(seen)
    const failing = seen.failures.flatMap(({ fields }) => fields)
    // A value that cannot be carried over is what one wants to see first.
    const weight = changed.length + seen.failures.length * 100
    if (weight === 0) return
    const way = [...changed, '', ...failing].join(' ')
    if (!this.#oneOfEach.has(way) && this.#oneOfEach.size < mostWays) this.#oneOfEach.set(way, { row, seen, weight })
    else if (this.#more.length < mostSamples) this.#more.push({ row, seen, weight })
  }

  said(scope: Scope, { head, version }: TriedOps): Sample[] {
    const byWeight = [...this.#oneOfEach.values()].sort((a, b) => b.weight - a.weight)
    return [...byWeight, ...this.#more].slice(0, mostSamples).map(({ row, seen }) => ({
      id: row.id,
      title: titleOf(head, row.data, scope.language) ?? '',
      before: decodeRecord(head, seen.before),
      after: decodeRecord(version, seen.after),
      waits: seen.waits,
      failing: [...new Set(seen.failures.flatMap(({ fields }) => fields))],
    }))
  }
}

function changedFields({ before, after }: SeenRecord): readonly string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields].filter((id) => !equalJson(before[id] ?? null, after[id] ?? null)).sort()
}

/** How many records would not satisfy a rule that the draft brings. They stay readable; an edit has to mend them. */
class BrokenRules {
  readonly #rules

  constructor(
    private readonly scope: Scope,
    before: BlueprintVersion,
    after: BlueprintVersion,
  ) {
    const known = new Set(before.rules.map(({ id }) => id))
    this.#rules = after.rules
      .filter(({ id }) => !known.has(id))
      .map((rule) => ({ rule, holds: compileExpression(rule.check), n: 0 }))
  }

  see(data: RecordRow['data']): void {
    const evaluation = { data, now: this.scope.runtime.now(), zone: this.scope.tenant.timezone }
    for (const counted of this.#rules) {
      const answer = counted.holds(evaluation)
      if (answer.kind === 'error' || (answer.kind === 'value' && answer.value === false)) counted.n += 1
    }
  }

  findings(): DraftFinding[] {
    return this.#rules
      .filter(({ n }) => n > 0)
      .map(({ rule, n }) => ({
        check: 'rule-violations',
        severity: 'warn',
        rule: rule.id,
        n,
        message: `${n} records do not satisfy this rule: ${typeof rule.message === 'string' ? rule.message : (rule.message['en'] ?? rule.id)}`,
      }))
  }
}
