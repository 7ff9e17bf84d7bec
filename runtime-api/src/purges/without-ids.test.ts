// Does nothing lead to what was destroyed any more, and does all the rest stay where it was?
import { describe, expect, test } from 'vitest'
import { atticWithout, dataWithout, diffWithout, idsIn } from './without-ids.ts'

const [a, b, c] = ['01J0000000000000000000000A', '01J0000000000000000000000B', '01J0000000000000000000000C'] as const
const gone = new Set([a, b])

test('whatever looks like a public id is found, however deep', () => {
  const value = { f1: a, f2: [b, 'x'], f3: [{ id: 'r1', f4: c }], f5: `see ${a}`, f6: null, f7: 3 }
  expect([...idsIn(value)].sort()).toEqual([a, b, c])
})

describe('values', () => {
  test.each([
    ['one', { f1: a, f2: 'stays' }, { f2: 'stays' }],
    ['many', { f1: [a, c, b] }, { f1: [c] }],
    ['all of many', { f1: [a, b] }, { f1: [] }],
    ['in a row of a group', { f1: [{ id: 'r1', f2: a, f3: 1 }] }, { f1: [{ id: 'r1', f3: 1 }] }],
    ['text around it is a text', { f1: `see ${a}` }, { f1: `see ${a}` }],
    ['what is empty stays', { f1: null, f2: [] }, { f1: null, f2: [] }],
  ])('%s', (_, data, left) => expect(dataWithout(data, gone)).toEqual(left))

  test('untouched data is the same object', () => {
    const data = { f1: c, f2: [1, 2] }
    expect(dataWithout(data, gone)).toBe(data)
  })
})

test('a pair keeps the places of its values', () => {
  const attic = {
    op1: { s: ['Porto', 'x'], t: [a, 'y'] },
    f9: { each: { r1: { op2: { s: ['1'], t: [[a, c]] } } } },
  } as never
  expect(atticWithout(attic, gone)).toEqual({
    op1: { s: ['Porto', 'x'], t: [null, 'y'] },
    f9: { each: { r1: { op2: { s: ['1'], t: [[c]] } } } },
  })
})

test('a change from one destroyed record to another is no change', () => {
  expect(diffWithout({ f1: [a, b], f2: [a, c], f3: [[a], [a, c]], f4: [1, 2], f5: [null, null] }, gone)).toEqual({
    f2: [null, c],
    f3: [[], [c]],
    f4: [1, 2],
    f5: [null, null],
  })
})
