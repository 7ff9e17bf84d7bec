// What can be said below a column, and how is it written?
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { type TotalFunction, type TotalValue, totalFunctions } from '../api/totals-api.ts'
import { timeText, withUnit } from '../field-value/value-text.ts'
import type { TenantFormats } from '../text/use-formats.tsx'

const added: readonly FieldType[] = ['integer', 'number', 'percent', 'rating', 'money', 'duration']
const ordered: readonly FieldType[] = ['date', 'datetime', 'time']
const unlike: readonly FieldType[] = ['richText', 'address', 'geo', 'json', 'list', 'tags', 'boolean']

/** The engine says the same (`totalsOf`); it is not loaded for a list. */
export function columnTotals(field: Pick<WireField, 'type' | 'many'>): readonly TotalFunction[] {
  if (field.many === true || unlike.includes(field.type)) return ['filled', 'empty']
  if (added.includes(field.type)) return totalFunctions
  return ordered.includes(field.type) ? ['min', 'max', 'filled', 'empty', 'distinct'] : ['filled', 'empty', 'distinct']
}

/** How it is called: days and times have a first and a last one. */
export function totalName(field: Pick<WireField, 'type'>, wanted: TotalFunction): TotalFunction | 'first' | 'last' {
  if (!ordered.includes(field.type)) return wanted
  return wanted === 'min' ? 'first' : wanted === 'max' ? 'last' : wanted
}

const grouping: readonly FieldType[] = ['enum', 'boolean', 'relation', 'user']

export function canGroupBy(field: Pick<WireField, 'type' | 'many'>): boolean {
  return grouping.includes(field.type) && field.many !== true
}

/** One text, of money one for each currency; none when there is nothing to say. */
export function totalTexts(
  field: WireField,
  wanted: TotalFunction,
  value: TotalValue | undefined,
  formats: TenantFormats,
): readonly string[] {
  if (value === undefined || value === null) return []
  if (typeof value === 'object') return value.map(({ amount, currency }) => formats.money(amount, currency))
  return [oneText(field, wanted, value, formats)]
}

/** Counts are plain numbers, whatever the column holds. */
function oneText(field: WireField, wanted: TotalFunction, value: number | string, formats: TenantFormats): string {
  if (wanted === 'filled' || wanted === 'empty' || wanted === 'distinct') return formats.number(Number(value))
  if (typeof value === 'number') return numberText(field, wanted, value, formats)
  return timeText(field.type, value, formats)
}

/** An average has no more digits than help. */
function numberText(field: WireField, wanted: TotalFunction, value: number, formats: TenantFormats): string {
  const shown = wanted === 'avg' ? Number(value.toFixed(Math.max(2, field.precision ?? 0))) : value
  return field.type === 'percent'
    ? formats.percent(shown)
    : withUnit(field, formats.number(shown, wanted === 'avg' || field.type !== 'number' ? undefined : field.precision))
}
