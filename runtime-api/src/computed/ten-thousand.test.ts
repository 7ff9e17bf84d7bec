// A roll-up over many related records and a formula over it, after every kind of change: equal to a recomputation by brute force.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newBlueprint, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'

const isLong = process.env['TEST_SIZE'] === 'long'
const many = Number(process.env['ROLLUP_RECORDS'] ?? (isLong ? 10_000 : 600))

interface Line {
  readonly id: string
  readonly data: { readonly order?: string; readonly qty?: number; readonly price?: number; readonly gone?: boolean }
}

describeApp(`A roll-up over ${many} records`, {}, (app) => {
  let world: TenantWorld
  let order: string
  let line: string
  let [first, second] = ['', '']
  const ids: string[] = []
  const told: string[] = []

  const orderOf = async (id: string) => (await world.must(200, 'GET', `/records/${order}/${id}`)).body.data
  const allLines = async () => {
    const found: Line[] = []
    let cursor = ''
    do {
      const page = (await world.must(200, 'GET', `/records/${line}?limit=200${cursor}`)).body
      found.push(...page.items)
      cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : ''
    } while (cursor !== '')
    return found
  }
  const expectTrue = async (what: string, from: number) => {
    const took = performance.now() - from
    const lines = await allLines()
    for (const id of [first, second]) {
      const own = lines.filter(({ data }) => data.order === id)
      const kept = own.filter(({ data }) => data.gone !== true && data.qty !== undefined && data.price !== undefined)
      const total = kept.reduce((sum, { data }) => sum + Number(data.qty) * Number(data.price), 0)
      const prices = own.flatMap(({ data }) => data.price ?? [])
      const is = await orderOf(id)
      expect([what, is.lines]).toEqual([what, own.length])
      expect([what, is.total]).toEqual([what, total])
      expect([what, is.dearest ?? null]).toEqual([what, prices.length === 0 ? null : Math.max(...prices)])
      expect([what, is.due]).toEqual([what, total * 2])
    }
    told.push(`${what} ${Math.round(took)} ms`)
  }
  const work = async () => {
    const worker = startWorker(world.app.runtime)
    const done = await eventually(async () => {
      const answered = await world.call('GET', '/jobs').catch(() => undefined)
      const items: { status?: string }[] = answered?.status === 200 ? answered.body.items : [{}]
      return items.every(({ status }) => status === 'succeeded')
    }, 600_000)
    await worker.stop()
    expect(done).toBe(true)
  }

  beforeAll(async () => {
    world = await newWorld(app())
    order = await newBlueprint(world, [{ key: 'name', type: 'text' }])
    line = await newBlueprint(world, [
      { key: 'order', type: 'relation', blueprint: order },
      { key: 'qty', type: 'integer' },
      { key: 'price', type: 'integer' },
      { key: 'gone', type: 'boolean' },
      { key: 'amount', type: 'formula', expr: 'qty * price' },
    ])
    const sum = { field: 'amount', where: 'gone == null || gone == false' }
    const ofLines = { type: 'rollup', blueprint: line, via: 'order' }
    await publishOps(world, order, [
      { op: 'add', field: { key: 'lines', ...ofLines, function: 'count' } },
      { op: 'add', field: { key: 'total', ...ofLines, function: 'sum', ...sum } },
      { op: 'add', field: { key: 'dearest', ...ofLines, function: 'max', field: 'price' } },
      { op: 'add', field: { key: 'due', type: 'formula', expr: 'total * 2.0' } },
    ])
    ;[first, second] = (await Promise.all(
      ['One', 'Two'].map(
        async (name) => (await world.must(201, 'POST', `/records/${order}`, { data: { name } })).body.id,
      ),
    )) as [string, string]
  }, 120_000)

  test(
    'is right after every kind of change',
    async () => {
      let from = performance.now()
      for (let at = 0; at < many; at += 500) {
        const items = Array.from({ length: Math.min(500, many - at) }, (_, i) => ({
          op: 'create',
          data: { order: first, qty: 1 + ((at + i) % 7), price: at + i, gone: i % 5 === 0 },
        }))
        const { body } = await world.must(200, 'POST', `/records/${line}/bulk`, { items })
        ids.push(...body.items.map(({ id }: Line) => id))
      }
      await expectTrue('bulk create', from)
      const one = ids[Math.floor(many / 2)] as string
      const act = async (what: string, change: () => Promise<unknown>) => {
        from = performance.now()
        await change()
        await expectTrue(what, from)
      }
      const patch = (id: string | undefined, data: object) =>
        world.must(200, 'PATCH', `/records/${line}/${id}`, { data })
      await act('create', () =>
        world.must(201, 'POST', `/records/${line}`, { data: { order: first, qty: 3, price: many * 2 } }),
      )
      await act('edit', () => patch(one, { qty: 50 }))
      await act('edit of what is filtered by', () => patch(one, { gone: true }))
      await act('move to another parent', () => patch(ids[many - 1], { order: second }))
      await act('delete', () => world.must(204, 'DELETE', `/records/${line}/${ids[many - 2]}`))
      await act('restore', () => world.must(200, 'POST', `/records/${line}/${ids[many - 2]}/restore`, {}))
      await act('bulk move', () =>
        world.must(200, 'POST', `/records/${line}/bulk`, {
          items: ids.slice(0, 500).map((id) => ({ op: 'update', id, data: { order: second } })),
        }),
      )
      await act('parent into the trash and back', async () => {
        await world.must(204, 'DELETE', `/records/${order}/${first}`)
        await world.must(200, 'POST', `/records/${order}/${first}/restore`, {})
      })
      await act('another formula and a new type', async () => {
        await publishOps(world, line, [
          { op: 'add', field: { key: 'note', type: 'text' } },
          { op: 'change', field: 'amount', computed: { kind: 'formula', expr: 'qty * price * 1' } },
        ])
        await work()
      })
      await act('migrate forward', async () => {
        await world.must(202, 'POST', `/blueprints/${line}/migrations`, { to: 2 })
        await work()
      })
      await act('migrate back', async () => {
        await world.must(202, 'POST', `/blueprints/${line}/migrations`, { to: 1 })
        await work()
      })
      await act('edit after the way back', () => patch(one, { price: 1, gone: false }))
      const { dialect } = await storeOf(world)
      console.log(`${dialect}, ${many} records: ${told.join(', ')}`)
    },
    isLong ? 1_800_000 : 300_000,
  )
})
