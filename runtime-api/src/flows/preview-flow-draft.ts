// What would publishing the draft of a flow do to the records that are on their way? And the token that publishing needs.
import type { Finding, FlowVersion, Json, JsonObject } from '@molde/engine'
import { draftToken } from '../blueprints/draft-token.ts'
import { ApiError } from '../errors.ts'
import { countsOf } from '../record-store/count-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type FlowDraftRow, findFlowDraft } from './flow-table.ts'
import { type NextFlow, readFlowDocument } from './read-flow-document.ts'
import { flowNamed, type KnownFlow } from './read-flows.ts'

export interface StateReport {
  readonly state: string
  readonly records: number
  /** Is it still a state of the flow? Records in one that is not would be stuck. */
  readonly stays: boolean
}

export interface FlowPreview {
  readonly report: {
    readonly from: number
    readonly to: number
    readonly records: { readonly total: number }
    readonly states: readonly StateReport[]
    readonly sentences: readonly string[]
    readonly findings: readonly Finding[]
    readonly exact: true
  }
  readonly token: string
}

export async function previewFlowDraft(scope: Scope, name: string): Promise<FlowPreview> {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const draft = await flowDraftToPublish(db, scope, known)
  const next = readFlowDocument(scope, known, draft.definition)
  const states = await stateReports(db, scope, known, next)
  return {
    report: {
      from: known.row.head,
      to: next.version.version,
      records: { total: states.reduce((sum, { records }) => sum + records, 0) },
      states,
      sentences: sayChanges(known, next.version),
      findings: [...next.findings, ...stuckRecords(states)],
      exact: true,
    },
    token: draftToken(scope, boundToFlow(known, draft)),
  }
}

export async function flowDraftToPublish(db: Db, scope: Scope, known: KnownFlow): Promise<FlowDraftRow> {
  const draft = await findFlowDraft(db, scope.tenant.no, known.row.no)
  if (!draft) throw new ApiError('conflict', { detail: 'The draft is empty' })
  return draft
}

/** The draft, the head it goes onto, and the blueprint its expressions are read in. */
export function boundToFlow({ row, blueprint }: KnownFlow, draft: FlowDraftRow): Json {
  return [row.id, row.head, blueprint.version, draft.rev, draft.updatedAt, draft.definition]
}

export async function stateReports(db: Db, scope: Scope, known: KnownFlow, next: NextFlow): Promise<StateReport[]> {
  const counts = (await countsOf(db, scope.tenant.no, known.row.blueprint)).filter(({ live }) => live)
  const options = known.blueprint.fields.find(({ id }) => id === known.head.definition.stateField)?.options ?? []
  return known.head.definition.states.map(({ id }) => ({
    state: options.find((option) => option.id === id)?.key ?? id,
    records: counts.filter(({ state }) => state === id).reduce((sum, { n }) => sum + n, 0),
    stays:
      next.version.stateField === known.head.definition.stateField && next.version.states.some((one) => one.id === id),
  }))
}

/** Moving records to other states is not offered yet, so a state in which records are cannot go. */
export function stuckRecords(states: readonly StateReport[]): Finding[] {
  return states
    .filter(({ records, stays }) => records > 0 && !stays)
    .map(({ state, records }) => ({
      check: 'dead-end',
      severity: 'block',
      state,
      message: `${records} records are in ${state}, which this version does not have.`,
    }))
}

function sayChanges(known: KnownFlow, next: FlowVersion): string[] {
  const before = known.head.definition
  const events = (flow: FlowVersion) => new Set(flow.events.map(({ key }) => key))
  const added = [...events(next)].filter((key) => !events(before).has(key)).map((key) => `The event "${key}" is added.`)
  const removed = [...events(before)]
    .filter((key) => !events(next).has(key))
    .map((key) => `The event "${key}" is removed.`)
  const transitions = `Transitions: ${before.transitions.length} before, ${next.transitions.length} after.`
  return [...added, ...removed, transitions]
}

export function findingsAsJson(findings: readonly Finding[]): JsonObject[] {
  return findings as unknown as JsonObject[]
}
