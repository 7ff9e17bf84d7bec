// A list of records: a table one works in, and cards on phones.
import { useWaitingAmong } from '../api/quarantine-api.ts'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { RecordCards } from './record-cards.tsx'
import { RecordGrid } from './record-grid.tsx'
import type { RecordTableProps } from './record-table-props.ts'

export function RecordTable(props: Omit<RecordTableProps, 'waiting'>) {
  const waiting = useWaitingAmong(props.tenant, props.blueprint, props.records)
  return useIsPhone() ? <RecordCards {...props} waiting={waiting} /> : <RecordGrid {...props} waiting={waiting} />
}
