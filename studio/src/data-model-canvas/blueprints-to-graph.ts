// Kinds of record as the nodes and edges of a canvas; a pure mapping, so that it can be tested without a browser.
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import type { Named } from '../text/use-field-name.ts'
import type { ModelKind } from './model-kind.ts'
import { heightOf, type Lane, nodeWidth, type Places, rowMiddle, shownFields } from './node-geometry.ts'
import { inReadingOrder } from './reading-order.ts'

export interface FieldRow {
  readonly id: string
  readonly label: string
  readonly type: FieldType
  readonly required: boolean
  readonly isNew: boolean
  /** A relation to a kind of record that is not here: it lies in the trash. */
  readonly lost: boolean
}

export interface KindNodeData extends Record<string, unknown> {
  readonly label: string
  readonly icon: string | undefined
  readonly version: number
  readonly changes: number
  readonly rows: readonly FieldRow[]
  /** Fields that are not shown. */
  readonly more: number
}

export interface RelationEdgeData extends Record<string, unknown> {
  readonly field: string
  readonly label: string
  readonly many: boolean
  readonly isNew: boolean
  /** Among the relations of its kind. */
  readonly lane: Lane
  /** From the top of the node to the middle of the row the line begins at. */
  readonly row: number
}

export interface KindGraphNode {
  readonly id: string
  readonly position: { readonly x: number; readonly y: number }
  readonly width: number
  readonly height: number
  readonly data: KindNodeData
}

export interface RelationGraphEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly data: RelationEdgeData
}

/** What is drawn for a kind that has not changed is the same object again: React then leaves it alone. */
export type Drawn = WeakMap<ModelKind, KindNodeData>

export interface GraphRequest {
  readonly kinds: readonly ModelKind[]
  readonly places: Places
  readonly nameOf: (named: Named) => string
  /** One for as long as `nameOf` says the same words. */
  readonly drawn?: Drawn
}

export function blueprintsToGraph({ kinds, places, nameOf, drawn = new WeakMap() }: GraphRequest): {
  readonly nodes: readonly KindGraphNode[]
  readonly edges: readonly RelationGraphEdge[]
} {
  const known = new Set(kinds.map((kind) => kind.name))
  return {
    nodes: inReadingOrder(kinds, places).map((kind) => ({
      id: kind.name,
      position: places[kind.name] ?? { x: 0, y: 0 },
      width: nodeWidth,
      height: heightOf(kind),
      data: dataOf(kind, known, nameOf, drawn),
    })),
    edges: kinds.flatMap((kind) => edgesOf(kind, known, nameOf)),
  }
}

/** Every relation of a field: its own, or those of a repeated group's fields. */
export function relationsOf(field: WireField): readonly WireField[] {
  if (field.type === 'relation' && field.blueprint !== undefined) return [field]
  return (field.fields ?? []).flatMap(relationsOf)
}

function dataOf(kind: ModelKind, known: ReadonlySet<string>, nameOf: GraphRequest['nameOf'], drawn: Drawn) {
  const isLost = (field: WireField) => relationsOf(field).some((one) => !known.has(one.blueprint ?? ''))
  const rows = kind.fields.slice(0, shownFields(kind)).map((field) => ({
    id: field.id,
    label: nameOf(field),
    type: field.type,
    required: field.required === true,
    isNew: kind.unpublished.includes(field.id),
    lost: isLost(field),
  }))
  const before = drawn.get(kind)
  // Whether a relation is lost depends on the others; everything else on the kind alone.
  if (before && rows.every((row, at) => row.lost === before.rows[at]?.lost)) return before
  const data: KindNodeData = {
    label: nameOf({ key: kind.name, label: kind.label }),
    icon: kind.icon,
    version: kind.version,
    changes: kind.changes,
    rows,
    more: kind.fields.length - rows.length,
  }
  drawn.set(kind, data)
  return data
}

function edgesOf(
  kind: ModelKind,
  known: ReadonlySet<string>,
  nameOf: GraphRequest['nameOf'],
): readonly RelationGraphEdge[] {
  const shown = shownFields(kind)
  const relations = kind.fields.flatMap((field, row) =>
    relationsOf(field)
      .filter((relation) => known.has(relation.blueprint ?? ''))
      .map((relation) => ({ field, row, relation })),
  )
  return relations.map(({ field, row, relation }, at) => ({
    id: relation === field ? `${kind.name}:${field.id}` : `${kind.name}:${field.id}:${relation.id}`,
    source: kind.name,
    target: relation.blueprint ?? '',
    data: {
      field: field.id,
      label: relation === field ? nameOf(field) : `${nameOf(field)} › ${nameOf(relation)}`,
      many: relation.many === true || relation !== field,
      isNew: kind.unpublished.includes(field.id),
      lane: { at, of: relations.length },
      // What is not shown leaves from the row that counts it.
      row: rowMiddle(kind, Math.min(row, shown)),
    },
  }))
}
