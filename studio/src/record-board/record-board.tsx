// The records of a list as cards in columns, one column for each choice of a field; putting a card elsewhere changes the choice.
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { ListAsk, WireRecord } from '../api/records-api.ts'
import { useAskTransitions } from '../api/transitions-api.ts'
import { optionText } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { MoveQuestionDialog } from '../transition-form/move-question.tsx'
import { standsIn, stateOf, targetsOf } from '../transition-form/place-of-step.ts'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { useMoreBeside } from '../ui/use-more-beside.ts'
import { BoardColumn } from './board-column.tsx'
import { boardColumns, type BoardColumn as Column } from './board-columns.ts'
import { ColumnGuide } from './column-guide.tsx'
import classes from './record-board.module.css'
import { useGuide } from './use-guide.ts'
import { useMoveCard } from './use-move-card.ts'

export interface RecordBoardProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly ask: ListAsk
  /** The field whose choices are the columns. */
  readonly field: WireField
  /** The field holds the state of a flow: cards move by events only. */
  readonly isState: boolean
  /** Its key, where it holds where records stand in a region, or in another flow than the main one. */
  readonly region?: string | undefined
  /** The state in which a record of the flow begins; of a region none: it begins when its record comes into the state around it. */
  readonly initial?: string | undefined
  /** A new record whose field holds this; undefined where its flow says it. */
  readonly onCreate: (choice: string | undefined) => void
  /** Keys of a view's columns: what a card shows. */
  readonly columns?: readonly string[] | undefined
}

export function RecordBoard(props: RecordBoardProps) {
  const { tenant, blueprint, ask, field, isState, region, columns } = props
  useScreenKeys('board')
  const { t } = useText()
  const formats = useFormats()
  const mover = useMoveCard(tenant, blueprint, field, isState, region)
  const { open, isHeld, onDrag } = useOpenColumns(tenant, blueprint, isState, region)
  const isRegion = isState && props.initial === undefined
  const all = useMemo(() => boardColumns(field, isState, isRegion), [field, isState, isRegion])
  const places = all.map(({ key }) => ({
    key,
    label: key === null ? t('board.none') : optionText(field, key, formats),
  }))
  const isPhone = useIsPhone()
  const board = useRef<HTMLDivElement>(null)
  const keys = useMemo(() => all.map(({ key }) => key), [all])
  const guide = useGuide(board, keys, isPhone)
  useMoreBeside(board, keys.join())
  // The place for what has no choice is not there while nothing has none, nor is one for a state that is gone.
  const isAlways = (key: string | null) => key !== null && !all.some((column) => column.key === key && column.isGone)
  const guided = places.filter(({ key }) => isAlways(key) || (guide.counts.get(key)?.value ?? 0) > 0)
  return (
    <>
      {isPhone && (
        <ColumnGuide
          field={field}
          columns={guided.map((place) => ({ ...place, count: guide.counts.get(place.key) }))}
          onGo={guide.go}
        />
      )}
      <div ref={board} className={classes.board} data-board>
        {all.map((column, place) => (
          <BoardColumn
            key={column.key ?? ''}
            tenant={tenant}
            blueprint={blueprint}
            field={field}
            column={column}
            label={places[place]?.label ?? ''}
            ask={ask}
            mover={mover}
            isState={isState}
            region={region}
            places={places}
            columns={columns}
            isHeld={isHeld}
            mayTake={open?.(column.key)}
            onDrag={onDrag}
            onCount={guide.onCount}
            onCreate={creates(column, props)}
          />
        ))}
        <MoveQuestionDialog tenant={tenant} blueprint={blueprint} mover={mover} />
      </div>
    </>
  )
}

/** A record begins in the first state of its flow; without one, wherever somebody may choose. */
function creates({ key }: Column, { field, isState, initial, onCreate }: RecordBoardProps): (() => void) | undefined {
  if (isState) return key === initial ? () => onCreate(undefined) : undefined
  // What fills itself in has no choice to make, and a default would take the place of none.
  if (field.readOnly || (key === null && field.default !== undefined)) return undefined
  return () => onCreate(key ?? undefined)
}

/** While a card of a flow is held: which columns an event leads it to. */
function useOpenColumns(tenant: string, blueprint: Blueprint, isState: boolean, region: string | undefined) {
  const ask = useAskTransitions(tenant, blueprint.name)
  const [held, setHeld] = useState<{ id: string; to: ReadonlySet<string | null> | undefined }>()
  const [isHeld, setIsHeld] = useState(false)
  const onDrag = useCallback(
    (record: WireRecord | undefined) => {
      setIsHeld(record !== undefined)
      if (!record || !isState) return setHeld(undefined)
      setHeld({ id: record.id, to: undefined })
      ask(record.id).then(
        (items) => {
          const to = new Set([standsIn(region, record), ...items.filter(({ allowed }) => allowed).flatMap(targetsOf)])
          setHeld((now) => (now?.id === record.id ? { id: record.id, to } : now))
        },
        // Without an answer nothing is shown as closed; dropping asks again.
        () => undefined,
      )
    },
    [isState, region, ask],
  )
  const to = held?.to
  return { open: to && ((key: string | null) => to.has(stateOf(region, key))), isHeld, onDrag }
}
