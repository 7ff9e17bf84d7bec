// A shop with a thousand orders as people typed them: prices in several spellings, some that are none, towns that are missing.
import { call, type Molde, type Seat } from './test-browser.ts'

export const shop = '/api/v1/tenants/shop'

/** Four of the six can be read as money. */
const prices = ['12,50', '1.234,56', '7', 'R$ 99,90', 'free', 'ask us']
const names = ['Ana Souza', 'Bruno Lima Costa', 'Carla', 'Dmitry Petrov', 'Eva Brandt', 'Fay Wray']

export const howMany = 1_000
const countOf = (isOne: (at: number) => boolean) => Array.from({ length: howMany }, (_, at) => at).filter(isOne).length
/** How many orders cost "free", and as many "ask us". */
export const howManyFree = countOf((at) => at % 6 === 4)
export const withoutTown = countOf((at) => at % 3 === 0)

export const orderAt = (at: number) => ({
  customer: names[at % 6],
  price: prices[at % 6],
  weight: at + 0.5,
  ...(at % 3 === 0 ? {} : { city: 'Braga' }),
  note: `Note ${at}`,
})

/** The order with number 0 is the newest, so that it comes first in a list. */
export async function openShop(ana: Seat, server: Molde): Promise<void> {
  await call(ana, server, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(ana, server, 'POST', `${shop}/blueprints`, {
    name: 'order',
    titleField: 'customer',
    fields: [
      { key: 'customer', label: 'Customer', type: 'text', required: true },
      { key: 'price', label: 'Price', type: 'text' },
      { key: 'weight', label: 'Weight', type: 'number' },
      { key: 'city', label: 'City', type: 'text' },
      { key: 'note', label: 'Note', type: 'text' },
    ],
  })
  const orders = Array.from({ length: howMany }, (_, at) => ({ op: 'create', data: orderAt(at) }))
  await call(ana, server, 'POST', `${shop}/records/order/bulk`, { items: orders.reverse() })
}

export interface ShownOrder {
  readonly id: string
  readonly storedVersion: number
  readonly data: { readonly [field: string]: unknown }
}

/** The first of the list, as the newest version shows them or as an older one does. */
export async function firstOrders(ana: Seat, server: Molde, as?: number): Promise<readonly ShownOrder[]> {
  const wanted = as === undefined ? '' : `&as=${as}`
  const page = await call(ana, server, 'GET', `${shop}/records/order?limit=6${wanted}`)
  return (page as { readonly items: readonly ShownOrder[] }).items
}

/** How many records rest at each version, the newest first. */
export async function restingOrders(ana: Seat, server: Molde): Promise<readonly number[]> {
  const page = await call(ana, server, 'GET', `${shop}/blueprints/order/versions`)
  return (page as { readonly items: readonly { readonly records: number }[] }).items.map(({ records }) => records)
}
