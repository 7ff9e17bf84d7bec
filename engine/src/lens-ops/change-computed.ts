// A field is worked out in another way: another formula, another filter of a roll-up. Its values follow by themselves.
import type { ChangeOp, WireField } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, valueTypeOf } from '../blueprint/field-types.ts'
import { readComputed } from '../blueprint/read-computed.ts'
import { equalJson, type Json, type JsonObject } from '../json.ts'
import type { Settings } from '../lens/op.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'

const settings = ['computed', 'type', 'options', 'precision', 'currencies', 'max', 'many'] as const

/** With the settings that follow from it. Reports what cannot be. */
export function readComputedSettings(wire: ChangeOp, field: FieldDef, place: OpPlace): Settings {
  const chosen = wire.computed
  if (chosen === undefined) return {}
  const { version, path, reading, blueprintNamed } = place
  const label = field.label ?? field.key
  if (!field.computed || chosen.kind !== field.computed.kind) {
    report(place, ['computed'], 'computed-kind', { label, from: field.computed?.kind ?? field.type, to: chosen.kind })
    return {}
  }
  const faults = reading.issues.length
  const said = { key: field.key, type: field.type, computed: chosen } as WireField
  const now = withSaid(field, wire)
  const context = { name: version.name, issues: reading.issues, blueprintNamed }
  const fields = version.fields.map((other) => (other.id === field.id ? now : other))
  const read = readComputed(fields, [{ id: field.id, wire: said, path }], context).find(({ id }) => id === field.id)
  if (!read || reading.issues.length > faults) return {}
  refuseLostUses(field, read, place)
  return Object.fromEntries(settings.map((name) => [name, read[name] ?? null])) as Settings
}

/** Digits and currency are chosen beside it. */
function withSaid(field: FieldDef, { precision, currencies }: ChangeOp): FieldDef {
  const { precision: _, currencies: __, ...rest } = field
  const digits = precision === undefined ? field.precision : (precision ?? undefined)
  const coins = currencies === undefined ? field.currencies : (currencies ?? undefined)
  return { ...rest, ...(digits !== undefined && { precision: digits }), ...(coins && { currencies: coins }) }
}

/** What reads it goes on where the kind of its values stays what it was. */
export function refuseLostUses(before: FieldDef, after: FieldDef, place: OpPlace): void {
  const sameKind = equalJson(valueTypeOf(before), valueTypeOf(after))
  const lost = usesAt(place, before.id).filter(({ by }) =>
    by === 'title' ? fieldTypeDefs[after.type].textLike !== true : !sameKind,
  )
  refuseUses(lost, before, place)
}

/** For people: the formula itself, `customer → status`, `sum(line.amount)`, `INV-{0000}`. */
export function sayComputed(wire: JsonObject): string {
  const text = (name: string): string => String((wire[name] as Json | undefined) ?? '')
  if (wire['kind'] === 'lookup') return `${text('via')} → ${text('field')}`
  if (wire['kind'] === 'autonumber') return text('format')
  if (wire['kind'] === 'formula') return text('expr')
  const what = [text('blueprint'), ...(wire['field'] === undefined ? [] : [text('field')])].join('.')
  const where = wire['where'] === undefined ? '' : `, ${text('where')}`
  return `${text('function')}(${what}${where})`
}
