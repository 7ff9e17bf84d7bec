// Which members inside a repeating group may this write not change?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { equalJson, isJsonObject, type Json, type JsonObject } from '../json.ts'
import { fixedDefault } from './default-record.ts'
import { ELEMENT_ID } from './encode-elements.ts'
import { fieldLabel } from './refused.ts'
import type { StoredData } from './stored-record.ts'

/** Read-only members that were not sent keep the value their element had: a list replaced is no way around them. */
export function withReadOnlyMembers(
  group: FieldDef,
  elements: readonly Json[],
  before: Json | undefined,
): readonly Json[] {
  const fixed = readOnlyOf(group)
  if (fixed.length === 0) return elements
  const past = byId(before)
  return elements.map((element) => {
    const kept: { [id: string]: Json } = { ...(element as JsonObject) }
    for (const { id } of fixed) {
      const value = past.get(kept[ELEMENT_ID])?.[id]
      if (value !== undefined) kept[id] ??= value
    }
    return kept
  })
}

/** A read-only member has the value its element had; in a new element, its default or none. */
export function readOnlyElements(
  fields: readonly FieldDef[],
  before: StoredData,
  after: StoredData,
  path: Path,
): Issue[] {
  return fields.flatMap((group) => {
    const elements = after[group.id]
    const fixed = readOnlyOf(group)
    if (fixed.length === 0 || !Array.isArray(elements) || elements === before[group.id]) return []
    const past = byId(before[group.id])
    return elements.flatMap((element: JsonObject, index) =>
      fixed
        .filter((member) => !isAllowed(member, element, past.get(element[ELEMENT_ID])))
        .map((member) => issue([...path, group.key, index, member.key], 'read-only', { label: fieldLabel(member) })),
    )
  })
}

function isAllowed(member: FieldDef, element: JsonObject, past: JsonObject | undefined): boolean {
  const value = element[member.id]
  if (past) return equalJson(value, past[member.id])
  return value === undefined || equalJson(value, fixedDefault(member))
}

function readOnlyOf(group: FieldDef): readonly FieldDef[] {
  return group.fields?.filter(({ readOnly }) => readOnly === true) ?? []
}

function byId(elements: Json | undefined): ReadonlyMap<Json | undefined, JsonObject> {
  if (!Array.isArray(elements)) return new Map()
  return new Map((elements as readonly Json[]).filter(isJsonObject).map((element) => [element[ELEMENT_ID], element]))
}
