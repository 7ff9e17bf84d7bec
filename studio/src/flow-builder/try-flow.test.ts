import { compileFlow } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { judgeFlow } from './judge-flow.ts'
import {
  changedKeys,
  passTime,
  placeNow,
  resumeTrial,
  sendTrial,
  startTrial,
  type TrialGround,
  trialEvents,
  trialTimers,
  wireOf,
} from './try-flow.ts'

const blueprint: Blueprint = {
  name: 'delivery',
  version: 1,
  fields: [
    { id: 'f1', key: 'cargo', type: 'text', required: true },
    { id: 'f2', key: 'driver', type: 'text' },
    { id: 'f3', key: 'started_at', type: 'datetime', readOnly: true },
    { id: 'f4', key: 'weight', type: 'number' },
    {
      id: 'f5',
      key: 'status',
      type: 'enum',
      options: [
        { id: 'o1', key: 'PENDING' },
        { id: 'o2', key: 'ON_THE_WAY' },
      ],
    },
  ],
  rules: [{ id: 'r1', check: 'weight <= 100', message: 'Too heavy.' }],
  uniques: [],
}
const flow: Flow = {
  name: 'delivery',
  version: 0,
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'PENDING',
  states: { PENDING: {}, ON_THE_WAY: {}, DELIVERED: { type: 'final' } },
  transitions: [
    {
      event: 'start',
      from: ['PENDING'],
      to: 'ON_THE_WAY',
      guard: "cargo != 'nothing'",
      form: [{ field: 'driver', required: true }],
      do: [{ set: 'started_at', value: 'now' }],
    },
    {
      event: 'deliver',
      from: ['ON_THE_WAY'],
      to: 'DELIVERED',
      who: { roles: ['driver'] },
      do: [{ add: 'weight', value: '90' }],
    },
  ],
}

function groundFor(roles: readonly string[] | undefined): TrialGround {
  const { version, blueprint: typed } = judgeFlow(blueprint, flow, 'en')
  if (!version) throw new Error('the flow is legal')
  return {
    flow: compileFlow(version, typed),
    actor: roles ? { id: 'u1', roles } : { id: 'u1', roles: [], everyRole: true },
    zone: 'UTC',
    now: Date.parse('2026-11-26T08:00:00Z'),
    reader: 'en',
  }
}
const ground = groundFor(undefined)
const started = (cargo = 'tiles', weight = 5) => {
  const answer = startTrial(ground, { cargo, weight })
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults))
  return answer.done
}
const sent = (trial: ReturnType<typeof started>, event: string, input = {}) => {
  const answer = sendTrial(ground, trial, event, input)
  return 'done' in answer ? answer.done : answer.faults
}

describe('a record that is tried', () => {
  it('starts where new records start, and goes through a state that no choice stands for yet', () => {
    const moved = sent(started(), 'start', { driver: 'Ana' })
    expect(moved).toMatchObject({ steps: [{ state: 'ON_THE_WAY', transitions: [0] }] })
    const done = sent(moved as ReturnType<typeof started>, 'deliver')
    expect(placeNow(done as ReturnType<typeof started>).state).toBe('DELIVERED')
    expect(trialEvents(ground, placeNow(done as ReturnType<typeof started>))).toEqual([])
  })

  it('tells what each step changed', () => {
    const trial = started()
    const moved = sent(trial, 'start', { driver: 'Ana' }) as ReturnType<typeof started>
    expect(changedKeys(ground, trial.start, placeNow(moved))).toEqual(['driver', 'started_at', 'status'])
    expect(wireOf(ground, placeNow(moved))).toMatchObject({
      driver: 'Ana',
      started_at: expect.stringContaining('2026-11-26'),
    })
    expect(wireOf(ground, trial.start)).not.toHaveProperty('driver')
  })

  it('tells which steps are open, with their form, and why the others are not', () => {
    expect(trialEvents(ground, started().start)).toEqual([
      {
        event: 'start',
        transition: 0,
        to: 'ON_THE_WAY',
        form: [{ field: 'driver', required: true }],
        refusal: undefined,
      },
    ])
    expect(trialEvents(ground, started('nothing').start)[0]?.refusal).toMatchObject({ code: 'guard' })
    const onTheWay = placeNow(sent(started(), 'start', { driver: 'Ana' }) as ReturnType<typeof started>)
    expect(trialEvents(groundFor([]), onTheWay)[0]?.refusal).toMatchObject({ code: 'not-allowed' })
    expect(trialEvents(groundFor(['driver']), onTheWay)[0]?.refusal).toBeUndefined()
  })

  it('stays where it is when it is refused: by the guard, the form, a rule of the record', () => {
    expect(sent(started('nothing'), 'start', { driver: 'Ana' })).toEqual([
      { pointer: '', message: expect.any(String), code: 'guard' },
    ])
    expect(sent(started(), 'start', {})).toEqual([{ pointer: '/driver', message: expect.stringContaining('required') }])
    const heavy = sent(started('tiles', 50), 'start', { driver: 'Ana' }) as ReturnType<typeof started>
    expect(sent(heavy, 'deliver')).toEqual([{ pointer: '', message: 'Too heavy.' }])
  })

  it('is refused as a new record would be', () => {
    const answer = startTrial(ground, { weight: 5 })
    expect('faults' in answer && answer.faults[0]?.pointer).toBe('/cargo')
  })

  it('goes on from where a real record stands, also when that state is gone', () => {
    const wire = { cargo: 'tiles', started_at: '2026-01-01T00:00:00Z', status: 'ON_THE_WAY' }
    const trial = resumeTrial(ground, wire, 'ON_THE_WAY')
    expect(trial.start.state).toBe('ON_THE_WAY')
    expect(wireOf(ground, trial.start)).toMatchObject({ cargo: 'tiles', status: 'ON_THE_WAY' })
    expect(resumeTrial(ground, wire, 'LOST').start.state).toBe('PENDING')
    expect(resumeTrial(ground, wire, null).start.state).toBe('PENDING')
  })
})

describe('a record that time goes by for', () => {
  const timed: Flow = {
    ...flow,
    states: {
      PENDING: { timers: [{ name: 'slow', after: 'PT2H', event: 'hurry' }] },
      ON_THE_WAY: { timers: [{ name: 'lost', at: 'started_at', offset: 'P1D', event: 'deliver' }] },
      DELIVERED: { type: 'final' },
    },
    events: { hurry: { internal: true } },
    transitions: [
      ...flow.transitions,
      {
        event: 'hurry',
        from: ['PENDING'],
        to: 'ON_THE_WAY',
        guard: "cargo != 'nothing'",
        do: [{ set: 'started_at', value: 'now' }],
      },
    ],
  }
  const timedGround = (): TrialGround => {
    const { version, blueprint: typed, problems } = judgeFlow(blueprint, timed, 'en')
    if (!version) throw new Error(JSON.stringify(problems))
    return { ...ground, flow: compileFlow(version, typed) }
  }
  const begun = (cargo: string) => {
    const answer = startTrial(timedGround(), { cargo, weight: 5 })
    if ('faults' in answer) throw new Error(JSON.stringify(answer.faults))
    return answer.done
  }
  const hours = (trial: ReturnType<typeof begun>) =>
    trialTimers(timedGround(), placeNow(trial)).map(({ due }) => (due - ground.now) / 3_600_000)

  it('goes on by itself when it is due, and its clock goes on with it', () => {
    const trial = begun('tiles')
    expect(hours(trial)).toEqual([2])
    expect(trialEvents(timedGround(), placeNow(trial)).map(({ event }) => event)).toEqual(['start'])
    const later = passTime(timedGround(), trial)
    expect(later.steps).toMatchObject([{ state: 'ON_THE_WAY', event: 'hurry', transitions: [2], passed: 7_200_000 }])
    expect(wireOf(ground, placeNow(later))).toMatchObject({ started_at: expect.stringContaining('T10:00') })
    expect(hours(later)).toEqual([26])
    const end = passTime(timedGround(), later)
    expect(placeNow(end)).toMatchObject({ state: 'DELIVERED' })
    expect(passTime(timedGround(), end)).toBe(end)
  })

  it('stays, and says why, where the step is not possible; it is not due again', () => {
    const later = passTime(timedGround(), begun('nothing'))
    expect(later.steps).toMatchObject([{ state: 'PENDING', passed: 7_200_000, refused: expect.any(String) }])
    expect(hours(later)).toEqual([])
  })
})

describe('a promised time that sends something', () => {
  const promised = (): TrialGround => {
    const {
      version,
      blueprint: typed,
      problems,
    } = judgeFlow(
      blueprint,
      {
        ...flow,
        transitions: [
          { event: 'start', from: ['PENDING'], to: 'ON_THE_WAY' },
          { event: 'remember', from: ['ON_THE_WAY'], to: 'ON_THE_WAY', do: [{ set: 'driver', value: "'late'" }] },
          { event: 'deliver', from: ['ON_THE_WAY'], to: 'DELIVERED' },
        ],
        clocks: [{ name: 'door', starts: ['ON_THE_WAY'], stops: ['DELIVERED'], target: 'PT4H', event: 'remember' }],
      },
      'en',
    )
    if (!version) throw new Error(JSON.stringify(problems))
    return { ...ground, flow: compileFlow(version, typed) }
  }
  const walk = (...events: string[]) => {
    const begun = startTrial(promised(), { cargo: 'a piano' })
    const end = events.reduce(
      (answer, event) => ('done' in answer ? sendTrial(promised(), answer.done, event, {}) : answer),
      begun,
    )
    if ('faults' in end) throw new Error(JSON.stringify(end.faults))
    return end.done
  }

  it('is used up while the record stands where it runs, once', () => {
    expect(trialTimers(promised(), placeNow(walk()))).toEqual([])
    const trial = walk('start')
    expect(trialTimers(promised(), placeNow(trial))).toMatchObject([{ event: 'remember', transition: 1 }])
    const later = passTime(promised(), trial)
    expect(later.steps.at(-1)).toMatchObject({ event: 'remember', passed: 4 * 3_600_000 })
    expect(wireOf(promised(), placeNow(later))).toMatchObject({ driver: 'late' })
    expect(trialTimers(promised(), placeNow(later))).toEqual([])
  })

  it('runs no more where it ends', () => {
    expect(trialTimers(promised(), placeNow(walk('start', 'deliver')))).toEqual([])
  })
})

describe('a record in a flow with groups', () => {
  const charted: Flow = {
    ...flow,
    groups: { road: { label: 'On the road', states: ['ON_THE_WAY', 'DELIVERED'] } },
    transitions: [
      { event: 'start', from: ['PENDING'], to: '*group:road', history: 'deep' },
      { event: '', always: true, from: ['ON_THE_WAY'], to: 'DELIVERED', guard: 'weight > 50.0' },
      { event: 'back', from: ['*group:road'], to: 'PENDING' },
    ],
    states: { ...flow.states, DELIVERED: {} },
  }
  const chartGround = (): TrialGround => {
    const { version, blueprint: typed, problems } = judgeFlow(blueprint, charted, 'en')
    if (!version) throw new Error(JSON.stringify(problems))
    return { ...ground, flow: compileFlow(version, typed) }
  }
  const walk = (weight: number, ...events: string[]) => {
    const at = chartGround()
    return events.reduce(
      (answer, event) => ('done' in answer ? sendTrial(at, answer.done, event, {}) : answer),
      startTrial(at, { cargo: 'tiles', weight }),
    )
  }

  it('takes steps by itself, and goes back to where it was last', () => {
    expect(walk(60, 'start')).toMatchObject({ done: { steps: [{ state: 'DELIVERED', transitions: [0, 1] }] } })
    expect(walk(5, 'start')).toMatchObject({ done: { steps: [{ state: 'ON_THE_WAY', transitions: [0] }] } })
    const back = walk(60, 'start', 'back')
    const steps = 'done' in back ? trialEvents(chartGround(), placeNow(back.done)) : []
    expect(steps.map(({ event, to }) => [event, to])).toEqual([['start', 'DELIVERED']])
    expect(walk(5, 'start', 'back', 'start')).toMatchObject({ done: { steps: [{}, {}, { state: 'ON_THE_WAY' }] } })
  })
})
