// A table in groups: one header for each value of a field, and under it its records, page after page.
import { Group, Text } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import type { ListAsk } from '../api/records-api.ts'
import { RecordTable } from '../record-table/record-table.tsx'
import type { RecordTableProps } from '../record-table/record-table-props.ts'
import { useSelection } from '../record-table/selection.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { BesideTable } from './beside-table.tsx'
import { useCellClash } from './cell-clash.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { useEndOfPicking } from './use-end-of-picking.ts'
import { useGroups } from './use-groups.ts'

const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }))

/** Groups keep all that was opened. */
const nothingToKeep = () => undefined

export interface GroupedRecordsProps
  extends Pick<
    RecordTableProps,
    | 'label'
    | 'stateFields'
    | 'columns'
    | 'onColumns'
    | 'onSort'
    | 'onGroup'
    | 'arrangement'
    | 'peek'
    | 'isPicking'
    | 'onPicking'
  > {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly flows: readonly Flow[]
  readonly ask: ListAsk
  readonly field: WireField
  /** What is asked of the columns, such as `sum:amount`. */
  readonly wanted: readonly string[]
  /** Shown when there are no records. */
  readonly nothing: ReactNode
}

export function GroupedRecords(props: GroupedRecordsProps) {
  const { tenant, blueprint, flows, stateFields, ask, field, wanted, nothing, ...table } = props
  const { t } = useText()
  const { number } = useFormats()
  const groups = useGroups(tenant, blueprint, ask, field, wanted)
  const clash = useCellClash(tenant, blueprint)
  const listKey = JSON.stringify([ask, field.key])
  const ids = groups.records.map(({ id }) => id).join(' ')
  const selection = useSelection(
    listKey,
    useMemo(() => (ids === '' ? [] : ids.split(' ')), [ids]),
  )
  const onEnd = useEndOfPicking(table, selection)
  if (groups.error) return <ErrorNotice error={groups.error} onRetry={groups.retry} />
  if (groups.isPending) return <ListSkeleton />
  if (groups.lines.length === 0) return nothing
  const count = groups.totals?.count
  return (
    <BesideTable tenant={tenant} blueprint={blueprint.name} records={groups.records} peek={table.peek}>
      <RecordTable
        {...table}
        tenant={tenant}
        blueprint={blueprint}
        records={groups.records}
        lines={groups.lines}
        offset={0}
        known={groups.lines.length}
        onShow={nothingToKeep}
        listKey={listKey}
        sort={ask.sort}
        groupField={field}
        onToggleGroup={groups.toggle}
        onNeed={groups.need}
        stateFields={stateFields}
        totals={groups.totals}
        onClash={clash.onClash}
        selection={selection}
        hasMore={false}
        isLoadingMore={false}
      />
      {clash.question}
      {(selection.ids.size > 0 || onEnd) && (
        <Suspense fallback={null}>
          <BulkBar
            tenant={tenant}
            blueprint={blueprint}
            flows={flows}
            records={groups.records}
            selection={selection}
            ask={{ ...(ask.filter ? { filter: ask.filter } : {}), ...(ask.q ? { q: ask.q } : {}) }}
            count={count}
            onEnd={onEnd}
          />
        </Suspense>
      )}
      <Group justify="space-between" pt="xs">
        <Text size="xs" c="dimmed" className="numbers" role="status">
          {count &&
            (count.capped
              ? t('records.countMore', { shown: number(count.value) })
              : t('records.count', { count: count.value, shown: number(count.value) }))}
        </Text>
        {groups.totals?.moreGroups && (
          <Text size="xs" c="dimmed">
            {t('grid.moreGroups', { shown: number(200) })}
          </Text>
        )}
      </Group>
    </BesideTable>
  )
}
