// A list of records: a table one works in, and cards on phones.
import { useMediaQuery } from '@mantine/hooks'
import { RecordCards } from './record-cards.tsx'
import { RecordGrid } from './record-grid.tsx'
import type { RecordTableProps } from './record-table-props.ts'

export function RecordTable(props: RecordTableProps) {
  const phone = useMediaQuery('(max-width: 47.99em)')
  return phone ? <RecordCards {...props} /> : <RecordGrid {...props} />
}
