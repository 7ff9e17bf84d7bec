// Months of a tenant's life on a clock of our own: changes of the clocks, a night without the program, a clock that somebody sets.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fireTimers } from '../src/timers/fire-timers.ts'
import { describeApp } from './describe-app.ts'
import { systemScope } from './system-scope.ts'
import { newWorld, storeOf, type TenantWorld } from './tenant-world.ts'

const isLong = process.env['TEST_SIZE'] === 'long'
/** Each has two timers, one after the other. */
const records = isLong ? 500 : 60
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_127)
const HOUR = 3_600_000
const DAY = 24 * HOUR

const lives = [
  // The clocks went back at midnight on 18 February and forward at midnight on 4 November.
  { zone: 'America/Sao_Paulo', from: '2018-02-01T00:00:00Z', days: 40 },
  { zone: 'America/Sao_Paulo', from: '2018-10-18T00:00:00Z', days: 40 },
  { zone: 'Europe/Lisbon', from: '2026-03-12T00:00:00Z', days: 40 },
  { zone: 'Europe/Lisbon', from: '2026-10-08T00:00:00Z', days: 40 },
] as const

let clock: number | undefined

describeApp('timers over time', { now: () => clock ?? Date.now() }, (app) => {
  describe.each(lives)('$zone from $from', ({ zone, from, days }) => {
    test(`${records * 2} timers: each once, none early, each at the first look after its moment`, {
      timeout: 600_000,
    }, async () => {
      clock = undefined
      const world = await newWorld(app())
      const settings = await world.app.call('PATCH', world.tenant.path, {
        token: world.owner.token,
        body: { timezone: zone },
      })
      expect(settings.status).toBe(200)
      await makeFlow(world)
      const start = Date.parse(from)
      const daysAhead = fc.sample(fc.integer({ min: 1, max: days - 12 }), { numRuns: records, seed })
      clock = start
      const planned = await plan(
        world,
        daysAhead.map((ahead) => dayOf(start + ahead * DAY)),
      )
      const store = await storeOf(world)
      const scope = await systemScope(app().runtime, store.tenant)
      const looks: number[] = []
      for (const at of hoursOf(start, days)) {
        clock = at
        looks.push(at)
        while ((await fireTimers(scope, () => false)) > 0);
      }
      clock = undefined
      const moves = await store.read.all<{ id: string; event: string; at: number }>(
        `SELECT r.id, l.event, l.at FROM flow_log l JOIN record r ON r.tenant = l.tenant AND r.no = l.record
          WHERE l.tenant = ? ORDER BY l.seq`,
        [store.tenant],
      )
      expect(moves).toHaveLength(records * 2)
      const wrong = [...planned].flatMap(([id, day]) => {
        const own = moves.filter((move) => move.id === id)
        const [begun, ended] = own.map(({ at }) => Number(at)) as [number, number]
        const begins = firstInstant(zone, `${day}T00:00:00`) + 8 * HOUR
        const ends = firstInstant(zone, wallOf(zone, begun, 7))
        const is = [own.map(({ event }) => event).join(), begun, ended]
        const shall = ['begin,end', firstLook(looks, start, begins), firstLook(looks, begun, ends)]
        return JSON.stringify(is) === JSON.stringify(shall) ? [] : [`${id}: ${is}, not ${shall}`]
      })
      expect(wrong.slice(0, 10)).toEqual([])
    })
  })
})

/** Every one to five hours; once nothing for six, once the clock is set forward, once back. */
function hoursOf(start: number, days: number): number[] {
  const steps = fc.sample(fc.integer({ min: 40, max: 300 }), { numRuns: days * 24, seed })
  const at: number[] = []
  let now = start
  for (const [i, minutes] of steps.entries()) {
    now += minutes * 60_000
    if (i === 40) now += 6 * HOUR
    if (i === 80) now += 9 * HOUR
    if (i === 120) now -= 90 * 60_000
    if (now > start + days * DAY) break
    at.push(now)
  }
  return at
}

/** Of the looks after something began, the first by which it was due; the clock may have been set back since. */
function firstLook(looks: readonly number[], begun: number, due: number): number | undefined {
  return looks.find((look) => look >= due && look >= begun)
}

async function makeFlow(world: TenantWorld): Promise<void> {
  await world.must(201, 'POST', '/blueprints', {
    name: 'visit',
    fields: [
      { key: 'status', type: 'enum', options: ['PLANNED', 'GOING', 'OVER'] },
      { key: 'day', type: 'date' },
    ],
  })
  await world.must(201, 'POST', '/flows', {
    name: 'visit',
    blueprint: 'visit',
    stateField: 'status',
    initial: 'PLANNED',
    states: {
      PLANNED: { timers: [{ name: 'morning', at: 'day', offset: 'PT8H', event: 'begin' }] },
      GOING: { timers: [{ name: 'week', after: 'P7D', event: 'end' }] },
      OVER: { type: 'final' },
    },
    events: { begin: { internal: true }, end: { internal: true } },
    transitions: [
      { event: 'begin', from: ['PLANNED'], to: 'GOING' },
      { event: 'end', from: ['GOING'], to: 'OVER' },
    ],
  })
}

/** Which record is planned for which day. */
async function plan(world: TenantWorld, days: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const planned = new Map<string, string>()
  for (let at = 0; at < days.length; at += 250) {
    const some = days.slice(at, at + 250)
    const items = some.map((day) => ({ op: 'create', data: { day } }))
    const { body } = await world.must(200, 'POST', '/records/visit/bulk', { items })
    for (const [i, { id }] of body.items.entries()) planned.set(id, some[i] as string)
  }
  return planned
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** What the clock on the wall shows, so many days later, to the millisecond. */
function wallOf(zone: string, ms: number, daysLater: number): string {
  const wall = Date.parse(`${localText(zone, ms)}Z`) + daysLater * DAY
  return new Date(wall).toISOString().slice(0, 19)
}

/** The first instant at which the clock on the wall shows this or more: by asking the platform about every quarter of an hour around. */
function firstInstant(zone: string, wall: string): number {
  const near = Date.parse(`${wall}Z`)
  const quarters = Array.from({ length: 15 * 8 + 1 }, (_, i) => near + (i - 60) * 900_000)
  const exact = quarters.find((ms) => localText(zone, ms) === wall)
  if (exact !== undefined) return exact
  // Skipped: the end of the gap, which is a whole quarter of an hour.
  const whole = Math.floor(near / 900_000) * 900_000
  const ends = Array.from({ length: 15 * 8 + 1 }, (_, i) => whole + (i - 60) * 900_000)
  return ends.find((ms) => localText(zone, ms) > wall) as number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function localText(zone: string, ms: number): string {
  const known = formats.get(zone)
  const format =
    known ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' })
  if (!known) formats.set(zone, format)
  return format.format(ms).replace(' ', 'T')
}
