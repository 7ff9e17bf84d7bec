import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { MoldeError } from '../errors.ts'
import type { Known } from '../expression/to-sql.ts'
import { encodeCursor } from './cursor.ts'
import { parseListQuery, type QueryParams } from './parse-query.ts'

const fields: readonly FieldDef[] = [
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f2', key: 'amount', type: 'number' },
  {
    id: 'f3',
    key: 'status',
    type: 'enum',
    options: [
      { id: 'o1', key: 'NEW' },
      { id: 'o2', key: 'DONE' },
    ],
  },
  { id: 'f4', key: 'due', type: 'date' },
  { id: 'f5', key: 'at', type: 'datetime' },
  { id: 'f6', key: 'active', type: 'boolean' },
  { id: 'f7', key: 'tags', type: 'tags', options: [{ id: 'o3', key: 'red' }] },
  { id: 'f8', key: 'customer', type: 'relation', blueprint: 'customer' },
  { id: 'f9', key: 'price', type: 'money' },
  { id: 'f10', key: 'took', type: 'duration' },
  { id: 'f11', key: 'place', type: 'address' },
  { id: 'f12', key: 'id', type: 'text' },
  { id: 'f13', key: 'items', type: 'list', fields: [{ id: 'f14', key: 'qty', type: 'number' }] },
  { id: 'f15', key: 'driver', type: 'user' },
  { id: 'f16', key: 'limit', type: 'number' },
  { id: 'f17', key: '__proto__', type: 'text' },
  { id: 'f18', key: 'as of', type: 'text' },
  { id: 'f19', key: 'scores', type: 'list', of: 'number' },
  { id: 'f20', key: 'body', type: 'richText' },
]
const version: BlueprintVersion = { name: 'deal', version: 3, fields, rules: [], uniques: [], reserved: [] }
const scope = { ...scopeOf(version), stateField: 'f3' as const }
const known: Known = { now: Date.UTC(2026, 4, 10, 12), actor: { id: 'u1', roles: [] } }

function parse(params: QueryParams, with_ = known) {
  return parseListQuery(params, version, scope, with_)
}

function refusals(params: QueryParams) {
  try {
    parse(params)
  } catch (failed) {
    if (failed instanceof MoldeError) return failed.issues.map(({ path, code }) => [path.join('/'), code])
    throw failed
  }
  return []
}

describe('parameters of a list', () => {
  it('[Q1] asks for the newest fifty records when nothing is said', () => {
    expect(parse({})).toMatchObject({
      where: { op: 'always' },
      words: [],
      sort: [],
      limit: 50,
      expand: [],
      trash: false,
    })
    expect(
      parse({
        filter: ' ',
        q: '',
        sort: '',
        fields: ',',
        expand: '',
        limit: '',
        cursor: '',
        trash: '',
        as: '3',
        title: undefined,
      }),
    ).toEqual(parse({}))
  })

  const ref = (field: string) => ({ field })
  it.each<[string, QueryParams, unknown]>([
    ['a text', { title: 'Ab' }, { op: 'compare', ref: ref('f1'), cmp: 'eq', value: 'Ab' }],
    ['an empty text', { title: '' }, { op: 'compare', ref: ref('f1'), cmp: 'eq', value: '' }],
    [
      'a text that looks like CEL',
      { title: '" || true' },
      { op: 'compare', ref: ref('f1'), cmp: 'eq', value: '" || true' },
    ],
    ['a number', { amount: '-1.5' }, { op: 'compare', ref: ref('f2'), cmp: 'eq', value: -1.5 }],
    ['an option by key', { status: 'DONE' }, { op: 'compare', ref: ref('f3'), cmp: 'eq', value: 'o2' }],
    ['an option by id', { status: 'o2' }, { op: 'compare', ref: ref('f3'), cmp: 'eq', value: 'o2' }],
    ['several options', { status: ['NEW', 'DONE'] }, { op: 'in', ref: ref('f3'), values: ['o1', 'o2'] }],
    ['a date', { due: '2026-01-31' }, { op: 'compare', ref: ref('f4'), cmp: 'eq', value: '2026-01-31' }],
    [
      'several dates',
      { due: ['2026-01-31', '2026-02-01'] },
      { op: 'in', ref: ref('f4'), values: ['2026-01-31', '2026-02-01'] },
    ],
    [
      'a moment',
      { at: '2026-01-31T10:00:00+02:00' },
      { op: 'compare', ref: ref('f5'), cmp: 'eq', value: '2026-01-31T08:00:00.000Z' },
    ],
    ['several moments', { at: ['2026-01-31T10:00:00Z', '2026-02-01T10:00:00Z'] }, { op: 'or' }],
    ['a boolean', { active: 'false' }, { op: 'compare', ref: ref('f6'), cmp: 'eq', value: false }],
    ['a tag', { tags: 'red' }, { op: 'has', ref: ref('f7'), value: 'o3' }],
    [
      'several elements',
      { scores: ['1', '2'] },
      {
        op: 'or',
        of: [
          { op: 'has', ref: ref('f19'), value: 1 },
          { op: 'has', ref: ref('f19'), value: 2 },
        ],
      },
    ],
    ['a relation', { customer: '01J' }, { op: 'compare', ref: ref('f8'), cmp: 'eq', value: '01J' }],
    ['money', { price: '12.50' }, { op: 'compare', ref: ref('f9'), cmp: 'eq', value: 12.5 }],
    ['a user', { driver: 'u1' }, { op: 'compare', ref: ref('f15'), cmp: 'eq', value: 'u1' }],
    ['a field by id', { f2: '3' }, { op: 'compare', ref: ref('f2'), cmp: 'eq', value: 3 }],
    ['a field called id', { id: 'x' }, { op: 'compare', ref: ref('f12'), cmp: 'eq', value: 'x' }],
    ['a field with a strange name', { 'as of': 'x' }, { op: 'compare', ref: ref('f18'), cmp: 'eq', value: 'x' }],
  ])('[Q2] reads %s by the type of the field', (_, params, wanted) => {
    expect(parse(params).where).toMatchObject(wanted as object)
  })

  it('[Q2] reads a field called __proto__, and none where nobody asked', () => {
    const params = Object.create(null) as Record<string, string>
    params['__proto__'] = 'x'
    expect(parse(params).where).toMatchObject({ ref: { field: 'f17' } })
    expect(parse(Object.create({ title: 'x' }) as QueryParams).where).toEqual({ op: 'always' })
  })

  it('[Q3] joins the filter and the shorthand', () => {
    expect(parse({ filter: 'amount > 3 && size(title) > 2', status: 'NEW' })).toMatchObject({
      where: {
        op: 'and',
        of: [
          { op: 'compare', ref: ref('f2') },
          { op: 'compare', ref: ref('f3') },
        ],
      },
      residual: { cel: 'size(f1) > 2.0' },
      known,
    })
    expect(parse({ took: '48h' })).toMatchObject({
      where: { op: 'always' },
      residual: { cel: 'duration(f10) == duration("PT48H")' },
    })
    expect(parse({ filter: 'driver == actor.id && at < now' }).where).toMatchObject({
      of: [{ value: 'u1' }, { value: '2026-05-10T12:00:00.000Z' }],
    })
  })

  it('[Q4] reads the order: fields first, then members, minus for descending', () => {
    expect(parse({ sort: '-amount, title,id,-updatedAt,record.id' }).sort).toEqual([
      { ref: ref('f2'), descending: true, type: 'number' },
      { ref: ref('f1'), descending: false, type: 'text' },
      { ref: ref('f12'), descending: false, type: 'text' },
      { ref: { member: 'updatedAt' }, descending: true },
      { ref: { member: 'id' }, descending: false },
    ])
    expect(parse({ sort: ['title', '-f2'] }).sort.length).toBe(2)
    expect(parse({ sort: 'title,amount,status,due,at,active,id,price' }).sort.length).toBe(8)
  })

  it('[Q5] reads what to show, what to bring along and what to search', () => {
    const query = parse({
      fields: 'title,f2,title',
      expand: 'customer',
      q: 'São  PAULO 12',
      limit: '200',
      trash: 'true',
    })
    expect(query).toMatchObject({
      fields: ['f1', 'f2'],
      expand: ['f8'],
      words: ['sao', 'paulo', '12'],
      limit: 200,
      trash: true,
    })
    expect(parse({ q: '!?' })).toMatchObject({ where: { op: 'never' }, words: [] })
    expect(parse({ q: 'x'.repeat(100) }).words[0]?.length).toBe(64)
  })

  it.each<[string, QueryParams, string[][]]>([
    ['an unknown parameter', { nonsense: '1' }, [['query/nonsense', 'unknown-parameter']]],
    ['a misspelt parameter', { limt: '1' }, [['query/limt', 'unknown-parameter-near']]],
    ['a misspelt field', { titel: '1' }, [['query/titel', 'unknown-parameter-near']]],
    ['a filter that is none', { filter: 'amount >' }, [['query/filter', 'expression-syntax']]],
    ['a filter of another type', { filter: 'amount' }, [['query/filter', 'wrong-result']]],
    ['a long filter', { filter: ' '.repeat(4001) }, [['query/filter', 'query-too-long']]],
    [
      'a filter with a form',
      { filter: 'input.title == ""' },
      [
        ['query/filter', 'expression-not-offered'],
        ['query/filter', 'unknown-field'],
      ],
    ],
    ['two filters', { filter: ['true', 'true'] }, [['query/filter', 'query-once']]],
    ['two searches', { q: ['a', 'b'] }, [['query/q', 'query-once']]],
    ['a long search', { q: 'a'.repeat(201) }, [['query/q', 'query-too-long']]],
    ['many words', { q: 'a b c d e f g h i j k' }, [['query/q', 'query-too-many']]],
    ['an option that is none', { status: 'DONNE' }, [['query/status', 'not-an-option-near']]],
    ['a number that is none', { amount: '1e3' }, [['query/amount', 'query-not-number']]],
    ['an empty number', { amount: '' }, [['query/amount', 'query-not-number']]],
    ['money that is none', { price: '12,5' }, [['query/price', 'query-not-number']]],
    ['a date that is none', { due: '2026-02-30' }, [['query/due', 'bad-moment']]],
    ['a boolean that is none', { active: '1' }, [['query/active', 'query-not-boolean']]],
    ['a value with NUL', { title: 'a\0' }, [['query/title', 'expression-bad-text']]],
    ['an address', { place: 'x' }, [['query/place', 'filter-not-possible']]],
    ['a repeating group', { items: 'x' }, [['query/items', 'filter-not-possible']]],
    ['many values', { title: Array(101).fill('a') }, [['query/title', 'query-too-many']]],
    ['an order by nothing', { sort: 'nothing' }, [['query/sort', 'unknown-field']]],
    ['a misspelt order', { sort: '-amonut' }, [['query/sort', 'unknown-field-near']]],
    ['an order by a list', { sort: 'tags' }, [['query/sort', 'sort-not-possible']]],
    ['an order by a relation', { sort: 'customer' }, [['query/sort', 'sort-not-possible']]],
    ['an order by marked-up text', { sort: 'body' }, [['query/sort', 'sort-not-possible']]],
    ['the same order twice', { sort: 'title,-title' }, [['query/sort', 'sort-twice']]],
    ['a long order', { sort: 'title,amount,status,due,at,active,id,price,driver' }, [['query/sort', 'sort-too-long']]],
    ['an endless order', { sort: ','.repeat(100_000) + 'title'.repeat(3) }, []],
    [
      'unknown fields',
      { fields: 'title,zzz,titel' },
      [
        ['query/fields', 'unknown-field'],
        ['query/fields', 'unknown-field-near'],
      ],
    ],
    ['many fields', { fields: Array(201).fill('title').join() }, [['query/fields', 'query-too-many']]],
    ['to bring along what is no relation', { expand: 'driver' }, [['query/expand', 'unknown-field']]],
    ['no records', { limit: '0' }, [['query/limit', 'query-limit']]],
    ['too many records', { limit: '201' }, [['query/limit', 'query-limit']]],
    ['a limit that is no number', { limit: '1e1' }, [['query/limit', 'query-limit']]],
    ['a trash that is no switch', { trash: 'yes' }, [['query/trash', 'query-not-boolean']]],
    ['a cursor that is none', { cursor: '!!' }, [['query/cursor', 'bad-cursor']]],
    [
      'several at once',
      { limit: '0', sort: 'nope!', xyzzy: '1' },
      [
        ['query/xyzzy', 'unknown-parameter'],
        ['query/sort', 'unknown-field'],
        ['query/limit', 'query-limit'],
      ],
    ],
  ])('[Q6] refuses %s', (_, params, wanted) => {
    expect(refusals(params)).toEqual(wanted)
  })

  it('[Q6] takes any parameters without another error than its own', () => {
    const names = fc.oneof(
      fc.constantFrom(
        'filter',
        'sort',
        'fields',
        'expand',
        'q',
        'limit',
        'cursor',
        'trash',
        'title',
        'amount',
        'status',
        'due',
        'tags',
        'price',
        'constructor',
        'toString',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    const values = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('amount > 1', 'true', '1', 'title', '2026-01-01', 'NEW', '-title'),
      fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.dictionary(names, values, { maxKeys: 5 }), (params) => {
        expect(Array.isArray(refusals(params))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('[Q7] keeps a cursor to its list', () => {
    const first = parse({ filter: 'at < now', sort: '-amount' })
    const cursor = encodeCursor({ hash: first.hash, values: [3], no: 17 })
    // A minute later, with another page size, it is still the same list.
    const later = parse(
      { filter: 'at  <  now', sort: '-amount', limit: '10', cursor },
      { ...known, now: (known.now ?? 0) + 60_000 },
    )
    expect(later.cursor).toEqual({ hash: first.hash, values: [3], no: 17 })
    for (const other of [
      { sort: '-amount' },
      { filter: 'at < now' },
      { filter: 'at < now', sort: 'amount' },
      { filter: 'at <= now', sort: '-amount' },
      { filter: 'at < now', sort: '-amount', trash: 'true' },
      { filter: 'at < now', sort: '-amount', q: 'a' },
      { filter: 'at < now', sort: '-amount', status: 'NEW' },
    ]) {
      expect(refusals({ ...other, cursor })).toEqual([['query/cursor', 'foreign-cursor']])
    }
    expect(
      refusals({ filter: 'at < now', sort: '-amount', cursor: encodeCursor({ hash: first.hash, values: [], no: 1 }) }),
    ).toEqual([['query/cursor', 'foreign-cursor']])
  })

  it('[Q1] what was asked before means what it means now: of another moment, actor, zone and version', () => {
    const value = (params: QueryParams, with_: Known) => {
      const { where } = parse(params, with_)
      return 'value' in where ? where.value : where.op
    }
    const later = { ...known, now: (known.now ?? 0) + 86_400_000 }
    expect(value({ filter: 'at < now' }, later)).not.toBe(value({ filter: 'at < now' }, known))
    expect(value({ filter: 'due == today()' }, later)).not.toBe(value({ filter: 'due == today()' }, known))
    const mine = { filter: 'driver == actor.id' }
    expect(value(mine, { ...known, actor: { id: 'u2', roles: [] } })).not.toBe(value(mine, known))
    const abroad = { ...known, zone: 'Asia/Tokyo' }
    const dated = { filter: "at < date('2026-05-10')" }
    expect(value(dated, abroad)).not.toBe(value(dated, known))
    const titled = parse({ title: 'x' })
    expect(parse({ title: 'x' }).where).toBe(titled.where)
    expect(parse({ filter: 'at < now' }).where).not.toBe(parse({ filter: 'at < now' }).where)
    expect(parse({ title: 'x' }, later)).toEqual({ ...titled, known: later })
    const next = { ...version, version: 4 }
    expect(parseListQuery({ title: 'x' }, next, scope, known).hash).not.toBe(titled.hash)
  })
})
