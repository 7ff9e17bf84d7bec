// What verifying a flow costs while somebody draws it: 50 states, 150 transitions, sent as a document and looked over by the server.
import { client } from './load.ts'
import type { MigrationFigure } from './migrations.ts'
import { startMolde } from './molde.ts'
import { cpuMicroseconds } from './system.ts'

const stateCount = 50
const runs = 60
const warmUps = 20
const keys = Array.from({ length: stateCount }, (_, index) => `S${index}`)
const last = keys.at(-1) as string

const blueprint = {
  name: 'case',
  fields: [
    { key: 'stage', type: 'enum', options: keys.map((key) => ({ key })) },
    { key: 'title', type: 'text', required: true },
    { key: 'amount', type: 'number', required: true },
    { key: 'vip', type: 'boolean' },
    { key: 'kind', type: 'enum', required: true, options: ['goods', 'travel', 'other'].map((key) => ({ key })) },
    { key: 'due', type: 'date' },
    { key: 'tries', type: 'integer', readOnly: true },
    { key: 'sent_at', type: 'datetime', readOnly: true },
    { key: 'took', type: 'duration', readOnly: true },
  ],
}

/** Per state a decision of two steps and a way back; the conditions of `decisions` in turn. */
function flowWith(decisions: readonly (readonly [string, string])[]) {
  const steps = keys.slice(0, -1).flatMap((from, index) => {
    const [first, second] = decisions[index % decisions.length] as readonly [string, string]
    const to = (by: number) => keys[Math.max(0, Math.min(stateCount - 1, index + by))]
    return [
      { event: 'next', from: [from], to: to(1), guard: first, do: [{ add: 'tries', value: '1.0' }] },
      { event: 'next', from: [from], to: to(2), guard: second, do: [{ set: 'sent_at', value: 'now' }] },
      { event: 'back', from: [from], to: to(-1), who: { roles: ['boss'], notCreator: true } },
    ]
  })
  const ends = ['S0', 'S1', 'S2'].map((from) => ({ event: 'end', from: [from], to: last }))
  return {
    name: 'case',
    blueprint: 'case',
    stateField: 'stage',
    initial: 'S0',
    states: Object.fromEntries(keys.map((key) => [key, key === last ? { type: 'final' } : {}])),
    transitions: [...steps, ...ends],
  }
}

const sound = flowWith([
  ['amount < 100', 'amount >= 100'],
  ["kind == 'goods' && amount > 10", "kind != 'goods' || amount <= 10"],
  ['vip == true', 'vip == null || vip == false'],
])
/** Each decision has a fault, and every fault is shown with a record. */
const faulty = flowWith([
  ['amount < 100', 'amount > 50'],
  ["kind == 'goods' && amount > 10", "kind != 'travel' || amount < 50"],
  ['vip && due < today()', "amount > 5 && kind == 'other'"],
  ['tries < 3', 'amount > 1000 && vip'],
])

export async function measureFlows(): Promise<readonly MigrationFigure[]> {
  const system = await startMolde('Molde on SQLite', {})
  const over = client(system.url, system.headers, 1)
  const post = async (path: string, body: unknown, status: number) => {
    const answer = await over.send({
      method: 'POST',
      path: `/api/v1/tenants/bench/${path}`,
      body: JSON.stringify(body),
    })
    if (answer.status !== status) throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 500)}`)
    return JSON.parse(answer.body)
  }
  const figuresOf = async (name: string, flow: unknown, wish: string): Promise<MigrationFigure[]> => {
    const { findings } = await post('flows/case/verify', flow, 200)
    for (let index = 0; index < warmUps; index += 1) await post('flows/case/verify', flow, 200)
    const times: number[] = []
    const before = cpuMicroseconds(system.process)
    for (let index = 0; index < runs; index += 1) {
      const start = performance.now()
      await post('flows/case/verify', flow, 200)
      times.push(performance.now() - start)
    }
    const cpu = (cpuMicroseconds(system.process) - before) / runs / 1000
    times.sort((a, b) => a - b)
    const [median = 0, slowest = 0] = [times[Math.floor(runs / 2)], times.at(-1)]
    return [
      [`${name}, findings`, `${findings.length}`, ''],
      [`${name}, median, ms`, median.toFixed(1), wish],
      [`${name}, slowest, ms`, slowest.toFixed(1), ''],
      [`${name}, CPU of the server, ms`, cpu.toFixed(1), ''],
    ]
  }
  try {
    await post('blueprints', blueprint, 201)
    await post('flows', sound, 201)
    return [
      ...(await figuresOf('verify a sound flow of 50 states', sound, 'below 100')),
      ...(await figuresOf('verify one with a fault in every state', faulty, '')),
    ]
  } finally {
    over.close()
    await system.stop()
  }
}
