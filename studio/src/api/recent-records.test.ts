import { describe, expect, it } from 'vitest'
import { noteRecent, recentRecords } from './recent-records.ts'

function memory(text?: string) {
  const kept = new Map<string, string>(text === undefined ? [] : [['molde.recent.shop', text]])
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  }
}
const record = (id: string) => ({ blueprint: 'deal', id, title: `Deal ${id}` })

describe('recent records', () => {
  it('are the last eight, newest first, each once, and of this workspace', () => {
    const storage = memory()
    for (const id of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '3']) noteRecent('shop', record(id), storage)
    expect(recentRecords('shop', storage).map(({ id }) => id)).toEqual(['3', '9', '8', '7', '6', '5', '4', '2'])
    expect(recentRecords('other', storage)).toEqual([])
  })

  it('are none where the storage holds something else, or cannot be used', () => {
    for (const text of ['nonsense', '{}', 'null', '[1,{"id":1}]'])
      expect(recentRecords('shop', memory(text))).toEqual([])
    const closed = {
      getItem: () => {
        throw new Error('forbidden')
      },
      setItem: () => {
        throw new Error('forbidden')
      },
    }
    expect(recentRecords('shop', closed)).toEqual([])
    expect(() => noteRecent('shop', record('1'), closed)).not.toThrow()
  })
})
