// A workspace of a small delivery company, with enough in it to be looked at.
import { call, type Molde, type Seat } from './test-browser.ts'
import { pdf, picture, uploadAs } from './test-files.ts'

const api = '/api/v1/tenants/harbour'

/** Customers, vehicles, parcels on their way and invoices, in the days around today. Answers with a parcel that has a story. */
export async function fillHarbour(seat: Seat, server: Molde): Promise<string> {
  const post = (path: string, body: unknown) =>
    call(seat, server, 'POST', path, body) as Promise<{ readonly id: string }>
  await post('/api/v1/tenants', { name: 'Harbour Deliveries', slug: 'harbour' })
  for (const blueprint of blueprints) await post(`${api}/blueprints`, blueprint)
  await post(`${api}/flows`, flow)
  await placeSheets(seat, server)
  const customers: string[] = []
  for (const [i, name] of people.entries()) {
    const photo = await uploadAs(seat, server, 'harbour', picture(`${name}.png`, { side: 96, hue: i * 61 }))
    const data = {
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
      city: cities[i % cities.length],
      photo,
    }
    customers.push((await post(`${api}/records/customer`, { data })).id)
  }
  const vehicles: string[] = []
  for (const [plate, kind] of fleet) vehicles.push((await post(`${api}/records/vehicle`, { data: { plate, kind } })).id)
  let told = ''
  for (const [i, cargo] of cargos.entries()) {
    const { id } = await post(`${api}/records/parcel`, {
      data: {
        cargo,
        customer: customers[i % customers.length],
        from: cities[i % cities.length],
        to: cities[(i + 1 + (i % 4)) % cities.length],
        weight: ((i * 37) % 90) / 2 + 1.5,
        price: { amount: `${18 + ((i * 29) % 140)}.50`, currency: 'EUR' },
        due: day(((i * 5) % 24) - 9),
        vehicle: vehicles[i % vehicles.length],
        labels: i % 3 === 0 ? ['fragile'] : i % 5 === 0 ? ['express'] : [],
      },
    })
    const steps = ['start', 'deliver'].slice(0, i % 4 === 0 ? 0 : i % 4 === 3 ? 2 : 1)
    for (const event of steps) await post(`${api}/records/parcel/${id}/transitions/${event}`, {})
    if (i === 5) told = id
  }
  await call(seat, server, 'PATCH', `${api}/records/parcel/${told}`, { data: { labels: ['fragile', 'express'] } })
  await post(`${api}/records/parcel/${told}/comments`, { text: 'Please ring twice, the bell is quiet.' })
  await post(`${api}/records/parcel/${told}/attachments`, {
    file: await uploadAs(seat, server, 'harbour', pdf('waybill.pdf')),
  })
  await post(`${api}/records/invoice`, {
    data: { number: '2026-104', customer: customers[5], parcels: [told], issued: day(-2) },
  })
  return told
}

/** As a person would have drawn them. */
async function placeSheets(seat: Seat, server: Molde): Promise<void> {
  const places = {
    customer: { x: 0, y: 0 },
    parcel: { x: 380, y: 0 },
    vehicle: { x: 740, y: 60 },
    invoice: { x: 380, y: 360 },
  }
  await call(seat, server, 'PATCH', `${api}/blueprint-places`, { places })
}

function day(fromToday: number): string {
  return new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10)
}

const people = ['Alice Morgan', 'Ben Carter', 'Chloe Evans', 'Daniel Reed', 'Emma Shaw', 'Felix Grant']
const cities = ['Porto', 'Braga', 'Faro', 'Lisbon', 'Coimbra', 'Évora']
const fleet = [
  ['AA-21-PT', 'van'],
  ['BX-07-PT', 'truck'],
  ['CC-90-PT', 'bicycle'],
] as const
const cargos = [
  'Box of tiles',
  'Oak table',
  'Tea set',
  'Garden chairs',
  'Bicycle',
  'Reading lamps',
  'Wool blankets',
  'Mirror',
  'Roof tiles',
  'Flower pots',
  'Piano stool',
  'Door frames',
  'Carpets',
  'Paint, 40 l',
  'Bookshelf',
  'Coffee machine',
  'Two mattresses',
  'Wine, 12 bottles',
  'Desk',
  'Violin',
]

const blueprints = [
  {
    name: 'customer',
    label: 'Customer',
    plural: 'Customers',
    icon: 'user',
    titleField: 'name',
    fields: [
      { key: 'name', label: 'Name', type: 'text', required: true },
      { key: 'email', label: 'E-mail', type: 'email' },
      { key: 'city', label: 'City', type: 'text' },
      { key: 'photo', label: 'Photo', type: 'image' },
    ],
  },
  {
    name: 'vehicle',
    label: 'Vehicle',
    plural: 'Vehicles',
    icon: 'truck',
    titleField: 'plate',
    fields: [
      { key: 'plate', label: 'Plate', type: 'text', required: true },
      {
        key: 'kind',
        label: 'Kind',
        type: 'enum',
        options: [
          { key: 'van', label: 'Van', color: 'blue' },
          { key: 'truck', label: 'Truck', color: 'amber' },
          { key: 'bicycle', label: 'Bicycle', color: 'green' },
        ],
      },
    ],
  },
  {
    name: 'parcel',
    label: 'Parcel',
    plural: 'Parcels',
    icon: 'package',
    titleField: 'cargo',
    fields: [
      { key: 'cargo', label: 'Cargo', type: 'text', required: true },
      {
        key: 'status',
        label: 'Status',
        type: 'enum',
        options: [
          { key: 'PENDING', label: 'Pending', color: 'slate' },
          { key: 'ON_ITS_WAY', label: 'On its way', color: 'blue' },
          { key: 'DELIVERED', label: 'Delivered', color: 'green' },
          { key: 'RETURNED', label: 'Returned', color: 'red' },
        ],
      },
      { key: 'customer', label: 'Customer', type: 'relation', blueprint: 'customer' },
      { key: 'from', label: 'From', type: 'text' },
      { key: 'to', label: 'To', type: 'text' },
      { key: 'due', label: 'Due', type: 'date' },
      { key: 'weight', label: 'Weight, kg', type: 'number' },
      { key: 'price', label: 'Price', type: 'money' },
      {
        key: 'labels',
        label: 'Labels',
        type: 'tags',
        options: [
          { key: 'fragile', label: 'Fragile', color: 'orange' },
          { key: 'express', label: 'Express', color: 'violet' },
        ],
      },
      { key: 'vehicle', label: 'Vehicle', type: 'relation', blueprint: 'vehicle' },
      { key: 'reason', label: 'Reason', type: 'longText', showWhen: "status == 'RETURNED'" },
    ],
  },
  {
    name: 'invoice',
    label: 'Invoice',
    plural: 'Invoices',
    icon: 'invoice',
    titleField: 'number',
    fields: [
      { key: 'number', label: 'Number', type: 'text', required: true },
      { key: 'customer', label: 'Customer', type: 'relation', blueprint: 'customer' },
      { key: 'parcels', label: 'Parcels', type: 'relation', blueprint: 'parcel', many: true },
      { key: 'issued', label: 'Issued', type: 'date' },
    ],
  },
]

const flow = {
  name: 'parcel',
  label: 'Parcel',
  blueprint: 'parcel',
  stateField: 'status',
  initial: 'PENDING',
  states: {
    PENDING: { pos: { x: 122, y: 0 } },
    ON_ITS_WAY: { pos: { x: 122, y: 136 } },
    DELIVERED: { type: 'final', pos: { x: 0, y: 272 } },
    RETURNED: { type: 'final', pos: { x: 244, y: 272 } },
  },
  transitions: [
    { event: 'start', label: 'Send off', from: ['PENDING'], to: 'ON_ITS_WAY', guard: 'weight < 1000.0' },
    { event: 'deliver', label: 'Hand over', from: ['ON_ITS_WAY'], to: 'DELIVERED' },
    { event: 'return', label: 'Bring back', from: ['ON_ITS_WAY'], to: 'RETURNED', form: ['reason'] },
  ],
}
