import { expect, test } from 'vitest'
import { placeOf } from './place-of.ts'

test.each([
  ['/t/shop', 'records'],
  ['/t/shop/', 'records'],
  ['/t/shop/records/deal', 'records'],
  ['/t/shop/records/deal/0190', 'records'],
  ['/t/shop/forms/enquiry', 'records'],
  ['/t/shop/design', 'design'],
  ['/t/shop/design/deal/flow', 'design'],
  ['/t/shop/model', 'design'],
  ['/t/shop/new-blueprint', 'design'],
  ['/t/shop/settings', 'settings'],
  ['/t/shop/settings/members', 'settings'],
  ['/t/shop/trash/0190', 'settings'],
  ['/t/shop/nowhere', undefined],
  ['/t/shop/constructor', undefined],
  ['/t/design/nowhere', undefined],
  ['/account', undefined],
  ['/', undefined],
])('%s belongs to %s', (pathname, place) => {
  expect(placeOf(pathname)).toBe(place)
})
