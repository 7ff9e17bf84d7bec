// What is sent by itself: how it is read and refused, when it is due, and that nobody else sends it.
import { describe, expect, it } from 'vitest'
import { delivery, flowWith, noon, situation } from '../../test/delivery-flow.ts'
import { refusalsOf } from '../../test/refusals.ts'
import { MoldeError, pointerOf } from '../errors.ts'
import { verifyFlow } from '../flow-checks/verify-flow.ts'
import { readFlow, wireFlow } from '../flow-wire/wire-flow.ts'
import { idGiver } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type BusinessCalendar, newCalendar } from '../time/business-calendar.ts'
import { availableEvents, eventsElsewhere } from './available-events.ts'
import { compileFlow } from './compile-flow.ts'
import type { FlowTimer } from './flow.ts'
import { flowBreaks } from './flow-breaks.ts'
import { remind } from './remind.ts'
import { sayRefusal } from './say-refusal.ts'
import { stepFlow } from './step.ts'
import { hasTimers, runningTimers } from './timers.ts'

const HOUR = 3_600_000
const transitions = [
  { event: 'start', from: ['PENDING'], to: 'IN_PROGRESS' },
  { event: 'escalate', from: ['PENDING', 'IN_PROGRESS'], to: 'LOST' },
]
const asking = {
  event: 'sign',
  from: ['PENDING'],
  to: 'DELIVERED',
  form: [{ field: 'driver', required: true }],
}
const late = { name: 'late', after: 'PT48H', event: 'escalate' }
const onTheDay = { name: 'on-the-day', at: 'delivered_on', offset: '-P1D', event: 'escalate', remind: ['PT6H', 'P3D'] }
const timed = (timers: readonly object[], more: object = {}) =>
  flowWith([...transitions, asking], {
    states: { PENDING: { timers } },
    events: { escalate: { internal: true } },
    ...more,
  })

function faults(timers: readonly object[], states: object = {}): string[] {
  try {
    timed(timers, { states: { PENDING: { timers }, ...states } })
    return []
  } catch (refused) {
    expect(refused).toBeInstanceOf(MoldeError)
    return (refused as MoldeError).issues.map(({ path, code }) => `${pointerOf(path)} ${code}`)
  }
}

describe('timers of a flow', () => {
  it('[F52] are read with ids of their own, and written as they were read', () => {
    const flow = timed([late, onTheDay])
    expect(flow.states[0]?.timers).toMatchObject([
      { id: 'm1', name: 'late', rule: { after: { hours: 48 } } },
      { id: 'm2', name: 'on-the-day', rule: { at: 'f4', offset: { days: 1, negative: true } } },
    ])
    const wire = wireFlow(flow, delivery)
    expect(wire).toMatchObject({
      states: {
        PENDING: {
          timers: [
            { id: 'm1', ...late },
            { id: 'm2', ...onTheDay },
          ],
        },
      },
      events: { escalate: { internal: true } },
    })
    const ids = idGiver({})
    expect(readFlow(wire, delivery, ids)).toEqual(flow)
    expect(ids.next('m')).toBe('m3')
    expect([hasTimers(flow), hasTimers(flowWith(transitions))]).toEqual([true, false])
  })

  it.each([
    ['neither a duration nor a field', { name: 'x', event: 'start' }, '/states/PENDING/timers/0 bad-timer'],
    ['both', { ...late, at: 'delivered_on' }, '/states/PENDING/timers/0 bad-timer'],
    ['a duration that is none', { ...late, after: 'soon' }, '/states/PENDING/timers/0/after duration-form'],
    ['a duration of nothing', { ...late, after: 'PT0S' }, '/states/PENDING/timers/0/after duration-zero'],
    ['a field that is no date', { ...onTheDay, at: 'cargo' }, '/states/PENDING/timers/0/at flow-timer-field'],
    ['a field that is not there', { ...onTheDay, at: 'nowhere' }, '/states/PENDING/timers/0/at unknown-field'],
    ['a member that is not known', { ...late, every: 'P1D' }, '/states/PENDING/timers/0/every unknown-member'],
    ['no event', { name: 'late', after: 'PT1H' }, '/states/PENDING/timers/0 missing-member'],
    ['an event that leads nowhere', { ...late, event: 'nothing' }, '/states/PENDING/timers/0/event flow-timer-event'],
    ['an event that asks', { ...late, event: 'sign' }, '/states/PENDING/timers/0/event flow-timer-asks'],
    ['an id that is no id', { ...late, id: 't1' }, '/states/PENDING/timers/0/id wrong-form'],
  ])('[F53] refuses %s', (_, timer, fault) => {
    expect(faults([timer])).toEqual([fault])
  })

  it('[F53] refuses a name that stands twice, and a timer on an end', () => {
    expect(faults([late, late])).toEqual([
      '/states/PENDING/timers/0/name given-twice',
      '/states/PENDING/timers/1/name given-twice',
    ])
    expect(faults([], { LOST: { type: 'final', timers: [late] } })).toEqual(['/states/LOST/timers flow-final-timer'])
  })

  it('[F54] run in their state alone, each with its moment and its reminders', () => {
    const tables = compileFlow(timed([late, onTheDay]), delivery)
    const running = (state: string | null, data: StoredData) =>
      runningTimers(tables, { state, data, entered: () => noon, zone: 'America/Sao_Paulo' }).map(
        ({ timer, state: at, due, reminders }) => [timer.name, at, due - noon, reminders.map((one) => one - noon)],
      )
    const inTenDays = { f1: 'books', f4: '2030-01-17' }
    // 17 January begins at 3 o'clock UTC there; a day before is 16 January, 3 o'clock.
    const day = Date.UTC(2030, 0, 16, 3) - noon
    expect(running('o1', inTenDays)).toEqual([
      ['late', 'o1', 48 * HOUR, []],
      ['on-the-day', 'o1', day, [day - 72 * HOUR, day - 6 * HOUR]],
    ])
    expect(running(null, inTenDays)).toEqual(running('o1', inTenDays))
    expect(running('o1', { f1: 'books' })).toEqual([['late', 'o1', 48 * HOUR, []]])
    expect(running('o2', inTenDays)).toEqual([])
    // What is due already is told too.
    expect(running('o1', { f4: '2020-01-01' })[1]?.[0]).toBe('on-the-day')
  })

  it('[F54] count by a calendar of the tenant; one that is not there, or does not open again, is never due', () => {
    const byOffice = { ...late, after: 'PT4H', calendar: 'office' }
    const flow = timed([byOffice])
    expect(wireFlow(flow, delivery)).toMatchObject({ states: { PENDING: { timers: [byOffice] } } })
    const due = (document?: object) => {
      const calendars = new Map(document ? [['office', newCalendar(document)]] : [])
      const situation = { state: 'o1', data: {}, entered: () => noon, zone: 'UTC', calendars }
      return runningTimers(compileFlow(flow, delivery), situation).map((one) => one.due - noon)
    }
    const open = { zone: 'UTC', week: { monday: [{ opens: '09:00', closes: '18:00' }] } }
    expect(due(open).every((ms) => ms >= 4 * HOUR)).toBe(true)
    expect(due(open)).toHaveLength(1)
    expect(due()).toEqual([])
    // Every day of the year is a holiday.
    const holidays = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString())
    expect(due({ ...open, holidays: holidays.map((day) => ({ yearly: day.slice(5, 10) })) })).toEqual([])
  })

  it('[F58] keep a flow from being published by a calendar that is not there or never open, and say so', () => {
    const flow = timed([{ ...late, calendar: 'office' }])
    const told = (calendars?: ReadonlyMap<string, BusinessCalendar>) =>
      verifyFlow(flow, delivery, calendars && { calendars })
        .filter(({ check }) => check.includes('calendar'))
        .map(({ check, severity, state }) => [check, severity, state])
    expect(told()).toEqual([])
    expect(told(new Map())).toEqual([['unknown-calendar', 'block', 'PENDING']])
    const never = { zone: 'UTC', week: [[], [], [], [], [], [], []], holidays: new Map(), exceptions: new Map() }
    expect(told(new Map([['office', never]]))).toEqual([['calendar-closed', 'block', 'PENDING']])
    const open = newCalendar({ zone: 'UTC', week: { friday: [{ opens: '09:00', closes: '10:00' }] } })
    expect(told(new Map([['office', open]]))).toEqual([])
  })

  it('[F59] are known by how long before they come, each once, whatever the moment is', () => {
    const flow = timed([{ ...late, remind: ['PT6H', 'P1D', 'PT6H', 'P30D'] }])
    const [running] = runningTimers(compileFlow(flow, delivery), {
      ...{ state: 'o1', data: {}, entered: () => noon, zone: 'UTC' },
    })
    expect(running?.reminding).toEqual([
      { before: 'PT6H', at: noon + 42 * HOUR },
      { before: 'P1D', at: noon + 24 * HOUR },
    ])
    expect(running?.start).toBe(noon)
  })

  it('[F59] tell the maker in every language, or do what the timer says, which changes nothing in the record', () => {
    const effects = (timer: object, createdBy: string | null = 'u1') => {
      const flow = timed([timer])
      const tables = compileFlow(flow, delivery)
      const { record, ...rest } = situation()
      const at = { ...rest, record: { ...record, state: 'o1', createdBy } }
      return remind(tables, flow.states[0]?.timers?.[0] as FlowTimer, at, noon + HOUR)
    }
    expect(effects(late)).toMatchObject([
      {
        kind: 'notify',
        to: { members: ['u1'] },
        text: { en: expect.stringContaining('by itself'), ru: expect.any(String) },
      },
    ])
    expect(effects(late, null)).toEqual([])
    const told = { ...late, onRemind: [{ notify: { roles: ['owner'] }, template: 'Soon: {cargo}' }] }
    expect(effects(told)).toMatchObject([{ kind: 'notify', to: { roles: ['owner'] } }])
    expect(wireFlow(timed([told]), delivery)).toMatchObject({ states: { PENDING: { timers: [told] } } })
    expect(faults([{ ...late, onRemind: [{ set: 'cargo', value: "'x'" }] }])).toEqual([
      '/states/PENDING/timers/0/onRemind/0/set flow-remind-changes',
    ])
  })

  const inGroup = { work: { states: ['PENDING', 'IN_PROGRESS'], timers: [late] } }
  const grouped = (groups: object = inGroup) => flowWith([...transitions, asking], { groups })

  it('[F56] stand in a group too, are read and written there, and refused at their place', () => {
    const flow = grouped()
    expect(flow.groups?.[0]?.timers).toMatchObject([{ id: 'm1', name: 'late' }])
    expect(wireFlow(flow, delivery)).toMatchObject({ groups: { work: { timers: [{ id: 'm1', ...late }] } } })
    expect(readFlow(wireFlow(flow, delivery), delivery, idGiver({}))).toEqual(flow)
    expect([hasTimers(flow), flowBreaks(flow, delivery, { ...delivery, fields: [] }).length > 0]).toEqual([true, true])
    const refused = (timer: object) => refusalsOf(() => grouped({ work: { ...inGroup.work, timers: [timer] } }))
    expect(refused({ ...late, event: 'nothing' })).toEqual(['/groups/work/timers/0/event flow-timer-event'])
    expect(refused({ ...late, event: 'sign' })).toEqual(['/groups/work/timers/0/event flow-timer-asks'])
  })

  it('[F56] run in every state of their group, from when the record came into the group', () => {
    const tables = compileFlow(grouped(), delivery)
    const running = (state: string) =>
      runningTimers(tables, {
        state,
        data: {},
        entered: (node) => (node === 'group:work' ? noon : 0),
        zone: 'UTC',
      }).map(({ timer, state: node, due }) => [timer.name, node, due - noon])
    expect(running('o1')).toEqual([['late', 'group:work', 48 * HOUR]])
    expect(running('o2')).toEqual(running('o1'))
    expect(running('o3')).toEqual([])
  })

  it('[F55] an event that only the program sends has no button, and is refused to everybody else', () => {
    const flow = compileFlow(timed([late]), delivery)
    const here = situation({ f1: 'books' })
    expect(availableEvents(flow, here).map(({ event }) => event)).toEqual(['start', 'sign'])
    expect(eventsElsewhere(flow, 'o4', {}).map(({ event }) => event)).toEqual(['start', 'sign'])
    const asOwner = stepFlow(flow, {
      ...here,
      actor: { ...here.actor, everyRole: true },
      event: 'escalate',
      input: {},
    })
    expect(asOwner).toMatchObject({ kind: 'refused', refusal: { code: 'not-allowed' } })
    expect(asOwner.kind === 'refused' && sayRefusal(asOwner.refusal, 'en')).toBe(
      '“escalate” happens by itself when it is time. Nobody sends it.',
    )
    const bySystem = stepFlow(flow, {
      ...here,
      actor: { id: 'system', roles: [], system: true },
      event: 'escalate',
      input: {},
    })
    expect(bySystem).toMatchObject({ kind: 'moved', state: 'o4' })
  })

  it('[F40] an internal event that no timer sends never happens', () => {
    const checks = (timers: readonly object[]) => verifyFlow(timed(timers), delivery).map(({ check }) => check)
    expect(checks([])).toContain('never-sent')
    expect(checks([late])).not.toContain('never-sent')
  })

  it('[F45] the field that a timer is due at is one the flow cannot do without', () => {
    const flow = timed([onTheDay])
    const withField = (type: 'text' | 'datetime' | undefined) => ({
      ...delivery,
      fields: delivery.fields.flatMap((field) => (field.id !== 'f4' ? [field] : type ? [{ ...field, type }] : [])),
    })
    expect(flowBreaks(flow, delivery, withField(undefined))).toEqual([{ kind: 'field', label: 'delivered_on' }])
    expect(flowBreaks(flow, delivery, withField('text'))).toEqual([{ kind: 'field', label: 'delivered_on' }])
    expect(flowBreaks(flow, delivery, withField('datetime'))).toEqual([])
  })
})
