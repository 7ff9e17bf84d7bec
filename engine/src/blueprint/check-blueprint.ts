// Is this a legal version? What the shape alone cannot say: which settings fit which type, and what refers to what.
import { type Issue, issue, type Path } from '../errors.ts'
import { checkPattern } from '../expression/safe-regex.ts'
import type { Json } from '../json.ts'
import type { BlueprintVersion, FieldDef, FieldType, Unique } from './blueprint.ts'
import { forbiddenKeys } from './check-document.ts'
import { fieldTypeDefs, insteadOf, isMany, type Setting, settingsOf, slotOf } from './field-types.ts'
import { acceptsType, fileKinds } from './file-kinds.ts'
import { takesDefault } from './read-field.ts'
import { validateData } from './validator.ts'

const MAX_FIELDS = 500
export const MAX_OPTIONS = 5_000
/** Compiling one takes up to a millisecond and a half. */
const MAX_PATTERNS = 40

/** Everything wrong with a version whose ids and expressions are already in place. */
export function checkBlueprint(version: BlueprintVersion): Issue[] {
  // Looking at far too many fields would take far too long.
  const crowded = checkCounts(version)
  if (crowded.length > 0) return crowded
  const issues = version.fields.flatMap((field, i) => checkField(field, ['fields', i]))
  // A validator can be made only from a version that is otherwise legal.
  if (issues.length > 0) return issues
  return [...checkDefaults(version), ...checkTitle(version), ...checkUniques(version)]
}

/** Everything wrong with one field, except its default. */
export function checkField(field: FieldDef, path: Path, inGroup = false): Issue[] {
  if (forbiddenKeys.includes(field.key)) return [issue([...path, 'key'], 'forbidden-name', { name: field.key })]
  const later = [field.type, field.of].find((type) => type !== undefined && !fieldTypeDefs[type].offered)
  if (later)
    return [
      issue([...path, field.type === later ? 'type' : 'of'], 'type-comes-later', {
        type: later,
        instead: insteadOf(later),
      }),
    ]
  return [
    ...checkSettings(field, path, inGroup),
    ...checkNeeds(field, path),
    ...checkLimits(field, path),
    ...(field.pattern === undefined ? [] : checkPattern(field.pattern, [...path, 'pattern'])),
    ...checkOptions(field, path),
    ...checkAccept(field, path),
    ...(field.fields ?? []).flatMap((inner, i) => checkField(inner, [...path, 'fields', i], true)),
  ]
}

/** Literal defaults, held against the fields they belong to. */
export function checkDefaults(
  version: BlueprintVersion,
  placeOf = (field: number): Path => ['fields', field, 'default'],
): Issue[] {
  const withLiteral = version.fields.filter((field) => field.default && 'value' in field.default)
  if (withLiteral.length === 0) return []
  const data = Object.fromEntries(
    withLiteral.map((field) => [field.id, (field.default as { readonly value: Json }).value]),
  )
  const optional = { ...version, fields: withLiteral.map((field) => ({ ...field, required: false })) }
  return validateData(optional, data).map((said) => {
    const at = version.fields.findIndex((field) => field.key === said.path[0])
    return { ...said, path: [...placeOf(at), ...said.path.slice(1)] }
  })
}

const everyTypeTakes = [
  'id',
  'key',
  'type',
  'label',
  'help',
  'required',
  'askOnEdit',
  'readOnly',
  'default',
  'showWhen',
  'quickFilter',
  'search',
]
/** Settings that need a place of their own in the record. */
const notInGroup = ['quickFilter', 'search', 'showWhen']

/** What says of a computed field how it is shown; everything else comes from what it is worked out from. */
const computedTakes = [
  'id',
  'key',
  'type',
  'label',
  'help',
  'readOnly',
  'showWhen',
  'quickFilter',
  'search',
  'computed',
]
const ofResult = ['options', 'precision', 'currencies', 'max', 'many']

function checkComputed(field: FieldDef, path: Path, inGroup: boolean): Issue[] {
  if (inGroup) return [issue(path, 'not-in-group', { setting: 'computed' })]
  const strange = Object.keys(field).filter((setting) => ![...computedTakes, ...ofResult].includes(setting))
  const type = field.computed?.kind ?? field.type
  if (field.readOnly !== true)
    return [issue([...path, 'readOnly'], 'computed-field', { label: field.label ?? field.key })]
  return strange.map((setting) =>
    issue([...path, setting], 'setting-not-for-type', { type, setting, known: computedTakes.slice(3, -1) }),
  )
}

function checkSettings(field: FieldDef, path: Path, inGroup: boolean): Issue[] {
  if (field.computed) return checkComputed(field, path, inGroup)
  const takes: readonly string[] = settingsOf(field)
  return Object.keys(field).flatMap((setting): Issue[] => {
    const worked = setting === 'default' && field.default !== undefined && 'expr' in field.default
    if (inGroup && (worked || notInGroup.includes(setting)))
      return [issue([...path, setting], 'not-in-group', { setting })]
    if (everyTypeTakes.includes(setting) || takes.includes(setting)) return []
    return [
      issue([...path, setting], 'setting-not-for-type', {
        type: field.type,
        setting,
        known: takes.filter((name) => name !== 'expr'),
      }),
    ]
  })
}

const needs: { readonly [T in FieldType]?: Setting & keyof FieldDef } = {
  enum: 'options',
  tags: 'options',
  relation: 'blueprint',
}

function checkNeeds(field: FieldDef, path: Path): Issue[] {
  const need = needs[field.type]
  if (need !== undefined && field[need] === undefined)
    return [issue(path, 'setting-missing', { type: field.type, setting: need })]
  if (field.default !== undefined && !takesDefault(field))
    return [issue([...path, 'default'], 'no-default', { type: field.type })]
  if (field.many !== true && !isMany(field) && (field.minItems ?? field.maxItems) !== undefined) {
    return [
      issue(path, 'setting-not-for-type', {
        type: field.type,
        setting: 'minItems, maxItems',
        known: settingsOf(field) as string[],
      }),
    ]
  }
  return field.type === 'list' ? checkElements(field, path) : []
}

function checkElements(field: FieldDef, path: Path): Issue[] {
  if ((field.of === undefined) === (field.fields === undefined)) return [issue(path, 'list-elements')]
  if (field.of === undefined || fieldTypeDefs[field.of].inList) return []
  return [issue([...path, 'of'], 'not-list-element', { type: field.of, known: listElements() })]
}

function listElements(): string[] {
  return Object.entries(fieldTypeDefs).flatMap(([type, def]) => (def.offered && def.inList ? [type] : []))
}

const ordered: readonly (readonly [keyof FieldDef, keyof FieldDef])[] = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['minItems', 'maxItems'],
  ['exclusiveMinimum', 'maximum'],
  ['minimum', 'exclusiveMaximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
]

function checkLimits(field: FieldDef, path: Path): Issue[] {
  const crossed = ordered.filter(
    ([low, high]) =>
      field[low] !== undefined && field[high] !== undefined && (field[low] as number) > (field[high] as number),
  )
  const { cap } = fieldTypeDefs[field.of ?? field.type]
  const long = (['minLength', 'maxLength'] as const).filter((name) => cap !== undefined && (field[name] ?? 0) > cap)
  return [
    ...crossed.map(([low, high]) => issue([...path, low], 'limits-crossed', { low, high })),
    ...long.map((name) =>
      issue([...path, name], 'limit-above-cap', { type: field.of ?? field.type, limit: cap as number }),
    ),
  ]
}

function checkOptions(field: FieldDef, path: Path): Issue[] {
  if (field.options === undefined || field.options.some((option) => option.retired !== true)) return []
  return [issue([...path, 'options'], 'all-options-retired')]
}

/** A picture is one of the types that every browser draws; anything else would never be taken. */
function checkAccept({ type, accept }: FieldDef, path: Path): Issue[] {
  if (type !== 'image' || accept === undefined) return []
  return accept.flatMap((one, i) =>
    one === 'image' || fileKinds.image.some((picture) => acceptsType([one], picture))
      ? []
      : [issue([...path, 'accept', i], 'accepts-no-image', { name: one, known: fileKinds.image })],
  )
}

function checkCounts(version: BlueprintVersion): Issue[] {
  const all = allFields(version.fields)
  const patterns = all.filter((field) => field.pattern !== undefined).length
  const options = all.reduce((sum, field) => sum + (field.options?.length ?? 0), 0)
  return [
    ...(all.length > MAX_FIELDS ? [issue(['fields'], 'too-many-fields', { limit: MAX_FIELDS })] : []),
    ...(options > MAX_OPTIONS ? [issue(['fields'], 'too-many-options', { limit: MAX_OPTIONS })] : []),
    ...(patterns > MAX_PATTERNS ? [issue(['fields'], 'too-many-patterns', { limit: MAX_PATTERNS })] : []),
  ]
}

/** With those inside groups. */
export function allFields(fields: readonly FieldDef[]): FieldDef[] {
  return fields.flatMap((field) => [field, ...allFields(field.fields ?? [])])
}

export function checkTitle(version: BlueprintVersion, path: Path = ['titleField']): Issue[] {
  const field = version.fields.find((known) => known.id === version.titleField)
  if (field === undefined || (fieldTypeDefs[field.type].textLike && !isMany(field))) return []
  return [issue(path, 'title-not-text', { label: field.label ?? field.key })]
}

function checkUniques(version: BlueprintVersion): Issue[] {
  return version.uniques.flatMap((unique, i) => checkUnique(version, unique, ['uniques', i]))
}

export function checkUnique(version: BlueprintVersion, unique: Unique, path: Path): Issue[] {
  return unique.fields.flatMap((id): Issue[] => {
    const field = version.fields.find((known) => known.id === id)
    // A value that changes when another record does would refuse that record.
    const isSteady = field?.computed === undefined || field.computed.kind === 'autonumber'
    if (field === undefined || (isSteady && slotOf(field) !== null)) return []
    return [issue(path, 'not-comparable', { label: field.label ?? field.key })]
  })
}
