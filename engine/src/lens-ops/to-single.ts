// A list becomes one of its values, or all of them in one text. The others are kept, and an edit of the one leaves them.
import type { ToSingleOp } from '@molde/schemas'
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, isMany } from '../blueprint/field-types.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import { compareCodePoints } from '../fold-text.ts'
import type { Json } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens } from '../lens/lens.ts'
import type { ToSingleFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, report, withField } from '../lens/op-kind.ts'
import { readersAt, refuseUses } from '../lens/uses-of-field.ts'
import { itemsOf, joined, piecesOf } from './to-list.ts'

const DEFAULT_SEPARATOR = ', '

export const toSingle: OpKind<ToSingleOp, ToSingleFieldOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    const label = field.label ?? field.key
    const to = singleField(field)
    if (!to) return report(place, ['field'], 'not-one-of-these', { label, type: field.type })
    if (!picksOf(to).includes(wire.pick))
      return report(place, ['pick'], 'pick-not-possible', { label, name: wire.pick, known: picksOf(to) })
    if (wire.by !== undefined && wire.pick !== 'join')
      return report(place, ['by'], 'setting-not-for-type', { type: wire.pick, setting: 'by', known: [] })
    if (refuseUses(readersAt(place, field.id), field, place)) return undefined
    return {
      id: place.id,
      op: 'toSingle',
      field: field.id,
      to,
      pick: wire.pick,
      ...(wire.by !== undefined && { by: wire.by }),
    }
  },
  onVersion: (version, { field, to }) => withField(version, field, () => to),
  describe({ field, pick, by = DEFAULT_SEPARATOR }, before) {
    const { key, label } = fieldById(before, field)
    return [{ code: `single-by-${pick}`, params: { label: label ?? key, ...(pick === 'join' && { by }) } }]
  },
  toWire: ({ field, pick, by }, before) => ({ field: keyOf(before, field), pick, ...(by !== undefined && { by }) }),
  steps: (op) => [lensStep(op.id, op.pick === 'join' ? joinLens(op) : pickLens(op))],
}

function singleField(field: FieldDef): FieldDef | undefined {
  if (!isMany(field) || field.fields) return undefined
  const { default: standing, many: _, of, minItems: __, maxItems: ___, ...rest } = field
  const first = standing && 'value' in standing ? itemsOf(standing.value)[0] : undefined
  const literal = first === undefined ? {} : { default: { value: first } }
  if (field.type === 'tags') return { ...rest, type: 'enum', ...literal }
  return field.type === 'list' ? { ...rest, type: of as FieldType, ...literal } : { ...rest, ...literal }
}

/** Which of several values there is a sense in taking. */
function picksOf({ type, many }: FieldDef): ToSingleOp['pick'][] {
  const kind = fieldTypeDefs[type]
  const isOrdered = kind.inList === true && type !== 'money' && many !== true
  const isText = type === 'text' || type === 'longText'
  return ['first', 'last', ...(isOrdered ? (['max', 'min'] as const) : []), ...(isText ? (['join'] as const) : [])]
}

function pickLens({ field, pick }: ToSingleFieldOp): Lens {
  return {
    from: [field],
    to: [field],
    forward: ([list]) => [itemsOf(list)[placeOf(itemsOf(list), pick)] ?? null],
    backward([value = null], _, past) {
      const before = itemsOf(past?.[0])
      const at = placeOf(before, pick)
      const others = before.filter((item, i) => i !== at && item !== value)
      // Back to where the picked one stood, as far as the others still stand there.
      const all =
        value === null ? others : [...others.slice(0, Math.max(at, 0)), value, ...others.slice(Math.max(at, 0))]
      return [all.length === 0 ? null : all]
    },
  }
}

function placeOf(items: readonly Json[], pick: ToSingleFieldOp['pick']): number {
  if (pick === 'last') return items.length - 1
  if (pick !== 'max' && pick !== 'min') return 0
  return items.reduce<number>((best, item, i) => {
    const order = compareValues(item, items[best] as Json)
    return (pick === 'max' ? order > 0 : order < 0) ? i : best
  }, 0)
}

/** Of one type: numbers by size, everything else by its text, which for days and instants is their order too. */
function compareValues(a: Json, b: Json): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareCodePoints(String(a), String(b))
}

function joinLens({ field, to, by = DEFAULT_SEPARATOR }: ToSingleFieldOp): Lens {
  const fits = fitsField(to)
  const whole = (list: Json | undefined) => joined(list, by)
  return {
    from: [field],
    to: [field],
    forward([list]) {
      const text = whole(list)
      return [text !== null && fits(text) ? text : null]
    },
    backward: ([text = null]) => [typeof text === 'string' ? piecesOf(text, by) : null],
    fails([list]) {
      const text = whole(list)
      return text !== null && !fits(text)
    },
  }
}
