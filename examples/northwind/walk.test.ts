import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, signUpAndIn } from '../api.ts'
import { type RunningServer, startServer } from '../test/start-server.ts'
import { type Loaded, loadNorthwind } from './load-northwind.ts'

const folder = process.env['NORTHWIND'] ?? fileURLToPath(new URL('../../../shared/data/northwind', import.meta.url))
const absent = existsSync(folder) ? '' : ' (skipped: set NORTHWIND to a folder with the Northwind CSV files)'

describe.skipIf(absent !== '')(`Northwind through the public API${absent}`, () => {
  let server: RunningServer
  let api: Api
  let loaded: Loaded
  const tenant = '/tenants/northwind'

  beforeAll(async () => {
    server = await startServer()
    const person = { name: 'Trader', email: 'trader@example.com', password: 'a long enough password' }
    api = await signUpAndIn(server.url, server.dataFolder, person)
    await api.post('/tenants', { name: 'Northwind', slug: 'northwind', timezone: 'America/New_York', language: 'en' })
    loaded = await loadNorthwind(api, tenant, folder)
  })
  afterAll(() => server?.stop())

  const list = async (path: string) => (await api.get(`${tenant}/records/${path}`)) as Listed

  it('takes in every row of the four files', async () => {
    expect(loaded).toEqual({ customers: 91, products: 77, orders: 830, lines: 2155, shipped: 809 })
    for (const [name, count] of Object.entries({ customer: 91, product: 77, order: 830, order_detail: 2155 })) {
      expect((await list(`${name}?limit=1`)).count).toEqual({ value: count, capped: false })
    }
  })

  it('filters and sorts by the values of the files', async () => {
    const german = await list('customer?country=Germany&sort=companyName&limit=200')
    expect(german.count.value).toBe(11)
    expect(german.items[0]?.data['companyName']).toBe('Alfreds Futterkiste')

    const heavy = await list(`order?filter=${encodeURIComponent('freight > 800.0')}&sort=-freight`)
    expect(heavy.items.map((order) => order.data['orderID'])).toEqual([10540, 10372, 11030, 10691])

    const cheap = await list('product?sort=unitPrice&limit=2')
    expect(cheap.items.map((product) => product.data['productName'])).toEqual(['Geitost', 'Guaraná Fantástica'])
  })

  it('walks all lines page by page without gap or repetition', async () => {
    const seen = new Set<string>()
    let cursor = ''
    do {
      const page = await list(
        `order_detail?limit=200&sort=-quantity${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      for (const line of page.items) seen.add(line.id)
      cursor = page.next ?? ''
    } while (cursor)
    expect(seen.size).toBe(2155)
  })

  it('expands an order to its customer and a line to its product', async () => {
    const [order] = (await list('order?orderID=10248&expand=customer')).items
    expect(order?.expanded?.['customer']).toMatchObject({ data: { companyName: 'Vins et alcools Chevalier' } })
    const lines = await list(`order_detail?order=${order?.id}&expand=product`)
    expect(lines.items).toHaveLength(3)
    const names = lines.items.map((line) => (line.expanded?.['product'] as Item | undefined)?.data['productName'])
    expect(names.sort()).toEqual(['Mozzarella di Giovanni', 'Queso Cabrales', 'Singaporean Hokkien Fried Mee'])
  })

  it('moved the shipped orders to SHIPPED on their real day and left the others PLACED', async () => {
    expect((await list('order?status=SHIPPED&limit=1')).count.value).toBe(809)
    expect((await list('order?status=PLACED&limit=1')).count.value).toBe(21)
    const [first] = (await list('order?orderID=10248')).items
    expect(first).toMatchObject({ state: 'SHIPPED', data: { orderDate: '1996-07-04', shippedDate: '1996-07-16' } })
  })

  it('refuses to ship an order before the day it was placed', async () => {
    const [open] = (await list('order?status=PLACED&limit=1')).items
    const ship = api.post(`${tenant}/records/order/${open?.id}/transitions/ship`, { shippedDate: '1990-01-01' })
    await expect(ship).rejects.toMatchObject({ status: 422 })
    expect((await list('order?status=PLACED&limit=1')).count.value).toBe(21)
  })
})

interface Item {
  readonly id: string
  readonly state: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly expanded?: Readonly<Record<string, unknown>>
}

interface Listed {
  readonly items: readonly Item[]
  readonly next: string | null
  readonly count: { readonly value: number; readonly capped: boolean }
}
