import { expect, it } from 'vitest'
import { moreBeside } from './use-more-beside.ts'

it.each([
  ['all is seen', 0, 300, 300, false, false],
  ['at its beginning', 0, 500, 300, false, true],
  ['in the middle', 120, 500, 300, true, true],
  ['at its end', 200, 500, 300, true, false],
  ['at its end, where the page is zoomed', 199.4, 500, 300, true, false],
])('a row of which %s', (_, scrollLeft, scrollWidth, clientWidth, moreBefore, moreAfter) => {
  expect(moreBeside({ scrollLeft, scrollWidth, clientWidth })).toEqual({ moreBefore, moreAfter })
})
