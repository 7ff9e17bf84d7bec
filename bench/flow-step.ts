// What the engine adds to the state machine under it: a step with its rights, its form, its conditions and its record, beside
// XState's own `transition()` of the same machine, record and event. In this process, in rounds in turn, by processor time.
import { compileFlow, findEvent, idGiver, newBlueprint, newFlow, stepFlow } from '@molde/engine'
import { transition } from 'xstate'
import type { MigrationFigure } from './migrations.ts'

const rounds = 101
const stepsOfRound = 200

const parcel = newBlueprint(
  {
    name: 'parcel',
    fields: [
      {
        key: 'stage',
        type: 'enum',
        options: ['WAITING', 'ON_THE_WAY', 'HELD', 'DELIVERED'].map((key) => ({ key })),
      },
      { key: 'cargo', type: 'text', required: true },
      { key: 'weight', type: 'number' },
      { key: 'driver', type: 'text' },
      { key: 'tries', type: 'integer', readOnly: true },
      { key: 'sent_at', type: 'datetime', readOnly: true },
    ],
  },
  idGiver({}),
)

const form = [{ field: 'driver', required: true }]

const { flow } = newFlow(
  {
    name: 'parcel',
    blueprint: 'parcel',
    stateField: 'stage',
    initial: 'WAITING',
    states: { WAITING: {}, ON_THE_WAY: {}, HELD: {}, DELIVERED: { type: 'final' } },
    transitions: [
      { event: 'send', from: ['WAITING'], to: 'HELD', guard: 'weight > 30.0', form },
      {
        event: 'send',
        from: ['WAITING'],
        to: 'ON_THE_WAY',
        who: { roles: ['driver'] },
        guard: 'weight <= 30.0',
        form,
        do: [
          { set: 'sent_at', value: 'now' },
          { add: 'tries', value: '1' },
        ],
      },
      { event: 'release', from: ['HELD'], to: 'WAITING' },
      { event: 'deliver', from: ['ON_THE_WAY'], to: 'DELIVERED' },
    ],
  },
  parcel,
  idGiver({}),
)

/** Ours and the bare one must reach the same state, or the comparison is of two different things. */
export function measureFlowStep(): readonly MigrationFigure[] {
  const compiled = compileFlow(flow, parcel)
  const [waiting, onTheWay] = flow.states.map(({ id }) => id)
  const [, cargo, weight, driver, tries] = parcel.fields.map(({ id }) => id as string)
  if (!waiting || !onTheWay || !cargo || !weight || !driver || !tries) throw new Error('the parcel lost its parts')
  const now = Date.UTC(2030, 0, 7)
  const situation = {
    record: { id: 'r1', state: waiting, version: 1, rev: 1, createdBy: 'ana', createdAt: now, updatedAt: now },
    data: { [cargo]: 'books', [weight]: 12, [tries]: 0 },
    actor: { id: 'ben', roles: ['driver'] },
    input: { [driver]: 'Ben' },
    zone: 'Europe/Lisbon',
    now,
  }
  const { machine } = compiled
  const type = findEvent(compiled, 'send').id
  const context = { ...situation, taken: [], entered: [], effects: [] }
  const snapshot = machine.resolveState({ value: waiting, context })
  const ours = () => stepFlow(compiled, { ...situation, event: 'send' })
  const bare = () => transition(machine, snapshot, { type })[0]
  const moved = ours()
  if (moved.kind !== 'moved' || moved.state !== onTheWay || bare().value !== onTheWay)
    throw new Error(`the step went elsewhere: ${JSON.stringify(moved)}`)
  const both = () => ({ bare: microseconds(bare), ours: microseconds(ours) })
  for (let warm = 0; warm < 20; warm += 1) both()
  const seen = Array.from({ length: rounds }, both)
  const [bareTime, oursTime] = [median(seen.map((round) => round.bare)), median(seen.map((round) => round.ours))]
  return [
    ['a step of the engine, µs of the processor', oursTime.toFixed(1), ''],
    ["XState's transition() of the same, µs", bareTime.toFixed(1), ''],
    [
      "the engine's steps a second as a share of XState's",
      median(seen.map((round) => round.bare / round.ours)).toFixed(2),
      '0.8 or more',
    ],
  ]
}

function microseconds(work: () => unknown): number {
  const before = process.cpuUsage()
  for (let index = 0; index < stepsOfRound; index += 1) work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / stepsOfRound
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
