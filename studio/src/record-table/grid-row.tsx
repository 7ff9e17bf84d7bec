// One line of a table: a record, the header of a group, or a place for what is still being read.
import { ActionIcon, Checkbox, Text, UnstyledButton } from '@mantine/core'
import { IconArrowsDiagonal, IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo, type RefObject, useEffect } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle, titleFieldOf } from '../field-value/record-title.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { cellAct } from './cell-act.ts'
import type { GridColumn } from './grid-columns.ts'
import type { GridLine, LineGroup } from './grid-lines.ts'
import classes from './record-table.module.css'
import { Total } from './totals-row.tsx'
import type { Habits } from './use-table-habits.ts'

export interface GridRowProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly stateField: string | undefined
  readonly columns: readonly GridColumn[]
  readonly line: GridLine
  readonly row: number
  /** The column whose cell is reached with Tab; undefined when it is in another row. */
  readonly active: number | undefined
  /** Undefined where rows cannot be picked. */
  readonly isPicked: boolean | undefined
  readonly groupField: WireField | undefined
  readonly totals: Habits['totals']
  /** Always the same, whatever it holds. */
  readonly acts: RefObject<RowActs>
}

export interface RowActs {
  pick(id: string, through: boolean): void
  toggle(group: string): void
  need(group: string): void
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { line } = props
  if (line.kind === 'group') return <GroupRow {...props} group={line.group} />
  if (line.kind === 'more') return <MoreRow {...props} group={line.group} problem={line.problem} />
  return <RecordRow {...props} record={line.record} />
})

function RecordRow(props: GridRowProps & { readonly record: WireRecord }) {
  const { tenant, blueprint, stateField, columns, record, row, active, isPicked, acts } = props
  const { t } = useText()
  const formats = useFormats()
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  const titleKey = titleFieldOf(blueprint)?.key
  const isNamed = columns.some(({ key }) => key === titleKey)
  const reach = active === undefined ? -1 : 0
  return (
    <tr className={classes.row} aria-rowindex={row + 2} aria-selected={isPicked}>
      {isPicked !== undefined && (
        <td data-pick data-pinned={isAnyPinned(columns)} style={{ left: 0 }}>
          <span className={classes.pick}>
            <Checkbox
              size="xs"
              tabIndex={reach}
              aria-label={t('bulk.select', { title })}
              checked={isPicked}
              // A click knows of the shift key, a change does not.
              onChange={() => undefined}
              onClick={(event) => acts.current.pick(record.id, event.shiftKey)}
            />
          </span>
        </td>
      )}
      {columns.map((column, place) => {
        const act = cellAct(column.field, stateField)
        return (
          <td
            key={column.key}
            data-at={`${row} ${place}`}
            data-fixed={act.kind === 'fixed' || undefined}
            aria-readonly={act.kind === 'fixed' || undefined}
            tabIndex={place === active ? 0 : -1}
            data-right={column.right || undefined}
            data-pinned={column.left === undefined ? undefined : true}
            style={column.left === undefined ? undefined : { left: column.left }}
          >
            {column.key === titleKey ? (
              <Link {...linkTo(tenant, record)} tabIndex={reach} className={classes.title} preload={false}>
                {title}
              </Link>
            ) : (
              <FieldValue tenant={tenant} field={column.field} value={record.data[column.key]} dense />
            )}
            {place === 0 && !isNamed && (
              <ActionIcon
                size={22}
                className={classes.open}
                tabIndex={reach}
                aria-label={t('grid.open', { title })}
                renderRoot={(root) => <Link {...linkTo(tenant, record)} preload={false} {...root} />}
              >
                <IconArrowsDiagonal size={14} stroke={1.5} aria-hidden />
              </ActionIcon>
            )}
          </td>
        )
      })}
    </tr>
  )
}

function linkTo(tenant: string, record: WireRecord) {
  return {
    to: '/t/$tenant/records/$blueprint/$id',
    params: { tenant, blueprint: record.blueprint, id: record.id },
  } as const
}

function isAnyPinned(columns: readonly GridColumn[]): true | undefined {
  return columns.some(({ left }) => left !== undefined) || undefined
}

function GroupRow(props: GridRowProps & { readonly group: LineGroup }) {
  const { tenant, columns, row, active, group, groupField, totals, isPicked, acts } = props
  const { t } = useText()
  const formats = useFormats()
  const first = columns.findIndex(({ key }) => totals[key] !== undefined)
  const wide = Math.max(1, first < 0 ? columns.length : first)
  const [own] = columns
  const Chevron = group.isOpen ? IconChevronDown : IconChevronRight
  return (
    <tr className={classes.group} aria-rowindex={row + 2}>
      <td colSpan={wide + (isPicked === undefined ? 0 : 1)}>
        <div className={classes.groupHead}>
          <UnstyledButton
            className={classes.groupButton}
            data-at={`${row} *`}
            tabIndex={active === undefined ? -1 : 0}
            aria-expanded={group.isOpen}
            onClick={() => acts.current.toggle(group.name)}
          >
            <Chevron size={16} stroke={1.5} aria-hidden />
            {group.value === null || !groupField ? (
              <Text span size="sm" c="dimmed">
                {group.label}
              </Text>
            ) : (
              <FieldValue tenant={tenant} field={groupField} value={group.value} dense />
            )}
            {group.count !== undefined && (
              <Text span size="xs" c="dimmed" className="numbers">
                {formats.number(group.count)}
                {group.isCapped ? '+' : ''}
                <span className="for-readers"> {t('grid.inGroup')}</span>
              </Text>
            )}
          </UnstyledButton>
          {own && first === 0 && totals[own.key] && (
            <Text span size="xs" c="dimmed">
              <Total column={own} wanted={totals[own.key] as never} values={group.totals} />
            </Text>
          )}
        </div>
      </td>
      {columns.slice(wide).map((column) => {
        const wanted = totals[column.key]
        return (
          <td key={column.key} data-right={column.right || undefined}>
            {wanted && <Total column={column} wanted={wanted} values={group.totals} />}
          </td>
        )
      })}
    </tr>
  )
}

/** Asks for its records when it comes into sight. */
function MoreRow(props: GridRowProps & { readonly group: string; readonly problem: string | undefined }) {
  const { columns, row, group, isPicked, acts, active, problem } = props
  const { t } = useText()
  useEffect(() => {
    if (!problem) acts.current.need(group)
  })
  return (
    <tr aria-rowindex={row + 2}>
      <td colSpan={columns.length + (isPicked === undefined ? 0 : 1)}>
        <UnstyledButton
          data-at={`${row} *`}
          tabIndex={active === undefined ? -1 : 0}
          className={classes.more}
          onClick={() => acts.current.need(group)}
        >
          {problem ?? t('common.loading')}
        </UnstyledButton>
      </td>
    </tr>
  )
}
