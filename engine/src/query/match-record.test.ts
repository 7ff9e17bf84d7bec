import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import type { StoredRecord } from '../record/stored-record.ts'
import { compareRecords, matchRecord } from './match-record.ts'
import { parseListQuery, type QueryParams } from './parse-query.ts'

const version: BlueprintVersion = {
  name: 'deal',
  version: 1,
  fields: [
    { id: 'f1', key: 'title', type: 'text' },
    { id: 'f2', key: 'amount', type: 'number' },
    { id: 'f3', key: 'secretly', type: 'text', search: false },
    { id: 'f4', key: 'took', type: 'duration' },
  ],
  rules: [],
  uniques: [],
  reserved: [],
}
const base: StoredRecord = {
  no: 1,
  id: 'r1',
  version: 1,
  rev: 1,
  state: null,
  createdAt: 1000,
  updatedAt: 2000,
  createdBy: null,
  deletedAt: null,
  data: {},
}
const record = (no: number, data: StoredRecord['data'], more: Partial<StoredRecord> = {}): StoredRecord => ({
  ...base,
  no,
  id: `r${no}`,
  data,
  ...more,
})
const asks = (params: QueryParams) => parseListQuery(params, version, scopeOf(version), { now: 5000 })
const all = [
  record(1, { f1: 'São Paulo', f2: 10, f3: 'hidden', f4: 'PT90M' }),
  record(2, { f1: 'sao tome', f2: 2, f4: 'PT2H' }),
  record(3, { f1: 'Rio' }, { state: 'o1', createdAt: 6000 }),
  record(4, { f2: 10 }, { deletedAt: 5 }),
]
const taken = (params: QueryParams, with_: BlueprintVersion | undefined = version) =>
  all
    .filter((one) => matchRecord(asks(params), one, with_))
    .sort((a, b) => compareRecords(asks(params), a, b))
    .map(({ no }) => no)

describe('the reference of lists', () => {
  it.each<[QueryParams, number[]]>([
    [{}, [3, 2, 1]],
    [{ trash: 'true' }, [4]],
    [{ filter: 'amount > 5' }, [1]],
    [{ filter: 'amount < 5' }, [2]],
    [{ filter: '!(amount > 5)' }, [2]],
    [{ filter: 'size(title) < 4' }, [3]],
    [{ filter: 'record.createdAt > now && size(title) > 0' }, [3]],
    [{ filter: '10 / amount == 1' }, [1]],
    [{ q: 'sao' }, [2, 1]],
    [{ q: 'sao pau' }, [1]],
    [{ q: 'pau sao' }, []],
    [{ q: 'hidden' }, []],
    [{ sort: 'amount' }, [2, 1, 3]],
    [{ sort: '-amount' }, [1, 2, 3]],
    [{ sort: 'title' }, [3, 1, 2]],
    [{ sort: '-title' }, [2, 1, 3]],
    [{ sort: 'took' }, [1, 2, 3]],
    [{ sort: 'state' }, [3, 1, 2]],
    [{ sort: '-state' }, [3, 2, 1]],
    [{ sort: 'createdAt' }, [1, 2, 3]],
    [{ sort: '-createdAt' }, [3, 2, 1]],
    [{ sort: '-id' }, [3, 2, 1]],
  ])('[Q9] of four records %j takes these, in this order', (params, wanted) => {
    expect(taken(params)).toEqual(wanted)
  })

  it('[Q9] searches every text when no version says which', () => {
    expect(all.filter((one) => matchRecord(asks({ q: 'hidden' }), one)).map(({ no }) => no)).toEqual([1])
  })

  it('[Q10] orders completely: no two records are equal, and turning the sides turns the answer', () => {
    const data = fc.record(
      { f1: fc.constantFrom('a', 'A', 'á', 'b', '\u{1f600}', '\ufb01'), f2: fc.constantFrom(1, 2, -0, 0) },
      { requiredKeys: [] },
    )
    const three = fc
      .tuple(data, data, data)
      .map((each) => each.map((one, i) => record(i + 1, one)) as [StoredRecord, StoredRecord, StoredRecord])
    fc.assert(
      fc.property(three, fc.constantFrom('title,amount', '-title', '-amount,title', ''), ([a, b, c], sort) => {
        const by = (x: StoredRecord, y: StoredRecord) => Math.sign(compareRecords(asks({ sort }), x, y))
        expect([by(a, b), by(a, a)]).toEqual([-by(b, a) || 0, 0])
        expect(by(a, b)).not.toBe(0)
        if (by(a, b) < 0 && by(b, c) < 0) expect(by(a, c)).toBe(-1)
      }),
    )
  })
})
