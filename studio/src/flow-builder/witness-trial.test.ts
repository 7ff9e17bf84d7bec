import { compileFlow, witnessGround } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { judgeFlow } from './judge-flow.ts'
import { placeNow, type TrialGround, wireOf } from './try-flow.ts'
import { witnessTrial } from './witness-trial.ts'

const blueprint: Blueprint = {
  ...{ name: 'request', version: 1, rules: [], uniques: [] },
  fields: [
    { id: 'f1', key: 'title', type: 'text', required: true },
    { id: 'f2', key: 'amount', type: 'number', required: true },
    { id: 'f3', key: 'hurry', type: 'boolean' },
    { id: 'f4', key: 'sent_at', type: 'datetime', readOnly: true },
    { id: 'f5', key: 'took', type: 'duration', readOnly: true },
    {
      ...{ id: 'f6', key: 'status', type: 'enum' },
      options: ['NEW', 'PAID', 'REFUSED', 'CLOSED'].map((key, at) => ({ id: `o${at + 1}`, key })),
    },
  ],
}

const drawn = (more: Partial<Flow>): Flow => ({
  ...{ name: 'request', version: 0, blueprint: 'request', stateField: 'status', initial: 'NEW' },
  states: { NEW: {}, PAID: {}, REFUSED: { type: 'final' }, CLOSED: { type: 'final' } },
  transitions: [],
  ...more,
})

/** Each problem that has a witness, played. */
function shown(flow: Flow) {
  const { problems, version, blueprint: typed } = judgeFlow(blueprint, flow, 'en')
  if (!version) throw new Error(JSON.stringify(problems))
  const ground: TrialGround = {
    ...{ flow: compileFlow(version, typed), actor: { id: 'me', roles: [], everyRole: true } },
    ...{ zone: 'America/Sao_Paulo', now: 1, reader: 'en' as const },
  }
  return problems.flatMap(({ message, witness }) => {
    if (!witness) return []
    const trial = witnessTrial(ground, witness)
    if (!trial) throw new Error(message)
    return [{ message, witness, trial, data: (at: number) => wireOf(ground, trial.steps[at] ?? trial.start) }]
  })
}

const decisions = drawn({
  transitions: [
    { event: 'decide', from: ['NEW'], to: 'PAID', guard: 'amount < 100' },
    { event: 'decide', from: ['NEW'], to: 'REFUSED', guard: 'hurry' },
    { event: 'close', from: ['PAID'], to: 'CLOSED', do: [{ set: 'took', value: 'now - sent_at' }] },
  ],
})

describe('a record that shows a problem', () => {
  it('of two steps that both fit takes the first, with the values that were told', () => {
    const [overlap] = shown(decisions)
    expect(overlap?.message).toMatch(/fits two steps at once/)
    expect(overlap?.trial.steps).toMatchObject([{ event: 'decide', state: 'PAID', transitions: [0] }])
    expect(overlap?.data(0)).toMatchObject({ amount: 99, hurry: true })
  })

  it('of a decision that says nothing ends with the refusal', () => {
    const [, gap] = shown(decisions)
    const { event, transitions, refused } = gap?.trial.steps.at(-1) ?? {}
    expect({ event, transitions }).toEqual({ event: 'decide', transitions: [] })
    expect(refused).toEqual(expect.stringMatching(/./))
  })

  it('of a dead end comes there and does no more', () => {
    const all = shown(drawn({ transitions: [{ event: 'pay', from: ['NEW'], to: 'PAID', form: ['hurry'] }] }))
    const end = all.find(({ message }) => /can never leave/.test(message))
    expect(end?.trial.steps).toMatchObject([{ event: 'pay', state: 'PAID' }])
  })

  it('is played at the moment and in the zone in which it was found', () => {
    for (const { trial, witness } of shown(decisions)) {
      expect(placeNow(trial).at).toBe(witnessGround.now)
      const last = trial.steps.at(-1)
      // Up to the last event it stands as the witness says.
      const before = trial.steps.at(-2) ?? trial.start
      expect((witness.event === undefined ? (last ?? trial.start) : before).standing).toContain(witness.state)
    }
  })
})
