// Did the changes really make what was wanted? What they did not reach is told, and nothing is published.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { wireBlueprint, wireField } from '../blueprint/wire-blueprint.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { canonicalJson, equalJson, isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { Target } from './target.ts'

/** Numbers of fields and options that are new are nobody's wish; everything else must be as it was asked for. */
export function checkDerived(made: BlueprintVersion, target: Target, head: BlueprintVersion): Issue[] {
  const wanted = target.version
  const fields = wanted.fields.flatMap((field) => {
    const found = made.fields.find(({ key }) => key === field.key)
    const [is, shall] = [found, field].map((one) => one && bare(wireField(one, one === field ? wanted : made)))
    const differing = found ? differenceOf(is as JsonObject, shall as JsonObject) : ['key']
    const isOther = found !== undefined && !sameIds(found, field, target, head)
    return [...differing, ...(isOther ? ['id'] : [])].slice(0, 1).map((setting) => notReached(field, setting, target))
  })
  if (fields.length > 0) return fields
  const [is, shall] = [wireBlueprint(made), wireBlueprint(wanted)].map(aboutOf) as [JsonObject, JsonObject]
  return differenceOf(is, shall).map((part) =>
    issue(target.partPlace(part), 'not-reached', { setting: part, label: wanted.label ?? wanted.name }),
  )
}

function notReached(field: FieldDef, setting: string, target: Target): Issue {
  const path: Path = target.placeOf(field.id)
  return issue(path, 'not-reached', { setting, label: field.label ?? field.key })
}

function differenceOf(is: JsonObject, shall: JsonObject): string[] {
  const names = [...new Set([...Object.keys(is), ...Object.keys(shall)])]
  return names.filter((name) => !equalJson(is[name], shall[name]))
}

/** What is asked of people at the next edit is the way there, not the aim. */
function bare(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => bare(one))
  if (!isJsonObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => name !== 'id' && name !== 'askOnEdit')
  return Object.fromEntries(kept.map(([name, inner]) => [name, name === 'default' ? inner : bare(inner)]))
}

/** Rules and unique combinations in any order; the fields by their keys, in order. */
function aboutOf({ label, plural, icon, titleField, rules, uniques, fields }: JsonObject): JsonObject {
  const sorted = (list: Json | undefined) =>
    ((list ?? []) as readonly Json[]).map((one) => canonicalJson(bare(one))).sort()
  return {
    label: label ?? null,
    plural: plural ?? null,
    icon: icon ?? null,
    titleField: titleField ?? null,
    rules: sorted(rules),
    uniques: sorted(uniques),
    fields: ((fields ?? []) as readonly JsonObject[]).map((field) => field['key'] ?? null),
  }
}

/** Whatever was there, or was brought along, is the same one. */
function sameIds(found: FieldDef, wanted: FieldDef, target: Target, head: BlueprintVersion): boolean {
  const known = knownIds(head)
  const isKept = (id: string) => known.has(id) || target.brought.has(id)
  if (isKept(wanted.id) && found.id !== wanted.id) return false
  const options = (wanted.options ?? []).every(
    ({ id, key }) => !isKept(id) || found.options?.find((option) => option.key === key)?.id === id,
  )
  return (
    options &&
    (wanted.fields ?? []).every((inner) => {
      const same = found.fields?.find(({ key }) => key === inner.key)
      return same !== undefined && sameIds(same, inner, target, head)
    })
  )
}

function knownIds({ fields }: BlueprintVersion): ReadonlySet<string> {
  const all = (list: readonly FieldDef[]): string[] =>
    list.flatMap(({ id, options = [], fields: inner = [] }) => [
      id,
      ...options.map((option) => option.id),
      ...all(inner),
    ])
  return new Set(all(fields))
}
