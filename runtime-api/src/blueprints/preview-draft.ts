// What would publishing the draft do? Numbers, sentences, findings; and the token that publishing needs.
import {
  decodeRecord,
  describeOps,
  type Json,
  type JsonObject,
  labelIn,
  movesRows,
  type OpReport,
  OpsReporter,
  RelatedGroups,
  wireBlueprint,
  withNames,
} from '@molde/engine'
import { outsideOfDraft } from '../computed/outside-of-draft.ts'
import { ApiError } from '../errors.ts'
import { flowsOf } from '../flows/flow-table.ts'
import { MapsForLooking } from '../op-maps/maps-for-looking.ts'
import { lookAtPassages } from '../passages/look-at-passages.ts'
import { countsOf } from '../record-store/count-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { clientsOfOps } from '../spoken-versions/clients-of-fields.ts'
import type { Db } from '../store/store.ts'
import { RowsKnown } from '../subtables/rows-known.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { BrokenRules } from './broken-rules.ts'
import { type DraftRow, findDraft } from './draft-table.ts'
import { draftToken } from './draft-token.ts'
import { fillableFields } from './give-slots.ts'
import { headPages, headRows, mostLookedAt } from './head-rows.ts'
import { type Loss, LostValues } from './lost-values.ts'
import type { DraftFinding, OpChange, Preview, Sample, UseOfField } from './preview.ts'
import { Samples } from './preview-samples.ts'
import { blueprintNamed } from './read-blueprints.ts'
import { RepeatedValues } from './repeated-values.ts'
import { tryOps } from './save-draft.ts'
import type { TriedOps } from './tried-ops.ts'
import { type Decision, unitDecisions, unitFindings } from './unit-decisions.ts'
import { usesOfOps } from './uses-of-ops.ts'

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
  const decisions = await unitDecisions(db, scope, blueprint, tried)
  const sentences = describeOps(withNames(tried.head), tried.ops, readerOf(scope))
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
      changes: changesOf(sentences, seen, await usesIn(db, scope, blueprint, tried, decisions)),
      samples: seen.samples,
      findings: [...unitFindings(decisions, scope), ...seen.findings],
      destroys: seen.losses,
      passages: await lookAtPassages(db, scope, blueprint, tried),
      prepares: prepared.map(({ key }) => key),
      exact: total <= mostLookedAt,
      after: wireBlueprint(tried.version),
    },
    ...(draft && { token: draftToken(scope, await boundTo(db, scope, blueprint, draft)) }),
  }
}

/** What has to be changed first comes first. What is to be decided is said there. */
async function usesIn(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  tried: TriedOps,
  decisions: readonly Decision[],
): Promise<readonly (readonly UseOfField[])[]> {
  const clients = await clientsOfOps(db, scope, blueprint, tried)
  const others = await usesOfOps(db, scope, blueprint, tried)
  return others.map((uses, op) => {
    const decided = decisions
      .filter((one) => one.op === op)
      .map(({ kind, name }) => `${kind} ${labelIn(name, readerOf(scope), '')}`)
    const found = [...(clients[op] ?? []), ...uses.filter(({ kind, name }) => !decided.includes(`${kind} ${name}`))]
    return [...found.filter(({ weight }) => weight === 'warn'), ...found.filter(({ weight }) => weight === 'info')]
  })
}

function changesOf(
  sentences: readonly string[],
  { reports, conflictsOf, duplicatesOf }: Pick<Seen, 'reports' | 'conflictsOf' | 'duplicatesOf'>,
  uses: readonly (readonly UseOfField[])[],
): OpChange[] {
  const conflicts = (op: number) => {
    const found = conflictsOf(op)
    return found && found.n > 0 ? { conflicts: found } : {}
  }
  return reports.map(({ badge, changed, exact, kept, failing, waiting, patterns, rows }, op) => ({
    op,
    sentence: sentences[op] ?? '',
    badge: duplicatesOf(op).some(({ records }) => records > 0) ? 'decision' : badge,
    records: { changed, exact, kept, failing, waiting },
    ...(patterns.length > 0 ? { patterns } : {}),
    ...(rows ? { rows } : {}),
    ...(uses[op]?.length ? { uses: uses[op] } : {}),
    ...(duplicatesOf(op).length > 0 ? { duplicates: duplicatesOf(op) } : {}),
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
  duplicatesOf(op: number): NonNullable<OpChange['duplicates']>
}

/** Every live record, or as many as one looks at, crosses the ops; nothing is written. */
async function lookAtRecords(scope: Scope, blueprint: BlueprintRow, tried: TriedOps): Promise<Seen> {
  // What records that link to one record say of it is known when all of them were seen.
  const groups = new RelatedGroups(tried.ops)
  if (groups.isNeeded)
    for await (const { data, attic, updatedAt } of headRows(scope, blueprint)) groups.see(data, attic, updatedAt)
  const worked = { head: tried.head, zone: scope.tenant.timezone }
  const known = new RowsKnown(groups)
  const maps = new MapsForLooking(scope, blueprint, tried.ops, known)
  const reporter = new OpsReporter(tried.ops, maps, worked)
  const outside = await outsideOfDraft(scope, tried)
  const rules = new BrokenRules(scope, tried.head, tried.version)
  const samples = new Samples()
  const lost = new LostValues(tried.ops)
  const repeated = new RepeatedValues(tried)
  for await (const rows of headPages(scope, blueprint)) {
    if (movesRows(tried.ops)) await known.load(scope, blueprint, rows)
    await maps.prepare(rows)
    const besides = await outside.besides(rows)
    for (const [i, row] of rows.entries()) {
      const seen = reporter.see(row.data, row.attic, besides[i], row.id)
      samples.add(row, seen)
      rules.see(seen.after)
      repeated.see(row.id, seen)
      lost.see(row)
    }
  }
  return {
    totals: { ...reporter.totals, waiting: reporter.totals.waiting + repeated.waiting },
    reports: reporter.reports,
    samples: await samples.said(scope, tried),
    findings: rules.findings(),
    losses: lost.losses,
    conflictsOf: (op) => conflictsIn(groups, tried, op),
    duplicatesOf: (op) => repeated.reportsOf(op),
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
