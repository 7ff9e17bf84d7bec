// What does every kind of op answer? One file per kind in lens-ops answers it; all-ops.ts lists them.
import type { BlueprintVersion, FieldDef, Label, OptionDef, StoredOp } from '../blueprint/blueprint.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import type { Reading } from '../blueprint/read-field.ts'
import type { Issue, Path } from '../errors.ts'
import { issue } from '../errors.ts'
import { type FieldId, type OpId, partNamed } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import type { Step } from './crossing.ts'
import type { Op } from './op.ts'
import type { OpSentence } from './op-texts.ts'

/** Where an op is being read: the version it changes, its place in the draft, and where faults go. */
export interface OpPlace {
  readonly version: BlueprintVersion
  readonly path: Path
  readonly reading: Reading
  readonly id: OpId
  readonly now: number
  readonly zone: string
  /** What was published before, for ops that bring something back. */
  readonly history: OpHistory
  /**
   * The newest version of another blueprint that an op points to, or that a field is worked out from; undefined when there is none.
   * Absent where nobody can tell.
   */
  readonly blueprintNamed?: ((name: string) => BlueprintVersion | undefined) | undefined
  /** Does no other op of the draft stand before it? */
  readonly isFirst: boolean
  /** Every op before this one, from version 1 on, those of the draft included. */
  readonly opsBefore: readonly StoredOp[]
  /** For an op inside a repeating group: the version around it, and the group. */
  readonly outer?: BlueprintVersion
  readonly within?: FieldId
}

/** The published versions of a blueprint up to the one a draft changes. */
export interface OpHistory {
  versionAt(version: number): BlueprintVersion | undefined
  /** The ops between `version` − 1 and `version`. */
  opsInto(version: number): readonly StoredOp[]
}

/** The verbs. Methods, so that the list of all kinds may hold each under one type. */
export interface OpKind<Wire, Stored extends Op> {
  /** Names → ids, and everything the op needs of the version. Reports and answers undefined when it may not be. */
  check(wire: Wire, place: OpPlace): Stored | undefined
  /** The version after it. Called only with an op that was checked against that version. */
  onVersion(version: BlueprintVersion, op: Stored): BlueprintVersion
  /** Sentences for people; `before` is the version it changes. */
  describe(op: Stored, before: BlueprintVersion): readonly OpSentence[]
  /** Ids → names, in the version it changes. */
  toWire(op: Stored, before: BlueprintVersion): JsonObject
  /** What it does to the values of a record, there and back. Absent: nothing, ids stay what they are. */
  steps?(op: Stored): readonly Step[]
}

/** The field an op names, by key or id. */
export function fieldOf(name: string, { version, path, reading }: OpPlace): FieldDef | undefined {
  return fieldNamed(version.fields, name, reading.issues, [...path, 'field'])
}

export function report(place: OpPlace, at: Path, code: Issue['code'], params?: Issue['params']): undefined {
  place.reading.issues.push(issue([...place.path, ...at], code, params))
}

export function withField(
  version: BlueprintVersion,
  id: string,
  change: (field: FieldDef) => FieldDef,
): BlueprintVersion {
  return { ...version, fields: version.fields.map((field) => (field.id === id ? change(field) : field)) }
}

/** Its id stays reserved: it is never given out again. */
export function withoutField(version: BlueprintVersion, id: FieldId): BlueprintVersion {
  const reserved = version.reserved.includes(id) ? version.reserved : [...version.reserved, id]
  return { ...version, fields: version.fields.filter((field) => field.id !== id), reserved }
}

export function fieldById(version: BlueprintVersion, id: string): FieldDef {
  const field = version.fields.find((known) => known.id === id)
  if (!field) throw new RangeError(`the version has no field ${id}`)
  return field
}

/** A choice by what an op calls it; unknown ones are reported at their place in the op. */
export function optionNamed(name: string, field: FieldDef, at: Path, place: OpPlace): OptionDef | undefined {
  const known = (field.options ?? []).slice(0, 50).map(({ key }) => key)
  return (
    partNamed(field.options ?? [], name) ??
    report(place, at, 'unknown-option', { label: field.label ?? field.key, value: name, known })
  )
}

/** A choice as people call it. */
export function optionLabel({ options = [] }: FieldDef, id: string): Label {
  const option = options.find((known) => known.id === id)
  return option?.label ?? option?.key ?? id
}

/** A choice as the wire calls it. */
export function optionKey({ options = [] }: FieldDef, id: string): string {
  return options.find((option) => option.id === id)?.key ?? id
}
