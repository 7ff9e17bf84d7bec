import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flow } from '../api/flows-api.ts'
import type { Box } from '../drawing/place.ts'
import { arrangeStates, placesOf } from './arrange-states.ts'
import { stateSize } from './flow-geometry.ts'
import { flowToGraph, type GraphNotes } from './flow-to-graph.ts'
import { anywhere, groupPart, movePart, readPart } from './part.ts'
import { labelHeight, labelWidth } from './place-labels.ts'
import { routeLinks, routeOne } from './route-links.ts'

const flow: Flow = {
  name: 'ticket',
  version: 1,
  blueprint: 'ticket',
  stateField: 'status',
  initial: 'NEW',
  states: { NEW: {}, OPEN: {}, DONE: { type: 'final' } },
  transitions: [
    { event: 'open', from: ['NEW'], to: 'OPEN' },
    { event: 'back', from: ['OPEN'], to: 'NEW' },
    { event: 'close', from: ['NEW', 'OPEN'], to: 'DONE' },
    { event: 'drop', from: '*', to: 'DONE' },
    { event: 'note', from: ['OPEN'], to: 'OPEN', guard: 'true' },
  ],
}
const words = {
  state: (key: string) => key.toLowerCase(),
  color: (key: string) => (key === 'OPEN' ? 'teal' : undefined),
  group: (key: string) => `group ${key}`,
  transition: (one: { event: string }) => one.event,
  when: (one: { event: string }) => (one.event === 'back' ? 'after 2 hours' : undefined),
  about: () => 'Only when true.',
  anywhere: 'from anywhere',
}
const notes: GraphNotes = {
  problems: new Map([
    ['OPEN', ['Nothing leaves Open.']],
    [movePart(1), ['Nobody may.']],
  ]),
  records: new Map([['NEW', 7]]),
  trail: { here: ['OPEN'], been: ['NEW', 'OPEN'], transitions: [0] },
}
const graphOf = (one: Flow) => flowToGraph({ flow: one, places: placesOf(one), words, notes })

describe('a flow as a graph', () => {
  const { nodes, edges } = graphOf(flow)
  const node = (id: string) => nodes.find((one) => one.id === id)

  it('has a node per state, and one for "from anywhere" when a transition needs it', () => {
    expect(nodes.map((one) => one.id).sort()).toEqual([anywhere, 'DONE', 'NEW', 'OPEN'])
    expect(node('NEW')?.data).toMatchObject({ label: 'new', initial: true, final: false, records: 7, trail: 'been' })
    expect(node('OPEN')?.data).toMatchObject({ problem: 'Nothing leaves Open.', trail: 'here' })
    expect(node('DONE')?.data).toMatchObject({ initial: false, final: true, trail: undefined })
  })

  it('has an edge per source of each transition, with what it asks and what is wrong with it', () => {
    expect(edges.map((edge) => `${edge.source}-${edge.data.label}-${edge.target}`)).toEqual([
      'NEW-open-OPEN',
      'OPEN-back · after 2 hours-NEW',
      'NEW-close-DONE',
      'OPEN-close-DONE',
      '*-drop-DONE',
      'OPEN-note-OPEN',
    ])
    expect(edges[0]?.data).toMatchObject({ gone: true, guarded: false, fromWords: 'new', toWords: 'open' })
    expect(edges[1]?.data).toMatchObject({ problem: 'Nobody may.', gone: false })
    expect(edges[5]?.data).toMatchObject({ guarded: true, about: 'Only when true.' })
  })

  it('draws a group as a frame round its states, before them', () => {
    const grouped = { ...flow, groups: { early: { label: 'Early', states: ['NEW', 'OPEN'] } } }
    const drawn = graphOf(grouped)
    expect(drawn.nodes[0]).toMatchObject({ id: groupPart('early'), type: 'frame' })
    const frame = drawn.nodes[0]?.box as Box
    for (const one of drawn.nodes.filter(({ inside }) => inside)) expect(holds(frame, one.box)).toBe(true)
    expect(
      drawn.nodes
        .filter(({ inside }) => inside)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['NEW', 'OPEN'])
    expect(drawn.edges.map(({ source, target }) => `${source}→${target}`)).toContain('*group:early→DONE')
  })

  it('knows its parts by their ids', () => {
    expect(readPart('NEW')).toEqual({ state: 'NEW' })
    expect(readPart(movePart(12))).toEqual({ transition: 12 })
    expect(readPart(groupPart('a'))).toEqual({ group: 'a' })
    expect(readPart(anywhere)).toBeUndefined()
  })
})

describe('places', () => {
  it('go from left to right where all of it can be read then, and never on each other', () => {
    const short = { ...flow, states: { NEW: {}, DONE: {} }, transitions: [{ event: 'end', from: ['NEW'], to: 'DONE' }] }
    const { NEW, DONE } = arrangeStates(short)
    expect(NEW?.x).toBeLessThan(DONE?.x ?? 0)
    expect(NEW?.y).toBe(DONE?.y)
    const spots = Object.values(arrangeStates(flow)).map(({ x, y }) => `${x},${y}`)
    expect(new Set(spots).size).toBe(spots.length)
  })

  it('go downwards where a row would be too small to be read', () => {
    const { NEW, OPEN, DONE } = arrangeStates(flow)
    expect(NEW?.y).toBeLessThan(OPEN?.y ?? 0)
    expect(OPEN?.y).toBeLessThan(DONE?.y ?? 0)
  })

  it('downwards stand in one column, also where a step passes some of them or leads back', () => {
    const keys = ['NEW', 'SENT', 'DONE', 'LATE']
    const follow = keys.slice(1).map((to, at) => ({ event: `to_${to}`, from: [keys[at] ?? ''], to }))
    const column = arrangeStates({
      ...flow,
      states: Object.fromEntries(keys.map((key) => [key, {}])),
      transitions: [
        ...follow,
        { event: 'late', from: ['SENT'], to: 'LATE' },
        { event: 'again', from: ['LATE'], to: 'NEW' },
      ],
    })
    expect(new Set(keys.map((key) => column[key]?.x)).size).toBe(1)
  })

  it('that the builder gave are kept, and a newcomer lies where nothing is', () => {
    const placed = {
      ...flow,
      transitions: flow.transitions.slice(0, 2),
      states: { NEW: { pos: { x: 1, y: 2 } }, OPEN: { pos: { x: 3, y: 400 } }, DONE: {} },
    }
    const places = placesOf(placed)
    expect(places['OPEN']).toEqual({ x: 3, y: 400 })
    const boxes = Object.values(places).map((place) => ({ ...place, ...stateSize }))
    for (const a of boxes) for (const b of boxes) expect(a === b || !meet(a, b)).toBe(true)
  })
})

describe('a change', () => {
  it('moves nothing that is seen, whatever is drawn, renamed or taken away', () => {
    const bare = {
      ...flow,
      states: { NEW: {}, OPEN: {}, DONE: {}, HELD: {} },
      transitions: flow.transitions.slice(0, 1),
    }
    const before = placesOf(bare, () => 'Go')
    const back = { event: 'back', from: ['DONE'], to: 'NEW' }
    const changed = { ...bare, states: { ...bare.states, LATE: {} }, transitions: [...bare.transitions, back] }
    const after = placesOf(changed, () => 'A much longer sentence on the button', before)
    expect(after).toMatchObject(before)
    expect(Object.keys(after)).toContain('LATE')
  })
})

describe('lines', () => {
  const box = (x: number, y: number): Box => ({ x, y, ...stateSize })
  const spot = fc.record({ x: fc.integer({ min: -20, max: 20 }), y: fc.integer({ min: -20, max: 20 }) })

  it('are upright or level from one box to the other, wherever these lie', () => {
    fc.assert(
      fc.property(spot, spot, fc.array(spot, { maxLength: 6 }), (a, b, others) => {
        const at = ({ x, y }: typeof a) => box(x * 60, y * 40)
        const [source, target] = [at(a), at(b)]
        const boxes = new Map([['a', source], ['b', target], ...others.map((one, n) => [`o${n}`, at(one)] as const)])
        const link = { id: '1', source: 'a', target: 'b' }
        const routed = routeLinks(boxes, [...boxes.keys()], [link]).get('1') ?? []
        for (const line of [routeOne(source, target), routed]) {
          expect(line.length).toBeGreaterThan(1)
          expect(isOrthogonal(line)).toBe(true)
          expect(onEdge(source, line[0])).toBe(true)
          expect(onEdge(target, line.at(-1))).toBe(true)
        }
      }),
    )
  })

  it('go round a state that lies in between', () => {
    const boxes = new Map([
      ['a', box(0, 0)],
      ['between', box(300, 0)],
      ['b', box(600, 0)],
    ])
    const line = routeLinks(boxes, ['a', 'between', 'b'], [{ id: '1', source: 'a', target: 'b' }]).get('1') ?? []
    expect(crossesBox(line, boxes.get('between') as Box)).toBe(false)
  })

  it('in a column go past what lies between: down along the right, back along the left, and round who stands there', () => {
    const boxes = new Map([
      ['a', box(0, 0)],
      ['between', box(0, 140)],
      ['b', box(0, 280)],
    ])
    const links = [
      { id: 'down', source: 'a', target: 'b' },
      { id: 'back', source: 'b', target: 'a' },
    ]
    const { width, height } = stateSize
    const lines = routeLinks(boxes, [...boxes.keys()], links)
    expect([lines.get('down')?.[0], lines.get('down')?.at(-1)]).toEqual([
      { x: width, y: height / 2 },
      { x: width, y: 280 + height / 2 },
    ])
    expect([lines.get('back')?.[0]?.x, lines.get('back')?.at(-1)?.x]).toEqual([0, 0])
    const neighbour = box(width + 20, 140)
    const past = routeLinks(new Map([...boxes, ['neighbour', neighbour]]), [...boxes.keys(), 'neighbour'], links)
    for (const line of past.values())
      for (const one of [neighbour, box(0, 140)]) expect(crossesBox(line, one)).toBe(false)
  })

  it('between the same two states keep apart', () => {
    const boxes = new Map([
      ['a', box(0, 0)],
      ['b', box(500, 200)],
    ])
    const links = [0, 1, 2, 3].map((at) => ({ id: String(at), source: at % 2 ? 'b' : 'a', target: at % 2 ? 'a' : 'b' }))
    const lines = [...routeLinks(boxes, ['a', 'b'], links).values()]
    expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(4)
  })

  it('lead from a state to itself without lying on it', () => {
    const own = box(0, 0)
    const line = routeLinks(new Map([['a', own]]), ['a'], [{ id: '1', source: 'a', target: 'a' }]).get('1') ?? []
    expect(line.length).toBeGreaterThan(3)
    expect(line[0]).not.toEqual(line.at(-1))
  })

  it('have words that cover neither states nor other words', () => {
    const { nodes, edges } = graphOf(flow)
    const labels = edges.map(({ data }) => ({
      x: data.spot.x - labelWidth(data.label) / 2,
      y: data.spot.y - labelHeight / 2,
      width: labelWidth(data.label),
      height: labelHeight,
    }))
    for (const label of labels) {
      for (const other of labels) expect(label === other || !meet(label, other)).toBe(true)
      for (const node of nodes) expect(node.type === 'frame' || !meet(label, node.box)).toBe(true)
    }
  })

  it('of 300 states and 600 transitions are all found, and most go round what is in their way', () => {
    const large = largeFlow()
    const { nodes, edges } = graphOf(large)
    expect(edges).toHaveLength(600)
    expect(edges.filter(({ data }) => !isOrthogonal(data.line))).toEqual([])
    const boxes = nodes.map(({ id, box: own }) => ({ id, own }))
    const crossing = edges.filter(({ source, target, data }) =>
      boxes.some(({ id, own }) => id !== source && id !== target && crossesBox(data.line, own)),
    )
    expect(crossing.length).toBeLessThan(100)
  })

  it('are routed again only when a box or an end has changed', () => {
    const large = largeFlow()
    const routed = {} as { lines?: ReadonlyMap<string, unknown> }
    const drawn = (one: Flow) => {
      flowToGraph({ flow: one, places: placesOf(one), words, notes, routed: routed as never })
      return routed.lines
    }
    const first = drawn(large)
    expect(drawn({ ...large, transitions: large.transitions.map((one) => ({ ...one, label: 'Other' })) })).toBe(first)
    expect(drawn({ ...large, states: { ...large.states, S0: { pos: { x: -400, y: 0 } } } })).not.toBe(first)
  })

  it('of a large flow that nobody arranged lie in columns, never on each other', () => {
    const large = largeFlow()
    const bare = { ...large, states: Object.fromEntries(Object.keys(large.states).map((key) => [key, {}])) }
    const grouped = { ...bare, groups: { g: { states: ['S0', 'S150', 'S299'] } } }
    for (const one of [bare, grouped]) {
      const spots = Object.values(arrangeStates(one)).map(({ x, y }) => `${x},${y}`)
      expect([spots.length, new Set(spots).size]).toEqual([300, 300])
    }
    const frame = graphOf(grouped).nodes.find(({ type }) => type === 'frame')?.box as Box
    const inside = graphOf(grouped).nodes.filter(({ id, box: own }) => id in grouped.states && meet(frame, own))
    expect(inside.map(({ id }) => id).sort()).toEqual(['S0', 'S150', 'S299'])
  })
})

function isOrthogonal(line: readonly { x: number; y: number }[]): boolean {
  return line.slice(1).every((end, at) => line[at]?.x === end.x || line[at]?.y === end.y)
}

function largeFlow(): Flow {
  const key = (n: number) => `S${n}`
  const states = Object.fromEntries(
    Array.from({ length: 300 }, (_, n) => [key(n), { pos: { x: (n % 20) * 360, y: Math.floor(n / 20) * 140 } }]),
  )
  const transitions = Array.from({ length: 600 }, (_, n) => ({
    event: `e${n}`,
    from: [key(n % 300)],
    to: key((n * 7 + 1 + Math.floor(n / 300) * 40) % 300),
  }))
  return { ...flow, initial: 'S0', states, transitions }
}

function holds(frame: Box, inner: Box): boolean {
  return (
    frame.x <= inner.x &&
    frame.y <= inner.y &&
    frame.x + frame.width >= inner.x + inner.width &&
    frame.y + frame.height >= inner.y + inner.height
  )
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function onEdge({ x, y, width, height }: Box, at: { x: number; y: number } | undefined): boolean {
  if (!at) return false
  const across = at.x >= x && at.x <= x + width
  const along = at.y >= y && at.y <= y + height
  return across && along && (at.x === x || at.x === x + width || at.y === y || at.y === y + height)
}

function crossesBox(line: readonly { x: number; y: number }[], box: Box): boolean {
  return line.slice(1).some((end, at) => {
    const start = line[at] ?? end
    const stretch = {
      x: Math.min(start.x, end.x),
      y: Math.min(start.y, end.y),
      width: Math.abs(end.x - start.x) || 1,
      height: Math.abs(end.y - start.y) || 1,
    }
    return meet(stretch, box)
  })
}
