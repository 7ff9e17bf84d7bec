// A tenant with a bit of everything, a person of every role, and a neighbour who may see none of it.
import type { JsonObject } from '@molde/engine'
import {
  type Answered,
  newApiKey,
  newPerson,
  newTenant,
  type Person,
  type TestApp,
  type TestTenant,
} from './test-app.ts'

export interface Stage {
  readonly app: TestApp
  readonly owner: Person
  readonly member: Person
  readonly stranger: Person
  readonly tenant: TestTenant
  /** The stranger's. */
  readonly foreign: TestTenant
  readonly ownerKey: string
  readonly memberKey: string
  readonly foreignKey: string
  /** Something of each noun that exists in the tenant. */
  readonly ids: Ids
  /** The same in the neighbour's tenant. */
  readonly foreignIds: Ids
}

export interface Ids {
  readonly customer: string
  readonly delivery: string
  readonly view: string
  /** Of the delivery, by the owner. */
  readonly comment: string
  /** Deleted by the owner. */
  readonly deletedComment: string
  readonly job: string
  readonly apiKey: string
  /** On its way to the webhook `erp`. */
  readonly sent: string
  /** On its way, so that it can go on. */
  readonly started: string
  readonly trashed: string
  /** A blueprint in the trash, and a record of it. */
  readonly trashedKind: string
  readonly trashedKindRecord: string
  /** A picture that hangs on the delivery. */
  readonly file: string
  /** Of the previewed drafts. */
  readonly blueprintToken: string
  readonly flowToken: string
}

/** Stands in the neighbour's records: whoever else reads it has broken through. */
export const foreignSecret = 'the-neighbour-knows-7c1f'

export const customerBlueprint: JsonObject = {
  name: 'customer',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', required: true, maxLength: 100, quickFilter: true },
    { key: 'note', type: 'longText' },
    { key: 'stage', type: 'enum', options: ['NEW', 'OPEN', 'DONE'], default: 'NEW', quickFilter: true },
    { key: 'amount', type: 'number', minimum: -1000, quickFilter: true },
    { key: 'email', type: 'email' },
    { key: 'born', type: 'date', quickFilter: true },
    { key: 'seen', type: 'datetime', readOnly: true, default: { expr: 'now' } },
    { key: 'labels', type: 'tags', options: ['red', 'green'] },
    { key: 'active', type: 'boolean' },
    { key: 'price', type: 'money', currencies: ['EUR', 'BRL'] },
    { key: 'parent', type: 'relation', blueprint: 'customer' },
    {
      key: 'lines',
      type: 'list',
      fields: [
        { key: 'what', type: 'text', required: true },
        { key: 'count', type: 'integer' },
      ],
    },
    { key: 'extra', type: 'json' },
    { key: 'level', type: 'rating' },
    { key: 'code', type: 'text', pattern: '^[A-Z]{2,5}$' },
    { key: 'lasts', type: 'duration' },
  ],
  rules: [{ check: 'amount < 1000000.0', message: 'Too much' }],
  uniques: [['email']],
}

export const deliveryBlueprint: JsonObject = {
  name: 'delivery',
  titleField: 'cargo',
  fields: [
    { key: 'cargo', type: 'text', required: true, maxLength: 200 },
    { key: 'driver', type: 'text' },
    { key: 'customer', type: 'relation', blueprint: 'customer' },
    { key: 'status', type: 'enum', options: ['PENDING', 'IN_PROGRESS', 'DELIVERED'], default: 'PENDING' },
    { key: 'started_at', type: 'datetime', readOnly: true },
  ],
}

export const deliveryFlow: JsonObject = {
  name: 'delivery',
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'PENDING',
  states: { PENDING: {}, IN_PROGRESS: {}, DELIVERED: { type: 'final' } },
  transitions: [
    {
      event: 'start',
      from: ['PENDING'],
      to: 'IN_PROGRESS',
      form: ['driver'],
      do: [{ set: 'started_at', value: 'now' }],
    },
    { event: 'return', from: ['IN_PROGRESS'], to: 'PENDING' },
    { event: 'deliver', from: ['IN_PROGRESS'], to: 'DELIVERED', guard: "cargo != ''" },
  ],
}

/** `people`: those of an earlier stage, who can stay the same; signing up takes its time. */
export async function populate(app: TestApp, people?: Pick<Stage, 'owner' | 'member' | 'stranger'>): Promise<Stage> {
  const { owner, member, stranger } = people ?? (await newPeople(app))
  const tenant = await newTenant(app, owner, { name: 'The house' })
  const foreign = await newTenant(app, stranger, { name: foreignSecret })
  await join(app, owner, tenant, member)
  const ids = await fill(app, owner, tenant, 'Ada')
  const foreignIds = await fill(app, stranger, foreign, foreignSecret)
  const ownerKey = await newApiKey(app, owner, tenant)
  const memberKey = await newApiKey(app, owner, tenant, 'member')
  const foreignKey = await newApiKey(app, stranger, foreign)
  return { app, owner, member, stranger, tenant, foreign, ownerKey, memberKey, foreignKey, ids, foreignIds }
}

async function newPeople(app: TestApp) {
  const [owner, member, stranger] = await Promise.all([
    newPerson(app, 'owner'),
    newPerson(app, 'member'),
    newPerson(app, 'stranger'),
  ])
  return { owner, member, stranger }
}

async function join(app: TestApp, owner: Person, tenant: TestTenant, member: Person): Promise<void> {
  await must(
    201,
    app.call('POST', `${tenant.path}/members`, { token: owner.token, body: { email: member.email, role: 'member' } }),
  )
  const { body } = await must(200, app.call('GET', '/api/v1/invitations', { token: member.token }))
  await must(200, app.call('POST', `/api/v1/invitations/${body.items[0].id}/accept`, { token: member.token }))
}

async function fill(app: TestApp, { token }: Person, { path }: TestTenant, name: string): Promise<Ids> {
  const ask = (method: string, to: string, body?: unknown) =>
    app.call(method, `${path}${to}`, { token, ...(body === undefined ? {} : { body }) })
  const post = (to: string, body: unknown) => must(201, ask('POST', to, body))
  await post('/blueprints', customerBlueprint)
  await post('/blueprints', deliveryBlueprint)
  // One that lies there before the flow comes: it enters by a job.
  await post('/records/delivery', { data: { cargo: `early ${name}` } })
  await post('/flows', deliveryFlow)
  const customer = await post('/records/customer', {
    data: { name, email: 'ada@example.org', amount: 3, labels: ['red'], price: { amount: '12.50', currency: 'EUR' } },
  })
  const delivery = await post('/records/delivery', { data: { cargo: name, customer: customer.body.id } })
  for (let i = 0; i < 5; i++)
    await post('/records/customer', { data: { name: `${name} ${i}`, amount: i, parent: customer.body.id } })
  const view = await post('/views', {
    name: 'All of them',
    blueprint: 'customer',
    filter: 'amount > 0.0',
    sort: '-amount',
  })
  const about = `/records/delivery/${delivery.body.id}/comments`
  const comment = await post(about, { text: `${name} said so` })
  const deletedComment = await post(about, { text: `${name} takes it back` })
  await must(204, ask('DELETE', `${about}/${deletedComment.body.id}`))
  const jobs = await must(200, ask('GET', '/jobs'))
  await post('/webhooks', { name: 'erp', url: 'https://93.184.216.34/hook' })
  await post('/automations', {
    name: 'heavy',
    trigger: { kind: 'created' },
    blueprint: 'delivery',
    do: [{ set: 'driver', value: "'Rui'" }],
  })
  await post('/calendars', { name: 'office', week: { monday: [{ opens: '09:00', closes: '18:00' }] } })
  const sent = await must(202, ask('POST', '/webhooks/erp/test'))
  const key = await post('/api-keys', { name: `spare ${name.slice(0, 5)}`, role: 'member' })
  const started = await post('/records/delivery', { data: { cargo: `started ${name}` } })
  await must(200, ask('POST', `/records/delivery/${started.body.id}/transitions/start`, {}))
  const trashed = await post('/records/customer', { data: { name: `trashed ${name}` } })
  await must(204, ask('DELETE', `/records/customer/${trashed.body.id}`))
  const kind = await post('/blueprints', { name: 'given_up', fields: [{ key: 'name', type: 'text' }] })
  const ofKind = await post('/records/given_up', { data: { name: `kept ${name}` } })
  await must(204, ask('DELETE', '/blueprints/given_up'))
  await must(
    200,
    ask('PUT', '/blueprints/customer/draft', { ops: [{ op: 'add', field: { key: 'hint', type: 'text' } }] }),
  )
  await must(200, ask('PUT', '/flows/delivery/draft', { ...deliveryFlow, label: 'On the road' }))
  const blueprintPreview = await must(200, ask('POST', '/blueprints/customer/draft/preview'))
  const flowPreview = await must(200, ask('POST', '/flows/delivery/draft/preview'))
  const file = await must(
    201,
    app.call('POST', `${path}/files`, { token, text: picture, headers: { 'X-File-Name': 'a%20picture.png' } }),
  )
  await post(`/records/delivery/${delivery.body.id}/attachments`, { file: file.body.id })
  return {
    customer: customer.body.id,
    delivery: delivery.body.id,
    view: view.body.id,
    comment: comment.body.id,
    deletedComment: deletedComment.body.id,
    job: jobs.body.items[0]?.id ?? 'no-job',
    apiKey: key.body.id,
    sent: sent.body.id,
    started: started.body.id,
    trashed: trashed.body.id,
    trashedKind: kind.body.id,
    trashedKindRecord: ofKind.body.id,
    file: file.body.id,
    blueprintToken: blueprintPreview.body.token,
    flowToken: flowPreview.body.token,
  }
}

/** As much of a PNG as makes it one. */
const picture = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from(foreignSecret),
])

/** The answer, if it has this status; else an error that shows it. */
export async function must(status: number, asked: Promise<Answered>): Promise<Answered> {
  const answered = await asked
  if (answered.status !== status)
    throw new Error(`${status} expected, ${answered.status} came: ${answered.text.slice(0, 2000)}`)
  return answered
}
