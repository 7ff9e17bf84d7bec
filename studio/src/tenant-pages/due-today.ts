// Which records are due today: by the first day that people write into their kind, unless they stand at an end of their flow.
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

export function isOpen(record: Pick<WireRecord, 'state'>, flow: Pick<Flow, 'states'> | undefined): boolean {
  return record.state === null || flow?.states[record.state]?.type !== 'final'
}
