// Do the elements of a repeating group keep their names through edits?
import { describe, expect, it } from 'vitest'
import { withElementIds } from './element-ids.ts'

const before = [
  { _id: 'a', f2: 1 },
  { _id: 'b', f2: 2 },
  { _id: 'c', f2: 2 },
]
const ids = (elements: readonly unknown[], past: readonly object[] = before, now = 36) =>
  withElementIds(elements as never, past as never, now).map((element) => (element as { _id: string })._id)

describe('element ids', () => {
  it.each<[string, unknown[], string[]]>([
    [
      'sent ids are kept, in any order',
      [
        { _id: 'c', f2: 9 },
        { _id: 'a', f2: 1 },
      ],
      ['c', 'a'],
    ],
    ['the same content is the same element', [{ f2: 2 }, { f2: 1 }], ['b', 'a']],
    ['equal contents are told apart by their order', [{ f2: 2 }, { f2: 2 }], ['b', 'c']],
    ['a changed content keeps its place', [{ f2: 7 }, { f2: 2 }], ['a', 'b']],
    ['a place that is claimed already is not given twice', [{ f2: 2 }, { f2: 8 }], ['b', '10-1']],
    ['a sent id is claimed before content and place', [{ f2: 1 }, { _id: 'a', f2: 5 }], ['10-0', 'a']],
    ['more elements than before are new', [{ f2: 1 }, { f2: 2 }, { f2: 2 }, { f2: 3 }], ['a', 'b', 'c', '10-3']],
  ])('[R10] %s', (_, elements, expected) => {
    expect(ids(elements)).toEqual(expected)
  })

  it('[R10] new ids never meet one that is in use', () => {
    expect(ids([{ f2: 1 }, { _id: '10-0' }, { _id: '10-1' }], [])).toEqual(['10-2', '10-0', '10-1'])
  })

  it('[R10] what was no list before gives no ids', () => {
    expect(withElementIds([{ f2: 1 }], 'text', 0)).toEqual([{ _id: '0-0', f2: 1 }])
  })
})
