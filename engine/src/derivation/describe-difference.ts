// What is different in one version of a blueprint, seen from another, said to people? Forward or backward, whatever lies between.
import type { BlueprintVersion, FieldDef, OptionDef } from '../blueprint/blueprint.ts'
import { wireComputed } from '../blueprint/computed-wire.ts'
import { diffVersions } from '../blueprint/diff-versions.ts'
import { isMany } from '../blueprint/field-types.ts'
import { typeNames } from '../blueprint/type-names.ts'
import type { FieldId, OptionId } from '../ids.ts'
import { equalJson, type JsonObject } from '../json.ts'
import type { Settings } from '../lens/op.ts'
import { fieldById, withField } from '../lens/op-kind.ts'
import { type OpSentence, saySentence } from '../lens/op-texts.ts'
import { versionOf } from '../lens/version-of.ts'
import { add } from '../lens-ops/add.ts'
import { change } from '../lens-ops/change.ts'
import { sayComputed } from '../lens-ops/change-computed.ts'
import { meta } from '../lens-ops/meta.ts'
import { options } from '../lens-ops/options.ts'
import type { Reader } from '../reader.ts'

/** Of one field, or of what is said about the whole blueprint. */
export interface Difference {
  /** Absent: the blueprint. */
  readonly field?: FieldId
  /** As it is called afterwards; of one that is gone, as it was called. */
  readonly key?: string
  readonly is: 'added' | 'removed' | 'changed'
  /** Each a whole sentence, with the labels of the version in which the field is. */
  readonly sentences: readonly string[]
}

/** In the order of the fields, those that are gone after them, the blueprint last. Nothing for equal versions. */
export function describeDifference(before: BlueprintVersion, after: BlueprintVersion, reader: Reader): Difference[] {
  const say = (sentences: readonly OpSentence[]) => sentences.map((sentence) => saySentence(sentence, reader))
  const about = say(aboutSentences(before, after))
  return [
    ...fieldDifferences(before, after).map(({ field, is, sentences }) => ({
      ...{ field: field.id, key: field.key, is },
      sentences: say(sentences),
    })),
    ...(about.length > 0 ? [{ is: 'changed', sentences: about } as const] : []),
  ]
}

interface FieldDifference {
  readonly field: FieldDef
  readonly is: Difference['is']
  readonly sentences: readonly OpSentence[]
}

function fieldDifferences(before: BlueprintVersion, after: BlueprintVersion): FieldDifference[] {
  const { added, removed } = diffVersions(before, after)
  const here = after.fields.flatMap((field): FieldDifference[] => {
    if (added.includes(field.id)) return [{ field, is: 'added', sentences: newSentences(field, after) }]
    const sentences = changedSentences(fieldById(before, field.id), field, after)
    return sentences.length > 0 ? [{ field, is: 'changed', sentences }] : []
  })
  const gone = removed.map((id): FieldDifference => {
    const field = fieldById(before, id)
    return { field, is: 'removed', sentences: [{ code: 'not-there', params: { label: field.label ?? field.key } }] }
  })
  return [...here, ...gone]
}

function newSentences({ askOnEdit: _, ...field }: FieldDef, after: BlueprintVersion): readonly OpSentence[] {
  return add.describe({ id: 'p0', op: 'add', field }, after)
}

function changedSentences(before: FieldDef, after: FieldDef, version: BlueprintVersion): OpSentence[] {
  const label = before.label ?? before.key
  return [
    ...(before.key === after.key
      ? []
      : [{ code: 'renamed', params: { label, key: after.key, from: before.key } } as const]),
    ...kindSentences(before, after),
    ...workedSentences(before, after, version),
    ...settingSentences(before, after, version),
    ...optionSentences(before, after),
    ...innerSentences(before, after),
  ]
}

function kindSentences(before: FieldDef, after: FieldDef): OpSentence[] {
  const label = after.label ?? after.key
  const [was, is] = [before, after].map(isMany)
  const said = (['of', 'blueprint'] as const).filter(
    (name) => before[name] !== after[name] && after[name] !== undefined,
  )
  if (before.type !== after.type) return [{ code: 'retyped', params: { label, type: typeNames[after.type] } }]
  return [
    ...(was === is ? [] : [{ code: is ? 'several-values' : 'one-value', params: { label } } as const]),
    ...said.map((setting): OpSentence => {
      return { code: 'setting-set', params: { label, setting, value: after[setting] as string } }
    }),
  ]
}

/** Whether people fill it in. */
function workedSentences(before: FieldDef, after: FieldDef, version: BlueprintVersion): OpSentence[] {
  const label = after.label ?? after.key
  if (!before.computed && after.computed)
    return [{ code: 'computed-now', params: { label, value: sayComputed(wireComputed(after, version)) } }]
  return before.computed && !after.computed ? [{ code: 'materialised', params: { label } }] : []
}

/** Told by the changes above, or by nobody: who is asked what at the next edit is the way, not the aim. */
const toldElsewhere = ['id', 'key', 'type', 'of', 'blueprint', 'many', 'options', 'fields', 'askOnEdit']

function settingSentences(before: FieldDef, after: FieldDef, version: BlueprintVersion): readonly OpSentence[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof FieldDef)[]
  const follows = (before.computed === undefined) === (after.computed === undefined) ? [] : ['computed', 'readOnly']
  const isTold = (name: string) => toldElsewhere.includes(name) || follows.includes(name)
  const differing = names.filter((name) => !isTold(name) && !equalJson(before[name], after[name]))
  const set = Object.fromEntries(differing.map((name) => [name, after[name] ?? null])) as Settings
  // Among the fields of the version after, so that what an expression reads is called as it is called there.
  const among = withField(version, after.id, () => ({ ...after, ...only(before, [...differing, 'label']) }))
  const inside = among.fields.some(({ id }) => id === after.id)
    ? among
    : versionOf({ ...after, ...only(before, differing) })
  return change.describe({ id: 'p0', op: 'change', field: after.id, set }, inside)
}

function only(field: FieldDef, names: readonly (keyof FieldDef)[]): Partial<FieldDef> {
  return Object.fromEntries(names.map((name) => [name, field[name]]))
}

function optionSentences(before: FieldDef, after: FieldDef): readonly OpSentence[] {
  const [old, now] = [before.options, after.options]
  if (!old || !now) return []
  const both = now.flatMap((option) => {
    const was = old.find(({ id }) => id === option.id)
    return was ? [{ was, option }] : []
  })
  const gone = old.filter(({ id }) => !now.some((option) => option.id === id))
  const map = <T>(differs: (one: (typeof both)[number]) => boolean, of: (option: OptionDef) => T) =>
    Object.fromEntries(both.filter(differs).map(({ option }) => [option.id, of(option)])) as { [id: OptionId]: T }
  const ids = (is: (one: (typeof both)[number]) => boolean) => both.filter(is).map(({ option }) => option.id)
  const order = both.map(({ option }) => option.id)
  const wasOrder = old.map(({ id }) => id).filter((id) => order.includes(id))
  const added = now.filter(({ id }) => !old.some((option) => option.id === id))
  const label = after.label ?? after.key
  return [
    ...options.describe(
      {
        ...{ id: 'p0', op: 'options', field: after.id, add: added },
        rename: map(
          ({ was, option }) => was.key !== option.key,
          ({ key }) => key,
        ),
        relabel: map(
          ({ was, option }) => !equalJson(was.label, option.label),
          (option) => option.label ?? null,
        ),
        recolour: map(
          ({ was, option }) => was.color !== option.color,
          ({ color }) => color ?? null,
        ),
        retire: ids(({ was, option }) => option.retired === true && !was.retired),
        offer: ids(({ was, option }) => was.retired === true && !option.retired),
        ...(!equalJson(order, wasOrder) && { order: now.map(({ id }) => id) }),
      },
      versionOf({ ...before, id: after.id, ...only(after, ['label', 'key']) }),
    ),
    ...gone.map((option): OpSentence => {
      return { code: 'option-not-there', params: { label, option: option.label ?? option.key } }
    }),
  ]
}

function innerSentences(before: FieldDef, after: FieldDef): OpSentence[] {
  if (!before.fields || !after.fields) return []
  const [was, is] = [versionOf(...before.fields), versionOf(...after.fields)]
  const inner = [...fieldDifferences(was, is).flatMap(({ sentences }) => sentences), ...orderSentences(was, is)]
  return inner.length === 0 ? [] : [{ code: 'inside-group', params: { label: after.label ?? after.key } }, ...inner]
}

function orderSentences(before: BlueprintVersion, after: BlueprintVersion): OpSentence[] {
  if (!diffVersions(before, after).reordered) return []
  return [{ code: 'ordered', params: { fields: after.fields.map(({ key, label }) => label ?? key) } }]
}

function aboutSentences(before: BlueprintVersion, after: BlueprintVersion): OpSentence[] {
  const { about, rules, uniques } = diffVersions(before, after)
  const set = Object.fromEntries(about.map((name) => [name, (after as unknown as JsonObject)[name] ?? null]))
  const message = (version: BlueprintVersion, id: string) => version.rules.find((rule) => rule.id === id)?.message ?? id
  const fields = (version: BlueprintVersion, id: string) =>
    (version.uniques.find((unique) => unique.id === id)?.fields ?? [])
      .map((field) => fieldById(version, field))
      .map(({ key, label }) => label ?? key)
  return [
    ...(about.length > 0 ? meta.describe({ id: 'p0', op: 'meta', ...set }, after) : []),
    ...orderSentences(before, after),
    ...rules.removed.map((id) => ({ code: 'rule-removed', params: { message: message(before, id) } }) as const),
    ...rules.added.map((id) => ({ code: 'rule-added', params: { message: message(after, id) } }) as const),
    ...uniques.removed.map((id) => ({ code: 'unique-removed', params: { fields: fields(before, id) } }) as const),
    ...uniques.added.map((id) => ({ code: 'unique-added', params: { fields: fields(after, id) } }) as const),
  ]
}
