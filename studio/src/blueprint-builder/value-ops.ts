// Ops that make other values of values: which they are, and how what they bring keeps its temporary ids while a draft is edited.
import { type IdGiver, idGiver, type JsonObject } from '@molde/engine'
import type { WireField, WireOption } from '../api/blueprints-api.ts'
import { firstTemporary, isTemporary } from './edit-blueprint.ts'

/** What the comparison of two definitions finds by itself; everything else must be remembered. */
const found = 'add remove purge rename relabel order meta change options remap rules uniques compute materialise'.split(
  ' ',
)

export function isValueOp({ op, ops }: JsonObject): boolean {
  return op === 'each' ? (ops as readonly JsonObject[]).some(isValueOp) : !found.includes(String(op))
}

/** Bringing something back needs what was published before. */
export const needsHistory = (ops: readonly JsonObject[]): boolean =>
  ops.some(({ op, ops: inner }) =>
    op === 'each'
      ? needsHistory(inner as readonly JsonObject[])
      : ['restore', 'revert', 'purge', 'subtable'].includes(String(op)),
  )

/** The fields whose values an op takes, as it names them. */
export function sourcesOf(op: JsonObject): readonly string[] {
  const { field, fields } = op as { readonly field?: unknown; readonly fields?: readonly string[] }
  if (op['op'] === 'merge') return fields ?? []
  return typeof field === 'string' && op['op'] !== 'restore' && op['direction'] !== 'to-group' ? [field] : []
}

type Field = Omit<WireField, 'id'> & { readonly id?: string }
type Choice = Omit<WireOption, 'id'> & { readonly id?: string }

/** The same op with other fields and choices in the places of those that it brings, which are seen in the order they are read in. */
function withBrought(
  op: JsonObject,
  change: {
    readonly field: (field: Field) => Field
    readonly options: (options: readonly Choice[]) => readonly Choice[]
  },
): JsonObject {
  const json = (value: unknown) => value as JsonObject
  switch (op['op']) {
    case 'add':
      return { ...op, field: json(change.field(op['field'] as unknown as Field)) }
    case 'split':
      return { ...op, into: (op['into'] as unknown as readonly Field[]).map((one) => json(change.field(one))) }
    case 'merge':
      return { ...op, into: json(change.field(op['into'] as unknown as Field)) }
    case 'retype':
      return op['options']
        ? { ...op, options: json(change.options(op['options'] as unknown as readonly Choice[])) }
        : op
    case 'options':
      return op['add'] ? { ...op, add: json(change.options(op['add'] as unknown as readonly Choice[])) } : op
    case 'each':
      return { ...op, ops: (op['ops'] as readonly JsonObject[]).map((inner) => withBrought(inner, change)) }
    default:
      return op
  }
}

/** The fields that an op brings. */
export function broughtBy(op: JsonObject): readonly WireField[] {
  const fields: WireField[] = []
  withBrought(op, {
    field: (field) => {
      fields.push(field as WireField)
      return field
    },
    options: (options) => options,
  })
  return fields
}

/** Gives temporary ids, after those that are taken, to whatever the ops bring. */
export function numberedOps(ops: readonly JsonObject[], taken: readonly string[] = []): JsonObject[] {
  const last = (letter: string) =>
    Math.max(firstTemporary - 1, ...taken.filter((id) => id.startsWith(letter)).map((id) => Number(id.slice(1))))
  const next = idGiver({ f: last('f'), o: last('o') })
  const options = (list: readonly Choice[]) =>
    list.map((one) => ({ ...(typeof one === 'string' ? { key: one as string } : one), id: next.next('o') }))
  const field = (one: Field): Field => {
    const id = next.next('f')
    return {
      ...one,
      id,
      ...(one.options ? { options: options(one.options) as readonly WireOption[] } : {}),
      ...(one.fields ? { fields: one.fields.map((inner) => field(inner) as WireField) } : {}),
    }
  }
  return ops.map((op) => withBrought(op, { field, options }))
}

/** As the API takes them: new fields and choices have no ids yet. */
export function sendableOps(ops: readonly JsonObject[]): JsonObject[] {
  const without = <T extends { readonly id?: string }>({ id, ...rest }: T) =>
    (id === undefined || isTemporary(id) ? rest : { id, ...rest }) as T
  const options = (list: readonly Choice[]) => list.map(without)
  const field = (one: Field): Field => ({
    ...without(one),
    ...(one.options ? { options: options(one.options) as readonly WireOption[] } : {}),
    ...(one.fields ? { fields: one.fields.map((inner) => field(inner) as WireField) } : {}),
  })
  return ops.map((op) => withBrought(op, { field, options }))
}

/** Hands out the ids that stand in the ops, in the order in which they are asked for, and others for whatever is new besides. */
export function prescribedIds(ops: readonly JsonObject[]): IdGiver {
  const waiting: { readonly [letter: string]: string[] } = { f: [], o: [] }
  const options = (list: readonly Choice[]) => {
    waiting['o']?.push(...list.flatMap(({ id }) => id ?? []))
    return list
  }
  const field = (one: Field): Field => {
    if (one.id) waiting['f']?.push(one.id)
    options(one.options ?? [])
    one.fields?.forEach(field)
    return one
  }
  for (const op of ops) withBrought(op, { field, options })
  const start = firstTemporary + 50_000
  const rest = idGiver({ f: start, o: start, r: firstTemporary, u: firstTemporary, p: firstTemporary })
  return {
    ...rest,
    next: (letter) => (waiting[letter]?.shift() as ReturnType<typeof rest.next<typeof letter>>) ?? rest.next(letter),
  }
}

/** The op with the fields it brings as they are by now. */
export function withFieldsOf(op: JsonObject, fields: readonly WireField[]): JsonObject {
  return withBrought(op, {
    field: (one) => fields.find(({ id }) => id === one.id) ?? one,
    options: (options) => options,
  })
}
