// What are the totals of a list, who sees them, and what is refused? On both databases.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('Totals', {}, (app) => {
  let world: TenantWorld
  const ids: string[] = []
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', { name: 'customer', fields: [{ key: 'name', type: 'text' }] })
    await world.must(201, 'POST', '/blueprints', {
      name: 'deal',
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text' },
        { key: 'amount', type: 'money', quickFilter: true },
        { key: 'weight', type: 'number', quickFilter: true },
        { key: 'pieces', type: 'integer' },
        { key: 'lasts', type: 'duration' },
        { key: 'due', type: 'date', quickFilter: true },
        { key: 'until', type: 'datetime' },
        { key: 'stage', type: 'enum', options: ['NEW', 'WON', 'LOST'] },
        { key: 'done', type: 'boolean' },
        { key: 'customer', type: 'relation', blueprint: 'customer' },
        { key: 'owner', type: 'user' },
        { key: 'tags', type: 'tags', options: ['A', 'B'] },
        { key: 'notes', type: 'json' },
      ],
    })
    const ana = (await world.must(201, 'POST', '/records/customer', { data: { name: 'Ana' } })).body.id
    for (const data of [
      {
        ...{ title: 'a', amount: { amount: '0.10', currency: 'BRL' }, weight: 1.5, pieces: 2, lasts: 'PT30M' },
        ...{ due: '2026-02-01', until: '2026-02-01T10:00:00Z', stage: 'NEW', done: true, customer: ana },
        ...{ owner: world.owner.id, tags: ['A'] },
      },
      { title: 'b', amount: { amount: '0.20', currency: 'BRL' }, weight: 2, pieces: 3, lasts: 'P1D', stage: 'NEW' },
      {
        title: 'c',
        amount: { amount: '7', currency: 'EUR' },
        due: '2026-01-31',
        stage: 'WON',
        done: false,
        customer: ana,
      },
      { title: 'd' },
    ])
      ids.push((await world.must(201, 'POST', '/records/deal', { data })).body.id)
    const bin = (await world.must(201, 'POST', '/records/deal', { data: { title: 'gone', weight: 100 } })).body
    await world.must(204, 'DELETE', `/records/deal/${bin.id}`)
  })
  const totals = async (query: string) => (await world.must(200, 'GET', `/records/deal/totals?${query}`)).body

  test('say what every type comes to, money per currency and exactly', async () => {
    const asked = [
      ...['sum:amount', 'avg:amount', 'min:amount', 'max:amount', 'distinct:amount', 'sum:weight', 'avg:pieces'],
      ...[
        'sum:lasts',
        'min:due',
        'max:due',
        'min:until',
        'filled:tags',
        'empty:title',
        'distinct:stage',
        'filled:notes',
      ],
      ...['distinct:customer', 'distinct:owner', 'filled:done'],
    ]
    expect(await totals(`totals=${asked.join(',')}`)).toEqual({
      count: { value: 4, capped: false },
      capped: false,
      totals: {
        'sum:amount': [
          { currency: 'BRL', amount: '0.3' },
          { currency: 'EUR', amount: '7' },
        ],
        'avg:amount': [
          { currency: 'BRL', amount: '0.15' },
          { currency: 'EUR', amount: '7' },
        ],
        'min:amount': [
          { currency: 'BRL', amount: '0.1' },
          { currency: 'EUR', amount: '7' },
        ],
        'max:amount': [
          { currency: 'BRL', amount: '0.2' },
          { currency: 'EUR', amount: '7' },
        ],
        'distinct:amount': 3,
        'sum:weight': 3.5,
        'avg:pieces': 2.5,
        'sum:lasts': 'PT24H30M',
        'min:due': '2026-01-31',
        'max:due': '2026-02-01',
        'min:until': '2026-02-01T10:00:00.000Z',
        'filled:tags': 1,
        'empty:title': 0,
        'distinct:stage': 2,
        'filled:notes': 0,
        'distinct:customer': 1,
        'distinct:owner': 1,
        'filled:done': 2,
      },
    })
  })

  test('are those of the same records a list would show', async () => {
    expect((await totals('totals=sum:weight&filter=weight > 1.5')).totals).toEqual({ 'sum:weight': 2 })
    expect((await totals('totals=sum:weight&stage=NEW')).totals).toEqual({ 'sum:weight': 3.5 })
    expect((await totals('totals=sum:weight&trash=true')).totals).toEqual({ 'sum:weight': 100 })
    expect(await totals('totals=sum:weight,filled:title&q=nothing')).toEqual({
      count: { value: 0, capped: false },
      totals: { 'sum:weight': null, 'filled:title': 0 },
      capped: false,
    })
    const view = (await world.must(201, 'POST', '/views', { name: 'Won', blueprint: 'deal', filter: 'stage == "WON"' }))
      .body
    expect((await totals(`totals=sum:amount&view=${view.id}`)).totals).toEqual({
      'sum:amount': [{ currency: 'EUR', amount: '7' }],
    })
    expect(await totals('totals=sum:weight&as=1')).toMatchObject({ totals: { 'sum:weight': 3.5 } })
  })

  describe('come group by group, those with most records first', () => {
    test.each([
      ['stage', ['NEW', 2, 3.5], ['WON', 1, null], [null, 1, null]],
      ['done', [null, 2, 2], [false, 1, null], [true, 1, 1.5]],
    ] as const)('by %s', async (field, ...wanted) => {
      const { groups, moreGroups } = await totals(`totals=sum:weight&group=${field}`)
      const said = groups.map(
        (group: { value: unknown; count: { value: number }; totals: Record<string, unknown> }) => [
          ...[group.value, group.count.value, group.totals['sum:weight']],
        ],
      )
      expect(new Set(said.map(String))).toEqual(new Set(wanted.map(String)))
      expect(said[0]?.[1]).toBe(wanted[0]?.[1])
      expect(moreGroups).toBe(false)
    })

    test('of a relation with the record that is meant; of a user by id', async () => {
      const { groups } = await totals('group=customer')
      expect(groups).toHaveLength(2)
      const named = groups.find((group: { value: unknown }) => group.value !== null)
      expect(named).toMatchObject({ count: { value: 2 }, record: { id: named.value, data: { name: 'Ana' } } })
      expect(groups.find((group: { value: unknown }) => group.value === null)).toMatchObject({ record: null })
      const users = (await totals('group=owner')).groups
      expect(users.map((group: { value: unknown }) => group.value)).toEqual([null, world.owner.id])
    })
  })

  test.each([
    ['totals=sum:nothing', 'totals', 'unknown-field'],
    ['totals=add:weight', 'totals', 'unknown-total'],
    ['totals=sum', 'totals', 'unknown-total'],
    ['totals=sum:title', 'totals', 'total-not-possible'],
    ["totals=sum:weight');DROP TABLE record;--", 'totals', 'unknown-field'],
    ['totals=__proto__:constructor', 'totals', 'unknown-total'],
    [`totals=${Array(61).fill('sum:weight').join(',')}`, 'totals', 'query-too-many'],
    ['group=weight', 'group', 'group-not-possible'],
    ['group=tags', 'group', 'group-not-possible'],
    ['group=nothing', 'group', 'unknown-field'],
    ['filter=nothing > 1', 'filter', undefined],
    ['limit=5', 'limit', 'unknown-parameter'],
    ['sort=weight', 'sort', 'unknown-parameter'],
    ['cursor=x', 'cursor', 'unknown-parameter'],
    ['count=none', 'count', 'unknown-parameter'],
    ['weigth=1', 'weigth', 'unknown-parameter-near'],
    ['as=7', 'as', undefined],
  ])('refuse %s at its parameter', async (query, name, code) => {
    const refused = await world.call('GET', `/records/deal/totals?${query}`)
    expect(refused.status, refused.text).toBe(400)
    expect(refused.body.errors[0]).toMatchObject({ pointer: `/query/${name}`, ...(code ? { code } : {}) })
  })

  test('of what is not there are 404, and a record is not called totals', async () => {
    expect((await world.call('GET', '/records/nothing/totals')).status).toBe(404)
    expect((await world.call('GET', '/records/deal/total')).status).toBe(404)
    expect((await world.call('POST', '/records/deal/totals', {})).status).toBe(405)
  })

  test('hold with values no sum can be made of', async () => {
    for (const weight of [1e308, 1.7e308])
      await world.must(201, 'POST', '/records/deal', { data: { weight, stage: 'LOST' } })
    expect((await totals('totals=sum:weight,avg:weight,max:weight&stage=LOST')).totals).toEqual({
      'sum:weight': null,
      'avg:weight': null,
      'max:weight': 1.7e308,
    })
  })
})
