// Which uploaded files does a record name, and how do the facts about them get into what a client sent?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isFile } from '../blueprint/field-types.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { isJsonObject, type Json } from '../json.ts'
import { fieldLabel, said } from './refused.ts'

/** What the server knows of an uploaded file; size in bytes, type found out from the content. */
export interface FileFacts {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly type: string
}

/** Fields that hold files, and groups of which a field does. */
export function fileFields(fields: readonly FieldDef[]): readonly FieldDef[] {
  return fields.filter((field) => isFile(field) || fileFields(field.fields ?? []).length > 0)
}

/** Ids in values by key (`wire`) or by field id (`stored`), each once. What is no reference to a file is passed over. */
export function fileIdsIn(fields: readonly FieldDef[], data: unknown, naming: 'wire' | 'stored'): readonly string[] {
  const ids = new Set<string>()
  const collect = (inner: readonly FieldDef[], values: unknown): void => {
    if (!isJsonObject(values)) return
    for (const field of inner) {
      const value = values[naming === 'wire' ? field.key : field.id]
      for (const one of Array.isArray(value) ? value : [value]) {
        const id = isFile(field) ? fileId(one as Json) : undefined
        if (id !== undefined) ids.add(id)
        else if (field.fields) collect(field.fields, one)
      }
    }
  }
  collect(fields, data)
  return [...ids]
}

export interface Filled {
  readonly wire: unknown
  readonly issues: readonly Issue[]
}

/**
 * What was sent, with every reference to a file replaced by what is known of that file: nobody else says a name, a size or a
 * type. A file that is not among the known ones is refused at its place; what is no reference is left for the encoder to judge.
 */
export function withFileFacts(
  fields: readonly FieldDef[],
  wire: unknown,
  known: ReadonlyMap<string, FileFacts>,
  path: Path,
): Filled {
  const issues: Issue[] = []
  return { wire: fill(fileFields(fields), wire, path), issues }

  function fill(inner: readonly FieldDef[], values: unknown, at: Path): unknown {
    if (!isJsonObject(values)) return values
    const filled: { [key: string]: unknown } = Object.assign(Object.create(null), values)
    for (const field of inner) {
      const value = values[field.key]
      if (value === undefined) continue
      const place = [...at, field.key]
      filled[field.key] = Array.isArray(value)
        ? value.map((one: Json, i) => fillOne(field, one, [...place, i]))
        : fillOne(field, value, place)
    }
    return filled
  }

  function fillOne(field: FieldDef, value: Json, at: Path): unknown {
    if (!isFile(field)) return fill(fileFields(field.fields ?? []), value, at)
    const id = fileId(value)
    if (id === undefined) return value
    const facts = known.get(id)
    if (!facts) issues.push(issue(at, 'file-missing', { label: fieldLabel(field), id: said(id) }))
    return facts ? { ...(isJsonObject(value) && value), ...facts } : value
  }
}

function fileId(value: Json | undefined): string | undefined {
  const id = isJsonObject(value) ? value['id'] : value
  return typeof id === 'string' && id.trim() !== '' && id.length <= 64 ? id.trim() : undefined
}
