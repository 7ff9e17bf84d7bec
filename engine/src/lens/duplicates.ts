// Which records have what only one may have, and which have nearly the same? Counted record by record, before a combination becomes unique.
import type { BlueprintVersion, StoredOp, Unique } from '../blueprint/blueprint.ts'
import { foldText } from '../fold-text.ts'
import type { UniqueId } from '../ids.ts'
import { decodeRecord } from '../record/decode-record.ts'
import type { StoredData, WireData } from '../record/stored-record.ts'
import { uniqueKey } from '../record/unique-key.ts'
import { versionAfter } from './wire-op.ts'

export interface DuplicatesReport {
  readonly unique: UniqueId
  /** Keys of the fields. */
  readonly fields: readonly string[]
  /** How many values stand in more than one record, and in how many records these stand. */
  readonly values: number
  readonly records: number
  /** The most common first, at most five. */
  readonly groups: readonly DuplicateGroup[]
  /** Values that differ in case, accents or spaces only: how many lots of them, and a few. */
  readonly similar: { readonly n: number; readonly examples: readonly (readonly WireData[])[] }
}

interface DuplicateGroup {
  readonly values: WireData
  readonly n: number
  /** Public ids of the first few. */
  readonly records: readonly string[]
}

const MOST_GROUPS = 5
const MOST_RECORDS = 5

interface Group {
  readonly data: StoredData
  n: number
  readonly records: string[]
}

/** What of one combination is there more than once. */
export class Duplicates {
  readonly #groups = new Map<string, Group>()
  /** Keys that look alike, by what they have in common. */
  readonly #alike = new Map<string, Set<string>>()
  readonly #fields

  constructor(
    private readonly version: BlueprintVersion,
    private readonly unique: Unique,
  ) {
    this.#fields = unique.fields.flatMap((id) => version.fields.find((field) => field.id === id) ?? [])
  }

  /** `data` in the shape of the version. Does an earlier record have the same? */
  see(record: string, data: StoredData): boolean {
    const key = uniqueKey(this.#fields, data)
    if (key === undefined) return false
    const known = this.#groups.get(key)
    if (known) {
      known.n += 1
      if (known.records.length < MOST_RECORDS) known.records.push(record)
      return true
    }
    const own = Object.fromEntries(this.unique.fields.map((id) => [id, data[id] ?? null])) as StoredData
    this.#groups.set(key, { data: own, n: 1, records: [record] })
    const folded = uniqueKey(this.#fields, foldedData(own))
    const alike = folded === undefined ? undefined : this.#alike.get(folded)
    if (alike) alike.add(key)
    else if (folded !== undefined) this.#alike.set(folded, new Set([key]))
    return false
  }

  report(): DuplicatesReport {
    const repeated = [...this.#groups.values()].filter(({ n }) => n > 1).sort((a, b) => b.n - a.n)
    const similar = [...this.#alike.values()].filter(({ size }) => size > 1)
    return {
      unique: this.unique.id,
      fields: this.#fields.map(({ key }) => key),
      values: repeated.length,
      records: repeated.reduce((sum, { n }) => sum + n, 0),
      groups: repeated
        .slice(0, MOST_GROUPS)
        .map(({ data, n, records }) => ({ values: this.#said(data), n, records: [...records] })),
      similar: {
        n: similar.length,
        examples: similar
          .slice(0, MOST_GROUPS)
          .map((keys) => [...keys].slice(0, MOST_RECORDS).map((key) => this.#said(this.#groups.get(key)?.data ?? {}))),
      },
    }
  }

  #said(data: StoredData): WireData {
    return decodeRecord({ ...this.version, fields: this.#fields }, data)
  }
}

function foldedData(data: StoredData): StoredData {
  const folded = Object.entries(data).map(([id, value]) => [id, typeof value === 'string' ? foldedText(value) : value])
  return Object.fromEntries(folded)
}

function foldedText(text: string): string {
  return foldText(text).trim().replaceAll(/\s+/gu, ' ')
}

interface NewUnique {
  /** The place of the op that makes it unique. */
  readonly op: number
  readonly unique: Unique
  /** Do records that repeat something wait, or are they in the way? */
  readonly waits: boolean
}

/** What is unique after the ops and was not before them. A field that was unique and becomes so again is looked at, too. */
export function newUniques(head: BlueprintVersion, ops: readonly StoredOp[]): readonly NewUnique[] {
  const found = new Map<UniqueId, NewUnique>()
  let version = head
  for (const [op, stored] of ops.entries()) {
    const known = new Set(version.uniques.map(({ id }) => id))
    version = versionAfter(version, stored)
    const waits = stored.op !== 'uniques' || 'onError' in stored
    for (const unique of version.uniques) if (!known.has(unique.id)) found.set(unique.id, { op, unique, waits })
  }
  const last = new Set(version.uniques.map(({ id }) => id))
  const before = new Set(head.uniques.map(({ id }) => id))
  return [...found.values()].filter(({ unique: { id } }) => last.has(id) && !before.has(id))
}

/** May other combinations be unique after the op than before? What records hold of them is worked out anew then. */
export function changesUniques(stored: StoredOp): boolean {
  if (stored.op !== 'revert') return stored.op === 'uniques'
  return (stored['ops'] as unknown as readonly StoredOp[]).some(changesUniques)
}
