// Where do records on their way stand when a version of their flow begins regions, ends them, or takes states of them away?
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, type TenantWorld } from '../../test/tenant-world.ts'

const fields = [
  { key: 'title', type: 'text', required: true },
  { key: 'status', type: 'enum', options: ['NEW', 'WORK', 'DONE'] },
]
const plain = {
  stateField: 'status',
  initial: 'NEW',
  states: { DONE: { type: 'final' } },
  transitions: [
    { event: 'begin', from: ['NEW'], to: 'WORK' },
    { event: 'finish', from: ['WORK'], to: 'DONE' },
  ],
}
const picking = { stateField: 'picking', initial: 'OPEN', states: {} }
const paying = { stateField: 'paying', initial: 'DUE', states: {} }
const packing = { stateField: 'packing', initial: 'WAITING', states: {} }
const moves = [
  { event: 'pick', from: ['picking.OPEN'], to: 'picking.PICKED' },
  { event: 'pay', from: ['paying.DUE'], to: 'paying.PAID' },
]
const inRegions = (regions: readonly object[], more: readonly object[] = moves) => ({
  ...plain,
  states: { ...plain.states, WORK: { type: 'parallel', regions } },
  transitions: [...plain.transitions, ...more],
})
const regionFields = { picking: { add: ['OPEN', 'MISSING', 'PICKED'] }, paying: { add: ['DUE', 'PAID'] } }
const twoRegions = inRegions([picking, paying])

describeApp('regions of records on their way', { worker: true }, (app) => {
  let world: TenantWorld
  let made = 0
  beforeAll(async () => {
    world = await newWorld(app())
  })

  async function begun(flow: object): Promise<string> {
    made += 1
    const name = `order${made}`
    await world.must(201, 'POST', '/blueprints', { name, titleField: 'title', fields })
    await world.must(201, 'POST', '/flows', { ...flow, name, blueprint: name })
    return name
  }
  async function standing(name: string, ...events: readonly string[]): Promise<string> {
    const { id } = (await world.must(201, 'POST', `/records/${name}`, { data: { title: 'x' } })).body
    for (const event of events) await world.must(200, 'POST', `/records/${name}/${id}/transitions/${event}`, {})
    return id
  }
  const read = async (name: string, id: string, as = '') =>
    (await world.must(200, 'GET', `/records/${name}/${id}${as}`)).body
  const where = async (name: string, id: string, as = '') => {
    const { state, data } = await read(name, id, as)
    return [state, data.picking, data.paying, data.packing].filter((one) => one !== undefined).join(' ')
  }
  async function drafted(name: string, document: object, answers?: object) {
    await world.must(200, 'PUT', `/flows/${name}/draft`, document)
    return (await world.must(200, 'POST', `/flows/${name}/draft/preview`, { ...(answers && { moves: answers }) })).body
  }
  async function published(name: string, document: object, answers?: object) {
    const { token, report } = await drafted(name, document, answers)
    const sent = { token, ...(answers && { moves: answers }) }
    const { body } = await world.must(201, 'POST', `/flows/${name}/draft/publish`, sent)
    if (body.job) await ended(body.job)
    return { ...body, report }
  }
  async function ended(id: string) {
    const job = async () => (await world.must(200, 'GET', `/jobs/${id}`)).body
    const isOver = async () => !['queued', 'running'].includes((await job()).status)
    expect(await eventually(isOver, 60_000)).toBe(true)
  }

  test('a state in which things begin to go on at the same time: each begins in the records that stand there', async () => {
    const name = await begun(plain)
    const [fresh, working, done] = [
      await standing(name),
      await standing(name, 'begin'),
      await standing(name, 'begin', 'finish'),
    ]
    const { report, job } = await published(name, { ...twoRegions, regionFields })
    expect(job).toBeTypeOf('string')
    expect(report.sentences.join('\n')).toContain('In “WORK”, “picking” goes on at the same time.')
    expect(report.findings.filter(({ severity }: { severity: string }) => severity === 'block')).toEqual([])
    expect(await where(name, fresh)).toBe('NEW')
    expect(await where(name, working)).toBe('WORK OPEN DUE')
    expect(await where(name, done)).toBe('DONE')
    const listed = (await world.must(200, 'GET', `/records/${name}?picking=OPEN`)).body.items
    expect(listed.map((one: { id: string }) => one.id)).toEqual([working])
    await world.must(200, 'POST', `/records/${name}/${working}/transitions/pick`, {})
    expect(await where(name, working)).toBe('WORK PICKED DUE')
    // The version before knows none of it.
    expect(await where(name, working, '?as=1')).toBe('WORK')
  })

  test('a record that the job has not met yet is read and stepped as if it had', async () => {
    const name = await begun(plain)
    const id = await standing(name, 'begin')
    const { token } = await drafted(name, { ...twoRegions, regionFields })
    const { body } = await world.must(201, 'POST', `/flows/${name}/draft/publish`, { token })
    expect(await where(name, id)).toBe('WORK OPEN DUE')
    await world.must(200, 'POST', `/records/${name}/${id}/transitions/pay`, {})
    await ended(body.job)
    expect(await where(name, id)).toBe('WORK OPEN PAID')
  })

  test('a new region begins beside the others, which stay where they are', async () => {
    const name = await begun({ ...twoRegions, regionFields })
    const id = await standing(name, 'begin', 'pick')
    await published(name, {
      ...inRegions([picking, paying, packing]),
      regionFields: { packing: { label: 'Packing', add: ['WAITING', 'PACKED'] } },
    })
    expect(await where(name, id)).toBe('WORK PICKED DUE WAITING')
  })

  describe('a region that ends', () => {
    const three = inRegions([picking, paying, packing])
    const fieldsOfThree = { ...regionFields, packing: { add: ['WAITING', 'PACKED'] } }
    const without = inRegions([picking, packing], [moves[0] as object])

    test('its field is empty then, and the way back brings each record to where it was', async () => {
      const name = await begun({ ...three, regionFields: fieldsOfThree })
      const [paid, due] = [await standing(name, 'begin', 'pay'), await standing(name, 'begin')]
      const { report } = await published(name, without)
      expect(report.sentences.join('\n')).toContain('“paying” does not go on any more')
      expect(report.states.find(({ state }: { state: string }) => state === 'paying.PAID')).toMatchObject({
        records: 1,
      })
      expect(await where(name, paid)).toBe('WORK OPEN WAITING')
      const { moved } = (await world.must(200, 'GET', `/flows/${name}`)).body
      expect(moved).toBe(true)
      const later = await standing(name, 'begin')
      await published(name, three, { undo: 2 })
      expect(await where(name, paid)).toBe('WORK OPEN PAID WAITING')
      expect(await where(name, due)).toBe('WORK OPEN DUE WAITING')
      // Who began meanwhile begins there, too.
      expect(await where(name, later)).toBe('WORK OPEN DUE WAITING')
    })

    test('with its field, if that is said', async () => {
      const name = await begun({ ...three, regionFields: fieldsOfThree })
      const id = await standing(name, 'begin', 'pay')
      await published(name, { ...without, regionFields: { paying: null } })
      const { body } = await world.must(200, 'GET', `/blueprints/${name}`)
      expect(body.fields.map(({ key }: { key: string }) => key)).not.toContain('paying')
      expect(await where(name, id)).toBe('WORK OPEN WAITING')
      expect(await where(name, id, '?as=2')).toBe('WORK OPEN PAID WAITING')
    })

    test('with all others: the state is one like any other', async () => {
      const name = await begun({ ...twoRegions, regionFields })
      const id = await standing(name, 'begin', 'pick')
      await published(name, plain)
      expect(await where(name, id)).toBe('WORK')
      await world.must(200, 'POST', `/records/${name}/${id}/transitions/finish`, {})
      expect(await where(name, id)).toBe('DONE')
    })
  })

  describe('a state of a region that goes away', () => {
    const fewer = { ...twoRegions, regionFields: { picking: { retire: ['MISSING'] } } }
    const missing = [...moves, { event: 'miss', from: ['picking.OPEN'], to: 'picking.MISSING' }]

    test('is asked about with the records in it, and they go where it is said', async () => {
      const name = await begun({ ...inRegions([picking, paying], missing), regionFields })
      const [lost, open] = [await standing(name, 'begin', 'miss', 'pay'), await standing(name, 'begin')]
      const { report, token } = await drafted(name, fewer)
      const at = (state: string) => report.states.find((one: { state: string }) => one.state === state)
      expect(at('picking.MISSING')).toMatchObject({ records: 1, stays: false, guess: 'picking.OPEN' })
      expect(at('picking.OPEN')).toMatchObject({ records: 1, stays: true })
      expect(at('paying.DUE')).toMatchObject({ records: 1, stays: true })
      expect((await world.call('POST', `/flows/${name}/draft/publish`, { token })).status).toBe(422)
      await published(name, fewer, { states: { 'picking.MISSING': 'picking.PICKED' } })
      expect(await where(name, lost)).toBe('WORK PICKED PAID')
      expect(await where(name, open)).toBe('WORK OPEN DUE')
    })

    test('what is no state of it is refused where it was said', async () => {
      const name = await begun({ ...inRegions([picking, paying], missing), regionFields })
      await standing(name, 'begin', 'miss')
      await world.must(200, 'PUT', `/flows/${name}/draft`, fewer)
      const sent = { moves: { states: { 'picking.MISSING': 'picking.NOWHERE' } } }
      const { status, body } = await world.call('POST', `/flows/${name}/draft/preview`, sent)
      expect([status, body.errors[0].pointer]).toEqual([422, '/moves/states/picking.MISSING'])
    })
  })

  test('records that finish under the version they are in keep their regions', async () => {
    const name = await begun({ ...twoRegions, regionFields })
    const id = await standing(name, 'begin', 'pick')
    await published(name, plain, { policy: { WORK: 'finish' } })
    expect(await where(name, id)).toBe('WORK PICKED DUE')
    await world.must(200, 'POST', `/records/${name}/${id}/transitions/pay`, {})
    expect(await where(name, id)).toBe('WORK PICKED PAID')
    await world.must(200, 'POST', `/records/${name}/${id}/transitions/finish`, {})
    expect(await where(name, id)).toBe('DONE')
    expect(await where(name, await standing(name, 'begin'))).toBe('WORK')
  })
})
