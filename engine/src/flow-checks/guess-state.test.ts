// Where are records expected to go on when their state is taken away?
import { expect, it } from 'vitest'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { readFlow } from '../flow-wire/wire-flow.ts'
import { type IdGiver, idGiver, type OptionId } from '../ids.ts'
import type { Json } from '../json.ts'
import { guessState } from './guess-state.ts'

const keys = ['NEW', 'CHECK', 'WORK', 'DONE', 'LOST', 'ALONE']

function guess(state: string, gone: readonly string[]): string | undefined {
  const ids: IdGiver = idGiver({})
  const blueprint = newBlueprint({ name: 'job', fields: [{ key: 'state', type: 'enum', options: keys as Json }] }, ids)
  const flow = readFlow(
    {
      ...{ name: 'job', blueprint: 'job', stateField: 'state', initial: 'NEW' },
      states: { DONE: { type: 'final' } },
      transitions: [
        { event: 'check', from: ['NEW'], to: 'CHECK' },
        { event: 'work', from: ['CHECK'], to: 'WORK' },
        { event: 'finish', from: ['WORK'], to: 'DONE' },
        { event: 'lose', from: ['LOST'], to: 'LOST' },
      ],
    },
    blueprint,
    ids,
  )
  const options = blueprint.fields[0]?.options ?? []
  const idOf = (key: string) => options.find((option) => option.key === key)?.id as OptionId
  const goes = new Set(gone.map(idOf))
  const found = guessState(flow, blueprint, flow, idOf(state), (id) => !goes.has(id))
  return options.find(({ id }) => id === found)?.key
}

it('[F46] the next state that stays; before an end the one that led here; else the start', () => {
  expect(guess('CHECK', ['CHECK'])).toBe('WORK')
  expect(guess('NEW', ['NEW', 'CHECK'])).toBe('WORK')
  expect(guess('WORK', ['WORK'])).toBe('CHECK')
  expect(guess('WORK', ['WORK', 'CHECK', 'NEW'])).toBe('DONE')
  expect(guess('LOST', ['LOST'])).toBe('NEW')
  expect(guess('ALONE', ['ALONE'])).toBe('NEW')
})
