// A workspace in which everything waits for somebody: a draft with questions, records that cannot move, a flow that changes, a full trash.
import { call, linkFor, type Molde, type Seat, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/yard'

/** Where its things are. */
export interface Yard {
  /** On its way: what is next asks for something. */
  readonly parcel: string
  /** It waits until somebody decides. */
  readonly waiting: string
  readonly trashedKind: string
  readonly trashedRecord: string
  /** The way to the invitation of somebody who has not joined yet. */
  readonly invitation: string
}

export async function fillYard(seat: Seat, molde: Molde): Promise<Yard> {
  const ask = <Answer = { readonly id: string }>(method: string, path: string, body?: unknown) =>
    call(seat, molde, method, api + path, body) as Promise<Answer>
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Yard', slug: 'yard', timezone: 'America/Sao_Paulo' })
  await ask('POST', '/calendars', { name: 'office', label: 'Office', zone: null, week: office, holidays })
  await ask('POST', '/webhooks', { name: 'erp', url: 'http://127.0.0.1:9/parcels' })
  await ask('POST', '/webhooks/erp/test')
  const shop = await ask<{ readonly id: string; readonly key: string }>('POST', '/api-keys', {
    name: 'Web shop',
    role: 'member',
  })
  const guest = somebody('Guest')
  await ask('POST', '/members', { email: guest.email, role: 'member' })
  const parcel = await fillParcels(ask)
  const waiting = await fillOrders(ask)
  // A program that stays on what it was written for.
  await ask('PUT', `/api-keys/${shop.id}/versions`, { versions: { order: 1 } })
  await fetch(`${molde.url}${api}/records/order?fields=note&sort=city`, {
    headers: { authorization: `Bearer ${shop.key}` },
  })
  await ask('POST', '/blueprints', { name: 'lead', label: 'Lead', fields: [{ key: 'title', type: 'text' }] })
  const lead = await ask('POST', '/records/lead', { data: { title: 'Old lead' } })
  const { id: gone } = await ask('POST', '/records/order', { data: { customer: 'Gone' } })
  await ask('DELETE', `/records/order/${gone}`)
  await ask('DELETE', '/blueprints/lead')
  const { items } = await ask<{ readonly items: readonly { readonly id: string; readonly kind: string }[] }>(
    'GET',
    '/trash',
  )
  return {
    parcel,
    waiting,
    trashedKind: items.find(({ kind }) => kind === 'blueprint')?.id ?? '',
    trashedRecord: lead.id,
    invitation: linkPath(await linkFor(molde, guest.email)),
  }
}

const linkPath = (link: string) => new URL(link).pathname + new URL(link).hash

type Ask = <Answer = { readonly id: string }>(method: string, path: string, body?: unknown) => Promise<Answer>

interface Flow {
  readonly transitions: readonly { readonly event: string }[]
}

const office = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, [{ opens: '09:00', closes: '18:00' }]]),
)
const holidays = [{ yearly: '12-25', label: 'Christmas' }]

/** Parcels with a flow that was used, and a draft of it that would have refused some of it. */
async function fillParcels(ask: Ask): Promise<string> {
  await ask('POST', '/blueprints', {
    name: 'parcel',
    label: 'Parcel',
    plural: 'Parcels',
    titleField: 'cargo',
    fields: [
      { key: 'cargo', label: 'Cargo', type: 'text', required: true },
      { key: 'weight', label: 'Weight', type: 'number' },
      { key: 'driver', label: 'Driver', type: 'text' },
      { key: 'note', label: 'Note', type: 'longText' },
      {
        key: 'status',
        label: 'Status',
        type: 'enum',
        options: [
          { key: 'PENDING', label: 'Pending', color: 'slate' },
          { key: 'MOVING', label: 'On its way', color: 'blue' },
          { key: 'LATE', label: 'Late', color: 'amber' },
          { key: 'DELIVERED', label: 'Delivered', color: 'green' },
        ],
      },
    ],
  })
  const flow = {
    ...{ name: 'parcel', blueprint: 'parcel', stateField: 'status', initial: 'PENDING' },
    states: {
      PENDING: { pos: { x: 0, y: 0 } },
      MOVING: {
        pos: { x: 340, y: 0 },
        timers: [{ name: 'arrive', after: 'PT48H', event: 'delay', calendar: 'office' }],
      },
      LATE: { pos: { x: 340, y: 180 } },
      DELIVERED: { type: 'final', pos: { x: 700, y: 0 } },
    },
    events: { delay: { internal: true, label: 'Delay' } },
  }
  const transitions = [
    { event: 'start', label: 'Send off', from: ['PENDING'], to: 'MOVING' },
    { event: 'delay', from: ['MOVING'], to: 'LATE' },
    {
      ...{ event: 'deliver', label: 'Hand over', from: ['MOVING', 'LATE'], to: 'DELIVERED', guard: 'weight > 0.0' },
      form: [{ field: 'driver', required: true }, { field: 'note' }],
    },
  ]
  await ask('POST', '/flows', { ...flow, transitions })
  let last = ''
  for (const weight of [3, 8, 12, 30, 40]) {
    const { id } = await ask('POST', '/records/parcel', { data: { cargo: `Crate ${weight}`, weight } })
    await ask('POST', `/records/parcel/${id}/transitions/start`)
    last = id
  }
  await ask('POST', '/records/parcel', { data: { cargo: 'Letter' } })
  const published = await ask<Flow>('GET', '/flows/parcel')
  const changed = published.transitions.map((one) => (one.event === 'start' ? { ...one, guard: 'weight > 10' } : one))
  await ask('PUT', '/flows/parcel/draft', { ...flow, transitions: changed })
  return last
}

/** Orders whose prices became money where they could, and a draft that asks for what some do not have. */
async function fillOrders(ask: Ask): Promise<string> {
  await ask('POST', '/blueprints', {
    name: 'order',
    label: 'Order',
    plural: 'Orders',
    titleField: 'customer',
    fields: [
      { key: 'customer', label: 'Customer', type: 'text', required: true },
      { key: 'price', label: 'Price', type: 'text' },
      { key: 'city', label: 'City', type: 'text' },
      { key: 'note', label: 'Note', type: 'text' },
      { key: 'parcel', label: 'Parcel', type: 'relation', blueprint: 'parcel' },
    ],
  })
  const prices = ['12,50', '1.234,56', '7', 'R$ 99,90', 'free', 'ask us']
  let last = ''
  for (const [at, price] of prices.entries()) {
    const data = { customer: `Customer ${at + 1}`, price, note: `Note ${at}`, ...(at % 2 ? { city: 'Braga' } : {}) }
    last = (await ask('POST', '/records/order', { data })).id
  }
  const draft = '/blueprints/order/draft'
  const params = { currency: 'BRL' }
  await ask('PUT', draft, { ops: [{ op: 'retype', field: 'price', type: 'money', params, onError: 'quarantine' }] })
  const { token } = await ask<{ readonly token: string }>('POST', `${draft}/preview`, {})
  await ask('POST', `${draft}/publish`, { token })
  await ask('PUT', draft, {
    ops: [
      { op: 'change', field: 'city', required: true, fill: { value: 'Porto' } },
      { op: 'purge', field: 'note' },
    ],
  })
  return last
}
