// A flow as text that draws itself in documents: Mermaid's `stateDiagram-v2`.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import type { FlowState, FlowVersion, Region, Transition } from '../flow/flow.ts'
import { beginsWith, groupsIn, regionOfGroup } from '../flow/flow-nodes.ts'
import { type FlowTables, flowTables, nodeLabel, stateKey, stateLabel } from '../flow/flow-tables.ts'
import { namesOf } from '../flow-wire/wire-flow.ts'
import { type Names, wireTransition } from '../flow-wire/wire-transition.ts'
import type { OptionId } from '../ids.ts'
import type { Reader } from '../reader.ts'

interface Drawing {
  readonly tables: FlowTables
  readonly names: Names
  readonly reader: Reader
  /** Mermaid knows no history: a node of its own stands for it. */
  readonly histories: readonly { readonly group: string; readonly history: 'shallow' | 'deep' }[]
}

/** Nodes are called by ids of the program, so that nothing but labels is somebody's text. */
export function toMermaid(flow: FlowVersion, blueprint: BlueprintVersion, reader: Reader = 'en'): string {
  const drawing: Drawing = {
    tables: flowTables(flow, blueprint),
    names: namesOf(flow, blueprint),
    reader,
    histories: historiesOf(flow),
  }
  const { tables } = drawing
  const outermost = [...tables.groups.keys()].filter(
    (key) => tables.groups.get(key)?.parent === undefined && !regionOfGroup(tables, key),
  )
  return [
    'stateDiagram-v2',
    ...[
      `[*] --> ${flow.initial}`,
      ...inside(drawing, flow.states, outermost),
      ...flow.transitions.flatMap((transition) => arrows(drawing, transition)),
    ].map(indent),
    '',
  ].join('\n')
}

function historiesOf({ transitions }: FlowVersion): Drawing['histories'] {
  const said = transitions.flatMap(({ to }) =>
    to !== null && typeof to === 'object' && to.history ? [[`${to.history} ${to.group}`, to] as const] : [],
  )
  return [...new Map(said).values()].map(({ group, history = 'shallow' }) => ({ group, history }))
}

/** The states that lie in no group, and these groups. */
function inside(drawing: Drawing, states: readonly FlowState[], groups: readonly string[]): string[] {
  const loose = states.filter(({ id }) => !drawing.tables.groupOf.has(id))
  return [...loose.flatMap((state) => drawState(drawing, state)), ...groups.flatMap((key) => drawGroup(drawing, key))]
}

function drawState(drawing: Drawing, { id, kind, regions }: FlowState): string[] {
  const { tables, reader } = drawing
  const named = `state "${mermaidText(labelIn(stateLabel(tables, id), reader, stateKey(tables, id)))}" as ${id}`
  if (!regions) return kind === 'final' ? [named, `${id} --> [*]`] : [named]
  const drawn = regions.flatMap((region, index) => [...(index > 0 ? ['--'] : []), ...drawRegion(drawing, region)])
  return [`${named} {`, ...drawn.map(indent), '}']
}

function drawRegion(drawing: Drawing, { stateField, initial, states }: Region): string[] {
  const { tables } = drawing
  const groups = [...tables.groups.values()]
    .filter(({ key, parent }) => parent === undefined && regionOfGroup(tables, key)?.region.stateField === stateField)
    .map(({ key }) => key)
  return [`[*] --> ${initial}`, ...inside(drawing, states, groups)]
}

function drawGroup(drawing: Drawing, key: string): string[] {
  const { tables, reader, histories } = drawing
  const group = tables.groups.get(key)
  if (!group) return []
  const first = beginsWith(tables, group)
  const states = group.states.flatMap((id) => tables.states.get(id) ?? [])
  const drawn = [
    ...(first === undefined ? [] : [`[*] --> ${nodeOf(first)}`]),
    ...states.flatMap((state) => drawState(drawing, state)),
    ...groupsIn(tables, key).flatMap((inner) => drawGroup(drawing, inner.key)),
    ...histories
      .filter((one) => one.group === key)
      .map((one) => `state "${one.history === 'deep' ? 'H#42;' : 'H'}" as ${nodeOf(one)}`),
  ]
  const label = labelIn(nodeLabel(tables, { group: key }), reader, key)
  return [`state "${mermaidText(label)}" as ${nodeOf({ group: key })} {`, ...drawn.map(indent), '}']
}

function arrows(drawing: Drawing, transition: Transition): string[] {
  const { tables, names, reader } = drawing
  const { from, to, event, auto, label } = transition
  const known = event && tables.events.get(event)
  const said = labelIn(label ?? known?.label, reader, known?.key ?? '')
  const { guard } = wireTransition(transition, names)
  const text = [said, ...(typeof guard === 'string' ? [`[${guard}]`] : [])].filter(Boolean).join(' ')
  const origins =
    from === '*'
      ? tables.flow.states.filter(({ id, kind }) => kind !== 'final' && !(auto && id === to)).map(({ id }) => id)
      : from
  return origins.map((node) => {
    const target = to === null ? nodeOf(node) : nodeOf(to)
    return `${nodeOf(node)} --> ${target}${text ? ` : ${mermaidText(text)}` : ''}`
  })
}

/** Option ids are plain words; hyphens of a group's key are not, in Mermaid. */
function nodeOf(node: OptionId | { readonly group: string; readonly history?: 'shallow' | 'deep' }): string {
  if (typeof node === 'string') return node
  return `${node.history ?? 'group'}_${node.group.replaceAll('_', '__').replaceAll('-', '_h')}`
}

/** Whatever could mean something to Mermaid, to HTML or to Markdown becomes a number: `"` is `#34;`. */
export function mermaidText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[^\p{L}\p{M}\p{N} .,/-]|--+/gu, (found) => [...found].map((one) => `#${one.codePointAt(0)};`).join(''))
}

function indent(line: string): string {
  return `  ${line}`
}
