import { describe, expect, it } from 'vitest'
import type { Flow } from '../api/flows-api.ts'
import { arrangeStates, placesOf } from './arrange-states.ts'
import { anywhere, flowToGraph } from './flow-to-graph.ts'

const flow: Flow = {
  name: 'ticket',
  version: 1,
  blueprint: 'ticket',
  stateField: 'status',
  initial: 'NEW',
  states: { NEW: {}, OPEN: { color: 'teal' }, DONE: { type: 'final' } },
  transitions: [
    { event: 'open', from: ['NEW'], to: 'OPEN' },
    { event: 'back', from: ['OPEN'], to: 'NEW' },
    { event: 'close', from: ['NEW', 'OPEN'], to: 'DONE' },
    { event: 'drop', from: '*', to: 'DONE' },
  ],
  findings: [{ check: 'dead-end', severity: 'warn', state: 'OPEN', message: 'Nothing leaves Open.' }],
}
const words = {
  state: (key: string) => key.toLowerCase(),
  transition: (one: { event: string }) => one.event,
  anywhere: 'from anywhere',
}

describe('a flow as a graph', () => {
  const { nodes, edges } = flowToGraph(flow, placesOf(flow), words)

  it('has a node per state, and one for "from anywhere" when a transition needs it', () => {
    expect(nodes.map((node) => node.id)).toEqual(['NEW', 'OPEN', 'DONE', anywhere])
    expect(nodes[0]?.data).toMatchObject({ label: 'new', initial: true, final: false })
    expect(nodes[1]?.data.problem).toBe('Nothing leaves Open.')
    expect(nodes[2]?.data).toMatchObject({ initial: false, final: true })
  })

  it('has an edge per source of each transition', () => {
    expect(edges.map((edge) => `${edge.source}-${edge.data.label}-${edge.target}`)).toEqual([
      'NEW-open-OPEN',
      'OPEN-back-NEW',
      'NEW-close-DONE',
      'OPEN-close-DONE',
      '*-drop-DONE',
    ])
  })

  it('keeps edges between the same two states in lanes of their own', () => {
    expect(edges[0]?.data.lane).toBe(0)
    expect(edges[1]?.data.lane).toBe(1)
  })

  it('arranges from left to right and never puts two states on each other', () => {
    const places = arrangeStates(flow)
    expect(places['NEW']?.x).toBeLessThan(places['OPEN']?.x ?? 0)
    expect(places['OPEN']?.x).toBeLessThan(places['DONE']?.x ?? 0)
    const spots = Object.values(places).map(({ x, y }) => `${x},${y}`)
    expect(new Set(spots).size).toBe(spots.length)
  })

  it('keeps the places the builder gave', () => {
    const placed = {
      ...flow,
      states: { NEW: { pos: { x: 1, y: 2 } }, OPEN: { pos: { x: 3, y: 4 } }, DONE: { pos: { x: 5, y: 6 } } },
    }
    expect(placesOf(placed)['OPEN']).toEqual({ x: 3, y: 4 })
  })
})
