import { describe, expect, it } from 'vitest'
import type { Quarantined } from '../api/quarantine-api.ts'
import { groupsOf, isTyped } from './attention-groups.ts'

const waits = (id: string, message: string, more: Partial<Quarantined> = {}): Quarantined => ({
  record: { id, title: id },
  version: 1,
  field: 'price',
  targetField: 'price',
  code: 'not-carried-over',
  message,
  value: 'free',
  ...more,
})

describe('records that wait', () => {
  it('stand together by their reason, the most frequent first', () => {
    const groups = groupsOf([waits('a', 'no number'), waits('b', 'too long'), waits('c', 'too long')])
    expect(groups.map(({ message, items }) => [message, items.map(({ record }) => record.id)])).toEqual([
      ['too long', ['b', 'c']],
      ['no number', ['a']],
    ])
  })

  it('are apart where they rest at other versions or other fields are at fault: one value would not mend both', () => {
    const items = [waits('a', 'wrong'), waits('b', 'wrong', { version: 2 }), waits('c', 'wrong', { field: 'size' })]
    expect(groupsOf(items)).toHaveLength(3)
  })

  it.each<[Partial<Quarantined>, boolean]>([
    [{ value: 'free' }, true],
    [{ value: 12 }, true],
    [{ value: null }, true],
    [{ value: { amount: '1', currency: 'EUR' } }, false],
    [{ value: true }, false],
    [{ field: null }, false],
  ])('are mended by typing where that can be done: %j', (more, expected) => {
    expect(isTyped(waits('a', 'wrong', more))).toBe(expected)
  })
})
