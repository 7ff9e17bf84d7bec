// The header of a column: sorts with a click, is dragged elsewhere, made wider, and has a menu with everything else.
import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconPinFilled } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { LateMenu } from '../ui/late-menu.tsx'
import { whenIdle } from '../ui/when-idle.ts'
import { ColumnMenu, type ColumnMenuProps } from './column-menu.tsx'
import type { Side } from './header-drag.ts'
import { nextSort, readSort } from './list-search.ts'
import { sortKeyOf } from './record-columns.ts'
import classes from './record-table.module.css'
import { ResizeHandle } from './resize-handle.tsx'

export interface HeaderCellProps extends Omit<ColumnMenuProps, 'label'> {
  /** Another column was dropped beside this one. */
  readonly onDrop: (column: string, side: Side) => void
  /** Into the rows below. */
  readonly onDown: () => void
  /** Of a pinned column: how far from the left it stays. */
  readonly left: number | undefined
}

export function HeaderCell(props: HeaderCellProps) {
  const { column, sort, onSort, onResize, onDrop, onDown, left } = props
  const { t } = useText()
  const { say } = useFormats()
  const [isOpen, setIsOpen] = useState(false)
  const element = useRef<HTMLTableCellElement>(null)
  const over = useDragged(element, column.key, onDrop)
  const label = say(column.field.label, wordsOfKey(column.key))
  const sortKey = sortKeyOf(column)
  const own = readSort(sort).find(({ key }) => key === sortKey)
  const Arrow = own?.descending ? IconArrowDown : IconArrowUp
  const direction = own ? (own.descending ? 'descending' : 'ascending') : 'none'
  return (
    <th
      ref={element}
      role="columnheader"
      scope="col"
      {...(column.sortable ? { 'aria-sort': direction } : {})}
      data-right={column.right || undefined}
      data-pinned={left === undefined ? undefined : true}
      data-over={over}
      style={left === undefined ? undefined : { left }}
      onContextMenu={(event) => {
        event.preventDefault()
        setIsOpen(true)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || isOpen || event.target instanceof HTMLSpanElement) return
        event.preventDefault()
        if (event.altKey) setIsOpen(true)
        else onDown()
      }}
    >
      <div className={classes.headerBox}>
        {column.sortable ? (
          <UnstyledButton
            className={classes.header}
            title={t('records.sortBy', { field: label })}
            onClick={(event) => onSort(nextSort(sort, sortKey, event.shiftKey))}
          >
            <span className={classes.headerWords}>{label}</span>
            {own && <Arrow size={14} stroke={1.5} aria-hidden />}
            {props.isPinned && <IconPinFilled size={12} aria-label={t('grid.pinned')} role="img" />}
          </UnstyledButton>
        ) : (
          <span className={classes.plainHeader}>
            <span className={classes.headerWords}>{label}</span>
            {props.isPinned && <IconPinFilled size={12} aria-label={t('grid.pinned')} role="img" />}
          </span>
        )}
        <LateMenu
          opened={isOpen}
          onChange={setIsOpen}
          position="bottom-start"
          width={230}
          button={
            <ActionIcon
              variant="subtle"
              size={24}
              className={classes.headerMenu}
              aria-label={t('grid.menuOf', { name: label })}
            >
              <IconChevronDown size={14} stroke={1.5} aria-hidden />
            </ActionIcon>
          }
        >
          <ColumnMenu {...props} label={label} />
        </LateMenu>
      </div>
      <ResizeHandle label={label} width={column.width} onResize={onResize} />
    </th>
  )
}

function useDragged(
  element: React.RefObject<HTMLElement | null>,
  column: string,
  onDrop: HeaderCellProps['onDrop'],
): Side | undefined {
  const [over, setOver] = useState<Side>()
  const drop = useRef(onDrop)
  drop.current = onDrop
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    // Nobody drags a header before the page has come to rest.
    const loaded = whenIdle().then(() => import('./header-drag.ts'))
    void loaded.then(({ dragHeader }) => {
      if (isGone || !element.current) return
      stop = dragHeader({
        element: element.current,
        column,
        onOver: setOver,
        onDrop: (other, side) => drop.current(other, side),
      })
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [element, column])
  return over
}
