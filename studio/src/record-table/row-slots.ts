// Which element shows which row? While a table scrolls, the element of a row that went out of sight shows one that comes into
// sight: only what differs is written, and three elements of a row are styled anew instead of fifty.
import type { Place } from './grid-place.ts'
import type { DrawnRows } from './use-drawn-rows.ts'

/** An element that shows a row. */
interface RowSlot {
  /** By this React knows the element. */
  readonly key: string
  readonly row: number
  /** What stands in the row; undefined where it is not kept. */
  readonly line: string | undefined
}

/** The slots of one drawing, and what the next one has to know of it. */
export interface RowSlots {
  readonly slots: readonly (RowSlot | undefined)[]
  /** The line whose cell has the focus, or would get it by Tab. */
  readonly active: string | undefined
  /** How often each slot was given up. */
  readonly given: readonly number[]
}

export const noSlots: RowSlots = { slots: [], active: undefined, given: [] }

/**
 * Row n stands in slot n modulo `most`, so rows that stay in sight stay in their elements. An element in which somebody stands is
 * never given another line: it goes, and with it the focus, which would otherwise sit in a record nobody chose.
 */
export function slotsFor(
  before: RowSlots,
  { first, last }: DrawnRows,
  most: number,
  lineOf: (row: number) => string | undefined,
  place: Place,
): RowSlots {
  const count = Math.max(most, last - first + 1)
  const given = Array.from({ length: count }, (_, slot) => before.given[slot] ?? 0)
  // A row that went out of sight stays until its element is wanted: taking it out is work as well.
  const slots = Array.from({ length: count }, (_, slot) => {
    const held = before.slots[slot]
    return held && held.row % count === slot && held.line !== undefined && held.line === lineOf(held.row)
      ? held
      : undefined
  })
  for (let row = first; row <= last; row++) {
    const slot = row % count
    const line = lineOf(row)
    const held = before.slots[slot]
    if (held && held.line !== line && held.line !== undefined && held.line === before.active)
      given[slot] = (given[slot] ?? 0) + 1
    slots[slot] = { key: `${slot} ${given[slot]}`, row, line }
  }
  return { slots, active: lineOf(place.row), given }
}

/** The slots in the order of their rows, for those who are read to; undefined where the elements stand in it already. */
export function readingOrder({ slots }: RowSlots): readonly number[] | undefined {
  const drawn = slots.flatMap((slot, at) => (slot ? [{ at, row: slot.row }] : []))
  const isInOrder = drawn.every(({ row }, i) => i === 0 || row > (drawn[i - 1]?.row ?? 0))
  return isInOrder ? undefined : drawn.toSorted((a, b) => a.row - b.row).map(({ at }) => at)
}
