// What is sent by itself while a record stands where it stands, and when.
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import type { FieldId, OptionId } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type Due, dueOf } from '../time/due.ts'
import type { FlowTimer, FlowVersion } from './flow.ts'
import { type FlowTables, standingOf } from './flow-tables.ts'

/** A timer of one record, that has a moment. */
export interface RunningTimer extends Due {
  readonly timer: FlowTimer
  /** The state that it belongs to. */
  readonly state: OptionId
}

export interface TimerSituation {
  readonly state: string | null
  readonly data: StoredData
  /** When the record came into its state, epoch milliseconds. */
  readonly entered: number
  /** IANA zone of the tenant. */
  readonly zone: string
}

/**
 * In the order of the flow. A timer whose field is empty, or says "never", is left out; one that is due already is not: what became
 * of it is for whoever keeps them to know.
 */
export function runningTimers(tables: FlowTables, { state, data, entered, zone }: TimerSituation): RunningTimer[] {
  return nodesWithTimers(tables, state, data).flatMap(({ id, timers }) =>
    timers.flatMap((timer) => {
      const value = 'at' in timer.rule ? data[timer.rule.at as FieldId] : undefined
      const due = dueOf(timer.rule, { entered, zone, value })
      return due ? [{ timer, state: id, ...due }] : []
    }),
  )
}

/** Those of the leaves, and of the parallel state around them. */
function nodesWithTimers(tables: FlowTables, state: string | null, data: StoredData) {
  const leaves = standingOf(tables, state, data)
  const around = leaves.flatMap((leaf) => tables.regions.get(leaf)?.parallel ?? [])
  return [...new Set([...around, ...leaves])].flatMap((id) => {
    const { timers } = tables.states.get(id) ?? {}
    return timers ? [{ id, timers }] : []
  })
}

/** Does anything of this flow happen by itself? */
export function hasTimers({ states }: FlowVersion): boolean {
  return states.some(
    ({ timers, regions }) => timers || regions?.some((region) => region.states.some((state) => state.timers)),
  )
}

/** Can a timer be due at what this field holds? */
export function isMoment(field: FieldDef | undefined): boolean {
  return field !== undefined && ['date', 'datetime'].includes(field.type) && !isMany(field)
}
