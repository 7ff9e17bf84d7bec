// A flow as the nodes and edges of a canvas; a pure mapping, so that it can be tested without a browser.
import type { Flow, WireTransition } from '../api/flows-api.ts'

export interface StateNodeData extends Record<string, unknown> {
  readonly stateKey: string
  readonly label: string
  readonly color: string | undefined
  /** Place among the states: decides the hue where none is chosen. */
  readonly place: number
  readonly initial: boolean
  readonly final: boolean
  readonly problem: string | undefined
}

export interface TransitionEdgeData extends Record<string, unknown> {
  readonly index: number
  readonly label: string
  /** Among the transitions between the same two states, so that they do not lie on each other. */
  readonly lane: number
  readonly back: boolean
}

export interface GraphNode {
  readonly id: string
  readonly type: 'state' | 'anywhere'
  readonly position: { readonly x: number; readonly y: number }
  readonly data: StateNodeData
}

export interface GraphEdge {
  readonly id: string
  readonly type: 'transition'
  readonly source: string
  readonly target: string
  readonly data: TransitionEdgeData
}

/** The node that stands for "every state" when a transition leaves from `*`. It is no state's key: keys hold no asterisk. */
export const anywhere = '*'

export interface GraphWords {
  readonly state: (key: string) => string
  readonly transition: (transition: WireTransition) => string
  readonly anywhere: string
}

export function flowToGraph(
  flow: Flow,
  positions: Positions,
  words: GraphWords,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const keys = Object.keys(flow.states)
  const nodes = keys.map((key, place) => stateNode(flow, key, place, positions, words))
  if (flow.transitions.some((transition) => transition.from === '*'))
    nodes.push(anywhereNode(keys.length, positions, words))
  const lanes = new Map<string, number>()
  const edges = flow.transitions.flatMap((transition, index) =>
    (transition.from === '*' ? [anywhere] : transition.from).map((source) => {
      const pair = [source, transition.to].sort().join('→')
      const lane = lanes.get(pair) ?? 0
      lanes.set(pair, lane + 1)
      return edge(transition, index, source, lane, isBack(source, transition.to, nodes), words)
    }),
  )
  return { nodes, edges }
}

export type Positions = { readonly [node: string]: { readonly x: number; readonly y: number } }

function stateNode(flow: Flow, key: string, place: number, positions: Positions, words: GraphWords): GraphNode {
  const state = flow.states[key]
  return {
    id: key,
    type: 'state',
    position: positions[key] ?? { x: place * 240, y: 0 },
    data: {
      stateKey: key,
      label: words.state(key),
      color: state?.color,
      place,
      initial: flow.initial === key,
      final: state?.type === 'final',
      problem: flow.findings?.find((finding) => finding.state === key)?.message,
    },
  }
}

function anywhereNode(place: number, positions: Positions, words: GraphWords): GraphNode {
  const data = {
    stateKey: anywhere,
    label: words.anywhere,
    color: undefined,
    place,
    initial: false,
    final: false,
    problem: undefined,
  }
  return { id: anywhere, type: 'anywhere', position: positions[anywhere] ?? { x: 0, y: 160 }, data }
}

function edge(
  transition: WireTransition,
  index: number,
  source: string,
  lane: number,
  back: boolean,
  words: GraphWords,
): GraphEdge {
  return {
    id: `${index}:${source}`,
    type: 'transition',
    source,
    target: transition.to,
    data: { index, label: words.transition(transition), lane, back },
  }
}

function isBack(source: string, target: string, nodes: readonly GraphNode[]): boolean {
  const x = (id: string) => nodes.find((node) => node.id === id)?.position.x ?? 0
  return x(target) <= x(source)
}
