// A list of records: a table one works in, and cards on phones.
import { useIsPhone } from '../ui/use-is-phone.ts'
import { RecordCards } from './record-cards.tsx'
import { RecordGrid } from './record-grid.tsx'
import type { RecordTableProps } from './record-table-props.ts'

export function RecordTable(props: RecordTableProps) {
  return useIsPhone() ? <RecordCards {...props} /> : <RecordGrid {...props} />
}
