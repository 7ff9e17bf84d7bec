// How does a field that somebody sent become one that is stored? Ids are given, option keys become ids, expressions are checked later.
import type { WireField, WireOption } from '@molde/schemas'
import { type Issue, issue, type Path } from '../errors.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { Expression, ValueType } from '../expression/expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { type FieldId, type IdGiver, type IdLetter, type OptionId, partNamed } from '../ids.ts'
import { isJsonObject, type Json } from '../json.ts'
import type { Default, FieldDef, OptionDef } from './blueprint.ts'
import { computedOf, isComputedKind, withoutShortForm } from './computed-wire.ts'
import { isFile, isMany, valueTypeOf } from './field-types.ts'
import { unread } from './read-computed.ts'
import { defaultScope, scopeOf } from './scope-of.ts'

/** What reading collects on its way. */
export interface Reading {
  readonly ids: IdGiver
  readonly issues: Issue[]
  /** Ids that stand in the document, each once. */
  readonly taken: Set<string>
}

/** Where the field's expressions stand is known, what they mean only once all fields are. */
export function readField(wire: WireField, reading: Reading, path: Path): FieldDef {
  if (computedOf(wire)) return readUnread(withoutShortForm(wire), reading, path)
  const { id, options, fields, default: _default, showWhen: _showWhen, ...plain } = wire
  return {
    id: takeId(reading, 'f', id, path) as FieldId,
    // Settings of types that come later have no place in a stored field; such a field is refused by its type.
    ...(withoutUnsaid(plain) as Omit<FieldDef, 'id' | 'options' | 'fields'>),
    ...(options && { options: readOptions(options, reading, [...path, 'options']) }),
    ...(fields && { fields: readFields(fields, reading, [...path, 'fields']) }),
  }
}

/** What its values are is known once the fields around it are; until then, what was sent is believed. */
function readUnread(wire: WireField, reading: Reading, path: Path): FieldDef {
  const { id, type, default: _default, showWhen: _showWhen, ...plain } = wire
  return {
    id: takeId(reading, 'f', id, path) as FieldId,
    ...(withoutUnsaid(plain) as Omit<FieldDef, 'id' | 'type'>),
    type: isComputedKind(type) ? 'json' : type,
    readOnly: true,
    computed: unread,
  }
}

/** A flag that says what is so anyway is left out: equal fields have one stored form. */
function withoutUnsaid<T extends object>(wire: T): T {
  const usual = (name: string, value: unknown) => (name === 'search' ? value === true : value === false)
  return Object.fromEntries(Object.entries(wire).filter(([name, value]) => !usual(name, value))) as T
}

export function readFields(wire: readonly WireField[], reading: Reading, path: Path): FieldDef[] {
  refuseTwins(
    wire.map((field) => field.key),
    'key',
    reading,
    path,
  )
  return wire.map((field, i) => readField(field, reading, [...path, i]))
}

export function readOptions(wire: readonly WireOption[], reading: Reading, path: Path): OptionDef[] {
  const plain = wire.map((option) => (typeof option === 'string' ? { key: option } : option))
  refuseTwins(
    plain.map((option) => option.key),
    'key',
    reading,
    path,
  )
  return plain.map((option, i) => readOption(option, reading, [...path, i]))
}

function readOption(wire: Exclude<WireOption, string>, reading: Reading, path: Path): OptionDef {
  if (wire.key !== wire.key.trim() || /\p{Cc}/u.test(wire.key)) reading.issues.push(issue(path, 'bad-option-key'))
  const { id, ...rest } = wire
  return { id: takeId(reading, 'o', id, path) as OptionId, ...withoutUnsaid(rest) }
}

/** Expressions and defaults of a field whose neighbours are all known. */
export function completeField(
  read: FieldDef,
  wire: WireField,
  fields: readonly FieldDef[],
  issues: Issue[],
  path: Path,
): FieldDef {
  const standing =
    wire.default === undefined || wire.default === null
      ? undefined
      : readDefault(read, wire.default as Json, fields, issues, [...path, 'default'])
  const showWhen =
    wire.showWhen &&
    readExpression(wire.showWhen, scopeOf({ fields }), { kind: 'boolean' }, issues, [...path, 'showWhen'])
  const inner = read.fields?.map((field, i) =>
    completeField(field, (wire.fields as WireField[])[i] as WireField, fields, issues, [...path, 'fields', i]),
  )
  return {
    ...read,
    ...(standing && { default: standing }),
    ...(showWhen && { showWhen }),
    ...(inner && { fields: inner }),
  }
}

/** `{ "expr": … }` is worked out, `{ "value": … }` and everything else stand for themselves. */
export function readDefault(
  field: FieldDef,
  wire: Json,
  fields: readonly FieldDef[],
  issues: Issue[],
  path: Path,
): Default | undefined {
  const only = isJsonObject(wire) && Object.keys(wire).length === 1 ? wire : undefined
  if (typeof only?.['expr'] === 'string') {
    const expr = readExpression(only['expr'], defaultScope({ fields }), valueTypeOf(field), issues, [...path, 'expr'])
    return expr && { expr }
  }
  const value = only && Object.hasOwn(only, 'value') ? (only['value'] as Json) : wire
  return value === null ? undefined : { value: storedChoice(field, value) }
}

/** Option keys as ids. Anything else is left for the validator to judge. */
function storedChoice(field: FieldDef, value: Json): Json {
  if (field.options === undefined) return value
  if (Array.isArray(value)) return value.map((inner: Json) => storedChoice(field, inner))
  const found = partNamed(field.options, value)
  return found ? found.id : value
}

/** The way back of `storedChoice`. */
export function wireChoice(field: FieldDef, value: Json): Json {
  if (field.options === undefined) return value
  if (Array.isArray(value)) return value.map((inner: Json) => wireChoice(field, inner))
  return field.options.find((option) => option.id === value)?.key ?? value
}

export function readExpression(
  text: string,
  scope: ExpressionScope,
  want: ValueType,
  issues: Issue[],
  path: Path,
): Expression | undefined {
  const checked = checkExpression(text, scope, want, path)
  if ('expression' in checked) return checked.expression
  issues.push(...checked.issues)
  return undefined
}

/** The id the document brought along, if nobody has it yet, or the next one. */
export function takeId(reading: Reading, letter: IdLetter, brought: string | undefined, path: Path): string {
  if (brought === undefined) return reading.ids.next(letter)
  if (reading.taken.has(brought)) reading.issues.push(issue([...path, 'id'], 'given-twice', { name: brought }))
  reading.taken.add(brought)
  return brought
}

export function refuseTwins(
  names: readonly string[],
  member: string,
  { issues }: Pick<Reading, 'issues'>,
  path: Path,
): void {
  const seen = new Set<string>()
  for (const [i, name] of names.entries()) {
    if (seen.has(name)) issues.push(issue([...path, i, member], 'given-twice', { name }))
    seen.add(name)
  }
}

/** A list of choices or of scalars takes a list as its default; a repeating group has none, and a file is uploaded by somebody. */
export function takesDefault(field: FieldDef): boolean {
  return !isFile(field) && !(isMany(field) && field.fields !== undefined)
}
