// What a block from a spreadsheet does to the records of a table: which values each gets, what has no place, what cannot be read.
import type { Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { isSameValue } from '../field-value/value-text.ts'

interface Target {
  /** Absent: below the last record, where a new one begins. */
  readonly record?: WireRecord
}

export interface BlockPlan {
  readonly changes: readonly { readonly record: WireRecord; readonly data: WireData }[]
  readonly additions: readonly WireData[]
  /** Cells whose text says nothing that the field could hold. */
  readonly unread: readonly { readonly field: WireField; readonly text: string }[]
  /** Cells of fields that nobody types into. */
  readonly fixed: number
  /** Rows for which there is no record, and no place for a new one. */
  readonly rowsOutside: number
}

export interface BlockAt {
  /** From the cell where it is pasted to the right. */
  readonly fields: readonly WireField[]
  isTyped(field: WireField): boolean
  /** Of the n-th row of the block; undefined where nothing can be written. */
  targetOf(row: number): Target | undefined
  /** Undefined when the text says nothing the field could hold; the value is undefined when it empties it. */
  read(
    text: string,
    field: WireField,
    before: Json | undefined,
  ): Promise<{ readonly value: Json | undefined } | undefined>
}

/** A cell of the block without a text empties the cell, as in a spreadsheet; columns behind the last one are left out. */
export async function planBlock(rows: readonly (readonly string[])[], at: BlockAt): Promise<BlockPlan> {
  const plan = {
    changes: [] as { record: WireRecord; data: WireData }[],
    additions: [] as WireData[],
    unread: [] as { field: WireField; text: string }[],
    fixed: 0,
    rowsOutside: 0,
  }
  for (const [row, cells] of rows.entries()) {
    const target = at.targetOf(row)
    if (!target) {
      plan.rowsOutside += 1
      continue
    }
    const data: Record<string, Json> = {}
    for (const [column, text] of cells.entries()) {
      const field = at.fields[column]
      if (!field) continue
      const before = target.record?.data[field.key]
      if (!at.isTyped(field)) plan.fixed += text.trim() === '' ? 0 : 1
      else {
        const read = await at.read(text, field, before)
        if (!read) plan.unread.push({ field, text: text.trim() })
        else if (!isSameValue(read.value, before)) data[field.key] = read.value ?? null
      }
    }
    if (Object.keys(data).length === 0) continue
    if (target.record) plan.changes.push({ record: target.record, data })
    else plan.additions.push(data)
  }
  return plan
}
