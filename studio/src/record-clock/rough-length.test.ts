import { expect, it } from 'vitest'
import { roughLength } from './rough-length.ts'

it.each([
  ['PT71H59M59.123S', false, 'P2DT23H'],
  ['PT48H', false, 'P2D'],
  ['PT71H59M', true, 'PT71H59M'],
  ['-PT47H5M', false, 'PT47H5M'],
  ['PT3H', false, 'PT3H'],
  ['PT12M40S', false, 'PT12M'],
  ['-PT6.5S', false, 'PT6S'],
  ['P1D', false, 'P1D'],
])('%s is told as %s %s', (iso, isWorking, told) => {
  expect(roughLength(iso, isWorking)).toBe(told)
})
