// Is a flow published again without the states that it did not have any more?
import { expect, it } from 'vitest'
import type { Flow } from '../api/flows-api.ts'
import { asItWas } from './use-bring-back.ts'

it('a state whose choice was retired then stays away, whatever it is called today', () => {
  const flow: Flow = {
    ...{ name: 'job', version: 2, blueprint: 'job', stateField: 'status', initial: 'NEW', transitions: [] },
    states: { NEW: { id: 'o1' }, RENAMED: { id: 'o2' }, OLD: { id: 'o3' } },
  }
  const options = [
    { id: 'o1', key: 'NEW' },
    { id: 'o2', key: 'OPEN' },
    { id: 'o3', key: 'GONE', retired: true },
  ]
  const then = { fields: [{ id: 'f1', key: 'status', type: 'enum' as const, options }] }
  expect(Object.keys(asItWas(flow, then).states)).toEqual(['NEW', 'RENAMED'])
})
