// Does a half-typed row come back to whoever typed it, and to nobody else?
import { describe, expect, it } from 'vitest'
import { forgetRow, keepRow, keptRow } from './kept-row.ts'

describe('a new row that was not saved yet', () => {
  const place = { tenant: 'shop', blueprint: 'parcel', person: 'u1' }
  const storage = () => {
    const held = new Map<string, string>()
    return {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
      removeItem: (key: string) => void held.delete(key),
    }
  }

  it('is kept for its person, its tenant and its kind of record, until it is forgotten', () => {
    const own = storage()
    keepRow(place, { title: 'Half' }, own)
    expect(keptRow(place, ['title'], own)).toEqual({ title: 'Half' })
    for (const other of [{ person: 'u2' }, { tenant: 'other' }, { blueprint: 'visit' }])
      expect(keptRow({ ...place, ...other }, ['title'], own)).toBeUndefined()
    forgetRow(place, own)
    expect(keptRow(place, ['title'], own)).toBeUndefined()
  })

  it.each(['', 'null', '[]', '"x"', '{', '{"gone":1}'])('%s is no row', (text) => {
    const own = storage()
    own.setItem('molde.new-row.u1.shop.parcel', text)
    expect(keptRow(place, ['title'], own)).toBeUndefined()
  })

  it('leaves out what the kind of record has no field for', () => {
    const own = storage()
    keepRow(place, { title: 'Half', gone: 1 }, own)
    expect(keptRow(place, ['title'], own)).toEqual({ title: 'Half' })
  })
})
