// What differs between two versions of a blueprint, for people who compare them?

import type { FieldId, RuleId, UniqueId } from '../ids.ts'
import { equalJson, type JsonObject } from '../json.ts'
import type { BlueprintVersion, FieldDef } from './blueprint.ts'

export interface VersionDifference {
  readonly added: readonly FieldId[]
  readonly removed: readonly FieldId[]
  /** Fields of both whose settings differ, with the names of those settings. */
  readonly changed: readonly { readonly field: FieldId; readonly settings: readonly string[] }[]
  /** The fields of both stand in another order. */
  readonly reordered: boolean
  /** What is said about the blueprint itself: `label`, `plural`, `icon`, `titleField`. */
  readonly about: readonly string[]
  readonly rules: { readonly added: readonly RuleId[]; readonly removed: readonly RuleId[] }
  readonly uniques: { readonly added: readonly UniqueId[]; readonly removed: readonly UniqueId[] }
}

/** Fields are compared by id, so a renamed one is changed, not removed and added. */
export function diffVersions(before: BlueprintVersion, after: BlueprintVersion): VersionDifference {
  const [old, now] = [before.fields.map((field) => field.id), after.fields.map((field) => field.id)]
  return {
    added: without(now, old),
    removed: without(old, now),
    changed: after.fields.flatMap((field) =>
      changeOf(
        before.fields.find((known) => known.id === field.id),
        field,
      ),
    ),
    reordered: !equalJson(without(old, without(old, now)), without(now, without(now, old))),
    about: (['label', 'plural', 'icon', 'titleField'] as const).filter((name) => !equalJson(before[name], after[name])),
    rules: idsOf(before.rules, after.rules),
    uniques: idsOf(before.uniques, after.uniques),
  }
}

function changeOf(before: FieldDef | undefined, after: FieldDef): VersionDifference['changed'] {
  if (!before) return []
  const [old, now] = [before, after] as unknown as readonly [JsonObject, JsonObject]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const settings = names.filter((name) => !equalJson(old[name], now[name])).sort()
  return settings.length > 0 ? [{ field: after.id, settings }] : []
}

function idsOf<Id extends string>(before: readonly { readonly id: Id }[], after: readonly { readonly id: Id }[]) {
  const [old, now] = [before.map((part) => part.id), after.map((part) => part.id)]
  return { added: without(now, old), removed: without(old, now) }
}

function without<Id extends string>(ids: readonly Id[], others: readonly Id[]): Id[] {
  return ids.filter((id) => !others.includes(id))
}
