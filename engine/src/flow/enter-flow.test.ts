import { describe, expect, it } from 'vitest'
import { compiledWith, noon } from '../../test/delivery-flow.ts'
import { MoldeError } from '../errors.ts'
import { enterFlow } from './enter-flow.ts'

const entry = { data: { f1: 'books' }, actor: { id: 'ben', roles: [] }, now: noon, zone: 'UTC' }
const flow = (onEnter: readonly object[]) => compiledWith([], { states: { PENDING: { onEnter } } })

describe('a new record', () => {
  it('[F35] is in the initial state, mirrored in the state field', () => {
    expect(enterFlow(flow([]), entry)).toEqual({
      state: 'o1',
      effects: [],
      data: { f1: 'books', f5: 'o1' },
      entered: ['o1'],
      memory: {},
    })
  })

  it('[F35] has had what that state does on entry done to it, by the one who creates it, now', () => {
    const actions = [
      { set: 'started_at', value: 'record.createdAt' },
      { set: 'driver', value: 'record.createdBy' },
      { set: 'late', value: "record.state == 'PENDING'" },
    ]
    expect(enterFlow(flow(actions), entry).data).toMatchObject({ f2: 'ben', f3: '2030-01-07T12:00:00.000Z', f15: true })
  })

  it('[F35] may be told what it will be called', () => {
    const at = { ...entry, record: { id: 'r9', createdBy: 'eva' } }
    const actions = [
      { set: 'cargo', value: 'record.id' },
      { set: 'driver', value: 'record.createdBy' },
    ]
    expect(enterFlow(flow(actions), at).data).toMatchObject({ f1: 'r9', f2: 'eva' })
  })

  it('[F35] is not made when an entry action fails', () => {
    expect(() => enterFlow(flow([{ set: 'weight', value: '1 / 0' }]), entry)).toThrow(MoldeError)
    expect(() => enterFlow(flow([{ set: 'weight', value: '1 / 0' }]), entry)).toThrow('divides by zero for “weight”')
  })

  it('[F27] does not change what it was given', () => {
    const frozen = Object.freeze({ f1: 'books' })
    enterFlow(flow([{ set: 'cargo', value: "'other'" }]), { ...entry, data: frozen })
    expect(frozen).toEqual({ f1: 'books' })
  })
})
