// Which records are due today, and which are late: by the first day that people write into their kind, unless they stand at an
// end of their main flow.
import { sayFieldName } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'

/** The day that a kind of record is planned by; undefined where it has none. */
export function dueField({ fields }: Pick<Blueprint, 'fields'>): WireField | undefined {
  return fields.find(({ type, readOnly, computed }) => type === 'date' && !readOnly && !computed)
}

/** `2026-11-26` by the clocks of the zone. */
export function dayIn(zone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(now)
    .map(({ type, value }) => [type, value] as const)
  const { year, month, day } = Object.fromEntries(parts)
  return `${year}-${month}-${day}`
}

export function dueFilter(field: WireField, day: string): string {
  return `${sayFieldName(field.key)} == '${day}'`
}

/** The states in which nothing is left to do. */
export function endsOf({ states }: Pick<Flow, 'states'>): readonly string[] {
  return Object.entries(states).flatMap(([state, { type }]) => (type === 'final' ? [state] : []))
}

/**
 * Planned for an earlier day and not at an end. Undefined where no end says what is done: there a day that has gone by means
 * nothing.
 */
export function lateFilter(
  field: WireField,
  day: string,
  flow: Pick<Flow, 'states' | 'stateField'> | undefined,
): string | undefined {
  const ends = flow ? endsOf(flow) : []
  if (!flow || ends.length === 0) return undefined
  const state = sayFieldName(flow.stateField)
  const list = ends.map((end) => JSON.stringify(end)).join(', ')
  return `${sayFieldName(field.key)} < '${day}' && (${state} == null || !(${state} in [${list}]))`
}

export function isOpen(record: Pick<WireRecord, 'state'>, flow: Pick<Flow, 'states'> | undefined): boolean {
  return record.state === null || flow?.states[record.state]?.type !== 'final'
}
