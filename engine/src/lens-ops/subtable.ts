// Rows of a repeating group become records of a blueprint of their own, each with a link to the record it was in; and back.
import type { SubtableOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef, Label } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { keyOf, wireBlueprint } from '../blueprint/wire-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { type FieldId, idGiver } from '../ids.ts'
import { equalJson, type Json, type JsonObject } from '../json.ts'
import { type Edge, reversed, type Step, stepOf } from '../lens/crossing.ts'
import type { Lens } from '../lens/lens.ts'
import { opOf, type SubtableGroupOp } from '../lens/op.ts'
import { fieldOf, type OpKind, type OpPlace, report, withoutField } from '../lens/op-kind.ts'
import type { OpTools } from '../lens/op-tools.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'
import { calledOf } from './link-target.ts'
import { asItComesBack } from './restore.ts'

export function subtableWith(tools: OpTools): OpKind<SubtableOp, SubtableGroupOp> {
  return {
    check(wire, place) {
      if (place.outer) return report(place, ['op'], 'not-inside-group', { op: 'subtable' })
      return wire.direction === 'to-group' ? toGroup(tools, wire, place) : toBlueprint(tools, wire, place)
    },
    onVersion: (version, { direction, group }) =>
      direction === 'to-blueprint' ? withoutField(version, group.id) : withGroup(version, group),
    describe({ direction, group, called, link }, before) {
      const params = { label: calledBy(group), blueprint: called, link: calledBy(link), parent: calledOf(before) }
      return direction === 'to-blueprint'
        ? [
            { code: 'rows-to-records', params },
            { code: 'records-have-rights', params },
          ]
        : [
            { code: 'records-to-rows', params },
            { code: 'records-kept', params },
          ]
    },
    toWire: ({ direction, group, blueprint, label, link }, before) => ({
      field: direction === 'to-blueprint' ? keyOf(before, group.id) : group.key,
      ...{ blueprint, parent: link.key, direction },
      ...(label !== undefined && direction === 'to-blueprint' && { label }),
    }),
    steps: (op) => [stepIn(op)],
  }
}

function stepIn({ direction, map, group, blueprint, link }: SubtableGroupOp): Step {
  const fields = (group.fields ?? []).map(({ id }) => id)
  const lens: Lens = {
    from: [group.id],
    to: [],
    forward: () => [],
    backward: () => [null],
    elsewhere: { blueprint, link: link.id, fields },
  }
  const edge: Edge = { name: map, lens, isReversed: false }
  return stepOf(direction === 'to-blueprint' ? edge : reversed(edge))
}

/**
 * The blueprint that the rows become, as it is sent to be made: the link first, then the fields of the group with the ids that they
 * have, so that a row and its record hold the same under the same names.
 */
export function blueprintOfRows({ group, blueprint, label = group.label, link }: SubtableGroupOp): JsonObject {
  const fields = [link, ...(group.fields ?? [])]
  const title = (group.fields ?? []).find(({ type, many }) => type === 'text' && !many)
  return wireBlueprint({
    ...{ name: blueprint, version: 1, fields, rules: [], uniques: [], reserved: [] },
    ...(label !== undefined && { label }),
    ...(title && { titleField: title.id }),
  })
}

/** Is it made by this op, rather than used again? */
export function makesBlueprint({ direction, id, map }: SubtableGroupOp): boolean {
  return direction === 'to-blueprint' && id === map
}

function toBlueprint(tools: OpTools, wire: SubtableOp, place: OpPlace): SubtableGroupOp | undefined {
  const group = fieldOf(wire.field, place)
  if (!group) return undefined
  if (!group.fields) return report(place, ['field'], 'not-a-group', { label: calledBy(group) })
  if (place.version.fields.length === 1) return report(place, ['field'], 'last-field', { label: calledBy(group) })
  const faults = place.reading.issues.length
  const nested = group.fields.find(({ fields }) => fields)
  if (nested) report(place, ['field'], 'group-in-group', { label: calledBy(group), inner: calledBy(nested) })
  refuseUses(usesAt(place, group.id), group, place)
  const again = madeOf(tools, wire, group, place)
  const isTaken = wire.blueprint === place.version.name || place.blueprintNamed?.(wire.blueprint) !== undefined
  if (isTaken && !again) report(place, ['blueprint'], 'blueprint-taken', { name: wire.blueprint })
  if (place.reading.issues.length > faults) return undefined
  const op: SubtableGroupOp = again
    ? { ...again, id: place.id, group }
    : {
        ...{ id: place.id, op: 'subtable', direction: 'to-blueprint', map: place.id, group },
        ...{ blueprint: wire.blueprint, called: wire.label ?? group.label ?? wire.blueprint },
        ...{ ...(wire.label !== undefined && { label: wire.label }), link: linkTo(wire, group, place) },
      }
  if (!again && place.reading.issues.length === faults) refuseBlueprint(op, place)
  return place.reading.issues.length > faults ? undefined : op
}

/** The op that made these rows records before, if records were turned back into them since and they can be the same records again. */
function madeOf(tools: OpTools, wire: SubtableOp, group: FieldDef, place: OpPlace): SubtableGroupOp | undefined {
  const known = place.opsBefore.findLast(
    (op) => op.op === 'subtable' && op['blueprint'] === wire.blueprint && makesBlueprint(opOf(op) as SubtableGroupOp),
  )
  const made = known && (opOf(known) as SubtableGroupOp)
  if (!made || made.group.id !== group.id || made.link.key !== wire.parent) return undefined
  if (isOpen(tools, made, place)) return undefined
  const inside = ({ fields }: FieldDef) => (fields ?? []) as unknown as Json
  return equalJson(inside(made.group), inside(group)) ? made : undefined
}

function isOpen(tools: OpTools, { map }: SubtableGroupOp, { opsBefore }: OpPlace): boolean {
  const last = opsBefore.flatMap(tools.stepsOf).findLast(({ edge }) => edge.name === map)
  return last !== undefined && !last.edge.isReversed
}

/** Beside the ids of the group, which the new blueprint takes over. */
function linkTo({ parent }: SubtableOp, group: FieldDef, place: OpPlace): FieldDef {
  if (group.fields?.some(({ key }) => key === parent)) report(place, ['parent'], 'given-twice', { name: parent })
  const ids = idGiver({})
  for (const { id } of group.fields ?? []) ids.keep(id)
  const { name } = place.version
  const link = { id: ids.next('f'), key: parent, type: 'relation', blueprint: name, required: true } as const
  return { ...link, label: calledOf(place.version) }
}

function refuseBlueprint(op: SubtableGroupOp, place: OpPlace): void {
  try {
    newBlueprint(blueprintOfRows(op), idGiver({}))
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    const path = [...place.path, 'blueprint']
    place.reading.issues.push(...refused.issues.map((fault) => ({ ...fault, path })))
  }
}

function toGroup(tools: OpTools, wire: SubtableOp, place: OpPlace): SubtableGroupOp | undefined {
  const { version, opsBefore } = place
  const made = opsBefore
    .flatMap((op) => (op.op === 'subtable' ? [opOf(op) as SubtableGroupOp] : []))
    .findLast(
      ({ blueprint, link, group, direction }) =>
        direction === 'to-blueprint' &&
        blueprint === wire.blueprint &&
        [link.key, link.id].includes(wire.parent as FieldId) &&
        [group.key, group.id].includes(wire.field as FieldId),
    )
  if (!made || !isOpen(tools, made, place))
    return report(place, ['blueprint'], 'no-rows-there', { name: wire.blueprint, label: wire.field })
  if (version.fields.some(({ key }) => key === made.group.key))
    return report(place, ['field'], 'given-twice', { name: made.group.key })
  const group = asItComesBack(made.group, place)
  return { ...made, id: place.id, direction: 'to-group', group }
}

function withGroup(version: BlueprintVersion, group: FieldDef): BlueprintVersion {
  const reserved = version.reserved.filter((id) => id !== group.id)
  return { ...version, fields: [...version.fields, group], reserved }
}

function calledBy({ label, key }: FieldDef): Label {
  return label ?? key
}
