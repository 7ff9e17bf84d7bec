// Does each change of a flow have its sentence, and only the changes there are?
import { describe, expect, it } from 'vitest'
import { delivery, deliveryFlow } from '../../test/delivery-flow.ts'
import { flowTables } from '../flow/flow-tables.ts'
import { readFlow, wireFlow } from '../flow-wire/wire-flow.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { compareFlows } from './compare-flows.ts'

const ids = idGiver({})
const before = readFlow(deliveryFlow, delivery, ids)
const wire = wireFlow(before, delivery) as JsonObject & {
  states: Record<string, JsonObject>
  transitions: JsonObject[]
}
const [start] = wire.transitions as [JsonObject]

const compare = (change: JsonObject, blueprint = delivery, language: (typeof languages)[number] = 'en') => {
  const after = readFlow({ ...wire, ...change }, blueprint, idGiver(ids.counters()))
  return compareFlows(flowTables(before, delivery), flowTables(after, blueprint), language)
}
const first = (change: JsonObject) => ({ transitions: [{ ...start, ...change }, ...wire.transitions.slice(1)] })
const state = (key: string, change: JsonObject) => ({
  states: { ...wire.states, [key]: { ...wire.states[key], ...change } },
})

describe('what a new version of a flow changes', () => {
  it('[F42] says nothing of a flow that is the same', () => {
    expect(compare({})).toEqual({ sentences: [], states: [] })
  })

  it.each([
    [{ initial: 'IN_PROGRESS' }, /New records start in/],
    [state('PENDING', { label: 'Waiting' }), /is called “Waiting”/],
    [state('PENDING', { label: { en: 'Pending', ru: 'Ждёт' } }), /The translations of “Pending” change/],
    [state('LOST', { type: 'final' }), /Records end in/],
    [state('PENDING', { onExit: [{ clear: 'cargo' }] }), /entering or leaving/],
    [
      state('PENDING', { timers: [{ name: 'late', after: 'PT48H', event: 'start' }] }),
      /happens by itself in “Pending” changes/,
    ],
    [state('PENDING', { pos: { x: 5, y: 7 } }), /Only the drawing changes/],
    [{ groups: { a: { states: ['PENDING'] } } }, /Only the drawing changes/],
    [first({ label: 'Go!' }), /is called “Go!”/],
    [first({ label: { en: 'Delivery started', ru: 'Начать' } }), /The translations of “Delivery started” change/],
    [first({ event: 'begin' }), /is sent as begin instead of start/],
    [first({ to: 'LOST' }), /leads from/],
    [first({ from: '*' }), /leads from anywhere to/],
    [first({ guard: "cargo == 'x'" }), /under another condition/],
    [first({ who: { roles: ['boss'] } }), /Other people may press/],
    [first({ form: ['weight'] }), /asks for other fields/],
    [first({ do: [{ clear: 'weight' }] }), /does something else/],
    [{ transitions: [...wire.transitions].reverse() }, /order in which buttons are tried/],
    [{ transitions: wire.transitions.slice(1) }, /does not lead from/],
    [
      { transitions: [...wire.transitions, { event: 'lose', from: ['PENDING'], to: 'LOST' }] },
      /New: “lose” leads from/,
    ],
  ] as const)('[F42] %j', (change, sentence) => {
    const { sentences } = compare(change as JsonObject)
    expect(sentences.filter((said) => sentence.test(said))).toHaveLength(1)
  })

  it('[F42] a new choice is a new state, one that is not offered any more is taken away', () => {
    const withOptions = (change: (options: readonly { id: string; key: string }[]) => readonly object[]) => ({
      ...delivery,
      fields: delivery.fields.map((field) =>
        field.id === 'f5' ? { ...field, options: change((field.options ?? []) as never) as never } : field,
      ),
    })
    const added = withOptions((options) => [...options, { id: 'o77', key: 'PAUSED' }])
    expect(compare({}, added).sentences).toEqual(['The state “PAUSED” is added.'])
    const retired = withOptions((options) => options.map((one) => ({ ...one, retired: one.key === 'LOST' })))
    expect(compare({}, retired).sentences).toEqual([expect.stringMatching(/“L\w+” is taken away/i)])
  })

  it('[F43] tells for each state which buttons it gains and loses', () => {
    const lose = { event: 'lose', label: 'Lose it', from: ['PENDING'], to: 'LOST' }
    expect(compare({ transitions: [lose, ...wire.transitions.slice(1)] }).states).toContainEqual(
      expect.objectContaining({ state: 'PENDING', gained: ['Lose it'] }),
    )
  })

  it('[F42] other words for what people are told are no other condition and no other deed', () => {
    const told = (words: JsonObject | string) => ({
      ...first({
        check: [{ check: "cargo != 'x'", message: words }],
        do: [{ notify: 'record.createdBy', template: words }],
      }),
      ...state('PENDING', { onExit: [{ mail: 'record.createdBy', subject: words, template: words }] }),
    })
    const [one, other] = [told('Go'), told({ en: 'Go', ru: 'Вперёд' })].map((change) =>
      flowTables(readFlow({ ...wire, ...change }, delivery, idGiver(ids.counters())), delivery),
    )
    expect(one && other && compareFlows(one, other, 'en').sentences).toEqual([
      'What people are told at “Pending” is worded differently.',
      'What people are told at “Delivery started” is worded differently.',
    ])
  })

  it('[F42] says it in every language', () => {
    for (const language of languages) {
      const [said = ''] = compare({ initial: 'IN_PROGRESS' }, delivery, language).sentences
      expect(said).not.toContain('{')
      expect(said.length).toBeGreaterThan(10)
    }
  })
})

describe('groups', () => {
  const read = (groups: unknown) => readFlow({ ...wire, groups }, delivery, idGiver(ids.counters()))

  it('[F44] are kept as they are written, and move nothing', () => {
    const groups = { on_the_way: { label: 'On the way', color: 'teal', states: ['PENDING', 'IN_PROGRESS'] } }
    expect(wireFlow(read(groups), delivery)['groups']).toEqual(groups)
  })

  it.each([
    [{ a: { states: ['PENDING'] }, b: { states: ['PENDING'] } }, '/groups/b/states/0'],
    [{ a: { states: ['NOWHERE'] } }, '/groups/a/states/0'],
    [{ a: { states: [] } }, '/groups/a/states'],
    [{ a: {} }, '/groups/a/states'],
    [{ a: { states: ['PENDING'], first: 'PENDING' } }, '/groups/a/first'],
    [{ 'a b': { states: ['PENDING'] } }, '/groups/a b'],
    [{ a: { states: ['PENDING'], color: 'url(x)' } }, '/groups/a/color'],
    [7, '/groups'],
  ])('[F44] %j is refused at %s', (groups, place) => {
    expect(() => read(groups)).toThrow(`${place}:`)
  })
})
