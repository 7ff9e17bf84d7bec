import { describe, expect, it } from 'vitest'
import { delivery, flowWith, noon } from '../../test/delivery-flow.ts'
import { encodeEventInput, formVersion } from './event-input.ts'
import type { Transition } from './flow.ts'

const { transitions } = flowWith([
  {
    event: 'go',
    from: ['PENDING'],
    to: 'LOST',
    form: ['cargo', { field: 'driver', required: true }, 'attempts', 'speed', 'stops'],
  },
])
const transition = transitions[0] as Transition
const context = { now: noon, zone: 'UTC', actor: { id: 'ben', roles: [] } }
const encode = (wire: unknown) => encodeEventInput(delivery, transition, wire, context)
const codes = (wire: unknown) => {
  const said = encode(wire)
  return 'issues' in said ? said.issues.map(({ path, code }) => `${path.join('/')} ${code}`) : []
}

describe('the form of an event', () => {
  it('[F33] is a blueprint of the fields asked for, required where the form says so, without defaults', () => {
    const form = formVersion(delivery, transition)
    expect(form.fields.map(({ key, required }) => [key, required])).toEqual([
      ['cargo', false],
      ['driver', true],
      ['attempts', false],
      ['speed', false],
      ['stops', false],
    ])
    expect(form.fields.some((field) => field.default || field.readOnly)).toBe(false)
    expect(formVersion(delivery, transition)).toBe(form)
  })

  it('[F33] gives canonical values by id, and nothing for what was not sent', () => {
    expect(encode({ driver: 'ben', speed: 'fast' })).toEqual({ input: { f2: 'ben', f8: 'o8' } })
  })

  it('[F34] null clears what may be empty', () => {
    expect(encode({ driver: 'ben', speed: null, attempts: null })).toEqual({ input: { f2: 'ben', f6: null, f8: null } })
    expect(codes({ driver: 'ben', cargo: null })).toEqual(['cargo required'])
  })

  it('[F34] refuses unknown members, missing and wrong ones, each at its place', () => {
    expect(codes({ driver: 'ben', weight: 3 })).toEqual(['weight unknown-member'])
    expect(codes({ driver: 'ben', attempts: 'x' })).toEqual(['attempts not-integer'])
    expect(codes({ driver: 'ben', attempts: -1 })).toHaveLength(1)
    expect(codes({ driver: 'ben', speed: 'light' })).toEqual(['speed unknown-option'])
    expect(codes({})).toHaveLength(1)
    expect(codes({ driver: null })).toHaveLength(1)
    expect(codes(undefined)).toEqual(codes({}))
    for (const wire of [7, 'x', [], true]) expect(codes(wire)).toHaveLength(1)
  })

  it('[F34] tells places below the path it is given', () => {
    const said = encodeEventInput(delivery, transition, { driver: 'b', nope: 1 }, { ...context, path: ['form'] })
    expect(said).toMatchObject({ issues: [{ path: ['form', 'nope'] }] })
  })

  it('[F34] of a transition without a form takes nothing', () => {
    const bare = flowWith([{ event: 'go', from: '*', to: 'LOST' }]).transitions[0] as Transition
    expect(encodeEventInput(delivery, bare, {}, context)).toEqual({ input: {} })
    expect(encodeEventInput(delivery, bare, null, context)).toEqual({ input: {} })
    expect(encodeEventInput(delivery, bare, { cargo: 'x' }, context)).toMatchObject({
      issues: [{ code: 'unknown-member' }],
    })
  })

  it('[F34] leaves out a field that a later blueprint version has no more', () => {
    const newer = { ...delivery, fields: delivery.fields.filter(({ id }) => id !== 'f8') }
    expect(formVersion(newer, transition).fields).toHaveLength(4)
  })
})
