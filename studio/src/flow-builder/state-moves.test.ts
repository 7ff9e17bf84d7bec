// What does the dialog send about records whose state goes away?
import { describe, expect, it } from 'vitest'
import {
  answerFor,
  changedStates,
  changedWay,
  goingStates,
  isAnswered,
  type MoveAnswers,
  movesOf,
  movingRecords,
  withoutWay,
  withWay,
} from './state-moves.ts'

const state = (name: string, records: number, more: object = {}) => ({
  ...{ state: name, records, stays: true, gained: [], lost: [] },
  ...more,
})
const states = [
  state('NEW', 3),
  state('OPEN', 4, { gained: ['Hurry'] }),
  state('TRIAGE', 5, { stays: false, guess: 'OPEN' }),
  state('HOLD', 0, { stays: false, guess: 'OPEN' }),
  state('DONE', 0, { lost: ['Again'] }),
]
const triage = states[2] as (typeof states)[number]

describe('records whose state goes away', () => {
  it('are asked about where there are any', () => {
    expect(goingStates(states).map((one) => one.state)).toEqual(['TRIAGE'])
    expect(changedStates(states).map((one) => one.state)).toEqual(['OPEN'])
  })

  it('go where they are expected to, until somebody says otherwise', () => {
    expect(movesOf(states, {})).toEqual({ states: { TRIAGE: 'OPEN' } })
    expect(movesOf(states.slice(0, 2), {})).toBeUndefined()
    expect(movingRecords(states, {})).toBe(5)
  })

  it('are parted by conditions, the last way being for all others', () => {
    const parted = changedWay(withWay(answerFor({}, triage), 'NEW'), 0, { when: 'amount > 5' })
    expect(parted.ways).toEqual([
      { when: 'amount > 5', to: 'NEW' },
      { when: '', to: 'OPEN' },
    ])
    expect(movesOf(states, { TRIAGE: parted })).toEqual({
      states: { TRIAGE: [{ when: 'amount > 5', to: 'NEW' }, { to: 'OPEN' }] },
    })
    expect([isAnswered(parted), isAnswered(withWay(parted, 'NEW'))]).toEqual([true, false])
    expect(withoutWay(parted, 0)).toEqual(answerFor({}, triage))
  })

  it('may finish as they began, or go over later, and so may those whose buttons change', () => {
    const answers: MoveAnswers = {
      TRIAGE: { ...answerFor({}, triage), when: 'finish' },
      OPEN: { ways: [], when: 'leave' },
    }
    expect(movesOf(states, answers)).toEqual({ states: {}, policy: { TRIAGE: 'finish', OPEN: 'leave' } })
    expect(movingRecords(states, answers)).toBe(0)
    expect(
      isAnswered({
        ways: [
          { when: '', to: 'OPEN' },
          { when: '', to: 'OPEN' },
        ],
        when: 'finish',
      }),
    ).toBe(true)
  })
})
