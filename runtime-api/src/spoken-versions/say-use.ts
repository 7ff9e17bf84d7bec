// How often and when last something was read and written, as an answer says it.
import { wireTime } from '../records/wire-time.ts'
import type { FieldUse } from './field-use-table.ts'
import type { VersionUse } from './use-table.ts'

export function sayUse(use: VersionUse) {
  return { ...sayTimes(use), wholeReads: use.wholeReads, lastWholeReadAt: timeOf(use.wholeReadAt) }
}

export function sayTimes({ reads, writes, readAt, writtenAt }: FieldUse | VersionUse) {
  return { reads, writes, lastReadAt: timeOf(readAt), lastWriteAt: timeOf(writtenAt) }
}

function timeOf(at: number | null): string | null {
  return at === null ? null : wireTime(at)
}
