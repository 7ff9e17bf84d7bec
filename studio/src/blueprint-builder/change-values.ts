// Changes of values while a definition is edited: one more, one fewer, and everything else that was edited stays.
import { equalJson, type Json, type JsonObject } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Decisions, Definition } from './definition.ts'
import { groundOf, groundwork } from './draft-ops.ts'
import { followRenames } from './follow-renames.ts'
import { broughtBy, isValueOp, numberedOps, sourcesOf } from './value-ops.ts'

/** Throws a MoldeError that says why not. The op may name published fields by id; those it brings have no ids yet. */
export function withValueOp(published: Blueprint, definition: Definition, op: JsonObject): Definition {
  const taken = [...definition.fields, ...(definition.valueOps ?? []).flatMap(broughtBy)].flatMap(idsIn)
  const [numbered] = numberedOps([op], taken)
  return moved(published, definition, [...(definition.valueOps ?? []), ...(numbered ? [numbered] : [])])
}

/** As if it had never been said. Throws a MoldeError where something that came later needs it. */
export function withoutValueOp(published: Blueprint, definition: Definition, at: number): Definition {
  const ops = definition.valueOps ?? []
  return moved(
    published,
    definition,
    ops.filter((_, place) => place !== at),
  )
}

/** Everything is again as in that version, whatever was edited. */
export function revertedTo(published: Blueprint, to: number): Definition {
  const valueOps = [{ op: 'revert', to }]
  const { name } = published
  return { ...groundOf(published, { name, fields: [], rules: [], uniques: [], valueOps }), valueOps }
}

/** The earlier version that the definition returns to, if it does. */
export function backTo({ valueOps = [] }: Definition): number | undefined {
  const revert = valueOps.find(({ op }) => op === 'revert')
  return revert && Number(revert['to'])
}

/** The place among the changes of values of the one that takes this field's values, that brought the field or moves another along it. */
export function valueOpOf({ valueOps = [] }: Definition, field: WireField, published: Blueprint): number {
  const key = published.fields.find(({ id }) => id === field.id)?.key
  return valueOps.findIndex(
    (op) =>
      sourcesOf(op).some((name) => name === field.id || name === key) ||
      broughtBy(op).some(({ id }) => id === field.id) ||
      // The field that moves is not here any more: its link tells.
      (op['op'] === 'moveToRelated' && (op['via'] === field.id || op['via'] === key)) ||
      (bringsBack(op) && op['field'] === field.id),
  )
}

/** A field of an earlier version, by its id. */
const bringsBack = (op: JsonObject) => op['op'] === 'restore' || op['direction'] === 'to-group'

export function withDecision<Name extends keyof Decisions>(
  definition: Definition,
  name: Name,
  field: string,
  value: NonNullable<Decisions[Name]>[string] | undefined,
): Definition {
  const { [field]: _, ...others } = (definition.decisions?.[name] ?? {}) as Record<string, unknown>
  const all = value === undefined ? others : { ...others, [field]: value }
  return { ...definition, decisions: { ...definition.decisions, [name]: all } }
}

function idsIn({ id, options = [], fields = [] }: WireField): string[] {
  return [id, ...options.map((option) => option.id), ...fields.flatMap(idsIn)]
}

function moved(published: Blueprint, definition: Definition, valueOps: readonly JsonObject[]): Definition {
  const { valueOps: _, ...rest } = definition
  const next: Definition = valueOps.length > 0 ? { ...rest, valueOps } : rest
  const after = groundOf(published, next)
  return rebased(next, beforeOf(published, definition), after)
}

/** With what only had to let go of a field: it was taken away by hand, so it does not come back by itself. */
function beforeOf(published: Blueprint, definition: Definition): Definition {
  const { ops, ground } = groundwork(published, definition)
  const loosening = ops.slice(0, ops.findIndex(isValueOp))
  const rules = loosening.flatMap((op) => (op['op'] === 'rules' ? (op['remove'] as readonly string[]) : []))
  const uniques = loosening.flatMap((op) =>
    op['op'] === 'uniques' ? (op['remove'] as readonly (readonly string[])[]) : [],
  )
  const idOf = (key: string) => published.fields.find((field) => field.key === key)?.id ?? key
  return {
    ...ground,
    rules: [...ground.rules, ...published.rules.filter(({ id }) => rules.includes(id))],
    // By ids: the field may be gone from it.
    uniques: [...ground.uniques, ...uniques.map((unique) => unique.map(idOf))],
  }
}

/** `edited` was made of `before`; the same edits made of `after`. */
function rebased(edited: Definition, before: Definition, after: Definition): Definition {
  const fields = joined(edited.fields, before.fields, after.fields, changedField)
  const rules = joined(edited.rules, before.rules, after.rules, (_, __, now) => now)
  const uniques = same(uniquesById(before), uniquesById(after)) ? edited.uniques : keyed(after, fields)
  const titleField = titleOf(edited, before, after, fields)
  const { titleField: _, ...rest } = edited
  const about = (['label', 'icon'] as const).filter((name) => !same(before[name], after[name]))
  const next: Definition = {
    ...rest,
    ...Object.fromEntries(about.map((name) => [name, after[name]])),
    ...(titleField === undefined ? {} : { titleField }),
    fields,
    rules,
    uniques,
  }
  // What came from the engine says the names of before.
  return followRenames({ fields: after.fields }, next)
}

interface Numbered {
  readonly id: string
}

/** What is new comes after what it stands behind; what is gone is gone; what was taken away by hand stays away. */
function joined<T extends Numbered>(
  edited: readonly T[],
  before: readonly T[],
  after: readonly T[],
  change: (edited: T, before: T, after: T) => T,
): readonly T[] {
  const find = (list: readonly T[], id: string) => list.find((one) => one.id === id)
  const kept = edited.flatMap((one) => {
    const [was, is] = [find(before, one.id), find(after, one.id)]
    if (!is) return was ? [] : [one]
    return !was || same(was, is) ? [one] : [change(one, was, is)]
  })
  return after.reduce<readonly T[]>((list, one, at) => {
    if (find(list, one.id) || find(before, one.id)) return list
    const behind = after.slice(0, at).findLast(({ id }) => find(list, id))
    const place = list.findIndex(({ id }) => id === behind?.id) + 1
    return [...list.slice(0, place), one, ...list.slice(place)]
  }, kept)
}

/** As the engine has it by now, with whatever else was edited of it. */
function changedField(edited: WireField, before: WireField, after: WireField): WireField {
  const names = [...new Set([...Object.keys(edited), ...Object.keys(before)])] as (keyof WireField)[]
  const own = names.filter(
    (name) => name !== 'type' && !same(edited[name], before[name]) && same(before[name], after[name]),
  )
  const all = {
    ...after,
    ...Object.fromEntries(own.map((name) => [name, edited[name]])),
    ...columnsOf(edited, before, after),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as WireField
}

/** The columns of a list of rows are joined as fields are. */
function columnsOf(edited: WireField, before: WireField, after: WireField): Pick<WireField, 'fields'> {
  if (!edited.fields || !before.fields || !after.fields) return {}
  return { fields: joined(edited.fields, before.fields, after.fields, changedField) }
}

function uniquesById({ fields, uniques }: Definition): string[] {
  return uniques
    .map((unique) => unique.map((key) => fields.find((field) => field.key === key)?.id ?? key).join())
    .sort()
}

function keyed({ fields, uniques }: Definition, now: readonly WireField[]): Definition['uniques'] {
  const keyOf = (key: string) => {
    const id = fields.find((field) => field.key === key)?.id
    return now.find((field) => field.id === id)?.key
  }
  return uniques.map((unique) => unique.flatMap((key) => keyOf(key) ?? []))
}

function titleOf(edited: Definition, before: Definition, after: Definition, fields: readonly WireField[]) {
  const idOf = (definition: Definition) => definition.fields.find(({ key }) => key === definition.titleField)?.id
  const isOwn = idOf(edited) !== idOf(before)
  const id = isOwn ? idOf(edited) : idOf(after)
  return fields.find((field) => field.id === id)?.key
}

const same = (a: unknown, b: unknown) => equalJson((a ?? null) as Json, (b ?? null) as Json)
