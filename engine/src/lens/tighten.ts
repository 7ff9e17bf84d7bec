// What happens to values that were right and are not any more, when a field asks for more than it did?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { DEFAULT_RATING } from '../blueprint/field-types.ts'
import type { Json } from '../json.ts'
import { evaluatedFill } from './fill.ts'
import { fitsField } from './fits-field.ts'
import type { Lens } from './lens.ts'
import type { Fill, OnFailure } from './op.ts'

/** What can be done with values that do not fit a field of this kind, by the names of the wire. */
export function waysOut(field: FieldDef): string[] {
  const isNumber = ['integer', 'number', 'percent', 'rating'].includes(field.type)
  const isLong = field.maxLength !== undefined || field.maxItems !== undefined
  return ['quarantine', 'keep', 'empty', ...(isNumber ? ['clamp'] : []), ...(isLong ? ['truncate'] : [])]
}

/** Values that fit stay; the others go the way they were told. Going back, what was there returns. */
export function tighteningLens(to: FieldDef, onFailure: OnFailure, fill: Fill | undefined): Lens {
  const fits = fitsField(to)
  const mended = (value: Json): Json | null => {
    if (fits(value)) return value
    const instead = insteadOf(value, to, onFailure)
    return instead !== null && fits(instead) ? instead : null
  }
  return {
    from: [to.id],
    to: [to.id],
    forward: ([value = null], { data }) =>
      value === null ? [fill === undefined ? null : (evaluatedFill(to, fill, data) ?? null)] : [mended(value)],
    backward: ([value = null]) => [value],
    fails: ([value = null]) => value !== null && mended(value) === null,
    ...(fill && 'expr' in fill && { readsAround: true }),
    ...(onFailure === 'quarantine' && { waits: true }),
  }
}

function insteadOf(value: Json, to: FieldDef, onFailure: OnFailure): Json | null {
  if (typeof onFailure === 'object') return onFailure.value
  if (onFailure === 'clamp') return typeof value === 'number' ? clamped(value, to) : null
  return onFailure === 'truncate' ? truncated(value, to) : null
}

/** The nearest value within the limits, with no more digits than the field has. */
function clamped(value: number, to: FieldDef): number | null {
  const step = to.type === 'integer' || to.type === 'rating' ? 1 : 10 ** -(to.precision ?? 6)
  const most =
    (to.type === 'rating' ? (to.max ?? DEFAULT_RATING) : undefined) ??
    to.maximum ??
    (to.exclusiveMaximum === undefined ? Number.POSITIVE_INFINITY : to.exclusiveMaximum - step)
  const least =
    (to.type === 'rating' ? 1 : undefined) ??
    to.minimum ??
    (to.exclusiveMinimum === undefined ? Number.NEGATIVE_INFINITY : to.exclusiveMinimum + step)
  if (least > most) return null
  const within = Math.min(Math.max(value, least), most)
  return to.precision === undefined ? within : Number(within.toFixed(to.precision))
}

/** A text by code points, which is how `maxLength` counts, a list by its first values. */
function truncated(value: Json, to: FieldDef): Json | null {
  if (Array.isArray(value)) return to.maxItems === undefined ? null : value.slice(0, to.maxItems)
  if (typeof value !== 'string' || to.maxLength === undefined) return null
  return [...value].slice(0, to.maxLength).join('')
}
