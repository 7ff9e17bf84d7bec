// Everything a column can do: order, place, pin, group, what is said below it, and out of sight.
import { Menu } from '@mantine/core'
import {
  IconArrowAutofitWidth,
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconCheck,
  IconEyeOff,
  IconLayoutRows,
  IconPin,
  IconPinnedOff,
  IconSum,
  IconX,
} from '@tabler/icons-react'
import type { TotalFunction } from '../api/totals-api.ts'
import { useText } from '../text/text.ts'
import { canGroupBy, columnTotals, totalName } from './column-totals.ts'
import { readSort } from './list-search.ts'
import { type Column, sortKeyOf } from './record-columns.ts'

export interface ColumnMenuProps {
  readonly column: Column
  readonly label: string
  readonly sort: string | undefined
  readonly onSort: (sort: string | undefined) => void
  readonly isPinned: boolean
  /** Somebody has made it wider or narrower. */
  readonly isSized: boolean
  readonly onResize: (width: number | undefined) => void
  readonly onPin: (isPinned: boolean) => void
  /** Absent where there is no way further. */
  readonly onLeft: (() => void) | undefined
  readonly onRight: (() => void) | undefined
  /** Absent for the last column: a table without columns would show nothing to bring them back by. */
  readonly onHide: (() => void) | undefined
  readonly isGroup: boolean
  readonly onGroup: (isGroup: boolean) => void
  readonly total: TotalFunction | undefined
  readonly onTotal: (wanted: TotalFunction | undefined) => void
}

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const

export function ColumnMenu(props: ColumnMenuProps) {
  const { column, sort, onSort, isPinned, isGroup, total, onTotal } = props
  const { t } = useText()
  const sortKey = sortKeyOf(column)
  const own = readSort(sort).find(({ key }) => key === sortKey)
  const check = (is: boolean) => (is ? <IconCheck {...icon} /> : null)
  return (
    <>
      {column.sortable && (
        <>
          <Menu.Item
            leftSection={<IconArrowUp {...icon} />}
            rightSection={check(own?.descending === false)}
            onClick={() => onSort(sortKey)}
          >
            {t('grid.ascending')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown {...icon} />}
            rightSection={check(own?.descending === true)}
            onClick={() => onSort(`-${sortKey}`)}
          >
            {t('grid.descending')}
          </Menu.Item>
          {own && (
            <Menu.Item leftSection={<IconX {...icon} />} onClick={() => onSort(undefined)}>
              {t('grid.unsorted')}
            </Menu.Item>
          )}
          <Menu.Divider />
        </>
      )}
      {canGroupBy(column.field) && (
        <Menu.Item leftSection={<IconLayoutRows {...icon} />} onClick={() => props.onGroup(!isGroup)}>
          {isGroup ? t('grid.ungroup') : t('grid.groupBy')}
        </Menu.Item>
      )}
      {!column.clock && (
        <>
          <Menu.Sub position="right-start">
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconSum {...icon} />}>{t('grid.total')}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              <TotalItems column={column} total={total} onTotal={onTotal} />
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Menu.Divider />
        </>
      )}
      <Menu.Item
        leftSection={isPinned ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />}
        onClick={() => props.onPin(!isPinned)}
      >
        {isPinned ? t('grid.unpin') : t('grid.pin')}
      </Menu.Item>
      {props.isSized && (
        <Menu.Item leftSection={<IconArrowAutofitWidth {...icon} />} onClick={() => props.onResize(undefined)}>
          {t('grid.usualWidth')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconArrowLeft {...icon} />} disabled={!props.onLeft} onClick={props.onLeft}>
        {t('grid.left')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowRight {...icon} />} disabled={!props.onRight} onClick={props.onRight}>
        {t('grid.right')}
      </Menu.Item>
      <Menu.Item leftSection={<IconEyeOff {...icon} />} disabled={!props.onHide} onClick={props.onHide}>
        {t('grid.hide')}
      </Menu.Item>
    </>
  )
}

/** Also the menu of what stands below a column. */
export function TotalItems({ column, total, onTotal }: Pick<ColumnMenuProps, 'column' | 'total' | 'onTotal'>) {
  const { t } = useText()
  const check = (is: boolean) => (is ? <IconCheck {...icon} /> : null)
  return (
    <>
      <Menu.Item rightSection={check(total === undefined)} onClick={() => onTotal(undefined)}>
        {t('grid.totals.none')}
      </Menu.Item>
      {columnTotals(column.field).map((wanted) => (
        <Menu.Item key={wanted} rightSection={check(total === wanted)} onClick={() => onTotal(wanted)}>
          {t(`grid.totals.${totalName(column.field, wanted)}`)}
        </Menu.Item>
      ))}
    </>
  )
}
