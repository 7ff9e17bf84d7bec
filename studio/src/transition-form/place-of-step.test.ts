import { describe, expect, it } from 'vitest'
import type { WireRecord } from '../api/records-api.ts'
import { regionOfState, standsIn, stateOf, targetsOf } from './place-of-step.ts'

const record = { state: 'WORK', data: { status: 'WORK', picking: 'OPEN' } } as unknown as WireRecord

describe('a field that a flow moves', () => {
  it('says where a record stands in the names of steps', () => {
    expect([standsIn(undefined, record), standsIn('picking', record)]).toEqual(['WORK', 'picking.OPEN'])
    expect(standsIn('paying', record)).toBeNull()
    expect([stateOf('picking', 'DONE'), stateOf(undefined, 'DONE'), stateOf('picking', null)]).toEqual([
      'picking.DONE',
      'DONE',
      null,
    ])
  })

  it('tells by which field a state is named', () => {
    expect([regionOfState('picking.DONE'), regionOfState('DONE')]).toEqual(['picking', undefined])
  })

  it('a step leads wherever one of the regions that take it goes', () => {
    expect(targetsOf({ to: 'picking.DONE', alsoTo: ['paying.PAID'] })).toEqual(['picking.DONE', 'paying.PAID'])
    expect(targetsOf({ to: null })).toEqual([])
  })
})
