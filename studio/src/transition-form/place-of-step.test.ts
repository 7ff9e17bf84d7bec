import { describe, expect, it } from 'vitest'
import type { Flow } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { isMovedBySteps, standsIn, stateOf, targetsOf } from './place-of-step.ts'

const regions = [{ stateField: 'picking', initial: 'OPEN', states: {} }]
const flow = { stateField: 'status', states: { NEW: {}, WORK: { type: 'parallel', regions } } } as unknown as Flow
const record = { state: 'WORK', data: { status: 'WORK', picking: 'OPEN' } } as unknown as WireRecord

describe('a field that a flow moves', () => {
  it('is that of its states, or of a region', () => {
    const moved = ['status', 'picking', 'other'].filter((key) => isMovedBySteps(flow, { key }))
    expect(moved).toEqual(['status', 'picking'])
    expect(isMovedBySteps(undefined, { key: 'status' })).toBe(false)
  })

  it('says where a record stands in the names of steps', () => {
    expect([standsIn(undefined, record), standsIn('picking', record)]).toEqual(['WORK', 'picking.OPEN'])
    expect(standsIn('paying', record)).toBeNull()
    expect([stateOf('picking', 'DONE'), stateOf(undefined, 'DONE'), stateOf('picking', null)]).toEqual([
      'picking.DONE',
      'DONE',
      null,
    ])
  })

  it('a step leads wherever one of the regions that take it goes', () => {
    expect(targetsOf({ to: 'picking.DONE', alsoTo: ['paying.PAID'] })).toEqual(['picking.DONE', 'paying.PAID'])
    expect(targetsOf({ to: null })).toEqual([])
  })
})
