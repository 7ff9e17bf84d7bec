import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Db } from '../store/store.ts'
import { sql } from './fragment-sql.ts'
import { rememberMany } from './remember-many.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

describe('what was many a moment ago', () => {
  const asked = (db: Db, value: string, found: number) => {
    const count = vi.fn(async () => found)
    return rememberMany(db, sql('s0 = ?', value), 10, count).then((rows) => ({ rows, looked: count.mock.calls.length }))
  }
  const db = () => ({}) as Db

  test('is not counted again, until the moment is over', async () => {
    const here = db()
    expect(await asked(here, 'a', 11)).toEqual({ rows: 11, looked: 1 })
    expect(await asked(here, 'a', 3)).toEqual({ rows: 11, looked: 0 })
    vi.advanceTimersByTime(5_001)
    expect(await asked(here, 'a', 3)).toEqual({ rows: 3, looked: 1 })
  })

  test('few are counted each time', async () => {
    const here = db()
    await asked(here, 'a', 10)
    expect(await asked(here, 'a', 11)).toEqual({ rows: 11, looked: 1 })
  })

  test('another value and another database know nothing of it', async () => {
    const here = db()
    await asked(here, 'a', 11)
    expect((await asked(here, 'b', 1)).looked).toBe(1)
    expect((await asked(db(), 'a', 1)).looked).toBe(1)
  })

  test('no more than some are kept', async () => {
    const here = db()
    for (let i = 0; i <= 500; i += 1) await asked(here, `${i}`, 11)
    expect((await asked(here, '0', 1)).looked).toBe(1)
    expect((await asked(here, '500', 1)).looked).toBe(0)
  })
})
