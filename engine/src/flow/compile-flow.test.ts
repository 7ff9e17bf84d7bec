import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { delivery, deliveryFlow, flowWith } from '../../test/delivery-flow.ts'
import { MoldeError } from '../errors.ts'
import { readFlow } from '../flow-wire/wire-flow.ts'
import { idGiver } from '../ids.ts'
import { compileFlow, configOf, initialState } from './compile-flow.ts'
import type { FlowVersion } from './flow.ts'

/** Everything that a config can hold. Regenerate by printing `configOf(golden)` after a change that is meant. */
const golden = readFlow(
  {
    ...deliveryFlow,
    states: {
      PENDING: { onExit: [{ clear: 'weight' }] },
      IN_PROGRESS: { onEnter: [{ add: 'attempts', value: '1' }] },
      DELIVERED: { type: 'final' },
      LOST: { type: 'final', onEnter: [{ set: 'labels', value: "['late']" }] },
    },
    transitions: [...deliveryFlow.transitions, { event: 'lose', from: '*', to: 'LOST', form: ['cargo', 'weight'] }],
  },
  delivery,
  idGiver({}),
)

describe('the config', () => {
  it('[F11] is plain data, as the golden file has it', () => {
    const file = new URL('../../test/golden/delivery-flow.config.json', import.meta.url)
    expect(configOf(golden)).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })

  it('[F11] stops a machine that moves without end after 100 steps', () => {
    expect(compileFlow(golden, delivery).machine.options).toEqual({ maxIterations: 100 })
  })

  it('[F12] writes a transition from everywhere out for each state that is not final, in its place of the list', () => {
    const flow = flowWith(
      [
        { event: 'go', from: ['PENDING'], to: 'LOST' },
        { event: 'go', from: '*', to: 'IN_PROGRESS' },
      ],
      { states: { LOST: { type: 'final' } } },
    )
    const targets = Object.entries(configOf(flow).states).map(([state, { on }]) => [
      state,
      on?.e1?.map((exit) => exit.target),
    ])
    expect(targets).toEqual([
      ['o1', ['#o4', '#o2']],
      ['o2', ['#o2']],
      ['o3', ['#o2']],
      ['o4', undefined],
    ])
  })
})

describe('a compiled flow', () => {
  it('[F13] is made once per flow and blueprint', () => {
    const newer = { ...delivery, version: 3 }
    expect(compileFlow(golden, delivery)).toBe(compileFlow(golden, delivery))
    expect(compileFlow(golden, newer)).not.toBe(compileFlow(golden, delivery))
    expect(compileFlow(golden, newer)).toBe(compileFlow(golden, newer))
  })

  it('[F13] of a definition that was never checked is a MoldeError', () => {
    const broken: FlowVersion = { ...golden, transitions: golden.transitions.map((one) => ({ ...one, to: 'o99' })) }
    expect(() => compileFlow(broken, delivery)).toThrow(MoldeError)
  })

  it('[F24] starts where the definition says', () => {
    expect(initialState(golden)).toBe('o1')
  })
})
