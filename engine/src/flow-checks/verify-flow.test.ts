import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delivery, deliveryFlow, flowWith } from '../../test/delivery-flow.ts'
import { flowTables } from '../flow/flow-tables.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import { newFlow } from './new-flow.ts'
import { nextStates, reachableFrom } from './reachability.ts'
import { verifyFlow } from './verify-flow.ts'

const go = (from: unknown, to: string, more: object = {}) => ({ event: 'go', from, to, ...more })
const final = { type: 'final' }

/** Each finding as `check place`. */
function found(transitions: readonly object[], states: object = {}, roles?: readonly string[]): string[] {
  const flow = flowWith(transitions, { states })
  return verifyFlow(flow, delivery, roles && { roles }).map(({ check, state, transition }) =>
    [check, state ?? transition].join(' ').trim(),
  )
}

const chain = [go(['PENDING'], 'IN_PROGRESS'), go(['IN_PROGRESS'], 'DELIVERED'), go(['DELIVERED'], 'LOST')]

describe('where a record can go', () => {
  it('[F37] nothing is said about a flow that is well', () => {
    expect(found(chain, { LOST: final })).toEqual([])
  })

  it('[F37] a state that nothing leads to', () => {
    expect(found([...chain.slice(0, 2), go(['LOST'], 'DELIVERED')], { DELIVERED: final })).toEqual(['unreachable LOST'])
    expect(found(chain.slice(0, 2), { DELIVERED: final, LOST: final })).toEqual(['unreachable LOST'])
  })

  it('[F37] a state that the flow does not use', () => {
    expect(found(chain.slice(0, 2), { DELIVERED: final })).toEqual(['unused-state LOST'])
  })

  it('[F37] an option that is not offered any more and not used is nothing to worry about', () => {
    const fields = delivery.fields.map((field) =>
      field.id === 'f5'
        ? { ...field, options: field.options?.map((option) => ({ ...option, retired: option.key === 'LOST' })) }
        : field,
    )
    expect(verifyFlow(flowWith(chain.slice(0, 2), { states: { DELIVERED: final } }), { ...delivery, fields })).toEqual(
      [],
    )
  })

  it('[F38] a state that cannot be left and is no end, even when it leads to itself', () => {
    expect(found(chain.slice(0, 3), {})).toEqual(['dead-end LOST', 'no-end'])
    expect(found([...chain, go(['LOST'], 'LOST')], {})).toEqual(['dead-end LOST', 'no-end'])
  })

  it('[F38] states from which no end can be reached', () => {
    const ring = [
      { event: 'a', from: ['PENDING'], to: 'LOST' },
      { event: 'b', from: ['PENDING'], to: 'IN_PROGRESS' },
      { event: 'a', from: ['IN_PROGRESS'], to: 'DELIVERED' },
      { event: 'a', from: ['DELIVERED'], to: 'IN_PROGRESS' },
    ]
    expect(found(ring, { LOST: final })).toEqual(['cannot-finish IN_PROGRESS', 'cannot-finish DELIVERED'])
  })

  it('[F38] an end that is the start finishes', () => {
    expect(found([], { PENDING: final })).toEqual([
      'unused-state IN_PROGRESS',
      'unused-state DELIVERED',
      'unused-state LOST',
    ])
  })

  it('[F39] a transition that an earlier one without a condition always forestalls', () => {
    const states = { DELIVERED: final, LOST: final }
    const two = [go(['PENDING'], 'IN_PROGRESS'), go('*', 'DELIVERED'), go(['PENDING'], 'LOST')]
    expect(found(two, states)).toEqual(['unreachable LOST', 'shadowed t3'])
    expect(
      found(
        [go(['PENDING'], 'IN_PROGRESS', { guard: 'late' }), go('*', 'DELIVERED'), go(['IN_PROGRESS'], 'LOST')],
        states,
      ),
    ).toEqual(['unreachable LOST', 'shadowed t3'])
    expect(
      found([go(['PENDING'], 'IN_PROGRESS', { who: { roles: ['x'] } }), go(['PENDING', 'IN_PROGRESS'], 'DELIVERED')], {
        ...states,
        LOST: {},
      }),
    ).toEqual(['unused-state LOST'])
  })

  it('[F37] finds what a plain walk finds, in flows of any shape', () => {
    const names = ['PENDING', 'IN_PROGRESS', 'DELIVERED', 'LOST'] as const
    const move = fc.record({
      event: fc.uuid().map((id) => `e-${id}`),
      from: fc.constantFrom(...names).map((name) => [name]),
      to: fc.constantFrom(...names),
    })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 6 }), fc.subarray([...names], { minLength: 1 }), (moves, ends) => {
        const legal = moves.filter(({ from }) => !ends.includes(from[0] as never))
        const said = found(legal, Object.fromEntries(ends.map((name) => [name, final])))
        const reach = (start: string): Set<string> => {
          const reached = new Set([start])
          for (const at of reached) for (const { from, to } of legal) if (from[0] === at) reached.add(to)
          return reached
        }
        const lost = names.filter((name) => !reach('PENDING').has(name))
        expect(said.filter((one) => /^un/.test(one)).map((one) => one.split(' ')[1])).toEqual(lost)
        const stuck = [...reach('PENDING')].filter((name) => !ends.some((end) => reach(name).has(end)))
        expect(
          said
            .filter((one) => /^(dead-end|cannot-finish) /.test(one))
            .map((one) => one.split(' ')[1])
            .sort(),
        ).toEqual(stuck.sort())
      }),
      { numRuns: 150 },
    )
  })

  it('[F37] the walk starts with what it is given', () => {
    expect([...reachableFrom(['o4'], nextStates(flowTables(flowWith([]), delivery)))]).toEqual(['o4'])
  })
})

describe('who can act', () => {
  const restricted = [
    { ...chain[0], who: { roles: ['driver', 'boss'] } },
    chain[1],
    { event: 'skip', from: '*', to: 'DELIVERED', who: { roles: [] } },
  ]
  const states = { DELIVERED: final, LOST: final }

  it('[F40] a transition without any role', () => {
    expect(found(restricted as object[], states)).toContain('nobody t3')
  })

  it('[F40] a transition whose roles nobody has, when it is known who has which', () => {
    expect(found(restricted as object[], states, ['owner'])).toContain('unknown-role t1')
    expect(found(restricted as object[], states, ['owner', 'boss'])).not.toContain('unknown-role t1')
    expect(found(restricted as object[], states)).not.toContain('unknown-role t1')
  })
})

describe('events', () => {
  it('[F40] that no transition waits for', () => {
    const flow = flowWith(chain, { states: { LOST: final }, events: { rest: { label: 'Rest' }, go: {} } })
    expect(verifyFlow(flow, delivery)).toEqual([
      {
        check: 'unused-event',
        severity: 'info',
        message: 'The event “Rest” moves nothing: no step waits for it.',
      },
    ])
  })
})

describe('findings in words', () => {
  it('[F41] name states and events as people know them, in the language asked for', () => {
    const flow = flowWith(
      [
        {
          event: 'skip',
          label: { en: 'Skip', ru: 'Пропустить' },
          from: ['IN_PROGRESS'],
          to: 'LOST',
          who: { roles: [] },
        },
      ],
      {
        states: { LOST: final, DELIVERED: { label: { en: 'At home', ru: 'Дома' } } },
      },
    )
    const messages = languages.map((language) =>
      verifyFlow(flow, delivery, { reader: language }).map(({ message }) => message),
    )
    expect(messages[0]).toEqual([
      'Once in “Pending”, a record can never leave, and it is not marked as an end.',
      'Nothing ever leads to “In progress”.',
      'The flow never uses “At home”: nothing leads to it and nothing out of it.',
      'Nothing ever leads to “LOST”.',
      'Nobody can do “Skip” in “In progress”: no role is allowed.',
    ])
    expect(messages[1]?.[0]).toBe('Uma vez em “Pendente”, o registro nunca sai, e ele não está marcado como fim.')
    expect(messages[2]?.[4]).toBe('Никто не может выполнить «Пропустить» в «В пути»: ни одна роль не допущена.')
    expect(new Set(messages.flat()).size).toBe(messages.flat().length)
  })

  it('[F41] come with a new flow', () => {
    const { flow, findings } = newFlow(deliveryFlow, delivery, idGiver({}), { roles: ['driver'] })
    expect(flow.version).toBe(1)
    expect(findings).toEqual([
      {
        check: 'unused-state',
        severity: 'warn',
        state: 'LOST',
        message: 'The flow never uses “LOST”: nothing leads to it and nothing out of it.',
      },
    ])
    expect(() => newFlow({}, delivery, idGiver({}))).toThrow('is missing')
  })
})
