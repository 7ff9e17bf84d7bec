import { type JsonObject, toMermaid, toXState } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { bringIn } from './bring-in-flow.ts'
import { draftDocument } from './flow-draft.ts'
import { judgeFlow } from './judge-flow.ts'

const blueprint: Blueprint = {
  ...{ name: 'delivery', version: 3, rules: [], uniques: [] },
  fields: [
    { id: 'f1', key: 'cargo', type: 'text', required: true },
    {
      ...{ id: 'f2', key: 'status', type: 'enum' },
      options: ['PENDING', 'ROAD', 'DONE'].map((key, at) => ({ id: `o${at + 1}`, key })),
    },
  ],
}
const now: Flow = {
  ...{ name: 'delivery', version: 2, blueprint: 'delivery', stateField: 'status', initial: 'PENDING' },
  states: {
    PENDING: { pos: { x: 0, y: 0 } },
    ROAD: { pos: { x: 300, y: 0 } },
    DONE: { type: 'final', pos: { x: 600, y: 0 } },
  },
  transitions: [
    { event: 'start', label: 'Start', from: ['PENDING'], to: 'ROAD', guard: "cargo != 'nothing'" },
    { event: 'end', label: 'End', from: ['ROAD'], to: 'DONE' },
  ],
}
const brought = (config: unknown) =>
  bringIn(typeof config === 'string' ? config : JSON.stringify(config), now, blueprint, 'en')

describe('a flow that is brought in', () => {
  it('keeps the name, the kind of record and the field of the one that is drawn, and says what goes', () => {
    const found = brought({
      id: 'door',
      initial: 'closed',
      states: { closed: { on: { OPEN: 'PENDING' } }, PENDING: { type: 'final' } },
    })
    if (found.kind !== 'flow') throw new Error(JSON.stringify(found))
    expect(found.flow).toMatchObject({
      name: 'delivery',
      version: 2,
      blueprint: 'delivery',
      stateField: 'status',
      initial: 'closed',
    })
    expect(found.flow.transitions).toMatchObject([{ event: 'OPEN', from: ['closed'], to: 'PENDING' }])
    expect(found.gone).toEqual(['ROAD', 'DONE'])
    expect(found.toMend).toEqual([])
    expect(draftDocument(found.flow, blueprint)['stateOptions']).toMatchObject({
      add: [{ key: 'closed' }],
      retire: ['ROAD', 'DONE'],
    })
  })

  it('says what does not come along, and where it stood', () => {
    const found = brought({
      initial: 'a',
      states: { a: { on: { GO: { target: 'b', guard: 'isRich' } }, tags: ['x'] }, b: { type: 'final' } },
    })
    expect(found).toMatchObject({
      kind: 'flow',
      notes: expect.arrayContaining([
        { place: 'states › a › tags', message: expect.stringContaining('tags') },
        { place: 'states › a › on › GO › guard', message: expect.stringContaining('isRich') },
      ]),
    })
  })

  it('refuses what no flow can say, at its place', () => {
    expect(brought({ initial: 'a', states: { a: { after: { 1000: 'b' } }, b: {} } })).toEqual({
      kind: 'refused',
      faults: [{ place: 'states › a › after', message: 'A flow cannot say “after”.' }],
    })
    expect(brought('[1]')).toMatchObject({ kind: 'refused' })
  })

  it('says what is to be mended before it can be published', () => {
    const guard = { type: 'allowed', params: { guard: 'price > 3' } }
    const found = brought({ initial: 'a', states: { a: { on: { GO: { target: 'b', guard } } }, b: { type: 'final' } } })
    expect(found).toMatchObject({ kind: 'flow', toMend: [expect.stringContaining('price')] })
  })

  it('is nothing yet while it is no JSON', () => {
    expect(brought('  ')).toEqual({ kind: 'empty' })
    expect(brought('{ "initial": ')).toEqual({ kind: 'not-json' })
  })

  it('comes back as it was exported', () => {
    const { version, blueprint: typed } = judgeFlow(blueprint, now, 'en')
    if (!version) throw new Error('the flow is legal')
    const found = brought(toXState(version, typed))
    if (found.kind !== 'flow') throw new Error(JSON.stringify(found))
    expect(found).toMatchObject({ notes: [], toMend: [], gone: [] })
    const plain = (flow: Flow) => {
      const { events: _, ...document } = draftDocument(flow, blueprint) as JsonObject
      return document
    }
    expect(plain(found.flow)).toMatchObject({ states: plain(now)['states'], initial: 'PENDING' })
    expect(found.flow.transitions).toMatchObject(now.transitions.map(({ event, from, to }) => ({ event, from, to })))
    expect(toMermaid(version, typed, 'en')).toContain('stateDiagram-v2')
  })
})
