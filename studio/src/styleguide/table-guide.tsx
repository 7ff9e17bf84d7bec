// Records as a table and as cards of a phone: filled, picked, in groups, with totals, with what waits, loading, empty; and what stands above them.
import { useMemo } from 'react'
import type { Quarantined } from '../api/quarantine-api.ts'
import type { TableArrangement } from '../record-table/arrangement.ts'
import { type GridLine, groupedLines, type LineGroup } from '../record-table/grid-lines.ts'
import { QueryBar } from '../record-table/query-bar.tsx'
import { RecordCards } from '../record-table/record-cards.tsx'
import { RecordGrid } from '../record-table/record-grid.tsx'
import { RecordTable } from '../record-table/record-table.tsx'
import type { RecordTableProps } from '../record-table/record-table-props.ts'
import { useSelection } from '../record-table/selection.ts'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { delivery, records, tenant } from './samples.ts'

const nothing = () => undefined
/** As somebody may have arranged it; nothing of it can be changed here. */
const arrangement = (own: Partial<TableArrangement>): TableArrangement => ({
  pins: [],
  widths: {},
  totals: {},
  rows: 'normal',
  pin: nothing,
  total: nothing,
  keepWidths: nothing,
  ...own,
})
const [, status] = delivery.fields
const [first] = records

const list: Omit<RecordTableProps, 'label' | 'waiting'> = {
  tenant,
  blueprint: delivery,
  records,
  listKey: 'guide',
  offset: 0,
  known: records.length,
  hasMore: false,
  isLoadingMore: false,
  onShow: nothing,
  sort: 'cargo',
  onSort: nothing,
  onColumns: nothing,
  onGroup: nothing,
  onToggleGroup: nothing,
  onNeed: nothing,
  stateFields: status ? [status.key] : [],
  arrangement: arrangement({}),
  totals: undefined,
  onClash: nothing,
}
const summed = {
  arrangement: arrangement({ pins: ['cargo'], totals: { price: 'sum', cargo: 'filled' } }),
  totals: {
    count: { value: 3, capped: false },
    totals: { 'sum:price': [{ currency: 'BRL', amount: '1427.40' }], 'filled:cargo': 3 },
    capped: false,
  },
} as const satisfies Partial<RecordTableProps>
const waiting: ReadonlyMap<string, readonly Quarantined[]> = new Map(
  first
    ? [
        [
          first.id,
          [
            {
              record: { id: first.id, title: 'A box of tiles' },
              version: 1,
              field: 'due',
              targetField: 'due',
              code: 'unreadable',
              message: 'There is no such day: 31.02.2026.',
              value: '31.02.2026',
            },
          ],
        ],
      ]
    : [],
)
const lines: readonly GridLine[] = groupedLines(
  (status?.options ?? []).map(
    ({ key }, place): LineGroup => ({
      name: key,
      value: key,
      label: key,
      count: place === 0 ? 1 : undefined,
      isCapped: false,
      totals: {},
      isOpen: place < 3,
    }),
  ),
  (name) => ({
    records: records.filter(({ data }) => data['status'] === name),
    hasMore: name === 'ON_ITS_WAY',
    ...(name === 'DELIVERED' ? { problem: 'The server cannot be reached.' } : {}),
  }),
)

export function TableGuide() {
  const selection = useSelection(
    'guide',
    records.map(({ id }) => id),
  )
  const fields = useMemo(() => delivery.fields, [])
  const where = useMemo(
    () => [
      { field: 'cargo', operator: 'like', value: 'tiles' } as const,
      { cel: "cargo != 'cork' || price.amount > 10.0" },
    ],
    [],
  )
  return (
    <>
      <GuidePart title="Above a list">
        <GuideCase name="Nothing asked for" isWide>
          <QueryBar
            tenant={tenant}
            fields={fields}
            q={undefined}
            where={undefined}
            onSearch={nothing}
            onWhere={nothing}
          />
        </GuideCase>
        <GuideCase name="Words, a condition, an expression" isWide>
          <QueryBar tenant={tenant} fields={fields} q="tiles" where={where} onSearch={nothing} onWhere={nothing} />
        </GuideCase>
      </GuidePart>
      <GuidePart title="Tables">
        <GuideCase name="Rows, one of them under the pointer" as="hovered" isWide>
          <RecordTable {...list} label="Deliveries" selection={selection} />
        </GuideCase>
        <GuideCase name="With a column that stays, totals, and what waits" isWide>
          <RecordGrid {...list} {...summed} waiting={waiting} label="Deliveries with totals" />
        </GuideCase>
        <GuideCase name="In groups: more to come, one that cannot be read, one that is closed" isWide>
          <RecordGrid
            {...list}
            known={lines.length}
            lines={lines}
            groupField={status}
            waiting={new Map()}
            label="Deliveries in groups"
          />
        </GuideCase>
        <GuideCase name="Rows that are still on their way" isWide>
          <RecordGrid {...list} known={8} hasMore isLoadingMore waiting={new Map()} label="Deliveries on their way" />
        </GuideCase>
        <GuideCase name="No rows" isWide>
          <RecordGrid {...list} records={[]} known={0} waiting={new Map()} label="No deliveries" />
        </GuideCase>
      </GuidePart>
      <GuidePart title="Cards of a phone">
        <GuideCase name="At rest, one that waits, loading">
          <RecordCards {...list} known={4} waiting={waiting} />
        </GuideCase>
        <GuideCase name="Being picked">
          <RecordCards {...list} waiting={new Map()} selection={selection} isPicking onPicking={nothing} />
        </GuideCase>
        <GuideCase name="In groups">
          <RecordCards {...list} known={lines.length} lines={lines} groupField={status} waiting={new Map()} />
        </GuideCase>
      </GuidePart>
    </>
  )
}
