// One value becomes a list of them: a text or number a list, a choice tags, a link or file many.
import type { ToListOp } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, isMany, slotOf } from '../blueprint/field-types.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { Json } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import type { Lens } from '../lens/lens.ts'
import type { ToListFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, report, withField } from '../lens/op-kind.ts'
import { readersAt, refuseUses } from '../lens/uses-of-field.ts'

export const toList: OpKind<ToListOp, ToListFieldOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    const label = field.label ?? field.key
    const to = listField(field)
    if (!to) return report(place, ['field'], 'no-list-of-these', { label, type: field.type })
    if (wire.by !== undefined && to.of !== 'text' && to.of !== 'longText')
      return report(place, ['by'], 'setting-not-for-type', { type: field.type, setting: 'by', known: [] })
    if (refuseUses(readersAt(place, field.id), field, place)) return undefined
    return { id: place.id, op: 'toList', field: field.id, to, ...(wire.by !== undefined && { by: wire.by }) }
  },
  onVersion: (version, { field, to }) => withField(version, field, () => to),
  describe({ field, by }, before) {
    const { key, label } = fieldById(before, field)
    return [
      {
        code: by === undefined ? 'list-now' : 'pieces-now',
        params: { label: label ?? key, ...(by !== undefined && { by }) },
      },
    ]
  },
  toWire: ({ field, by }, before) => ({ field: keyOf(before, field), ...(by !== undefined && { by }) }),
  steps: (op) => [lensStep(op.id, op.by === undefined ? wrapLens(op) : piecesLens(op, op.by))],
}

/** The field as it becomes; undefined when there is no list of its kind. */
function listField(field: FieldDef): FieldDef | undefined {
  if (isMany(field)) return undefined
  const { default: standing, quickFilter: _, ...rest } = field
  const literal = standing && 'value' in standing ? { default: { value: [standing.value] } } : {}
  if (field.type === 'enum') return { ...rest, type: 'tags', ...literal }
  if (['relation', 'user'].includes(field.type)) return { ...rest, many: true, ...literal }
  if (['file', 'image'].includes(field.type)) return { ...rest, many: true }
  return fieldTypeDefs[field.type].inList && slotOf(field) !== null
    ? { ...rest, type: 'list', of: field.type, ...literal }
    : undefined
}

/** An edit of the one value replaces the first of the list and leaves the others. */
function wrapLens({ field }: ToListFieldOp): Lens {
  return {
    from: [field],
    to: [field],
    forward([value = null], _, past) {
      const tail = itemsOf(past?.[0]).slice(1)
      const all = value === null ? tail : [value, ...tail.filter((item) => item !== value)]
      return [all.length === 0 ? null : all]
    },
    backward: ([list]) => [itemsOf(list)[0] ?? null],
  }
}

function piecesLens({ field }: ToListFieldOp, by: string): Lens {
  return {
    from: [field],
    to: [field],
    forward: ([text = null]) => [typeof text === 'string' ? piecesOf(text, by) : null],
    backward: ([list]) => [joined(list, by)],
  }
}

/** Without blanks around them; empty pieces are none. */
export function piecesOf(text: string, by: string): string[] | null {
  const pieces = text
    .split(by)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  return pieces.length === 0 ? null : pieces
}

export function joined(list: Json | undefined, by: string): string | null {
  const items = itemsOf(list)
  return items.length === 0
    ? null
    : items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(by)
}

export function itemsOf(list: Json | undefined): readonly Json[] {
  return Array.isArray(list) ? (list as readonly Json[]) : []
}
