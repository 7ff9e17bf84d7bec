// Which colour stands for a record, and what does it mean: its state, or else its first choice of one.
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import type { Hue } from '../style/theme.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { hueOf } from '../ui/hue-of.ts'
import { optionText } from './value-text.ts'

export interface RecordHue {
  readonly hue: Hue
  /** A colour of the tenant's own, `#rrggbb`. */
  readonly dot?: string
  /** Empty when the record has no such value. */
  readonly words: string
}

/** The field whose option colours a record: that of its flow, or the first one with options. */
export function hueFieldOf(blueprint: Pick<Blueprint, 'fields'>, stateField?: string): WireField | undefined {
  const choices = blueprint.fields.filter((field) => field.type === 'enum' && field.many !== true)
  return choices.find((field) => field.key === stateField) ?? choices[0]
}

export function recordHue(record: WireRecord, field: WireField | undefined, formats: TenantFormats): RecordHue {
  const option = field && record.data[field.key]
  if (!field || typeof option !== 'string') return { hue: 'slate', words: '' }
  return optionHue(field, option, formats)
}

/** What an option looks like, found once for a language: rows ask for the same few again and again. */
const known = new WeakMap<TenantFormats, WeakMap<WireField, Map<string, RecordHue>>>()

/** The tenant's own colour, else one by the place of the option. */
export function optionHue(field: WireField, option: string, formats: TenantFormats): RecordHue {
  const ofFields = known.get(formats) ?? new WeakMap<WireField, Map<string, RecordHue>>()
  known.set(formats, ofFields)
  const ofOptions = ofFields.get(field) ?? new Map<string, RecordHue>()
  ofFields.set(field, ofOptions)
  const hue = ofOptions.get(option) ?? findHue(field, option, formats)
  ofOptions.set(option, hue)
  return hue
}

function findHue(field: WireField, option: string, formats: TenantFormats): RecordHue {
  const place = field.options?.findIndex((one) => one.key === option) ?? 0
  const color = field.options?.[place]?.color
  const words = optionText(field, option, formats)
  return color?.startsWith('#') ? { hue: 'slate', dot: color, words } : { hue: hueOf(color, place), words }
}
