// One column of a board: how many records stand in it, their cards, and a place to drop another one.
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { ActionIcon, Button, Group, Skeleton, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { type ListAsk, useRecords, type WireRecord } from '../api/records-api.ts'
import { OptionChip } from '../field-value/field-value.tsx'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { BoardCard, type BoardCardProps } from './board-card.tsx'
import { type BoardColumn as Column, cardsIn, columnAsk } from './board-columns.ts'
import { type ColumnCount, CountText } from './column-guide.tsx'
import classes from './record-board.module.css'
import type { MoveCard } from './use-move-card.ts'

export interface BoardColumnProps extends Pick<BoardCardProps, 'places' | 'columns' | 'isState' | 'region' | 'onDrag'> {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly field: WireField
  readonly column: Column
  readonly label: string
  readonly ask: ListAsk
  readonly mover: MoveCard
  /** A card is dragged at this moment. */
  readonly isHeld: boolean
  /** While a card is dragged: may it be dropped here? Undefined when that is not known. */
  readonly mayTake: boolean | undefined
  readonly onCount: (key: string | null, count: ColumnCount) => void
  /** Absent where no record can begin. */
  readonly onCreate: (() => void) | undefined
}

export function BoardColumn(props: BoardColumnProps) {
  const { tenant, blueprint, field, column, label, ask, mover } = props
  const { t } = useText()
  const element = useRef<HTMLElement>(null)
  const isOver = useDrop(element, column, mover)
  const records = useRecords(
    tenant,
    blueprint.name,
    useMemo(() => columnAsk(ask, field, column), [ask, field, column]),
  )
  const count = records.data?.pages[0]?.count
  const { onCount } = props
  useEffect(() => {
    if (count) onCount(column.key, count)
  }, [onCount, column.key, count])
  const items = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data])
  const cards = cardsIn(column, items, mover.onTheWay)
  const moving = new Set(mover.onTheWay.map(({ record }) => record.id))
  // A place for what has no choice is only in the way while nothing has none; it appears when a card is held.
  const isInTheWay = column.isGone || (column.key === null && !props.isHeld)
  if (isInTheWay && cards.length === 0 && !records.error) return null
  return (
    <section
      ref={element}
      className={classes.column}
      aria-label={label}
      data-column={column.key ?? ''}
      data-over={isOver || undefined}
      data-refuses={props.mayTake === false || undefined}
    >
      <Group component="header" justify="space-between" wrap="nowrap" className={classes.head}>
        {column.key === null ? (
          <Text size="xs" c="dimmed">
            {label}
          </Text>
        ) : (
          <OptionChip field={field} option={column.key} />
        )}
        <Group gap={4} wrap="nowrap">
          <CountText count={count} />
          {props.onCreate && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              className={classes.adder ?? ''}
              aria-label={t('board.add', { column: label })}
              onClick={props.onCreate}
            >
              <IconPlus size={16} stroke={1.5} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {records.error && <ErrorNotice error={records.error} onRetry={() => void records.refetch()} />}
      {records.isPending && <Skeleton h={72} />}
      <ul className={`bare-list ${classes.cards}`}>
        {cards.map((record) => (
          <BoardCard
            key={record.id}
            tenant={tenant}
            blueprint={blueprint}
            field={field}
            record={record}
            columns={props.columns}
            isMoving={moving.has(record.id)}
            isState={props.isState}
            region={props.region}
            places={props.places}
            onDrag={props.onDrag}
            onMove={mover.move}
          />
        ))}
      </ul>
      {records.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </section>
  )
}

/** Whether something is held above it. */
function useDrop(element: React.RefObject<HTMLElement | null>, column: Column, mover: MoveCard): boolean {
  const [isOver, setIsOver] = useState(false)
  const move = useRef(mover.move)
  move.current = mover.move
  useEffect(() => {
    if (!element.current) return
    return dropTargetForElements({
      element: element.current,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false)
        const record = source.data['record'] as WireRecord
        move.current(record, column.key)
      },
    })
  }, [element, column])
  return isOver
}
