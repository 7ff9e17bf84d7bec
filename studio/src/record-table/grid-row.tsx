// One line of a table: a record, the header of a group, or a place for what is still being read.
import { Text, UnstyledButton } from '@mantine/core'
import {
  IconArrowsDiagonal,
  IconChevronDown,
  IconChevronRight,
  IconLayoutSidebarRightExpand,
} from '@tabler/icons-react'
import { memo, type RefObject, useEffect } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Quarantined } from '../api/quarantine-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle, titleFieldOf } from '../field-value/record-title.ts'
import { lineText } from '../field-value/value-text.ts'
import { ClockWords } from '../record-clock/clock-words.tsx'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { across } from './across.ts'
import type { Arrangement } from './arrangement.ts'
import { cellAct } from './cell-act.ts'
import { columnMark } from './cell-place.ts'
import { cellValue } from './cell-value.tsx'
import type { GridColumn } from './grid-columns.ts'
import type { GridLine, LineGroup } from './grid-lines.ts'
import classes from './record-table.module.css'
import { rowWords } from './row-words.ts'
import { Total } from './totals-row.tsx'
import { WaitsMark, waitsIn } from './waits-mark.tsx'

export interface GridRowProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly stateFields: readonly string[]
  readonly columns: readonly GridColumn[]
  /** Of its element, whatever it shows. */
  readonly id: string
  readonly line: GridLine
  readonly row: number
  /** The column whose cell is reached with Tab; undefined when it is in another row. */
  readonly active: number | undefined
  /** Undefined where rows cannot be picked. */
  readonly isPicked: boolean | undefined
  /** What the record waits for, where it waits. */
  readonly waits: readonly Quarantined[] | undefined
  /** It was added a moment ago, and is shown so when it first comes into sight. */
  readonly isMade: boolean
  /** It stands beside the table; undefined where none can. */
  readonly isPeeked: boolean | undefined
  readonly groupField: WireField | undefined
  readonly totals: Arrangement['totals']
  /** Pixels, of every row. */
  readonly rowHeight: number
  /** Always the same, whatever it holds. */
  readonly acts: RefObject<RowActs>
}

export interface RowActs {
  pick(id: string, through: boolean): void
  toggle(group: string): void
  need(group: string): void
  /** What was added was in sight long enough. */
  seen(id: string): void
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { line } = props
  if (line.kind === 'group') return <GroupRow {...props} group={line.group} />
  if (line.kind === 'more') return <MoreRow {...props} group={line.group} problem={line.problem} />
  return <RecordRow {...props} record={line.record} />
})

/** Plain elements only: while the table scrolls, some forty such rows come into sight each second. */
function RecordRow(props: GridRowProps & { readonly record: WireRecord }) {
  const { tenant, blueprint, stateFields, columns, record, id, row, active, isPicked, waits, isMade, isPeeked, acts } =
    props
  const { t } = useText()
  const formats = useFormats()
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  const words = rowWords(t)
  const titleKey = titleFieldOf(blueprint)?.key
  const isNamed = columns.some(({ key }) => key === titleKey)
  const reach = active === undefined ? -1 : 0
  return (
    <tr
      id={id}
      role="row"
      className={classes.row}
      style={topOf(props)}
      data-row={row}
      aria-rowindex={row + 2}
      aria-selected={isPicked}
      data-made={isMade || undefined}
      data-peeked={isPeeked || undefined}
      onAnimationEnd={isMade ? () => acts.current.seen(record.id) : undefined}
    >
      {isPicked !== undefined && (
        <td role="gridcell" data-pick data-pinned={isAnyPinned(columns)} style={{ left: 0 }}>
          <input
            type="checkbox"
            className={classes.check}
            tabIndex={reach}
            aria-label={words.select(title)}
            checked={isPicked}
            // A click knows of the shift key, a change does not.
            onChange={() => undefined}
            onClick={(event) => acts.current.pick(record.id, event.shiftKey)}
          />
        </td>
      )}
      {columns.map((column, place) => {
        const { kind } = cellAct(column.field, stateFields)
        const isFixed = kind === 'fixed' || undefined
        const hasSteps = kind === 'steps' && typeof record.data[column.key] === 'string'
        return (
          <td
            key={column.key}
            role="gridcell"
            {...columnMark(place)}
            data-fixed={isFixed}
            aria-readonly={isFixed}
            aria-haspopup={hasSteps ? 'menu' : undefined}
            tabIndex={place === active ? 0 : -1}
            data-right={column.right || undefined}
            data-pinned={column.left === undefined ? undefined : true}
            style={column.left === undefined ? undefined : { left: column.left }}
          >
            {column.key === titleKey ? (
              <a href={addressOf(tenant, record)} data-record={record.id} tabIndex={reach} className={classes.title}>
                {lineText(title, column.letters)}
              </a>
            ) : column.clock ? (
              <ClockWords tenant={tenant} clock={column.clock} told={record.clocks?.[column.clock.name]} />
            ) : (
              cellValue(tenant, column, record.data[column.key], formats)
            )}
            {waits && (
              <WaitsMark
                waits={waitsIn(waits, column.key, columns, column.key === titleKey || (place === 0 && !isNamed))}
              />
            )}
            {hasSteps && (
              <span data-steps className={classes.steps} aria-hidden>
                <IconChevronDown size={14} stroke={1.5} />
              </span>
            )}
            {place === 0 && isPeeked !== undefined && (
              <button
                type="button"
                data-peek={record.id}
                tabIndex={-1}
                className={classes.peek}
                aria-label={words.peek(title)}
              >
                <IconLayoutSidebarRightExpand size={16} stroke={1.5} aria-hidden />
              </button>
            )}
            {place === 0 && !isNamed && (
              <a
                href={addressOf(tenant, record)}
                data-record={record.id}
                tabIndex={reach}
                className={classes.open}
                aria-label={words.open(title)}
              >
                <IconArrowsDiagonal size={14} stroke={1.5} aria-hidden />
              </a>
            )}
          </td>
        )
      })}
    </tr>
  )
}

/** The table's own click opens it without leaving the program; a new tab needs the address. */
function addressOf(tenant: string, { blueprint, id }: WireRecord): string {
  return `/t/${[tenant, 'records', blueprint, id].map(encodeURIComponent).join('/')}`
}

function topOf({ row, rowHeight }: Pick<GridRowProps, 'row' | 'rowHeight'>) {
  return { top: row * rowHeight }
}

function isAnyPinned(columns: readonly GridColumn[]): true | undefined {
  return columns.some(({ left }) => left !== undefined) || undefined
}

function GroupRow(props: GridRowProps & { readonly group: LineGroup }) {
  const { tenant, columns, id, row, active, group, groupField, totals, isPicked, acts } = props
  const { t } = useText()
  const formats = useFormats()
  const first = columns.findIndex(({ key }) => totals[key] !== undefined)
  const wide = Math.max(1, first < 0 ? columns.length : first)
  const [own] = columns
  const Chevron = group.isOpen ? IconChevronDown : IconChevronRight
  return (
    <tr id={id} role="row" className={classes.group} style={topOf(props)} data-row={row} aria-rowindex={row + 2}>
      <td role="gridcell" {...across(wide + (isPicked === undefined ? 0 : 1))}>
        <div className={classes.groupHead}>
          <UnstyledButton
            className={classes.groupButton}
            {...columnMark(undefined)}
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
          <td key={column.key} role="gridcell" data-right={column.right || undefined}>
            {wanted && <Total column={column} wanted={wanted} values={group.totals} />}
          </td>
        )
      })}
    </tr>
  )
}

/** Asks for its records when it comes into sight. */
function MoreRow(props: GridRowProps & { readonly group: string; readonly problem: string | undefined }) {
  const { columns, id, row, group, isPicked, acts, active, problem } = props
  const { t } = useText()
  useEffect(() => {
    if (!problem) acts.current.need(group)
  })
  return (
    <tr id={id} role="row" style={topOf(props)} data-row={row} aria-rowindex={row + 2}>
      <td role="gridcell" {...across(columns.length + (isPicked === undefined ? 0 : 1))}>
        <UnstyledButton
          {...columnMark(undefined)}
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
