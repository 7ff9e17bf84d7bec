// A table, and at its side the record that is looked at without leaving it.
import { Skeleton } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'
import type { WireRecord } from '../api/records-api.ts'
import type { Peek } from '../record-table/record-table-props.ts'

/** It carries the forms: loaded when somebody looks. */
const RecordPeek = lazy(async () => ({ default: (await import('./record-peek.tsx')).RecordPeek }))

export interface BesideTableProps {
  readonly tenant: string
  readonly blueprint: string
  /** Those at hand, in the order of the table. */
  readonly records: readonly WireRecord[]
  /** Absent where there is no room beside the table. */
  readonly peek: Peek | undefined
  /** The table. */
  readonly children: ReactNode
}

export function BesideTable({ tenant, blueprint, records, peek, children }: BesideTableProps) {
  if (!peek) return children
  const { id } = peek
  const place = records.findIndex((record) => record.id === id)
  const to = (by: 1 | -1) => {
    const other = place < 0 ? undefined : records[place + by]
    return other && (() => peek.open(other.id))
  }
  return (
    <div className="table-and-peek">
      <div className="table-side">{children}</div>
      {id !== undefined && (
        <Suspense fallback={<Skeleton w={420} h={320} />}>
          <RecordPeek tenant={tenant} blueprint={blueprint} id={id} onUp={to(-1)} onDown={to(1)} onClose={peek.close} />
        </Suspense>
      )}
    </div>
  )
}
