// How do the values of several fields and the link to a record that holds them become each other?
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, isFile, slotOf } from '../blueprint/field-types.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens, Tuple } from '../lens/lens.ts'
import type { ExtractFieldsOp, InlineFieldsOp } from '../lens/op.ts'
import { movedKey, movedValues } from './moved-key.ts'

/** Types of values by which records can be told to be alike. */
export const movableTypes = (Object.keys(fieldTypeDefs) as FieldType[]).filter(
  (type) => fieldTypeDefs[type].slot !== null && fieldTypeDefs[type].offered,
)

export function isMovable(field: FieldDef): boolean {
  return slotOf(field) !== null && !isFile(field)
}

/** Places of the fields that records can be looked up by: amounts of money cannot. */
export function comparableAt(fields: readonly FieldDef[]): number[] {
  return fields.flatMap(({ type }, i) => (type === 'money' ? [] : [i]))
}

/** From the fields to the link. Only values that the fields could hold come back. */
export function movingLens(op: ExtractFieldsOp | InlineFieldsOp): Lens {
  const { own, link, map } = op
  const fits = own.map((field) => fitsField(field))
  const empty: Tuple = own.map(() => null)
  return {
    from: own.map(({ id }) => id),
    to: [link.id],
    forward(values, { maps }) {
      const key = movedKey(op, values)
      return [key === undefined ? null : (maps.recordOf(map, key) ?? null)]
    },
    backward([record = null], { maps }) {
      const key = typeof record === 'string' ? maps.keyOf(map, record) : undefined
      const values = key === undefined ? undefined : movedValues(op, key)
      return values ? values.map((value, i) => (value !== null && fits[i]?.(value) ? value : null)) : empty
    },
    fails(values, { maps }) {
      const key = movedKey(op, values)
      return key !== undefined && maps.recordOf(map, key) === undefined
    },
  }
}
