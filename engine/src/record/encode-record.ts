// What do the named values that a client sent become by field id, and which of them are refused?
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { MAX_ISSUES } from '../blueprint/validator.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { someOf } from '../expression/near.ts'
import { isJsonObject, type Json } from '../json.ts'
import { valueEncoder } from './encode-value.ts'
import { type EncodeValue, Refused, said } from './refused.ts'
import type { StoredData } from './stored-record.ts'

export interface EncodedRecord {
  /** Canonical values by field id. A member that was sent as null is null: absent in a new record, cleared by a patch. */
  readonly data: StoredData
  readonly issues: readonly Issue[]
}

/** Never throws: whatever is wrong with `wire` is told in the issues, whose paths begin with `path`. */
export function encodeRecord(version: BlueprintVersion, wire: unknown, path: Path = []): EncodedRecord {
  if (!isJsonObject(wire)) return { data: {}, issues: [issue(path, 'not-a-record')] }
  const members = membersOf(version)
  const data: { [field: string]: Json } = {}
  const issues: Issue[] = []
  for (const key of Object.keys(wire)) {
    if (issues.length >= MAX_ISSUES) break
    const member = members.get(key)
    if (!member) {
      issues.push(issue([...path, key], 'unknown-member', { name: said(key), known: someOf(members.keys()) }))
      continue
    }
    const value: unknown = wire[key]
    const encoded = value === null || value === undefined ? null : member.encode(value)
    if (encoded instanceof Refused)
      for (const one of encoded.issues) issues.push({ ...one, path: [...path, key, ...one.path] })
    else data[member.id] = encoded
  }
  return { data, issues }
}

interface Member {
  readonly id: string
  readonly encode: EncodeValue
}

const compiled = new WeakMap<BlueprintVersion, ReadonlyMap<string, Member>>()

function membersOf(version: BlueprintVersion): ReadonlyMap<string, Member> {
  const known = compiled.get(version)
  if (known) return known
  const members = new Map(version.fields.map((field) => [field.key, { id: field.id, encode: valueEncoder(field) }]))
  compiled.set(version, members)
  return members
}
