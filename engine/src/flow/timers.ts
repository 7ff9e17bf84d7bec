// What is sent by itself while a record stands where it stands, and when.
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { MoldeError } from '../errors.ts'
import type { FieldId, OptionId } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { BusinessCalendar } from '../time/business-calendar.ts'
import { type Due, type DueRule, type DueSituation, dueOf, remindersOf, startOf } from '../time/due.ts'
import type { FlowTimer, FlowVersion } from './flow.ts'
import { type FlowNodes, flowNodes, groupKey } from './flow-nodes.ts'
import { type FlowTables, nodesAround, standingOf } from './flow-tables.ts'

/** A timer of one record, that has a moment. */
export interface RunningTimer extends Due {
  readonly timer: FlowTimer
  /** The state that it belongs to, or the group (`group:key`). */
  readonly state: string
  /** The moment from which it counts. */
  readonly start: number
  /** By how long before, as the flow says it. */
  readonly reminding: readonly { readonly before: string; readonly at: number }[]
}

export interface TimerSituation {
  readonly state: string | null
  readonly data: StoredData
  /** When the record came into this state or group, epoch milliseconds. */
  readonly entered: (node: string) => number
  /** IANA zone of the tenant. */
  readonly zone: string
  /** Those of the tenant, by name. */
  readonly calendars?: ReadonlyMap<string, BusinessCalendar>
}

/**
 * In the order of the flow. A timer whose field is empty, says "never", or counts by a calendar that does not open again, is left out; one that is due already is not: what became
 * of it is for whoever keeps them to know.
 */
export function runningTimers(
  tables: FlowTables,
  { state, data, entered, zone, calendars }: TimerSituation,
): RunningTimer[] {
  return nodesWithTimers(tables, state, data).flatMap((node) =>
    (timersOfNode(tables, node) ?? []).flatMap((timer) => {
      const value = 'at' in timer.rule ? data[timer.rule.at as FieldId] : undefined
      const calendar = calendars?.get(timer.rule.calendar ?? '')
      if (timer.rule.calendar !== undefined && !calendar) return []
      const situation = { entered: entered(node), zone, value, calendar }
      const due = dueOrNever(timer.rule, situation)
      const start = startOf(timer.rule, situation)
      if (!due || start === undefined) return []
      return [{ timer, state: node, start, reminding: remindersOf(timer.rule, situation, due.due), ...due }]
    }),
  )
}

function dueOrNever(rule: DueRule, situation: DueSituation): Due | undefined {
  try {
    return dueOf(rule, situation)
  } catch (never) {
    if (never instanceof MoldeError) return undefined
    throw never
  }
}

/** States by their ids and groups as `group:key`, of those that a record stands in. */
export function nodesWithTimers(tables: FlowTables, state: string | null, data: StoredData): readonly string[] {
  return nodesAround(tables, standingOf(tables, state, data)).filter((node) => timersOfNode(tables, node))
}

/** Those of a state by its id, of a group as `group:key`. */
export function timersOfNode({ states, groups }: FlowNodes, node: string): readonly FlowTimer[] | undefined {
  return (states.get(node as OptionId) ?? groups.get(groupKey(node) ?? ''))?.timers
}

/** Every timer of a flow, wherever it stands. */
export function allTimers(flow: FlowVersion): readonly FlowTimer[] {
  const { states, groups } = flowNodes(flow)
  return [...states.values(), ...groups.values()].flatMap(({ timers = [] }) => timers)
}

/** Does anything of this flow happen at a moment? */
export function hasTimers(flow: FlowVersion): boolean {
  return allTimers(flow).length > 0 || (flow.clocks ?? []).length > 0
}

/** Can a timer be due at what this field holds? */
export function isMoment(field: FieldDef | undefined): boolean {
  return field !== undefined && ['date', 'datetime'].includes(field.type) && !isMany(field)
}
