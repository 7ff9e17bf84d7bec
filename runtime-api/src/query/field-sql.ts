// How is a field or a member of a record said in SQL: as a column when it has one, else as a member of the document?
import type {
  BlueprintVersion,
  ClockPart,
  FieldDef,
  FieldId,
  FieldRef,
  RecordMember,
  SlotMap,
  SlotName,
} from '@molde/engine'
import { readClockMember, slotOf } from '@molde/engine'
import type { Db } from '../store/store.ts'

/** What a condition is compiled against. */
export interface Ground {
  readonly dialect: Db['dialect']
  readonly tenant: number
  readonly blueprint: number
  readonly version: BlueprintVersion
  readonly slots: SlotMap
  /** The first flow of the blueprint: a clock that conditions speak of is its own, unless it says another. */
  readonly flow?: number
  /** Fields whose stored value is another one than in the newest shape for records that rest below it. Slots hold the newest. */
  readonly lifted: ReadonlySet<FieldId>
  /** Fields of which tags and links cannot be relied on. */
  readonly underived: ReadonlySet<FieldId>
  /** Which columns may lead the way to the rows; undefined: the database decides. */
  readonly lead?: Lead
}

export interface Lead {
  readonly by: 'filter' | 'order' | 'search'
  /** Columns whose index is used. */
  readonly columns: ReadonlySet<string>
}

export type Place =
  | ClockPlace
  | { readonly kind: 'member'; readonly column: string; readonly name: string; readonly text: boolean }
  | {
      readonly kind: 'slot'
      readonly field: FieldDef
      readonly slot: SlotName
      /** As it stands in a condition. */
      readonly column: string
      readonly document: string
      readonly lifted: boolean
    }
  | { readonly kind: 'document'; readonly field: FieldDef; readonly document: string; readonly lifted: boolean }

/** A part of a clock: it lies in a row of its own, if the clock has begun. */
export interface ClockPlace {
  readonly kind: 'clock'
  readonly clock: string
  /** Its column in `record_clock`. */
  readonly column: 'due_at' | 'late_at' | 'status'
}

const clockColumns: { readonly [part in ClockPart]: ClockPlace['column'] } = {
  dueAt: 'due_at',
  lateAt: 'late_at',
  status: 'status',
}

const members: { readonly [member in RecordMember | 'no']: { readonly column: string; readonly text: boolean } } = {
  no: { column: 'no', text: false },
  id: { column: 'id', text: true },
  state: { column: 'state', text: true },
  version: { column: 'version', text: false },
  rev: { column: 'rev', text: false },
  createdAt: { column: 'created_at', text: false },
  updatedAt: { column: 'updated_at', text: false },
  createdBy: { column: 'created_by', text: true },
}

/** SQLite uses no index for `+column`. It does not know how common a value is, so which index serves a list is decided by us. */
export function inCondition({ lead }: Ground, column: string): string {
  return lead && !lead.columns.has(column) ? `+${column}` : column
}

export function inOrder({ lead }: Ground, column: string): string {
  if (lead?.by === 'search' && column === 'no') return 'record_search.rowid'
  return lead?.by === 'filter' ? `+${column}` : column
}

/** Undefined for a field that the version does not have. */
export function placeOf(ground: Ground, ref: FieldRef): Place | undefined {
  if ('member' in ref) {
    const read = readClockMember(ref.member)
    if (read) return { kind: 'clock', clock: read.clock, column: clockColumns[read.part] }
    return placeOfMember(ground, ref.member as RecordMember | 'no')
  }
  const field = ground.version.fields.find(({ id }) => id === ref.field)
  if (!field) return undefined
  const slot = ground.slots.find((one) => one.field === field.id)?.slot
  const document = documentText(field.id)
  const lifted = ground.lifted.has(field.id)
  if (slot === undefined || slotOf(field) !== slot[0]) return { kind: 'document', field, document, lifted }
  return { kind: 'slot', field, slot: checkedSlot(slot), column: inCondition(ground, slot), document, lifted }
}

function placeOfMember(ground: Ground, member: RecordMember | 'no'): Place {
  const { column, text } = members[member]
  return { kind: 'member', column: inCondition(ground, column), name: column, text }
}

/** The field's value as text on both databases (SQLite gives a number for a number). */
function documentText(id: FieldId): string {
  return `data ->> '${checkedId(id)}'`
}

/** The field's value as JSON. */
export function documentJson(id: FieldId): string {
  return `data -> '${checkedId(id)}'`
}

/** The field's value when it is a number or a boolean (0, 1); null for everything else. */
export function documentNumber(dialect: Db['dialect'], id: FieldId): string {
  const text = documentText(id)
  if (dialect === 'sqlite')
    return `CASE WHEN json_type(data, '$.${checkedId(id)}') IN ('integer', 'real', 'true', 'false') THEN ${text} END`
  const json = documentJson(id)
  return `CASE jsonb_typeof(${json}) WHEN 'number' THEN (${text})::float8 WHEN 'boolean' THEN CASE WHEN (${json})::boolean THEN 1.0 ELSE 0.0 END END`
}

// Ids and slots come from our own counters; this is the last look before they stand in a text.
export function checkedId(id: FieldId): FieldId {
  if (!/^f\d{1,9}$/.test(id)) throw new Error('not a field id')
  return id
}

export function checkedSlot(slot: string): SlotName {
  if (!/^(s[0-7]|n[0-7]|t[0-3]|r[0-3])$/.test(slot)) throw new Error('not a slot')
  return slot as SlotName
}
