// What would publishing the draft of a flow do to the records that are on their way? And the token that publishing needs.
import {
  type BlueprintVersion,
  compareFlows,
  describeOps,
  type FieldId,
  type Finding,
  type FlowComparison,
  flowTables,
  issue,
  type Json,
  type JsonObject,
  type MoveStatesOp,
  type OptionId,
  partNamed,
  type Reader,
  type Region,
  sayIssue,
  stateFieldsOf,
  stateKey,
} from '@molde/engine'
import { draftToken } from '../blueprints/draft-token.ts'
import { ApiError } from '../errors.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { foreseeTimers, type TimersForeseen } from '../timers/foresee-timers.ts'
import { recordsByState, statesAndRegions } from './count-states.ts'
import { type FlowDraftRow, findFlowDraft } from './flow-table.ts'
import { type NextFlow, readFlowDocument } from './read-flow-document.ts'
import { flowNamed, type KnownFlow, knownFor } from './read-flows.ts'
import { guessesFor, namedStates, ofRegion, regionGuesses, statesAside } from './state-moves.ts'

export interface StateReport {
  readonly state: string
  readonly records: number
  /** Is it still a state of the flow? Records in one that is not go on in another one. */
  readonly stays: boolean
  /** Of one that goes away: where they would go on most likely. */
  readonly guess?: string
  /** Did somebody say where its records go, or when? */
  readonly answered?: true
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
    /** Absent when they stay as they are. */
    readonly timers?: TimersForeseen
    readonly findings: readonly Finding[]
    readonly exact: true
  }
  /** Absent when nothing is kept that could be published. */
  readonly token?: string
}

/** Of the shared draft, or of the document `instead`, which nobody keeps; with these answers to where records go. */
export async function previewFlowDraft(
  scope: Scope,
  name: string,
  { document: instead, moves }: { readonly document?: JsonObject; readonly moves?: JsonObject } = {},
): Promise<FlowPreview> {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const draft = instead ? undefined : await flowDraftToPublish(db, scope, known)
  const document = draft?.definition ?? instead ?? {}
  const next = readFlowDocument(scope, await knownFor(db, scope, known, document), document, moves)
  const states = await stateReports(db, scope, known, next)
  const timers = await foreseeTimers(db, scope, known, next)
  return {
    report: {
      from: known.row.head,
      to: next.version.version,
      records: { total: states.reduce((sum, { records }) => sum + records, 0) },
      states,
      sentences: [...compareWith(scope, known, next).sentences, ...sayMoves(scope, next)],
      ...(timers && { timers }),
      findings: [...next.findings, ...stuckRecords(states, readerOf(scope))],
      exact: true,
    },
    ...(draft && { token: draftToken(scope, boundToFlow(known, draft, moves)) }),
  }
}

export async function flowDraftToPublish(db: Db, scope: Scope, known: KnownFlow): Promise<FlowDraftRow> {
  const draft = await findFlowDraft(db, scope.tenant.no, known.row.no)
  if (!draft) throw new ApiError('conflict', { detail: 'The draft is empty' })
  return draft
}

/** The draft, the head it goes onto, the blueprint its expressions are read in, and what was said about records besides. */
export function boundToFlow({ row, blueprint }: KnownFlow, draft: FlowDraftRow, moves: JsonObject | undefined): Json {
  return [row.id, row.head, blueprint.version, draft.rev, draft.updatedAt, draft.definition, moves ?? null]
}

function sayMoves(scope: Scope, { withStates }: NextFlow): readonly string[] {
  if (!withStates) return []
  const { head, ops } = withStates
  return describeOps(head, ops, readerOf(scope)).filter((_, i) => ops[i]?.op === 'flow')
}

export async function stateReports(db: Db, scope: Scope, known: KnownFlow, next: NextFlow): Promise<StateReport[]> {
  const counts = await recordsByState(db, scope, known)
  const changed = new Map(compareWith(scope, known, next).states.map((one) => [one.state, one]))
  const { stateField } = known.head.definition
  const fields = stateFieldsOf(known.head.definition)
  const retiredIn = (blueprint: BlueprintVersion) =>
    new Set(
      blueprint.fields.flatMap(({ id, options = [] }) =>
        fields.includes(id) ? options.flatMap((option) => (option.retired ? [option.id] : [])) : [],
      ),
    )
  const [wasRetired, retired] = [retiredIn(known.blueprint), retiredIn(next.blueprint)]
  const [before, after] = [flowTables(known.head.definition, known.blueprint), flowTables(next.version, next.blueprint)]
  const isKept = (id: OptionId) =>
    next.version.stateField === stateField && after.states.has(id) && (!retired.has(id) || wasRetired.has(id))
  const guesses = guessesFor(known, next.version, statesAside(known.blueprint, next.blueprint, stateField))
  const answered = new Set([...answeredIn(fields, next), ...takenBack(next)])
  const regions = next.version.states.flatMap((state) => state.regions ?? [])
  return statesAndRegions(known.head.definition).map(({ id }) => {
    const region = before.regions.get(id)?.region
    const goesOn = region && regions.find(({ stateField: field }) => field === region.stateField)
    const guess = region ? goesOn && guessInRegion(known, next, goesOn).get(id) : guesses.get(id)
    const state = stateKey(before, id)
    const { gained = [], lost = [] } = changed.get(state) ?? {}
    return {
      ...{ state, records: counts.get(id) ?? 0, stays: isKept(id), gained, lost },
      ...(guess !== undefined && { guess: stateKey(after, guess) }),
      // What a region said that ends is kept, and nobody has to say where it goes.
      ...((answered.has(id) || (region && !goesOn)) && { answered: true as const }),
    }
  })
}

/** States of which somebody said where their records go, or when. */
function answeredIn([main, ...regions]: readonly FieldId[], { moves = {}, blueprint }: NextFlow): readonly OptionId[] {
  if (main === undefined) return []
  const inRegions = regions.flatMap((field) => {
    const options = blueprint.fields.find(({ id }) => id === field)?.options ?? []
    return Object.keys(ofRegion(moves, 'states', blueprint, field)).flatMap(
      (name) => partNamed(options, name)?.id ?? [],
    )
  })
  const own = (['states', 'policy'] as const).flatMap((member) => [...namedStates(moves, member, blueprint, main)])
  return [...own, ...inRegions]
}

function guessInRegion(known: KnownFlow, next: NextFlow, region: Region): ReadonlyMap<OptionId, OptionId> {
  const aside = statesAside(known.blueprint, next.blueprint, region.stateField)
  return new Map(regionGuesses(known, next.version, region, aside))
}

/** Where moves are taken back, they say themselves where records in states of theirs go. */
function takenBack({ withStates }: NextFlow): readonly OptionId[] {
  const moves = (withStates?.ops ?? []).filter(({ op }) => op === 'flow') as unknown as readonly MoveStatesOp[]
  return moves.flatMap(({ undoes }) => Object.keys(undoes?.back ?? {}) as OptionId[])
}

function compareWith(scope: Scope, known: KnownFlow, next: NextFlow): FlowComparison {
  const before = flowTables(known.head.definition, known.blueprint)
  return compareFlows(before, flowTables(next.version, next.blueprint), readerOf(scope))
}

/** Nobody shall stand in a state without a way on: of each that goes away and has records somebody says where they go. */
export function stuckRecords(states: readonly StateReport[], reader: Reader): Finding[] {
  return states
    .filter(({ records, stays, answered }) => records > 0 && !stays && !answered)
    .map(({ state, records }) => ({
      check: 'dead-end',
      severity: 'block',
      state,
      message: sayIssue(issue([], 'flow-records-stay', { state, count: records }), reader),
    }))
}

export function findingsAsJson(findings: readonly Finding[]): JsonObject[] {
  return findings as unknown as JsonObject[]
}
