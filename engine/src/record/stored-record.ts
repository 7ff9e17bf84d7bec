// What a record is inside (values by field id) and on the wire (values by field name).
import type { StoodClocks } from '../expression/clock-members.ts'
import type { Json } from '../json.ts'

/** Values by field id in canonical form; an empty field is absent, never null. */
export type StoredData = { readonly [field: string]: Json }

/** Values by field key of a version. */
export type WireData = { readonly [key: string]: Json }

/** What an operation knows about one stored record. Times are epoch milliseconds. */
export interface StoredRecord {
  /** The row's number: internal, dense, the default order. */
  readonly no: number
  /** The public id (ULID). */
  readonly id: string
  readonly version: number
  readonly rev: number
  /** Option id of the flow's leaf state, or null without a flow. */
  readonly state: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly createdBy: string | null
  readonly deletedAt: number | null
  readonly data: StoredData
  /** How the clocks of its flow stand, where a list asks for that. */
  readonly clocks?: StoodClocks
}

/** A record as the API says it (api.md). */
export interface WireRecord {
  readonly id: string
  readonly blueprint: string
  /** The shape shown. */
  readonly version: number
  /** The version the record rests at. */
  readonly storedVersion: number
  readonly rev: number
  readonly state: string | null
  readonly data: WireData
  readonly createdAt: string
  readonly updatedAt: string
  readonly createdBy: string | null
  readonly deletedAt: string | null
}
