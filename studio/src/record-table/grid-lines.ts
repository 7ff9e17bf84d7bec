// What stands in a table, line by line: records, and between them the headers of their groups.
import type { Json } from '@molde/engine'
import type { WireRecord } from '../api/records-api.ts'
import type { TotalValues } from '../api/totals-api.ts'

export interface LineGroup {
  /** The value in a form that can be a name; `''` for records without one. */
  readonly name: string
  readonly value: Json
  readonly label: string
  /** Undefined: not known, since there are more records than can be counted at once. */
  readonly count: number | undefined
  readonly isCapped: boolean
  readonly totals: TotalValues
  readonly isOpen: boolean
}

export type GridLine =
  | { readonly kind: 'record'; readonly id: string; readonly record: WireRecord }
  | { readonly kind: 'group'; readonly id: string; readonly group: LineGroup }
  /** Stands for records that are asked for as soon as it is seen. */
  | { readonly kind: 'more'; readonly id: string; readonly group: string; readonly problem?: string }

interface GroupRecords {
  readonly records: readonly WireRecord[]
  readonly hasMore: boolean
  readonly problem?: string
}

/** `recordsOf` an open group; undefined while nothing was asked for. */
export function groupedLines(
  groups: readonly LineGroup[],
  recordsOf: (name: string) => GroupRecords | undefined,
): readonly GridLine[] {
  return groups.flatMap((group): GridLine[] => {
    const header: GridLine = { kind: 'group', id: `group ${group.name}`, group }
    if (!group.isOpen) return [header]
    const own = recordsOf(group.name)
    const more = !own || own.hasMore || own.problem !== undefined
    return [
      header,
      ...recordLines(own?.records ?? []),
      ...(more
        ? [
            {
              kind: 'more' as const,
              id: `more ${group.name}`,
              group: group.name,
              ...(own?.problem ? { problem: own.problem } : {}),
            },
          ]
        : []),
    ]
  })
}

export function recordLines(records: readonly WireRecord[]): readonly GridLine[] {
  return records.map(recordLine)
}

/** The same line for the same record: rows that stay are not drawn again because a page has come. */
function recordLine(record: WireRecord): GridLine {
  const known = lineOf.get(record)
  if (known) return known
  const line: GridLine = { kind: 'record', id: record.id, record }
  lineOf.set(record, line)
  return line
}

const lineOf = new WeakMap<WireRecord, GridLine>()

/** The lines that are kept of a table, and where they lie in it. */
export interface LineWindow {
  readonly lines: readonly GridLine[]
  /** Rows before the first line. */
  readonly offset: number
  /** Rows in all, as far as it is known. */
  readonly known: number
}

/** Undefined where the row is not kept. */
export function lineAt({ lines, offset }: LineWindow, row: number): GridLine | undefined {
  return lines[row - offset]
}
