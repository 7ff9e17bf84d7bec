// Which records are alike in several fields? For fields that move together into records of their own.
import {
  canonicalJson,
  type FieldId,
  type Json,
  mapKey,
  type Predicate,
  type Scalar,
  type StoredData,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { liftRows } from '../records/lift-row.ts'
import { eachRecordWith } from './matching-table.ts'
import { groundOf, type Within } from './record-texts.ts'

const mostValues = 256

/** The same for values that are alike: spaces around a text and blanks make no difference. Null is empty. */
export function alikeText(values: StoredData): string {
  return canonicalJson(
    Object.fromEntries(
      Object.entries(values).map(([id, value]) => [id, typeof value === 'string' ? mapKey(value) || null : value]),
    ),
  )
}

/**
 * Public ids of live records by `alikeText` of the values that were asked for, each of the same fields; of several the oldest.
 * Found by the first field that is filled, the others are looked at in the record.
 */
export async function recordsAlike(
  within: Within,
  definition: Definition,
  wanted: readonly StoredData[],
): Promise<Map<string, string>> {
  const { tx, scope } = within
  const found = new Map<string, string>()
  const fields = Object.keys(wanted[0] ?? {}) as FieldId[]
  if (fields.some((id) => !definition.head.fields.some((field) => field.id === id))) return found
  for (const few of byLeadingField(fields, wanted)) {
    const texts = new Set(few.values.map(alikeText))
    let left = texts.size
    const predicate: Predicate = { op: 'in', ref: { field: few.field }, values: few.leading }
    const lift = (rows: Parameters<typeof liftRows>[3]) => liftRows(scope, tx, definition, rows)
    await eachRecordWith(tx, groundOf(within, definition), predicate, lift, ({ id, data }) => {
      const text = alikeText(Object.fromEntries(fields.map((field) => [field, data[field] ?? null])))
      if (texts.has(text) && !found.has(text)) {
        found.set(text, id)
        left -= 1
      }
      return left > 0
    })
  }
  return found
}

interface Few {
  readonly field: FieldId
  readonly leading: readonly Scalar[]
  readonly values: readonly StoredData[]
}

/** What is empty in the first field is looked up by the next one; what is empty in all is nobody's. */
function byLeadingField(fields: readonly FieldId[], wanted: readonly StoredData[]): Few[] {
  return fields.flatMap((field, i) => {
    const own = wanted.filter(
      (values) => isScalar(values[field]) && fields.slice(0, i).every((before) => (values[before] ?? null) === null),
    )
    const leading = [...new Set(own.map((values) => values[field] as Scalar))]
    return Array.from({ length: Math.ceil(leading.length / mostValues) }, (_, at) => {
      const few = new Set(leading.slice(at * mostValues, (at + 1) * mostValues))
      return { field, leading: [...few], values: own.filter((values) => few.has(values[field] as Scalar)) }
    })
  })
}

function isScalar(value: Json | undefined): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
