// A tenant with an owner's and a member's key, and the delivery story's blueprint and flow: where most tests of records begin.
import type { TenantStore } from '../src/store/store.ts'
import type { Answered, CallOptions, TestApp } from './test-app.ts'
import { newApiKey, newPerson, newTenant, type Person, type TestTenant } from './test-app.ts'

export interface TenantWorld {
  readonly app: TestApp
  readonly owner: Person
  readonly tenant: TestTenant
  /** Keys. */
  readonly token: string
  readonly memberToken: string
  /** A call below the tenant's path, with the owner's key. */
  call(method: string, path: string, body?: unknown, more?: CallOptions): Promise<Answered>
  /** The same; another status than the expected one fails. */
  must(status: number, method: string, path: string, body?: unknown, more?: CallOptions): Promise<Answered>
}

export async function newWorld(app: TestApp): Promise<TenantWorld> {
  const owner = await newPerson(app, 'owner')
  const tenant = await newTenant(app, owner)
  const token = await newApiKey(app, owner, tenant)
  const memberToken = await newApiKey(app, owner, tenant, 'member')
  const call: TenantWorld['call'] = (method, path, body, more = {}) =>
    app.call(method, `${tenant.path}${path}`, { token, ...(body === undefined ? {} : { body }), ...more })
  return {
    app,
    owner,
    tenant,
    token,
    memberToken,
    call,
    async must(status, method, path, body, more) {
      const answered = await call(method, path, body, more)
      if (answered.status !== status) throw new Error(`${method} ${path}: ${answered.status} ${answered.text}`)
      return answered
    },
  }
}

/** A person of their own who was invited and has joined. */
export async function newMember({ app, owner, tenant }: TenantWorld, name: string): Promise<Person> {
  const person = await newPerson(app, name)
  const invitation = { email: person.email, role: 'member' }
  const invited = await app.call('POST', `${tenant.path}/members`, { token: owner.token, body: invitation })
  const { body } = await app.call('GET', '/api/v1/invitations', { token: person.token })
  const joined = await app.call('POST', `/api/v1/invitations/${body.items[0].id}/accept`, { token: person.token })
  if (invited.status !== 201 || joined.status !== 200) throw new Error(`${invited.text} ${joined.text}`)
  return person
}

/** The tenant's database, for what no route shows. */
export async function storeOf({ app, tenant }: TenantWorld): Promise<TenantStore> {
  const row = await app.runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE id = ?', [tenant.id])
  return app.runtime.tenants.open(Number(row?.no))
}

export const delivery = {
  name: 'delivery',
  label: { en: 'Delivery', 'pt-BR': 'Entrega' },
  titleField: 'cargo',
  fields: [
    { key: 'deliver_from', label: 'From', type: 'text', required: true, maxLength: 200 },
    { key: 'cargo', type: 'text', required: true },
    { key: 'weight', type: 'number', minimum: 0, quickFilter: true },
    { key: 'status', type: 'enum', options: ['PENDING', 'IN_PROGRESS', 'DELIVERED'], default: 'PENDING' },
    { key: 'driver', type: 'text' },
    { key: 'started_at', type: 'datetime', readOnly: true },
  ],
  rules: [{ check: 'weight < 1000.0', message: 'Too heavy for a van' }],
  uniques: [['deliver_from', 'cargo']],
}

export const deliveryFlow = {
  name: 'delivery',
  label: 'On the road',
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'PENDING',
  states: { PENDING: {}, IN_PROGRESS: {}, DELIVERED: { type: 'final' } },
  transitions: [
    {
      event: 'start',
      label: 'Delivery started',
      from: ['PENDING'],
      to: 'IN_PROGRESS',
      guard: "cargo != 'nothing'",
      form: ['driver'],
      do: [{ set: 'started_at', value: 'now' }],
    },
    { event: 'deliver', label: 'Delivered', from: ['IN_PROGRESS'], to: 'DELIVERED' },
    { event: 'scrap', from: '*', to: 'DELIVERED', who: { roles: ['inspector'] } },
  ],
}

let made = 0

/** A blueprint of its own; answers its name. */
export async function newBlueprint(world: TenantWorld, fields: readonly object[], more: object = {}): Promise<string> {
  made += 1
  const name = `thing${made}`
  await world.must(201, 'POST', '/blueprints', { name, fields, ...more })
  return name
}

/** Through draft and preview, as a person would; answers the new version. */
export async function publishOps(world: TenantWorld, name: string, ops: readonly object[]) {
  await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
  const { token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
  return (await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token })).body
}

let count = 0

/** A parcel like no other. */
export function parcel(more: Readonly<Record<string, unknown>> = {}) {
  count += 1
  return { deliver_from: 'Porto', cargo: `Tiles ${count}`, weight: 12, ...more }
}

/** The job as it is once it has come to an end, whichever; fails when that takes longer than 15 s. */
export async function endedJob(world: TenantWorld, id: string): Promise<Answered['body']> {
  let job: Answered['body'] = {}
  const isOver = async () => {
    job = (await world.must(200, 'GET', `/jobs/${id}`)).body
    return ['succeeded', 'failed', 'cancelled'].includes(String(job.status))
  }
  if (!(await eventually(isOver, 15_000))) throw new Error(`job ${id} does not end: ${JSON.stringify(job)}`)
  return job
}

/** Moves records; answers the job once it has ended. */
export async function migrated(world: TenantWorld, name: string, wish: object): Promise<Answered['body']> {
  return endedJob(world, (await world.must(202, 'POST', `/blueprints/${name}/migrations`, wish)).body.id)
}

/** Asks again until the answer is as it should be; the last answer is what fails. */
export async function eventually(check: () => Promise<boolean>, withinMs = 4_000): Promise<boolean> {
  const end = performance.now() + withinMs
  for (;;) {
    if (await check()) return true
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
