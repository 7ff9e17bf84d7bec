// The columns of a table as they are drawn: pinned ones first, each with its width and its place at the left.
import type { Column } from './record-columns.ts'

export interface GridColumn extends Column {
  /** Of a pinned column: how far from the left it stays, in pixels. */
  readonly left: number | undefined
  /** No cell of it shows more of a text: what is written beyond takes time to lay out, and nobody sees it. */
  readonly letters: number
}

/** Pixels of the narrowest letter of the table. */
const narrowest = 3

/**
 * `start` is what stands in front of the first column. Pinned columns never take more than two thirds of the frame. All in pixels;
 * `mostWidth` is what the table has at most, which columns share that need less.
 */
export function gridColumns(
  columns: readonly Column[],
  pins: readonly string[],
  start: number,
  frameWidth: number,
  mostWidth: number,
): readonly GridColumn[] {
  const needed = columns.reduce((sum, { width }) => sum + width, 0)
  const lettersOf = ({ width }: Column) => Math.ceil((width * Math.max(1, mostWidth / needed)) / narrowest)
  const most = frameWidth > 0 ? (frameWidth * 2) / 3 : Number.POSITIVE_INFINITY
  let left = start
  const pinned = columns.flatMap((column): GridColumn[] => {
    if (!pins.includes(column.key) || left + column.width > most) return []
    const placed = { ...column, left, letters: lettersOf(column) }
    left += column.width
    return [placed]
  })
  const isPinned = new Set(pinned.map(({ key }) => key))
  const others = columns.filter(({ key }) => !isPinned.has(key))
  return [...pinned, ...others.map((one) => ({ ...one, left: undefined, letters: lettersOf(one) }))]
}

/** The keys after one column was put before or after another. */
export function droppedColumn(
  columns: readonly string[],
  key: string,
  beside: string,
  side: 'before' | 'after',
): readonly string[] {
  if (key === beside || !columns.includes(key) || !columns.includes(beside)) return columns
  const others = columns.filter((one) => one !== key)
  const at = others.indexOf(beside) + (side === 'after' ? 1 : 0)
  return [...others.slice(0, at), key, ...others.slice(at)]
}
