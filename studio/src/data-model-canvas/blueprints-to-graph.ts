// Kinds of record as the nodes and edges of a canvas; a pure mapping, so that it can be tested without a browser.
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import type { Named } from '../text/use-field-name.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import {
  headerHeight,
  heightOf,
  type Lane,
  nodeWidth,
  type Places,
  rowMiddle,
  shownFields,
  wordsHeight,
} from './node-geometry.ts'
import { inReadingOrder } from './reading-order.ts'
import type { Point } from './route-line.ts'

export interface FieldRow {
  readonly id: string
  readonly label: string
  readonly type: FieldType
  readonly required: boolean
  readonly isNew: boolean
  /** A relation to a kind of record that is not here: it lies in the trash. */
  readonly lost: boolean
  /** Those that begin here: several of a repeated group with several relations. */
  readonly lines: readonly RowLine[]
}

/** A line as its row knows it, so that it can be reached from there. */
export interface RowLine {
  /** That of the edge. */
  readonly id: string
  readonly label: string
  /** The words of the kind it leads to. */
  readonly target: string
  readonly targetName: string
  readonly many: boolean
}

export interface BlueprintNodeData extends Record<string, unknown> {
  readonly label: string
  readonly icon: string | undefined
  readonly version: number
  readonly changes: number
  readonly rows: readonly FieldRow[]
  /** Fields that are only counted, in one last row. */
  readonly hidden: readonly FieldRow[]
}

export interface RelationEdgeData extends Record<string, unknown> {
  readonly field: string
  readonly label: string
  readonly targetLabel: string
  readonly sourceLabel: string
  readonly many: boolean
  readonly isNew: boolean
  /** It is the field itself that leads there, and not a part of a repeated group. */
  readonly isOwn: boolean
  /** Among the relations of its blueprint. */
  readonly lane: Lane
  /** From the top of the node to the middle of the row the line begins at. */
  readonly row: number
  /** From the top of the node to the middle of the words, of a line that leads back to its own card. */
  readonly words: number
  /** Round other cards, as long as both ends lie where they lie; see `settleLines`. */
  readonly way?: readonly Point[]
  /** The keyboard is on it, or its field is open. */
  readonly lit?: boolean
}

export interface BlueprintGraphNode {
  readonly id: string
  readonly position: { readonly x: number; readonly y: number }
  readonly width: number
  readonly height: number
  readonly data: BlueprintNodeData
}

export interface RelationGraphEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly data: RelationEdgeData
}

/** What is drawn for a blueprint that has not changed is the same object again: React then leaves it alone. */
export type Drawn = WeakMap<DrawnBlueprint, BlueprintNodeData>

export interface GraphRequest {
  readonly blueprints: readonly DrawnBlueprint[]
  readonly places: Places
  readonly nameOf: (named: Named) => string
  /** One for as long as `nameOf` says the same words. */
  readonly drawn?: Drawn
}

export function blueprintsToGraph({ blueprints, places, nameOf, drawn = new WeakMap() }: GraphRequest): {
  readonly nodes: readonly BlueprintGraphNode[]
  readonly edges: readonly RelationGraphEdge[]
} {
  const known = new Map(blueprints.map(({ name, label }) => [name, nameOf({ key: name, label })]))
  return {
    nodes: inReadingOrder(blueprints, places).map((blueprint) => ({
      id: blueprint.name,
      position: places[blueprint.name] ?? { x: 0, y: 0 },
      width: nodeWidth,
      height: heightOf(blueprint),
      data: dataOf(blueprint, known, nameOf, drawn),
    })),
    edges: blueprints.flatMap((blueprint) => edgesOf(blueprint, known, nameOf)),
  }
}

/** Every relation of a field: its own, or those of a repeated group's fields. */
export function relationsOf(field: WireField): readonly WireField[] {
  if (field.type === 'relation' && field.blueprint !== undefined) return [field]
  return (field.fields ?? []).flatMap(relationsOf)
}

/** By name, what each is called. */
type KnownKinds = ReadonlyMap<string, string>

function dataOf(blueprint: DrawnBlueprint, known: KnownKinds, nameOf: GraphRequest['nameOf'], drawn: Drawn) {
  const before = drawn.get(blueprint)
  // What its relations lead to depends on the others; everything else on the blueprint alone.
  const rowsBefore = before && [...before.rows, ...before.hidden]
  if (before && rowsBefore?.every((row, at) => leadsAsBefore(row, blueprint.fields[at], known))) return before
  const rows = blueprint.fields.map((field) => rowOf(blueprint, field, known, nameOf))
  const shown = shownFields(blueprint)
  const data: BlueprintNodeData = {
    label: nameOf({ key: blueprint.name, label: blueprint.label }),
    icon: blueprint.icon,
    version: blueprint.version,
    changes: blueprint.changes,
    rows: rows.slice(0, shown),
    hidden: rows.slice(shown),
  }
  drawn.set(blueprint, data)
  return data
}

function rowOf(
  blueprint: DrawnBlueprint,
  field: WireField,
  known: KnownKinds,
  nameOf: GraphRequest['nameOf'],
): FieldRow {
  return {
    id: field.id,
    label: nameOf(field),
    type: field.type,
    required: field.required === true,
    isNew: blueprint.unpublished.includes(field.id),
    lost: isLost(field, known),
    lines: relationsOf(field).flatMap((relation) => {
      const { blueprint: targetName = '' } = relation
      const target = known.get(targetName)
      if (target === undefined) return []
      return [{ id: lineId(blueprint, field, relation), ...wordsOfLine(field, relation, nameOf), target, targetName }]
    }),
  }
}

function leadsAsBefore({ lines, lost }: FieldRow, field: WireField | undefined, known: KnownKinds): boolean {
  if (lines.some(({ target, targetName }) => known.get(targetName) !== target)) return false
  return field !== undefined && isLost(field, known) === lost
}

const isLost = (field: WireField, known: KnownKinds) =>
  relationsOf(field).some(({ blueprint = '' }) => !known.has(blueprint))

const lineId = (blueprint: DrawnBlueprint, field: WireField, relation: WireField) =>
  relation === field ? `${blueprint.name}:${field.id}` : `${blueprint.name}:${field.id}:${relation.id}`

const wordsOfLine = (field: WireField, relation: WireField, nameOf: GraphRequest['nameOf']) => ({
  label: relation === field ? nameOf(field) : `${nameOf(field)} › ${nameOf(relation)}`,
  many: relation.many === true || relation !== field,
})

function edgesOf(
  blueprint: DrawnBlueprint,
  known: KnownKinds,
  nameOf: GraphRequest['nameOf'],
): readonly RelationGraphEdge[] {
  const shown = shownFields(blueprint)
  const relations = blueprint.fields.flatMap((field, row) =>
    relationsOf(field)
      .filter((relation) => known.has(relation.blueprint ?? ''))
      .map((relation) => ({ field, row, relation })),
  )
  const drawnAt = (row: number) => Math.min(row, shown)
  const words = wordsOfOwn(
    relations.map(({ row, relation }) =>
      relation.blueprint === blueprint.name ? rowMiddle(blueprint, drawnAt(row)) : undefined,
    ),
  )
  return relations.map(({ field, row, relation }, at) => ({
    id: lineId(blueprint, field, relation),
    source: blueprint.name,
    target: relation.blueprint ?? '',
    data: {
      field: field.id,
      ...wordsOfLine(field, relation, nameOf),
      sourceLabel: known.get(blueprint.name) ?? '',
      targetLabel: known.get(relation.blueprint ?? '') ?? '',
      isOwn: relation === field,
      isNew: blueprint.unpublished.includes(field.id),
      lane: { at, of: relations.length },
      // What is not shown leaves from the row that counts it.
      row: rowMiddle(blueprint, drawnAt(row)),
      words: words[at] ?? 0,
    },
  }))
}

/**
 * Lines of a card to itself run upwards at its right, the later ones further out. Each has its words on its own upright piece: the last
 * one at its row, those before it above that, so that none lies on another.
 */
function wordsOfOwn(rows: readonly (number | undefined)[]): readonly (number | undefined)[] {
  let free = Number.POSITIVE_INFINITY
  return rows
    .toReversed()
    .map((row) => {
      if (row === undefined) return undefined
      const at = Math.max(headerHeight / 2, Math.min(row, free))
      free = at - wordsHeight
      return at
    })
    .toReversed()
}
