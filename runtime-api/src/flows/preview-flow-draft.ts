// What would publishing the draft of a flow do to the records that are on their way? And the token that publishing needs.
import {
  type BlueprintVersion,
  compareFlows,
  type Finding,
  type FlowComparison,
  flowTables,
  issue,
  type Json,
  type JsonObject,
  type Language,
  type OptionId,
  sayIssue,
} from '@molde/engine'
import { draftToken } from '../blueprints/draft-token.ts'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { recordsByState } from './count-states.ts'
import { type FlowDraftRow, findFlowDraft } from './flow-table.ts'
import { type NextFlow, readFlowDocument } from './read-flow-document.ts'
import { flowNamed, type KnownFlow } from './read-flows.ts'

export interface StateReport {
  readonly state: string
  readonly records: number
  /** Is it still a state of the flow? Records in one that is not would be stuck. */
  readonly stays: boolean
  /** Words on the buttons that its records get, and on those they lose. */
  readonly gained: readonly string[]
  readonly lost: readonly string[]
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
  /** Absent when nothing is kept that could be published. */
  readonly token?: string
}

/** Of the shared draft, or of the document `instead`, which nobody keeps. */
export async function previewFlowDraft(scope: Scope, name: string, instead?: JsonObject): Promise<FlowPreview> {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const draft = instead ? undefined : await flowDraftToPublish(db, scope, known)
  const next = readFlowDocument(scope, known, draft?.definition ?? instead ?? {})
  const states = await stateReports(db, scope, known, next)
  return {
    report: {
      from: known.row.head,
      to: next.version.version,
      records: { total: states.reduce((sum, { records }) => sum + records, 0) },
      states,
      sentences: compareWith(scope, known, next).sentences,
      findings: [...next.findings, ...stuckRecords(states, scope.language)],
      exact: true,
    },
    ...(draft && { token: draftToken(scope, boundToFlow(known, draft)) }),
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
  const counts = await recordsByState(db, scope, known)
  const changed = new Map(compareWith(scope, known, next).states.map((one) => [one.state, one]))
  const field = (blueprint: BlueprintVersion) =>
    blueprint.fields.find(({ id }) => id === known.head.definition.stateField)?.options ?? []
  const retired = new Set(field(next.blueprint).flatMap(({ id, retired: gone }) => (gone ? [id] : [])))
  const wasRetired = new Set(field(known.blueprint).flatMap(({ id, retired: gone }) => (gone ? [id] : [])))
  const isKept = (id: OptionId) =>
    next.version.stateField === known.head.definition.stateField &&
    next.version.states.some((one) => one.id === id) &&
    (!retired.has(id) || wasRetired.has(id))
  return known.head.definition.states.map(({ id }) => {
    const state = field(known.blueprint).find((option) => option.id === id)?.key ?? id
    const { gained = [], lost = [] } = changed.get(state) ?? {}
    return { state, records: counts.get(id) ?? 0, stays: isKept(id), gained, lost }
  })
}

function compareWith(scope: Scope, known: KnownFlow, next: NextFlow): FlowComparison {
  const before = flowTables(known.head.definition, known.blueprint)
  return compareFlows(before, flowTables(next.version, next.blueprint), scope.language)
}

/** Moving records to other states is not offered yet, so a state in which records are cannot go. */
export function stuckRecords(states: readonly StateReport[], language: Language): Finding[] {
  return states
    .filter(({ records, stays }) => records > 0 && !stays)
    .map(({ state, records }) => ({
      check: 'dead-end',
      severity: 'block',
      state,
      message: sayIssue(issue([], 'flow-records-stay', { state, count: records }), language),
    }))
}

export function findingsAsJson(findings: readonly Finding[]): JsonObject[] {
  return findings as unknown as JsonObject[]
}
