// What the builder does to a definition, as pure functions. A field that is not published yet has a temporary id of its own.
import type { FieldType, WireField, WireOption } from '../api/blueprints-api.ts'
import { type FieldKind, kindOfField } from '../field-value/kind-of-field.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { withLanguage } from '../text/with-language.ts'
import { computedStart } from './computed-start.ts'
import type { Definition } from './definition.ts'
import { followRenames } from './follow-renames.ts'

export type { Definition } from './definition.ts'

/** Ids of the server count up from 1; temporary ones start far above, and are left out of what is sent. */
export const firstTemporary = 900_000

export const isTemporary = (id: string) => Number(id.slice(1)) >= firstTemporary

export function nextTemporaryId(letter: 'f' | 'o' | 'r', taken: readonly string[]): string {
  const highest = Math.max(
    firstTemporary - 1,
    ...taken.filter((id) => id.startsWith(letter)).map((id) => Number(id.slice(1))),
  )
  return `${letter}${highest + 1}`
}

const idsIn = (fields: readonly WireField[]): readonly string[] =>
  fields.flatMap((field) => [field.id, ...idsIn(field.fields ?? [])])

/** Columns of groups count, too: the engine gives all fields of a kind ids of one series. */
function nextFieldId({ fields }: Definition): string {
  return nextTemporaryId('f', idsIn(fields))
}

/** Gives a new kind of record its name; links to itself follow. */
export function withName(definition: Definition, name: string): Definition {
  const renamed = (field: WireField) => (field.blueprint === definition.name ? { ...field, blueprint: name } : field)
  return { ...definition, name, fields: definition.fields.map(renamed) }
}

export interface FieldStart {
  /** What a link leads to; without it, to records of its own kind. */
  readonly target?: string | undefined
  /** Words of the choices: without any, a choice field is not legal yet. */
  readonly choices?: readonly string[] | undefined
  /** Words of the first column of rows: without any column, they are not legal. */
  readonly column?: string | undefined
}

export function withField(definition: Definition, type: FieldKind, label: string, start: FieldStart = {}): Definition {
  const field: WireField = {
    id: nextFieldId(definition),
    key: freeName(keyOf(label, 'field'), keysOf(definition)),
    label: withLanguage(undefined, label),
    ...startOf(type, start, definition),
  }
  const titleField = definition.titleField ?? (type === 'text' ? field.key : undefined)
  return { ...definition, fields: [...definition.fields, field], ...(titleField ? { titleField } : {}) }
}

/** One after the other: keys stay free of each other. */
export function withFields(
  definition: Definition,
  fields: readonly { readonly type: FieldKind; readonly label: string; readonly start: FieldStart }[],
): Definition {
  return fields.reduce((now, { type, label, start }) => withField(now, type, label, start), definition)
}

/** What a field begins with, so that it is legal at once. */
function startOf(
  kind: FieldKind,
  start: FieldStart,
  definition: Definition,
): Partial<WireField> & Pick<WireField, 'type'> {
  if (kind === 'rows') return { type: 'list', fields: [firstColumn(start, definition)] }
  const { target, choices = [] } = start
  const computed = computedStart(kind, definition)
  if (computed) return { type: 'json', readOnly: true, computed }
  if (hasChoices(kind)) return { type: kind, options: choices.reduce<readonly WireOption[]>(withOption, []) }
  if (kind === 'relation') return { type: kind, blueprint: target ?? definition.name }
  if (kind === 'list') return { type: kind, of: 'text' }
  return { type: kind }
}

/** Its id is the one after that of the field itself. */
function firstColumn({ column = '' }: FieldStart, { fields }: Definition): WireField {
  const taken = idsIn(fields)
  const id = nextTemporaryId('f', [...taken, nextTemporaryId('f', taken)])
  return { id, key: keyOf(column, 'field'), label: withLanguage(undefined, column), type: 'text' }
}

export const hasChoices = (kind: FieldKind): kind is 'enum' | 'tags' => kind === 'enum' || kind === 'tags'

export function withOption(options: readonly WireOption[], label: string): readonly WireOption[] {
  const id = nextTemporaryId(
    'o',
    options.map((option) => option.id),
  )
  return [...options, { id, key: optionKey(label, options), label: withLanguage(undefined, label) }]
}

/** What a program calls it: the words in capitals, as a constant. */
export function optionKey(label: string, others: readonly WireOption[]): string {
  return freeName(keyOf(label, 'option').toUpperCase(), new Set(others.map((option) => option.key)))
}

/** What suits every type, and so stays when a field that nobody uses yet becomes one of another type. */
const stays = ['id', 'key', 'label', 'help', 'required', 'readOnly', 'quickFilter', 'showWhen'] as const

export function retypeField(definition: Definition, id: string, type: FieldKind, start: FieldStart = {}): Definition {
  const fields = definition.fields.map((field) => {
    if (field.id !== id || kindOfField(field) === type) return field
    const kept = Object.fromEntries(stays.flatMap((name) => (field[name] === undefined ? [] : [[name, field[name]]])))
    const begun =
      field.options && hasChoices(type) ? { type, options: field.options } : startOf(type, start, definition)
    const { required, readOnly, ...words } = kept as unknown as WireField
    // Nobody fills in what is worked out; what nobody filled in because it was is filled in from now on.
    const flags = begun.computed || field.computed ? {} : { required, readOnly }
    return present({ ...words, ...flags, ...begun } as WireField)
  })
  const changed = fields.find((field) => field.id === id)
  const { titleField, ...rest } = definition
  const namesStill = titleField !== changed?.key || (changed && titleTypes.includes(changed.type))
  return { ...rest, ...(titleField && namesStill ? { titleField } : {}), fields }
}

/** Of which a record's title can be taken. */
export const titleTypes: readonly FieldType[] = ['text', 'longText', 'email', 'phone', 'url']

export function changeField(definition: Definition, id: string, change: Partial<WireField>): Definition {
  const before = definition.fields.find((field) => field.id === id)
  if (!before) return definition
  const after = withoutLostDefault(before, asked(present({ ...before, ...change })))
  const renamed = before.key === after.key ? definition : renameUses(definition, before.key, after.key)
  const fields = definition.fields.map((field) => (field.id === id ? after : field))
  return followRenames(definition, { ...renamed, fields })
}

/** Nobody is asked for what may stay empty. */
function asked({ askOnEdit, ...field }: WireField): WireField {
  return askOnEdit && field.required ? { ...field, askOnEdit } : field
}

/** A choice that is gone, or no longer offered, is not what new records start with. */
function withoutLostDefault(before: WireField, after: WireField): WireField {
  const { default: standing, ...rest } = after
  const was = before.options?.find(({ key }) => key === standing)
  const is = after.options?.find(({ id }) => id === was?.id)
  return was && (!is || is.retired) ? rest : after
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

/** A new field with other settings in its place; for a published one of which no record has a value, so that nothing is lost. */
export function replacedField(definition: Definition, id: string, change: Partial<WireField>): Definition {
  const next = nextFieldId(definition)
  const fields = definition.fields.map((field) =>
    field.id === id ? present({ ...field, ...change, id: next }) : field,
  )
  return { ...definition, fields }
}

/** Records that have the choice get the other one, or none. Choices that were to become it become that, too. */
export function withoutOption(definition: Definition, id: string, option: string, target: string | null): Definition {
  const field = definition.fields.find((one) => one.id === id)
  const options = field?.options?.filter((one) => one.id !== option)
  if (!options) return definition
  const { remaps } = definition.decisions ?? {}
  const map = Object.entries(remaps?.[id] ?? {}).map(([gone, to]) => [gone, to === option ? target : to])
  return {
    ...changeField(definition, id, { options }),
    decisions: {
      ...definition.decisions,
      remaps: { ...remaps, [id]: { ...Object.fromEntries(map), [option]: target } },
    },
  }
}

/** `to` is its place among the fields afterwards. */
export function moveField(definition: Definition, id: string, to: number): Definition {
  const at = definition.fields.findIndex((field) => field.id === id)
  return at === -1 ? definition : { ...definition, fields: movedTo(definition.fields, at, to) }
}

export function movedTo<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const rest = list.filter((_, at) => at !== from)
  const one = list[from]
  return one === undefined ? list : [...rest.slice(0, Math.max(0, to)), one, ...rest.slice(Math.max(0, to))]
}

/** The columns of a group as if they were a kind of their own. */
export function groupDefinition({ key, fields = [] }: WireField): Definition {
  return { name: key, fields, rules: [], uniques: [] }
}

/** An edit of the columns of a group; what is new gets ids that nothing else has. */
export function changeGroup(definition: Definition, id: string, edit: (columns: Definition) => Definition): Definition {
  const group = definition.fields.find((field) => field.id === id)
  if (!group) return definition
  const before = groupDefinition(group)
  const { fields, decisions } = edit({ ...before, ...(definition.decisions && { decisions: definition.decisions }) })
  const known = new Set(before.fields.map((field) => field.id))
  const taken = [...idsIn(definition.fields)]
  const columns = fields.map((field) => {
    if (known.has(field.id)) return field
    const given = nextTemporaryId('f', taken)
    taken.push(given)
    return { ...field, id: given }
  })
  const changed = changeField(definition, id, { fields: columns })
  return decisions ? { ...changed, decisions } : changed
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
