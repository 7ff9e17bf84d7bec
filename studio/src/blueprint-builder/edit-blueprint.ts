// What the builder does to a definition, as pure functions. A field that is not published yet has a temporary id of its own.
import type { FieldType, WireField, WireRule } from '../api/blueprints-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import type { Label } from '../text/say-label.ts'

/** The part of a blueprint that is edited here. */
export interface Definition {
  readonly name: string
  readonly label?: Label
  readonly icon?: string
  readonly titleField?: string | null
  readonly fields: readonly WireField[]
  readonly rules: readonly WireRule[]
  readonly uniques: readonly (readonly string[])[]
}

/** Ids of the server count up from 1; temporary ones start far above, and are left out of what is sent. */
const firstTemporary = 900_000

export const isTemporary = (id: string) => Number(id.slice(1)) >= firstTemporary

export function nextTemporaryId(letter: 'f' | 'o' | 'r', taken: readonly string[]): string {
  const highest = Math.max(
    firstTemporary - 1,
    ...taken.filter((id) => id.startsWith(letter)).map((id) => Number(id.slice(1))),
  )
  return `${letter}${highest + 1}`
}

/** Gives a new kind of record its name; links to itself follow. */
export function withName(definition: Definition, name: string): Definition {
  const renamed = (field: WireField) => (field.blueprint === definition.name ? { ...field, blueprint: name } : field)
  return { ...definition, name, fields: definition.fields.map(renamed) }
}

/** `target` is what a link leads to; without it the field links to records of its own kind. */
export function withField(definition: Definition, type: FieldType, label: string, target?: string): Definition {
  const id = nextTemporaryId(
    'f',
    definition.fields.map((field) => field.id),
  )
  const field: WireField = {
    id,
    key: freeName(keyOf(label, 'field'), keysOf(definition)),
    label,
    type,
    ...startOf(type, target ?? definition.name),
  }
  const titleField = definition.titleField ?? (type === 'text' ? field.key : undefined)
  return { ...definition, fields: [...definition.fields, field], ...(titleField ? { titleField } : {}) }
}

/** What a new field of a type begins with, so that it is legal at once. */
function startOf(type: FieldType, target: string): Partial<WireField> {
  if (type === 'enum' || type === 'tags')
    return {
      options: [
        { id: 'o900000', key: 'A', label: 'A' },
        { id: 'o900001', key: 'B', label: 'B' },
      ],
    }
  if (type === 'relation') return { blueprint: target }
  if (type === 'list') return { of: 'text' }
  return {}
}

export function changeField(definition: Definition, id: string, change: Partial<WireField>): Definition {
  const before = definition.fields.find((field) => field.id === id)
  if (!before) return definition
  const after = present({ ...before, ...change })
  const renamed = before.key === after.key ? definition : renameUses(definition, before.key, after.key)
  return { ...renamed, fields: definition.fields.map((field) => (field.id === id ? after : field)) }
}

/** A new field is simply forgotten; the server decides what happens to a published one. */
export function withoutField(definition: Definition, id: string): Definition {
  const gone = definition.fields.find((field) => field.id === id)
  const { titleField, ...rest } = definition
  return {
    ...rest,
    ...(titleField && titleField !== gone?.key ? { titleField } : {}),
    fields: definition.fields.filter((field) => field.id !== id),
    uniques: definition.uniques.filter((unique) => !gone || !unique.includes(gone.key)),
  }
}

export function moveField(definition: Definition, id: string, by: -1 | 1): Definition {
  const fields = [...definition.fields]
  const at = fields.findIndex((field) => field.id === id)
  const [field] = fields.splice(at, 1)
  if (!field) return definition
  fields.splice(Math.max(0, at + by), 0, field)
  return { ...definition, fields }
}

const keysOf = ({ fields }: Definition) => new Set(fields.map((field) => field.key))

function renameUses(definition: Definition, from: string, to: string): Definition {
  const { titleField } = definition
  return {
    ...definition,
    ...(titleField === from ? { titleField: to } : {}),
    uniques: definition.uniques.map((unique) => unique.map((key) => (key === from ? to : key))),
  }
}

/** Without members that are undefined or empty text, so that nothing empty is sent. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== '')) as T
}
