// How wide do columns start so that their names can be read? The first one, which has room to spare, gives what the others need.
import type { Column } from './record-columns.ts'

/** Pixels: of a letter of a header, of what stands around its words, and of the menu before the name of a column of numbers. */
const letter = 7.5
const around = 28
const menu = 16
/** No name takes more than this, and the first column keeps so much. */
const mostForName = 260
const leastForFirst = 200

/** Columns somebody has made wider or narrower are left alone: `isSet` says which. */
export function withSharedWidth<One extends Column>(
  columns: readonly One[],
  nameOf: (column: One) => string,
  isSet: (column: One) => boolean,
): readonly One[] {
  let lent = 0
  const others = columns.map((column, place) => {
    if (place === 0 || isSet(column)) return column
    const needed = nameOf(column).length * letter + around + (column.right ? menu : 0)
    const width = Math.round(Math.max(column.width, Math.min(mostForName, needed)))
    lent += width - column.width
    return { ...column, width }
  })
  const [first, ...rest] = others
  if (!first || isSet(first) || first.width <= leastForFirst) return others
  return [{ ...first, width: Math.max(leastForFirst, first.width - lent) }, ...rest]
}
