// Which version is wanted, with the ids of what is there already? Questions that stand in the way are asked here.
import type { BlueprintDocument, WireField } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { chooseLabel } from '../blueprint/choose-label.ts'
import { atPlaces, readDocument } from '../blueprint/read-blueprint.ts'
import type { Issue, Path } from '../errors.ts'
import { type IdGiver, idGiver, type OptionId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { Asking } from './asking.ts'
import { completedField } from './foreign-field.ts'
import type { Samples } from './likeness.ts'
import { matchFields } from './match-fields.ts'
import { matchOptions } from './match-options.ts'
import type { Wanted } from './wanted.ts'

export interface Target {
  readonly version: BlueprintVersion
  /** Was everything about it said, rules and conditions included? */
  readonly isWhole: boolean
  /** Per option that goes away: the key of the one that records get instead, or nothing. */
  readonly gone: ReadonlyMap<OptionId, string | null>
  /** Ids that what is new brings along. */
  readonly brought: ReadonlySet<string>
  /** Where in what was sent a field (by id) lies. */
  readonly placeOf: (field: string) => Path
  /** Where `rules`, `label` and other parts of the whole lie. */
  readonly partPlace: (part: string) => Path
}

interface Identifying {
  readonly wanted: Wanted
  readonly head: BlueprintVersion
  readonly asking: Asking
  readonly samples: Samples
  readonly issues: Issue[]
  readonly gone: Map<OptionId, string | null>
  readonly brought: Set<string>
  readonly wasGiven: (id: string) => boolean
  /** Fields that are there already, with what they are wanted as. */
  readonly known: Map<WireField, FieldDef>
}

/** Undefined while questions are open or answers are faulty. Throws where what is wanted is no blueprint. */
export function targetOf(
  wanted: Wanted,
  head: BlueprintVersion,
  ids: IdGiver,
  asking: Asking,
  samples: Samples,
  issues: Issue[],
  wasGiven: (id: string) => boolean,
): Target | undefined {
  const work: Identifying = {
    ...{ wanted, head, asking, samples, issues, wasGiven },
    ...{ gone: new Map(), brought: new Set(), known: new Map() },
  }
  const fields = identified(work, wanted.document.fields, head.fields, '', ['fields'])
  if (asking.open.length > 0 || issues.length > 0) return undefined
  const document = { ...wanted.document, fields, ...(!wanted.isWhole && { rules: [], uniques: [] }) }
  const { titleField, ...untitled } = document as BlueprintDocument
  const read = atPlaces(wanted.placeOf, () =>
    readDocument(wanted.isWhole ? document : untitled, idGiver(ids.counters()), { version: head.version }),
  )
  const version = wanted.isWhole ? read : withUnsaid(read, head, wanted)
  const { gone, brought } = work
  return {
    version: withOwnExpressions(version, work, fields),
    ...{ gone, brought, isWhole: wanted.isWhole },
    placeOf: placesOf(version, wanted),
    partPlace: (part) => wanted.placeOf([part]),
  }
}

/** The fields with the ids of what they are, complete where only the standard's words describe them. */
function identified(
  work: Identifying,
  fields: readonly WireField[],
  head: readonly FieldDef[],
  prefix: string,
  path: Path,
): WireField[] {
  const { wanted, asking, samples, issues } = work
  const placeOf = (i: number) => wanted.placeOf([...path, i])
  const matched = matchFields({ asking, samples, issues, examples: wanted.foreign }, { fields, placeOf, prefix }, head)
  return fields.map((field, i) => {
    const known = matched.get(field)
    const { askOnEdit: _, ...said } = field
    if (!known) {
      bringIds(field, work)
      return said
    }
    const isForeign = wanted.foreign.has(field)
    const complete = isForeign ? completedField(field, known, work.head) : said
    const options = field.options && known.options && optionsOf(work, field, known, prefix, [...path, i, 'options'])
    const inner =
      field.fields &&
      identified(work, field.fields, known.fields ?? [], `${prefix}${field.key}.`, [...path, i, 'fields'])
    const whole = {
      ...complete,
      id: known.id,
      ...(options && { options }),
      ...(inner && { fields: inner }),
    } as WireField
    if (isForeign) work.known.set(whole, known)
    return whole
  })
}

function optionsOf(work: Identifying, field: WireField, known: FieldDef, prefix: string, at: Path) {
  const { wanted, asking, issues } = work
  const isForeign = wanted.foreign.has(field)
  const path = wanted.placeOf(at)
  const { options, gone } = matchOptions(
    asking,
    issues,
    { options: field.options ?? [], name: prefix + field.key, path, isForeign },
    known,
  )
  for (const [id, to] of gone) work.gone.set(id, to)
  const here = new Set<string>(known.options?.map(({ id }) => id))
  for (const { id } of options) if (id !== undefined && !here.has(id)) bringOption(id, work)
  return options as NonNullable<WireField['options']>
}

function bringIds({ id, options = [], fields = [] }: WireField, work: Identifying): void {
  if (id !== undefined) work.brought.add(id)
  for (const option of options) if (typeof option !== 'string' && option.id !== undefined) bringOption(option.id, work)
  for (const inner of fields) bringIds(inner, work)
}

/** An option that was there once comes back as a new one: choices are known by their keys as well. */
function bringOption(id: string, { brought, wasGiven }: Identifying): void {
  if (!wasGiven(id)) brought.add(id)
}

/** What a schema of somebody else cannot say about a blueprint. */
function withUnsaid(read: BlueprintVersion, head: BlueprintVersion, { document }: Wanted): BlueprintVersion {
  const { label: _, plural: __, icon: ___, titleField: ____, ...rest } = read
  const label = chooseLabel(document.label as string | undefined, head.label as Json | undefined, head.name)
  return {
    ...rest,
    ...(label !== undefined && label !== null && { label: label as NonNullable<BlueprintVersion['label']> }),
    ...(head.plural !== undefined && { plural: head.plural }),
    ...(head.icon !== undefined && { icon: head.icon }),
    ...(head.titleField && { titleField: head.titleField }),
    rules: head.rules,
    uniques: head.uniques,
  }
}

/** Conditions, and defaults that are worked out, go on in their stored form, whatever fields are called now. */
function withOwnExpressions(
  version: BlueprintVersion,
  { known }: Identifying,
  fields: readonly WireField[],
): BlueprintVersion {
  const kept = version.fields.map((field, i) => {
    const before = known.get(fields[i] as WireField)
    if (!before) return field
    const worked = before.default && 'expr' in before.default && !field.default ? before.default : undefined
    return {
      ...field,
      ...(before.showWhen && { showWhen: before.showWhen }),
      ...(worked && { default: worked }),
    }
  })
  return { ...version, fields: kept }
}

function placesOf(version: BlueprintVersion, { placeOf }: Wanted): (id: string) => Path {
  const places = new Map<string, Path>()
  const visit = (fields: readonly FieldDef[], path: Path): void => {
    for (const [i, field] of fields.entries()) {
      places.set(field.id, [...path, i])
      visit(field.fields ?? [], [...path, i, 'fields'])
    }
  }
  visit(version.fields, ['fields'])
  return (id) => placeOf(places.get(id) ?? ['fields'])
}
