// Is a list found again as it was left, and is nothing else believed?
import { describe, expect, it } from 'vitest'
import { rememberedList, rememberList } from './remembered-list.ts'

function drawer(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  } as Storage
}

describe('a list that was left', () => {
  it('is found with its view, order, columns and conditions, for each workspace and kind by itself', () => {
    const storage = drawer()
    const where = [{ field: 'a', operator: 'empty' as const }]
    const search = {
      view: 'v',
      sort: '-a',
      columns: ['a', 'b'],
      kind: 'board' as const,
      group: 'a',
      pin: 'a',
      wide: 'a-90',
      where,
    }
    rememberList('shop', 'deal', { ...search, q: 'words', at: '2026-01-01' }, storage)
    expect(rememberedList('shop', 'deal', storage)).toEqual(search)
    expect(rememberedList('shop', 'visit', storage)).toEqual({})
    expect(rememberedList('other', 'deal', storage)).toEqual({})
    rememberList('shop', 'deal', {}, storage)
    expect(rememberedList('shop', 'deal', storage)).toEqual({})
  })

  it('is as usual when what lies there was written by others', () => {
    const storage = drawer()
    for (const strange of ['[]', '3', '"x"', '{', '{"sort":{},"kind":"heap","columns":3,"evil":1}']) {
      storage.setItem('molde.list.shop.strange', strange)
      expect(rememberedList('shop', 'strange', storage)).toEqual({})
    }
  })

  it('costs nothing where storage is blocked', () => {
    const blocked = {
      getItem: () => {
        throw new Error('blocked')
      },
      setItem: () => {
        throw new Error('blocked')
      },
    }
    rememberList('shop', 'blocked', { sort: 'a' }, blocked)
    expect(rememberedList('shop', 'blocked', blocked)).toEqual({})
  })
})
