// What would a flow have made of an event that really happened, and how does that differ from what came of it?
import type { FieldDef } from '../blueprint/blueprint.ts'
import type { Issue } from '../errors.ts'
import type { EventId, FieldId, OptionId } from '../ids.ts'
import { equalJson, type Json } from '../json.ts'
import { checkRecord } from '../record/check-record.ts'
import type { StoredData } from '../record/stored-record.ts'
import { assigningActions } from './action-parts.ts'
import type { CompiledFlow } from './compile-flow.ts'
import type { FlowMemory, FlowSituation, Refusal } from './flow.ts'
import { groupsAround, hasHistory, historyNode, leavesUnder, nodeId } from './flow-nodes.ts'
import { exitsOfStanding, type FlowTables, standingOf } from './flow-tables.ts'
import { type MovedStep, settleFlow, stepFlow } from './step.ts'

/** As the record and whoever sent it were right before it. */
export interface PastEvent extends FlowSituation {
  /** By id or key; undefined of a step that was taken by itself. */
  readonly event: string | undefined
  /** By field id, as it was kept. */
  readonly input: StoredData
  /** What the record came to. */
  readonly after: { readonly state: OptionId; readonly data: StoredData }
}

export type PastVerdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The record that came of it would break a rule of its blueprint. */
  | { readonly kind: 'invalid'; readonly issues: readonly Issue[] }
  /** The flow has no such event, or no such state, or does not take the step by itself any more. */
  | { readonly kind: 'no-event' | 'no-state' | 'stays' }
  | { readonly kind: 'elsewhere'; readonly state: OptionId }
  | { readonly kind: 'values'; readonly fields: readonly FieldId[]; readonly data: StoredData }

/** Sends nothing and changes nothing. Values that are worked out are not compared: they follow from the others. */
export function backtestEvent(flow: CompiledFlow, past: PastEvent): PastVerdict {
  const { state } = past.record
  if (state !== null && !flow.states.has(state as OptionId)) return { kind: 'no-state' }
  if (past.event !== undefined && !flow.events.has(past.event)) return { kind: 'no-event' }
  const outcome = past.event === undefined ? settleFlow(flow, past) : stepFlow(flow, sent(flow, past, past.event))
  if (outcome === undefined) return { kind: 'stays' }
  if (outcome.kind === 'refused') return outcome
  return broken(flow, past, outcome) ?? compared(flow, past, outcome)
}

/**
 * The form as far as this flow asks for it. What it demands and nobody was asked for then is what the record held already; where it
 * held nothing, nobody knows what would have been said.
 */
function sent(flow: CompiledFlow, past: PastEvent, name: string) {
  const event = flow.events.get(name)?.id ?? (name as EventId)
  const [first] = exitsOfStanding(flow, standingOf(flow, past.record.state, past.data), event).flat()
  const input = (first?.form ?? []).flatMap(({ field, required }): [FieldId, Json][] => {
    const said = Object.hasOwn(past.input, field) ? past.input[field] : required ? past.data[field] : undefined
    return said === undefined ? [] : [[field, said]]
  })
  return { ...past, event, input: Object.fromEntries(input) }
}

function broken(flow: CompiledFlow, past: PastEvent, { data }: MovedStep): PastVerdict | undefined {
  const { record, now, zone, actor } = past
  const changed = flow.blueprint.fields.filter(({ id }) => differs(data, past.data, id)).map(({ id }) => id)
  const context = { record: { ...record }, now, zone, actor, path: [], system: true }
  const issues = checkRecord(flow.blueprint, data, context, new Set(changed))
  return issues.length > 0 ? { kind: 'invalid', issues } : undefined
}

function compared(flow: CompiledFlow, { after }: PastEvent, { state, data }: MovedStep): PastVerdict {
  if (state !== after.state) return { kind: 'elsewhere', state }
  const fields = flow.blueprint.fields
    .filter((field) => isCompared(flow, field) && differs(data, after.data, field.id))
    .map(({ id }) => id)
  return fields.length > 0 ? { kind: 'values', fields, data } : { kind: 'same' }
}

/** The state is told as the state; whose turn it would have been nobody knows. */
function isCompared({ flow }: CompiledFlow, { id, computed }: FieldDef): boolean {
  return computed === undefined && id !== flow.stateField && !assigningActions(flow).some(({ field }) => field === id)
}

function differs(a: StoredData, b: StoredData, field: FieldId): boolean {
  return !equalJson(a[field] ?? null, b[field] ?? null)
}

/** Where a record stood last in each group that can be entered by its history, by its moves, oldest first. */
export function memoryByMoves(
  tables: FlowTables,
  moves: readonly { readonly from: OptionId | null; readonly to: OptionId }[],
): FlowMemory {
  if (!hasHistory(tables.flow)) return {}
  const groups = [...tables.groups.keys()].map((key) => ({ key, leaves: new Set(leavesUnder(tables, key)) }))
  return Object.fromEntries(
    groups.flatMap(({ key, leaves }) => {
      const left = moves.findLast(({ from, to }) => from !== null && leaves.has(from) && !leaves.has(to))?.from
      if (!left) return []
      const around = groupsAround(tables, left)
      const inner = around[around.indexOf(key) - 1]
      const shallow = inner === undefined ? left : nodeId({ group: inner })
      return [
        [historyNode(key, 'deep'), [left]],
        [historyNode(key, 'shallow'), [shallow]],
      ] as const
    }),
  )
}
