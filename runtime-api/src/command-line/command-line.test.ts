// Does a workspace's configuration travel in files from one Molde to another, with ids, plans, decisions and whatever goes wrong?
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from '@molde/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleProgram } from '../../test/bundle-program.ts'
import { delivery, deliveryFlow, newWorld, parcel, type TenantWorld } from '../../test/tenant-world.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { apply } from './apply.ts'
import { readConfiguration, textOf } from './configuration.ts'
import { runCommand } from './run-command.ts'

const customer = {
  name: 'customer',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', required: true },
    { key: 'boss', type: 'relation', blueprint: 'customer' },
  ],
}
const order = {
  name: 'an_order',
  fields: [
    { key: 'what', type: 'text' },
    { key: 'buyer', type: 'relation', blueprint: 'customer' },
  ],
}
const view = {
  name: 'Heavy / ones',
  blueprint: 'delivery',
  filter: 'weight > 10',
  sort: '-weight',
  columns: ['cargo', 'weight'],
}

let there: TestApp
let here: TestApp
const folders: string[] = []
beforeAll(async () => {
  ;[there, here] = await Promise.all([startTestApp(), startTestApp({ worker: true })])
})
afterAll(async () => {
  await Promise.all([there.close(), here.close()])
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'molde-files-'))
  folders.push(folder)
  return folder
}

/** Runs the command in this process, with the key in the environment. */
async function molde(world: TenantWorld, ...args: readonly string[]) {
  let out = ''
  let error = ''
  const code = await runCommand(args, {
    env: { MOLDE_URL: world.app.url, MOLDE_TENANT: world.tenant.slug, MOLDE_API_KEY: world.token },
    out: (text) => (out += text),
    error: (text) => (error += text),
  })
  return { code, out, error }
}

/** A workspace that has been worked on: a blueprint at its third version, with a flow and a view. */
async function workedOn(): Promise<TenantWorld> {
  const world = await newWorld(there)
  for (const blueprint of [customer, order, delivery]) await world.must(201, 'POST', '/blueprints', blueprint)
  await publish(world, 'delivery', [{ op: 'add', field: { key: 'due', type: 'date' } }])
  await publish(world, 'delivery', [{ op: 'rename', field: 'driver', key: 'courier' }])
  await world.must(201, 'POST', '/flows', { ...deliveryFlow, transitions: deliveryFlow.transitions.map(withCourier) })
  await world.must(201, 'POST', '/views', view)
  await world.must(201, 'POST', '/views', { ...view, name: 'Mine', shared: false })
  return world
}

function withCourier(transition: object): object {
  return 'form' in transition ? { ...transition, form: ['courier'] } : transition
}

async function publish(world: TenantWorld, name: string, ops: readonly object[]) {
  await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
  const { token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
  await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token })
}

async function readFolder(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.json')).sort()
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const)),
  )
}

async function change(folder: string, file: string, edit: (content: never) => unknown) {
  const content = JSON.parse(await readFile(join(folder, file), 'utf8')) as never
  await writeFile(join(folder, file), JSON.stringify(edit(content)))
}

type Fields = { readonly fields: readonly (JsonObject & { readonly key: string })[] }

describe('a field that the files leave out', () => {
  test('is kept unless somebody names it and says why; the same command once more has nothing to do', async () => {
    const world = await newWorld(here)
    await world.must(201, 'POST', '/blueprints', {
      name: 'lead',
      fields: [
        { key: 'title', type: 'text' },
        { key: 'note', type: 'text' },
        { key: 'phone', type: 'text' },
      ],
    })
    for (const note of ['Call in May', 'Call in June'])
      await world.must(201, 'POST', '/records/lead', { data: { title: 'A', note, phone: '1' } })
    const folder = await newFolder()
    await molde(world, 'pull', folder)
    const unclear = await molde(world, 'apply', folder, '--destroy', 'lead:note')
    expect(unclear).toMatchObject({ code: 1, error: expect.stringContaining('--destroy names a field and says why') })
    const kept = await molde(world, 'apply', folder, '--destroy', 'lead:note=why')
    expect(kept).toMatchObject({ code: 1, error: expect.stringContaining('The files keep lead:note') })
    await change(folder, 'blueprints/lead.json', (content: Fields) => ({
      ...content,
      fields: content.fields.filter(({ key }) => key === 'title'),
    }))
    const asked = ['--destroy', 'lead:note=Asked for by the customer']
    const planned = await molde(world, 'plan', folder, ...asked)
    expect(planned.code).toBe(2)
    expect(planned.out).toContain('deleted for good')
    expect(planned.out).toContain('! note: lost in 2 records')
    expect((await world.must(200, 'GET', '/blueprints/lead')).body.version).toBe(1)
    expect((await molde(world, 'apply', folder, ...asked)).code).toBe(0)
    const { ops } = (await world.must(200, 'GET', '/blueprints/lead/versions/2')).body
    expect(ops).toMatchObject([
      { op: 'remove', field: 'f3' },
      { op: 'purge', field: 'f2', reason: 'Asked for by the customer' },
    ])
    expect(await molde(world, 'apply', folder, ...asked)).toEqual({ code: 0, out: 'Nothing to do.\n', error: '' })
  })
})

describe('from one workspace to another', () => {
  test('a further flow comes after the main one of its blueprint, whatever their files are called', async () => {
    const [source, target] = [await workedOn(), await newWorld(here)]
    await publish(source, 'delivery', [
      { op: 'add', field: { key: 'payment', type: 'enum', options: ['DUE', 'PAID'] } },
    ])
    const further = { name: 'a_payment', blueprint: 'delivery', stateField: 'payment', initial: 'DUE' }
    const transitions = [{ event: 'pay', from: ['DUE'], to: 'PAID' }]
    await source.must(201, 'POST', '/flows', { ...further, transitions })
    const folder = await newFolder()
    expect((await molde(source, 'pull', folder)).code).toBe(0)
    const fileOf = async (flow: string) => JSON.parse(await readFile(join(folder, 'flows', `${flow}.json`), 'utf8'))
    expect((await fileOf('a_payment')).main).toBe(false)
    expect(await fileOf('delivery')).not.toHaveProperty('main')
    expect((await molde(target, 'apply', folder)).code).toBe(0)
    expect((await molde(target, 'plan', folder)).out).toBe('Nothing to do.\n')
    const main = async (flow: string) => (await target.must(200, 'GET', `/flows/${flow}`)).body.main
    expect([await main('a_payment'), await main('delivery')]).toEqual([false, true])
  })

  test('pull, apply, plan = nothing to do; then a change arrives as the same change', async () => {
    const [source, target] = [await workedOn(), await newWorld(here)]
    const folder = await newFolder()
    const pulled = await molde(source, 'pull', folder)
    expect(pulled).toEqual({
      code: 0,
      out: 'blueprints/an_order.json\nblueprints/customer.json\nblueprints/delivery.json\nflows/delivery.json\nviews/delivery.json\n',
      error: '',
    })

    const planned = await molde(target, 'plan', folder)
    expect(planned.code).toBe(2)
    // Who is pointed at comes first.
    expect(planned.out.split('\n').filter((line) => line.includes('(new'))).toEqual([
      'customer (new blueprint)',
      'an_order (new blueprint)',
      'delivery (new blueprint)',
      'delivery (new flow)',
      'delivery/Heavy / ones (new view)',
    ])
    expect((await target.must(200, 'GET', '/blueprints')).body.items).toEqual([])

    expect((await molde(target, 'apply', folder)).code).toBe(0)
    expect(await molde(target, 'plan', folder)).toEqual({ code: 0, out: 'Nothing to do.\n', error: '' })
    expect(await molde(target, 'apply', folder)).toEqual({ code: 0, out: 'Nothing to do.\n', error: '' })
    const ids = (world: TenantWorld) =>
      world
        .must(200, 'GET', '/blueprints/delivery')
        .then(({ body }) => body.fields.map(({ id, key }: never) => [id, key]))
    expect(await ids(target)).toEqual(await ids(source))

    await target.must(201, 'POST', '/records/delivery', { data: parcel() })
    await publish(source, 'delivery', [
      { op: 'rename', field: 'cargo', key: 'goods' },
      { op: 'add', field: { key: 'priority', type: 'enum', options: ['low', 'high'] } },
    ])
    await publish(source, 'delivery', [{ op: 'options', field: 'status', add: ['LOST'] }])
    const flow = (await source.must(200, 'GET', '/flows/delivery')).body
    await source.must(200, 'PUT', '/flows/delivery/draft', {
      ...flow,
      states: { ...flow.states, LOST: { type: 'final' } },
      transitions: [...flow.transitions, { event: 'lose', from: ['IN_PROGRESS'], to: 'LOST' }],
    })
    const { token } = (await source.must(200, 'POST', '/flows/delivery/draft/preview')).body
    await source.must(201, 'POST', '/flows/delivery/draft/publish', { token })
    await molde(source, 'pull', folder)

    const next = await molde(target, 'plan', folder)
    expect(next.code).toBe(2)
    expect(next.out).toContain('delivery (blueprint, version 1 → 2, 1 record)')
    expect(next.out).toContain('  Programs find “Cargo” under the name goods (until now: cargo).\n')
    expect(next.out).toContain('  New field “priority”.')
    expect((await molde(target, 'apply', folder)).code).toBe(0)
    expect((await molde(target, 'plan', folder)).out).toBe('Nothing to do.\n')
    expect(await ids(target)).toEqual(await ids(source))
    expect((await target.must(200, 'GET', '/records/delivery')).body.items[0].data.goods).toMatch(/^Tiles/)
    expect((await target.must(200, 'GET', '/flows/delivery')).body.states).toHaveProperty('LOST')

    await change(folder, 'views/delivery.json', (views: readonly JsonObject[]) =>
      views.map(({ filter: _, ...rest }) => ({ ...rest, sort: 'weight' })),
    )
    expect((await molde(target, 'plan', folder)).out).toContain(
      'delivery/Heavy / ones (view)\n  filter: "weight > 10" → null\n  sort: "-weight" → "weight"\n',
    )
    expect((await molde(target, 'apply', folder)).code).toBe(0)
    expect((await molde(target, 'plan', folder)).out).toBe('Nothing to do.\n')
  })

  test('files are the same for the same workspace, hold ids and no secrets, and mirror what is gone', async () => {
    const source = await workedOn()
    const [one, other] = [await newFolder(), await newFolder()]
    await molde(source, 'pull', one)
    await molde(source, 'pull', other)
    const files = await readFolder(one)
    expect(await readFolder(other)).toEqual(files)
    expect(files['blueprints/delivery.json']).toMatch(/^{\n {2}"name": "delivery",\n {2}"label": \{/)
    expect(JSON.parse(files['blueprints/delivery.json'] ?? '').fields[0]).toMatchObject({
      id: 'f1',
      key: 'deliver_from',
    })
    const text = Object.values(files).join()
    for (const secret of [source.token, source.owner.email, source.owner.id]) expect(text).not.toContain(secret)
    expect(text).not.toContain('Mine')

    await writeFile(join(one, 'README.md'), 'ours')
    await source.must(204, 'DELETE', '/blueprints/an_order')
    await molde(source, 'pull', one)
    expect(Object.keys(await readFolder(one))).not.toContain('blueprints/an_order.json')
    expect(await readFile(join(one, 'README.md'), 'utf8')).toBe('ours')
  })

  test('what only the workspace has stays, and is told', async () => {
    const target = await newWorld(here)
    await target.must(201, 'POST', '/blueprints', order)
    await target.must(201, 'POST', '/blueprints', customer)
    const folder = await newFolder()
    await molde(target, 'pull', folder)
    await rm(join(folder, 'blueprints/an_order.json'))
    const planned = await molde(target, 'plan', folder)
    expect(planned.out).toBe('Only in the workspace, and left as it is: blueprint an_order.\nNothing to do.\n')
    expect(planned.code).toBe(0)
  })

  test('a decision is made by nobody but a person, and what was done before it stays done', async () => {
    const target = await newWorld(here)
    for (const blueprint of [customer, delivery]) await target.must(201, 'POST', '/blueprints', blueprint)
    const folder = await newFolder()
    await molde(target, 'pull', folder)
    await change(folder, 'blueprints/customer.json', ({ fields, ...rest }: Fields) => ({
      ...rest,
      fields: [...fields, { key: 'vip', type: 'boolean' }],
    }))
    // Somebody wrote the list by hand, under another name and without the id.
    await change(folder, 'blueprints/delivery.json', ({ fields, ...rest }: Fields) => ({
      ...rest,
      fields: fields.map((field) => (field.key === 'driver' ? { key: 'driver_name', type: 'text' } : field)),
    }))
    const planned = await molde(target, 'plan', folder)
    expect(planned.code).toBe(2)
    expect(planned.out).toContain('--accept delivery:field:driver_name=f5')
    const applied = await molde(target, 'apply', folder)
    expect(applied.code).toBe(1)
    expect(applied.out).toContain('Stopped there. Done: blueprint customer.\nNot done: blueprint delivery.')
    expect((await target.must(200, 'GET', '/blueprints/customer')).body.version).toBe(2)
    expect((await target.must(200, 'GET', '/blueprints/delivery')).body.version).toBe(1)
    expect((await target.must(200, 'GET', '/blueprints/delivery/draft')).body.rev).toBe(0)

    const wrong = await molde(target, 'apply', folder, '--accept', 'delivery:field:driver_name=f99')
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('Possible: f5, new')])
    const accepted = await molde(target, 'apply', folder, '--accept', 'delivery:field:driver_name=f5')
    expect(accepted.code).toBe(0)
    const fields = (await target.must(200, 'GET', '/blueprints/delivery')).body.fields
    expect(fields[4]).toMatchObject({ id: 'f5', key: 'driver_name' })
  })

  test('a refusal stops it with the reason and its place; somebody’s draft is left alone', async () => {
    const target = await newWorld(here)
    for (const blueprint of [customer, delivery]) await target.must(201, 'POST', '/blueprints', blueprint)
    const folder = await newFolder()
    await molde(target, 'pull', folder)
    await change(folder, 'blueprints/customer.json', ({ fields, ...rest }: Fields) => ({
      ...rest,
      fields: fields.map((field) => (field.key === 'boss' ? { ...field, type: 'text', blueprint: undefined } : field)),
    }))
    const refused = await molde(target, 'plan', folder)
    expect(refused.code).toBe(1)
    expect(refused.out).toContain(
      '✗ Values of type “relation” cannot be read as “text”. Use the change “fromRelation” instead. (/document/fields/1)',
    )
    expect((await molde(target, 'apply', folder)).out).toContain(
      'Nothing was changed.\nNot done: blueprint customer, blueprint delivery.',
    )

    await molde(target, 'pull', folder)
    const theirs = [{ op: 'relabel', field: 'name', label: 'Theirs' }]
    await target.must(200, 'PUT', '/blueprints/customer/draft', { ops: theirs })
    await change(folder, 'blueprints/customer.json', (content: JsonObject) => ({ ...content, icon: 'user' }))
    const stopped = await molde(target, 'apply', folder)
    expect([stopped.code, stopped.out]).toEqual([
      1,
      expect.stringContaining('Somebody has changes here that are not published'),
    ])
    expect((await target.must(200, 'GET', '/blueprints/customer/draft')).body.ops).toEqual(theirs)
  })

  test('--json says the same to programs', async () => {
    const target = await newWorld(here)
    await target.must(201, 'POST', '/blueprints', customer)
    const folder = await newFolder()
    await molde(target, 'pull', folder)
    await change(folder, 'blueprints/customer.json', (content: JsonObject) => ({ ...content, icon: 'user' }))
    const planned = await molde(target, 'plan', folder, '--json')
    expect(JSON.parse(planned.out)).toMatchObject({
      changes: [
        {
          kind: 'blueprint',
          name: 'customer',
          is: 'changed',
          from: 1,
          to: 2,
          records: 0,
          sentences: ['It has a new icon.'],
          decisions: [],
        },
      ],
      onlyThere: [],
    })
    expect(JSON.parse((await molde(target, 'apply', folder, '--json')).out)).toMatchObject({
      done: [{ name: 'customer' }],
      left: [],
    })
  })
})

describe('a field that the files count in another unit', () => {
  test('is multiplied once, when each that reads its numbers has been decided about', async () => {
    const world = await newWorld(here)
    await world.must(201, 'POST', '/blueprints', {
      name: 'load',
      fields: [
        { key: 'weight', label: 'Weight', type: 'number', unit: 'kg', minimum: 1, maximum: 100 },
        { key: 'title', type: 'text' },
      ],
    })
    const heavy = (await world.must(201, 'POST', '/views', { ...view, blueprint: 'load', columns: ['weight'] })).body
    const { id } = (await world.must(201, 'POST', '/records/load', { data: { weight: 12 } })).body
    const folder = await newFolder()
    await molde(world, 'pull', folder)
    const asked = ['--unit', 'load:weight=1000']
    const counted = (unit: string | undefined, maximum: number) =>
      change(folder, 'blueprints/load.json', ({ fields: [weight, ...others], ...rest }: Fields) => ({
        ...rest,
        fields: [{ ...weight, unit, maximum }, ...others],
      }))
    await counted(undefined, 100)
    const unclear = await molde(world, 'plan', folder, ...asked)
    expect(unclear).toMatchObject({ code: 1, error: expect.stringContaining('in which unit load:weight is counted') })

    await counted('g', 100_000)
    const planned = await molde(world, 'plan', folder, ...asked)
    expect(planned.code).toBe(2)
    expect(planned.out).toContain('? The view “Heavy / ones” filters by Weight.')
    expect(planned.out).toContain(`      --accept 'load:0 view ${heavy.id}=stay'\n        It stays as it is.\n`)
    expect(planned.out).toContain('1 change, 1 decision to be made.')
    const accept = ['--accept', `load:0 view ${heavy.id}=stay`]
    for (const open of [[], ['--accept', `load:0 view ${heavy.id}=else`]]) {
      const stopped = await molde(world, 'apply', folder, ...asked, ...open)
      expect([stopped.code, stopped.out]).toEqual([1, expect.stringContaining('Nothing was changed.')])
    }
    expect((await world.must(200, 'GET', '/blueprints/load/draft')).body.rev).toBe(0)
    const decided = await molde(world, 'plan', folder, ...asked, ...accept)
    expect([decided.code, decided.out]).toEqual([2, expect.not.stringContaining('decision')])

    expect((await molde(world, 'apply', folder, ...asked, ...accept)).code).toBe(0)
    expect((await world.must(200, 'GET', `/records/load/${id}`)).body.data.weight).toBe(12_000)
    expect((await world.must(200, 'GET', '/blueprints/load')).body.fields[0]).toMatchObject({
      ...{ unit: 'g', minimum: 1, maximum: 100_000 },
    })
    const again = await molde(world, 'apply', folder, ...asked, ...accept)
    expect(again).toEqual({ code: 0, out: 'Nothing to do.\n', error: '' })
    expect((await molde(world, 'plan', folder)).out).toBe('Nothing to do.\n')
    expect((await world.must(200, 'GET', `/records/load/${id}`)).body.data.weight).toBe(12_000)
  })
})

describe('automations', () => {
  const heavy = {
    name: 'Heavy-load',
    label: 'A heavy load',
    blueprint: 'delivery',
    trigger: { kind: 'changed', fields: ['weight'] },
    when: 'weight > 100',
    do: [
      { set: 'driver', value: '"Rui"' },
      { notify: { roles: ['owner'] }, template: '{cargo} is heavy now' },
    ],
    status: 'on',
  }
  const nightly = {
    name: 'nightly',
    trigger: { kind: 'schedule', cron: '0 8 * * mon-fri', zone: 'America/Sao_Paulo' },
    do: [{ notify: { roles: ['owner'] }, template: 'Good morning' }],
  }
  const arrived = {
    name: 'arrived',
    blueprint: 'delivery',
    trigger: { kind: 'webhook', signed: true, find: { field: 'cargo', value: 'payload.cargo' } },
    do: [{ set: 'driver', value: '"Ana"' }],
  }

  test('travel with what they are about, are on where the file says so, and leave their secrets at home', async () => {
    const [source, target] = [await newWorld(there), await newWorld(here)]
    await source.must(201, 'POST', '/blueprints', delivery)
    for (const automation of [heavy, nightly, arrived]) await source.must(201, 'POST', '/automations', automation)
    const { url, secret } = (await source.must(200, 'POST', '/automations/arrived/address')).body
    const folder = await newFolder()
    expect((await molde(source, 'pull', folder)).out).toBe(
      'blueprints/delivery.json\nautomations/Heavy-load.json\nautomations/arrived.json\nautomations/nightly.json\n',
    )
    const files = await readFolder(folder)
    const text = Object.values(files).join()
    for (const kept of [secret, url, url.split('/').at(-1), source.token, source.owner.id])
      expect(text).not.toContain(kept)
    expect(JSON.parse(files['automations/arrived.json'] ?? '')).toEqual({
      ...{ ...arrived, status: 'off' },
      do: [{ id: 'a1', ...arrived.do[0] }],
    })

    const planned = await molde(target, 'plan', folder)
    expect(planned.code).toBe(2)
    expect(planned.out).toContain(
      'Heavy-load (new automation)\n  ! It is looked at when the changes before it are there.\n',
    )
    expect((await molde(target, 'apply', folder)).out).toContain(
      [
        'Heavy-load (new automation)',
        '  When weight of a record of delivery changes, if weight > 100: set driver, notify.',
        '  It is on at once.',
        'arrived (new automation)',
        '  When something signed is sent to its address, about a record of delivery with cargo = payload.cargo: set driver.',
        '  It is off until somebody turns it on.',
        '  ! It has no address to send to yet: make one in this workspace (POST …/automations/<name>/address) and give it to whoever sends.',
        'nightly (new automation)',
        '  When the time comes (cron 0 8 * * mon-fri, America/Sao_Paulo): notify.',
        '  It is off until somebody turns it on.',
        '4 changes made.',
      ].join('\n'),
    )
    expect(await molde(target, 'plan', folder)).toEqual({ code: 0, out: 'Nothing to do.\n', error: '' })
    expect(await molde(target, 'apply', folder)).toEqual({ code: 0, out: 'Nothing to do.\n', error: '' })
    expect((await target.must(200, 'GET', '/automations/arrived')).body).toMatchObject({
      ...{ hasAddress: false, hasSecret: false, version: 1 },
    })
    expect((await target.must(200, 'GET', '/automations/Heavy-load')).body).toMatchObject({ ...heavy, rev: 1 })
  })

  test('a change is said in sentences and made once; an address stays, and so does what the files do not mention', async () => {
    const world = await newWorld(here)
    await world.must(201, 'POST', '/blueprints', delivery)
    for (const automation of [heavy, arrived]) await world.must(201, 'POST', '/automations', automation)
    await world.must(200, 'POST', '/automations/arrived/address')
    const folder = await newFolder()
    await molde(world, 'pull', folder)
    await world.must(201, 'POST', '/automations', nightly)
    const left = 'Only in the workspace, and left as it is: automation nightly.\n'
    // Said otherwise, and the same.
    await change(folder, 'automations/Heavy-load.json', ({ when: _, ...rest }: JsonObject) => ({
      ...rest,
      when: 'weight>100.0',
      do: heavy.do,
    }))
    expect(await molde(world, 'plan', folder)).toEqual({ code: 0, out: `${left}Nothing to do.\n`, error: '' })

    await change(folder, 'automations/Heavy-load.json', ({ when: _, ...rest }: JsonObject) => ({
      ...rest,
      ...{ label: 'Heavy', trigger: { kind: 'created' }, status: 'off', do: [{ set: 'driver', value: '"Ana"' }] },
    }))
    await change(folder, 'automations/arrived.json', ({ status: _, ...rest }: JsonObject) => ({
      ...rest,
      description: 'From the scales',
    }))
    const sentences = [
      'Heavy-load (automation)',
      '  It is called "Heavy" (until now: "A heavy load").',
      '  It is set off when a record of delivery is created (until now: when weight of a record of delivery changes).',
      '  It runs always (until now: only if weight > 100).',
      '  Step 1 is {"set":"driver","value":"\\"Ana\\""} (until now: {"set":"driver","value":"\\"Rui\\""}).',
      '  Step 2 goes: {"notify":{"roles":["owner"]},"template":"{cargo} is heavy now"}.',
      '  It is turned off.',
      'arrived (automation)',
      '  Its description is "From the scales" (until now: –).',
      '',
    ].join('\n')
    expect(await molde(world, 'plan', folder)).toEqual({ code: 2, out: `${sentences}${left}2 changes.\n`, error: '' })
    expect((await molde(world, 'apply', folder)).out).toBe(`${sentences}2 changes made.\n`)
    expect((await molde(world, 'apply', folder)).out).toBe('Nothing to do.\n')
    expect((await world.must(200, 'GET', '/automations/arrived')).body).toMatchObject({ hasAddress: true, version: 2 })
    const after = (await world.must(200, 'GET', '/automations/Heavy-load')).body
    expect(after).toMatchObject({ label: 'Heavy', status: 'off', version: 2 })
    expect(after).not.toHaveProperty('when')

    await change(folder, 'automations/arrived.json', (content: JsonObject) => ({
      ...content,
      trigger: { kind: 'created' },
    }))
    expect((await molde(world, 'plan', folder)).out).toContain('! Its address ends')
    await change(folder, 'automations/arrived.json', (content: JsonObject) => ({ ...content, when: 'nothing > 1' }))
    const refused = await molde(world, 'plan', folder)
    expect([refused.code, refused.out]).toEqual([1, expect.stringMatching(/✗ .*nothing.* \(\/when\)/)])
    expect((await molde(world, 'apply', folder)).out).toContain('Nothing was changed.\nNot done: automation arrived.')
  })

  test('names that would be one file on some machines are not written', async () => {
    const world = await newWorld(here)
    for (const name of ['nightly', 'Nightly']) await world.must(201, 'POST', '/automations', { ...nightly, name })
    const pulled = await molde(world, 'pull', await newFolder())
    expect(pulled).toMatchObject({ code: 1, error: '"Nightly" and "nightly" cannot be files side by side.\n' })
  })
})

describe('ended half way', () => {
  test('after any of its calls, the same command finishes what was begun', async () => {
    const source = await workedOn()
    const folder = await newFolder()
    await molde(source, 'pull', folder)
    const wanted = readConfiguration(folder)
    let made = 0
    for (let most = 1; ; most++) {
      const target = await newWorld(here)
      // Something to change, beside what is new.
      await target.must(201, 'POST', '/blueprints', { ...customer, fields: customer.fields.slice(0, 1) })
      const api = apiClient({
        url: here.url,
        tenant: target.tenant.slug,
        key: target.token,
        language: 'en',
        accepted: [],
        destroyed: [],
        units: [],
        asJson: false,
      })
      const ended = await apply(
        dyingAfter(api, most),
        wanted,
        { accepted: [], destroyed: [], units: [] },
        () => {},
      ).catch((died: unknown) => died)
      made = most
      if (!(ended instanceof Died)) break
      const again = await apply(api, wanted, { accepted: [], destroyed: [], units: [] }, () => {})
      expect(again).toMatchObject({ left: [] })
      expect(again.stopped).toBeUndefined()
      expect((await molde(target, 'plan', folder)).out).toBe('Nothing to do.\n')
    }
    // Every call of five definitions was the last one once.
    expect(made).toBeGreaterThan(12)
  }, 240_000)
})

class Died extends Error {}

/** Its process is gone after so many calls: the last one reached the server, its answer nobody. */
function dyingAfter(api: ApiClient, calls: number): ApiClient {
  let left = calls
  const counted =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left === 0) throw new Died()
      left -= 1
      const answered = await call(...args)
      if (left === 0) throw new Died()
      return answered
    }
  return { call: counted(api.call), must: counted(api.must), all: counted(api.all) }
}

describe('the command itself', () => {
  const said = async (args: readonly string[], env: Record<string, string> = {}) => {
    let error = ''
    const code = await runCommand(args, { env, out: () => {}, error: (text) => (error += text) })
    return [code, error.split('\n')[0]]
  }
  const at = { MOLDE_URL: 'http://127.0.0.1:1', MOLDE_TENANT: 'acme', MOLDE_API_KEY: 'mk_x' }

  test.each([
    [[], {}, 'molde pull  <folder>   write a workspace'],
    [['push', 'x'], {}, 'molde knows no "push".'],
    [['plan'], at, 'molde plan takes one folder.'],
    [['plan', 'a', 'b'], at, 'molde plan takes one folder.'],
    [['plan', 'a', '--force'], at, 'molde knows no --force.'],
    [['plan', 'a', '--accept'], at, '--accept needs a value.'],
    [['plan', 'a', '--unit', 'delivery:weight=much'], at, '--unit names a field and what'],
    [['pull', 'a', '--json'], at, '--accept, --destroy, --unit and --json belong to plan and apply.'],
    [['plan', 'a'], { ...at, MOLDE_URL: 'ftp://x' }, 'Say where Molde runs'],
    [['plan', 'a'], { ...at, MOLDE_TENANT: '../x' }, 'Say which workspace'],
    [['plan', 'a'], { ...at, MOLDE_API_KEY: '' }, 'An API key is needed'],
    [['plan', 'a', '--key-file', '/nowhere/key'], at, 'The key file /nowhere/key cannot be read (ENOENT).'],
    [['plan', 'a', '--key', 'mk_secret'], at, 'A key never stands in the arguments'],
    [['plan', 'a', 'mk_secret'], at, 'A key never stands in the arguments'],
    [['plan', '/nowhere/at/all'], at, 'There are no definitions in /nowhere/at/all.'],
    [['pull', '/tmp/never'], at, 'http://127.0.0.1:1 cannot be reached: '],
  ])('%j says what is wrong', async (args, env, sentence) => {
    const [code, line] = await said(args, env as Record<string, string>)
    expect([code, line]).toEqual([1, expect.stringContaining(sentence)])
    expect(line).not.toContain('mk_')
  })

  test('files that are none are named', async () => {
    const world = await newWorld(here)
    await world.must(201, 'POST', '/blueprints', customer)
    const folder = await newFolder()
    await molde(world, 'pull', folder)
    await change(folder, 'blueprints/customer.json', (content: JsonObject) => ({ ...content, name: 'other' }))
    expect((await molde(world, 'plan', folder)).error).toContain(
      'blueprints/customer.json must hold the definition of "customer"',
    )
    await writeFile(join(folder, 'blueprints/customer.json'), '{')
    expect((await molde(world, 'plan', folder)).error).toContain('customer.json is not valid JSON')
  })

  test('a key that is not accepted, or not an owner’s, is said so', async () => {
    const world = await newWorld(here)
    await world.must(201, 'POST', '/blueprints', customer)
    const folder = await newFolder()
    await molde(world, 'pull', folder)
    await change(folder, 'blueprints/customer.json', (content: JsonObject) => ({ ...content, icon: 'user' }))
    const asMember = await molde({ ...world, token: world.memberToken }, 'apply', folder)
    expect([asMember.code, asMember.out + asMember.error]).toEqual([1, expect.stringMatching(/role|may not|owner/i)])
    const revoked = await molde({ ...world, token: 'mk_nothing' }, 'plan', folder)
    expect([revoked.code, revoked.error]).toEqual([1, 'The API key is not accepted. Was it revoked?\n'])
  })

  test('what would steer a terminal is not printed', async () => {
    const world = await newWorld(here)
    await world.must(201, 'POST', '/blueprints', customer)
    const folder = await newFolder()
    await molde(world, 'pull', folder)
    await change(folder, 'blueprints/customer.json', (content: JsonObject) => ({
      ...content,
      label: 'a\u001b[31mb\u202ec',
    }))
    expect((await molde(world, 'plan', folder)).out).toContain('“a[31mbc”')
  })

  test('equal definitions are equal files, whatever the order of their members', () => {
    expect(textOf({ b: 1, type: 'x', a: 2, key: 'k' })).toBe(
      '{\n  "key": "k",\n  "type": "x",\n  "a": 2,\n  "b": 1\n}\n',
    )
    expect(textOf({ states: { B: {}, A: {} } })).toBe('{\n  "states": {\n    "B": {},\n    "A": {}\n  }\n}\n')
  })

  test('as a process: the exit code tells CI, the key comes from a file', async () => {
    const world = await newWorld(here)
    await world.must(201, 'POST', '/blueprints', customer)
    const folder = await newFolder()
    const keyFile = join(await newFolder(), 'key')
    await writeFile(keyFile, `${world.token}\n`, { mode: 0o600 })
    const program = await bundleProgram('runtime-api/src/molde.ts')
    const run = (verb: string) =>
      new Promise<readonly [number, string]>((resolve) => {
        const at = ['--url', here.url, '--tenant', world.tenant.slug, '--key-file', keyFile]
        const args = [...program.args, verb, folder, ...at]
        execFile(process.execPath, args, { env: { PATH: process.env['PATH'] } }, (failed, out, error) =>
          resolve([Number(failed?.code ?? 0), out + error]),
        )
      })
    expect(await run('pull')).toEqual([0, 'blueprints/customer.json\n'])
    expect(await run('plan')).toEqual([0, 'Nothing to do.\n'])
    await change(folder, 'blueprints/customer.json', (content: JsonObject) => ({ ...content, icon: 'user' }))
    expect((await run('plan'))[0]).toBe(2)
    program.remove()
  })
})
