// One act for all records of a list: which, what is done with each, and how far it is.
import type { JsonObject } from '@molde/engine'

export type BulkAct =
  | { readonly op: 'update'; readonly data: JsonObject }
  | { readonly op: 'delete' }
  /** Of a list of the trash. */
  | { readonly op: 'restore' }
  | { readonly op: 'transition'; readonly event: string; readonly input: JsonObject }

/** Who asked for it: each record is written as if they had done so themselves. */
export interface BulkActor {
  readonly kind: 'member' | 'key'
  readonly id: string
  readonly email?: string
}

export interface BulkPayload {
  readonly kind: 'bulk'
  readonly blueprint: string
  readonly blueprintNo: number
  /** The version in whose words the filter and the values are. */
  readonly version: number
  readonly filter?: string
  readonly q?: string
  readonly act: BulkAct
  readonly actor: BulkActor
  /** Undoes the job with this number and public id. */
  readonly undoes?: { readonly no: number; readonly id: string }
}

/** One reason why records stay as they were, and of how many. */
interface BulkReason {
  readonly message: string
  readonly records: number
}

export interface BulkPlace {
  readonly kind: 'bulk'
  /** The next records are those below this number: newest first, so that what is added meanwhile stays as it is. */
  readonly no: number
  readonly report: BulkReport
}

export interface BulkReport {
  readonly written: number
  /** Those that were so already. */
  readonly unchanged: number
  readonly refused: number
  /** The commonest ones. */
  readonly reasons: readonly BulkReason[]
}

export const noBulkReport: BulkReport = { written: 0, unchanged: 0, refused: 0, reasons: [] }

/** More reasons are not told apart. */
const mostReasons = 20

export function withRefusal(report: BulkReport, message: string): BulkReport {
  const refused = report.refused + 1
  const known = report.reasons.find((reason) => reason.message === message)
  if (!known && report.reasons.length >= mostReasons) return { ...report, refused }
  const others = report.reasons.filter((reason) => reason !== known)
  return { ...report, refused, reasons: [...others, { message, records: (known?.records ?? 0) + 1 }] }
}
