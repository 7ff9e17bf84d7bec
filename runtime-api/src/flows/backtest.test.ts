// What would have become of past events on a draft: held to what happened, kept beside by the test itself, on both databases.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { rowCounts } from '../../test/row-counts.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

/** Three events each, more or less. */
const records = Number(process.env['BACKTEST_RECORDS'] ?? (process.env['TEST_SIZE'] === 'long' ? 6_700 : 60))
const day = 86_400_000

const blueprint = {
  name: 'parcel',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', required: true },
    { key: 'weight', type: 'number' },
    { key: 'note', type: 'text' },
    { key: 'trips', type: 'number', maximum: 3 },
    { key: 'status', type: 'enum', options: ['PENDING', 'ROAD', 'DONE'] },
  ],
  rules: [],
}
const flow = {
  name: 'parcel',
  blueprint: 'parcel',
  stateField: 'status',
  initial: 'PENDING',
  states: { PENDING: {}, ROAD: {}, DONE: { type: 'final' } },
  transitions: [
    {
      event: 'start',
      label: 'Start',
      from: ['PENDING'],
      to: 'ROAD',
      form: ['note'],
      do: [{ add: 'trips', value: '1' }],
    },
    { event: 'back', label: 'Back', from: ['ROAD'], to: 'PENDING' },
    { event: 'deliver', label: 'Deliver', from: ['ROAD'], to: 'DONE', guard: 'weight != null' },
  ],
}
type Step = Record<string, unknown>
const changed = (change: (step: Step) => Step) => ({ ...flow, transitions: flow.transitions.map(change) })
const withStep = (event: string, more: Step) =>
  changed((step) => (step['event'] === event ? { ...step, ...more } : step))

interface Happened {
  readonly event: string
  /** As the record was then. */
  readonly weight: number
  /** Did anybody ever write a note? */
  readonly noted: boolean
}

interface Answer {
  readonly events: { readonly value: number; readonly capped: boolean }
  readonly looked: number
  readonly same: number
  readonly skipped: number
  readonly next: string | null
  readonly steps: readonly { readonly event: string; readonly times: number; readonly same: number }[]
  readonly groups: readonly Group[]
}
interface Group {
  readonly kind: string
  readonly event: string
  readonly label: string
  readonly reason?: string
  readonly guard?: string
  readonly state?: string
  readonly fields?: readonly string[]
  readonly count: number
  readonly samples: readonly { readonly id: string; readonly title: string; readonly [member: string]: unknown }[]
}

let ahead = 0

describeApp('Past events on a draft', { now: () => Date.now() + ahead }, (app) => {
  let world: TenantWorld
  let elsewhere: TenantWorld
  const happened: Happened[] = []
  beforeAll(async () => {
    ahead = 0
    world = await newWorld(app())
    elsewhere = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', blueprint)
    await world.must(201, 'POST', '/flows', flow)
    for (let at = 0; at < records; at += 20)
      await Promise.all(Array.from({ length: Math.min(20, records - at) }, (_, i) => live(at + i)))
  }, 1_200_000)

  /** Start, and by turns: an edit, and Deliver or Back and Start again. What the record is now says nothing of what it was. */
  async function live(i: number): Promise<void> {
    const weight = (i * 7) % 40
    const made = await world.must(201, 'POST', '/records/parcel', { data: { title: `Parcel ${i}`, weight } })
    const path = `/records/parcel/${made.body.id}`
    const send = async (event: string, held: number, form?: object) => {
      await world.must(200, 'POST', `${path}/transitions/${event}`, form)
      happened.push({ event, weight: held, noted: i % 3 === 0 })
    }
    await send('start', weight, i % 3 === 0 ? { note: 'careful' } : {})
    const later = i % 2 === 0 ? 40 - weight : weight
    if (i % 2 === 0) await world.must(200, 'PATCH', path, { data: { weight: later } })
    if (i % 4 === 1) {
      await send('back', later)
      await send('start', later)
    }
    await send('deliver', later)
    if (i % 5 === 0) await world.must(200, 'PATCH', path, { data: { weight: 1000 + i } })
  }

  async function tried(document: object, more: object = {}): Promise<Answer> {
    const pages: Answer[] = []
    let cursor: string | null | undefined
    while (cursor !== null) {
      const asked = { document, ...more, ...(cursor && { cursor }) }
      const { body } = await world.must(200, 'POST', '/flows/parcel/draft/backtest', asked)
      pages.push(body)
      cursor = body.next
    }
    const sum = (of: (page: Answer) => number) => pages.reduce((all, page) => all + of(page), 0)
    const [first] = pages as [Answer]
    return {
      ...first,
      ...{ looked: sum(({ looked }) => looked), same: sum(({ same }) => same), skipped: sum(({ skipped }) => skipped) },
      groups: pages.flatMap(({ groups }) => groups),
      steps: pages.flatMap(({ steps }) => steps),
    }
  }
  const countOf = ({ groups }: Answer, kind: string, event: string) =>
    groups.reduce((all, group) => (group.kind === kind && group.event === event ? all + group.count : all), 0)
  const times = (event: string) => happened.filter((one) => one.event === event)

  test('a changed condition refuses exactly those whose records did not meet it then, and nothing is written', async () => {
    const before = await rowCounts(app(), [world.tenant.id])
    const answer = await tried(withStep('start', { guard: 'weight > 20' }))
    const refused = times('start').filter(({ weight }) => !(weight > 20)).length
    expect(refused).toBeGreaterThan(records / 4)
    expect(countOf(answer, 'refused', 'start')).toBe(refused)
    expect(answer).toMatchObject({ looked: happened.length, skipped: 0, same: happened.length - refused })
    expect(answer.events.value).toBe(Math.min(happened.length, 20_000))
    expect(answer.groups.every(({ label, reason }) => label === 'Start' && reason?.includes('weight'))).toBe(true)
    const [{ samples, guard }] = answer.groups as [Group]
    expect(guard).toBe('weight > 20')
    expect(samples[0]).toMatchObject({
      from: 'PENDING',
      to: 'ROAD',
      live: true,
      title: expect.stringMatching(/^Parcel/),
    })
    expect(await rowCounts(app(), [world.tenant.id])).toBe(before)
  }, 600_000)

  test('the flow in force comes to what it came to', async () => {
    const answer = await tried(flow)
    expect(answer).toMatchObject({ looked: happened.length, same: happened.length, groups: [] })
    const told = answer.steps.reduce((all, step) => all + (step.event === 'deliver' ? step.times : 0), 0)
    expect(told).toBe(times('deliver').length)
  }, 600_000)

  describe('what differs is told', () => {
    test('another state', async () => {
      const answer = await tried(withStep('deliver', { to: 'PENDING' }))
      expect(countOf(answer, 'elsewhere', 'deliver')).toBe(times('deliver').length)
      expect(answer.groups[0]).toMatchObject({ state: 'PENDING' })
    }, 600_000)

    test('other values, with what was and what would be', async () => {
      const document = withStep('deliver', { do: [{ set: 'weight', value: '0' }] })
      const answer = await tried(document)
      const differing = times('deliver').filter(({ weight }) => weight !== 0).length
      expect(countOf(answer, 'values', 'deliver')).toBe(differing)
      const [{ fields, samples }] = answer.groups as [Group]
      expect(fields).toEqual(['weight'])
      expect(samples[0]?.['values']).toEqual([{ field: 'weight', was: expect.any(Number), would: 0 }])
    }, 600_000)

    test('a rule of the blueprint that would be broken, a step that is gone, a form that demands more', async () => {
      const rule = await tried(withStep('start', { do: [{ add: 'trips', value: '4' }] }))
      expect(countOf(rule, 'refused', 'start')).toBe(times('start').length)
      const gone = await tried({ ...flow, transitions: flow.transitions.filter(({ event }) => event !== 'back') })
      expect(countOf(gone, 'refused', 'back')).toBe(times('back').length)
      expect(gone.groups[0]?.reason).toBe('This step is no longer there.')
      const asked = await tried(withStep('start', { form: [{ field: 'note', required: true }] }))
      const unanswered = times('start').filter(({ noted }) => !noted)
      expect(countOf(asked, 'refused', 'start')).toBe(unanswered.length)
    }, 600_000)
  })

  test('only as far back as asked; records in the trash still tell, what was destroyed does not', async () => {
    ahead = 10 * day
    const { body } = await world.must(201, 'POST', '/records/parcel', { data: { title: 'Late', weight: 5 } })
    await world.must(200, 'POST', `/records/parcel/${body.id}/transitions/start`)
    await world.must(204, 'DELETE', `/records/parcel/${body.id}`)
    const answer = await tried(withStep('start', { guard: 'weight > 20' }), { days: 5 })
    expect(answer).toMatchObject({ looked: 1, events: { value: 1, capped: false } })
    expect(answer.groups[0]?.samples).toMatchObject([{ id: body.id, live: false, title: 'Late' }])
    for (const days of [0, 400, 1.5]) {
      const refused = await world.call('POST', '/flows/parcel/draft/backtest', { document: flow, days })
      expect(refused.status).toBe(422)
    }
  })

  test('only owners; without a draft there is nothing to try; nobody else has the flow', async () => {
    const path = '/flows/parcel/draft/backtest'
    expect((await world.call('POST', path, {}, { token: world.memberToken })).status).toBe(403)
    expect((await world.call('POST', path, {})).status).toBe(409)
    expect((await elsewhere.call('POST', path, { document: flow })).status).toBe(404)
    expect((await world.call('POST', path, { document: flow, cursor: 'x' })).status).toBe(400)
    await world.must(200, 'PUT', '/flows/parcel/draft', withStep('start', { guard: 'weight > 20' }))
    expect((await world.must(200, 'POST', path)).body.groups[0]).toMatchObject({ kind: 'refused', event: 'start' })
  })
})
