// Is it remembered which records were made up, and are those forgotten that are gone?
import { expect, it } from 'vitest'
import { countSamples, type KeptBatch, readSamples, withoutSamples } from './kept-samples.ts'

const batch = (name: string, ...ids: readonly string[]): KeptBatch => ({
  blueprint: { name },
  written: ids.map((id) => ({ op: 'delete', id, rev: 1 })),
})
const all = [batch('customer', 'a', 'b'), batch('parcel', 'c')]

it('reads what it has kept', () => {
  expect(readSamples(JSON.parse(JSON.stringify(all)))).toEqual(all)
  expect(countSamples(all)).toBe(3)
})

it.each([3, {}, [1], [{}], [{ blueprint: {}, written: [] }], [{ blueprint: { name: 'x' }, written: [{ id: 1 }] }]])(
  'reads nothing from %j',
  (kept) => expect(readSamples(kept)).toEqual([]),
)

it('never sends anything but a deletion', () => {
  const kept = [{ blueprint: { name: 'x' }, written: [{ op: 'update', id: 'a', rev: 1, data: {} }] }]
  expect(readSamples(kept)).toEqual([batch('x', 'a')])
})

it('forgets what is gone', () => {
  expect(withoutSamples(all, [batch('customer', 'a'), batch('parcel', 'c')])).toEqual([batch('customer', 'b')])
  expect(withoutSamples(all, all)).toEqual([])
})
