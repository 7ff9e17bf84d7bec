import { describe, expect, it } from 'vitest'
import type { WireField, WireOption } from '../api/blueprints-api.ts'
import { choicesNotInFlow } from './choices-not-in-flow.ts'

const field = (options: readonly WireOption[], key = 'status'): WireField => ({ id: 'f1', key, type: 'enum', options })
const open = { id: 'o1', key: 'OPEN' }
const lost = { id: 'o2', key: 'LOST' }
const flow = { stateField: 'status', states: { OPEN: {} } }

describe('new choices that no step leads to', () => {
  it.each<[string, WireField, WireField, readonly string[]]>([
    ['are those of the field that holds the state', field([open]), field([open, lost]), ['LOST']],
    ['also where that field has another key by now', field([open]), field([open, lost], 'stage'), ['LOST']],
    ['are not what was there before', field([open, lost]), field([open, lost]), []],
    ['are not what is no longer offered', field([open]), field([open, { ...lost, retired: true }]), []],
    ['are not what the flow knows', field([]), field([open]), []],
    ['are not those of another field', field([open], 'size'), field([open, lost], 'size'), []],
  ])('%s', (_, before, now, keys) => {
    expect(choicesNotInFlow({ fields: [before] }, { fields: [now] }, flow).map(({ key }) => key)).toEqual(keys)
  })
})
