import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flow } from '../api/flows-api.ts'
import type { Places } from '../drawing/place.ts'
import { placesOf } from './arrange-states.ts'
import { type Faults, faultsOf } from './drawing-faults.ts'
import { stateSize } from './flow-geometry.ts'
import { flowToGraph, type GraphNotes, leavesFromAnywhere } from './flow-to-graph.ts'
import { anywhere } from './part.ts'
import { sampleFlows } from './sample-flows.ts'

const notes: GraphNotes = { problems: new Map(), records: new Map(), trail: undefined }

function faultsIn(flow: Flow, places?: Places): Faults {
  const words = {
    state: (key: string) => key,
    color: () => undefined,
    group: (key: string) => key,
    transition: (one: { readonly label?: unknown }) => String(one.label),
    when: () => undefined,
    about: () => '',
    anywhere: 'from anywhere',
  }
  const label = (index: number) => String(flow.transitions[index]?.label ?? '')
  const { nodes, edges } = flowToGraph({ flow, places: places ?? placesOf(flow, label), words, notes })
  return faultsOf(nodes, edges)
}

/** On a small laptop, with the panel beside it. */
const canBeSeenAt = (zoom: number, { width, height }: { readonly width: number; readonly height: number }) =>
  width * zoom <= 627 && height * zoom <= 580

describe('a drawing of a flow', () => {
  it.each(sampleFlows.map((flow) => [flow.name, flow] as const))('can be read: %s', (_, flow) => {
    expect(faultsIn(flow)).toMatchObject({ linesThroughStates: 0, linesOnLines: 0, wordsOnStates: 0, wordsOnWords: 0 })
  })

  it('is seen whole and nearly as large as it is drawn, up to six states', () => {
    const few = sampleFlows.filter(({ states }) => Object.keys(states).length <= 6)
    for (const flow of few) {
      const label = (index: number) => String(flow.transitions[index]?.label ?? '')
      const spots = Object.values(placesOf(flow, label))
      const extent = (side: 'x' | 'y') =>
        Math.max(...spots.map((spot) => spot[side])) - Math.min(...spots.map((spot) => spot[side]))
      const size = { width: extent('x') + stateSize.width, height: extent('y') + stateSize.height }
      expect(canBeSeenAt(0.8, size), flow.name).toBe(true)
    }
  })

  it('has few lines that cross, and few that run through foreign words', () => {
    const all = sampleFlows.map((flow) => faultsIn(flow))
    const sum = (fault: keyof Faults) => all.reduce((total, one) => total + one[fault], 0)
    // Ten of them where everything leads to everything, which cannot be drawn without.
    expect(sum('crossings')).toBeLessThanOrEqual(12)
    expect(sum('wordsOnLines')).toBeLessThanOrEqual(2)
  })

  it('has no words on a state or on other words, wherever somebody puts the states', () => {
    const placed = fc.constantFrom(...sampleFlows).chain((flow) => {
      const keys = [...Object.keys(flow.states), ...(leavesFromAnywhere(flow) ? [anywhere] : [])]
      const place = fc.record({ x: fc.integer({ min: -8, max: 8 }), y: fc.integer({ min: -8, max: 8 }) })
      return fc.tuple(fc.constant(flow), fc.constant(keys), fc.tuple(...keys.map(() => place)))
    })
    fc.assert(
      fc.property(placed, ([flow, keys, spots]) => {
        const places = Object.fromEntries(keys.map((key, at) => [key, spots[at]]))
        const onGrid = Object.entries(places).map(([key, spot]) => [
          key,
          { x: (spot?.x ?? 0) * 70, y: (spot?.y ?? 0) * 36 },
        ])
        expect(faultsIn(flow, Object.fromEntries(onGrid))).toMatchObject({ wordsOnStates: 0, wordsOnWords: 0 })
      }),
      { numRuns: 60 },
    )
  })
})
