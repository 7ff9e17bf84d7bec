// The records of a list as cards in columns, one column for each choice of a field; putting a card elsewhere changes the choice.
import { Button, Modal, Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { ListAsk, WireRecord } from '../api/records-api.ts'
import { type AvailableTransition, useAskTransitions } from '../api/transitions-api.ts'
import { optionText } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { eventLabel } from '../transition-form/event-label.ts'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { BoardColumn } from './board-column.tsx'
import { boardColumns, type BoardColumn as Column } from './board-columns.ts'
import classes from './record-board.module.css'
import { type MoveQuestion, useMoveCard } from './use-move-card.ts'

/** It carries the engine: loaded when an event asks something. */
const EventForm = lazy(() =>
  import('../transition-form/event-form.tsx').then(({ EventForm }) => ({ default: EventForm })),
)

export interface RecordBoardProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly ask: ListAsk
  /** The field whose choices are the columns. */
  readonly field: WireField
  /** The field holds the state of a flow: cards move by events only. */
  readonly isState: boolean
  /** The state in which a record of the flow begins. */
  readonly initial?: string | undefined
  /** A new record whose field holds this; undefined where its flow says it. */
  readonly onCreate: (choice: string | undefined) => void
  /** Keys of a view's columns: what a card shows. */
  readonly columns?: readonly string[] | undefined
}

export function RecordBoard(props: RecordBoardProps) {
  const { tenant, blueprint, ask, field, isState, columns } = props
  useScreenKeys('board')
  const { t } = useText()
  const formats = useFormats()
  const mover = useMoveCard(tenant, blueprint, field, isState)
  const { open, isHeld, onDrag } = useOpenColumns(tenant, blueprint, isState)
  const all = useMemo(() => boardColumns(field, isState), [field, isState])
  const places = all.map(({ key }) => ({
    key,
    label: key === null ? t('board.none') : optionText(field, key, formats),
  }))
  return (
    <div className={classes.board}>
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
          places={places}
          columns={columns}
          isHeld={isHeld}
          mayTake={open?.(column.key)}
          onDrag={onDrag}
          onCreate={creates(column, props)}
        />
      ))}
      <Modal
        opened={mover.question !== undefined}
        onClose={mover.cancel}
        title={mover.question ? questionTitle(mover.question, t('board.which'), formats.say) : ''}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {mover.question && (
          <Question
            key={mover.question.record.id}
            tenant={tenant}
            blueprint={blueprint}
            question={mover.question}
            isSending={mover.isSending}
            error={mover.error}
            onAnswer={mover.answer}
            onCancel={mover.cancel}
          />
        )}
      </Modal>
    </div>
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
function useOpenColumns(tenant: string, blueprint: Blueprint, isState: boolean) {
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
          const to = new Set([record.state, ...items.filter(({ allowed }) => allowed).map((one) => one.to)])
          setHeld((now) => (now?.id === record.id ? { id: record.id, to } : now))
        },
        // Without an answer nothing is shown as closed; dropping asks again.
        () => undefined,
      )
    },
    [isState, ask],
  )
  const to = held?.to
  return { open: to && ((key: string | null) => to.has(key)), isHeld, onDrag }
}

function questionTitle({ choices }: MoveQuestion, which: string, say: Parameters<typeof eventLabel>[1]): string {
  const [only] = choices
  return choices.length === 1 && only ? eventLabel(only, say) : which
}

interface QuestionProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly question: MoveQuestion
  readonly isSending: boolean
  readonly error: unknown
  readonly onAnswer: (transition: AvailableTransition, input: WireRecord['data']) => void
  readonly onCancel: () => void
}

/** Which event, when several lead there; then what its form asks. */
function Question({ tenant, blueprint, question, isSending, error, onAnswer, onCancel }: QuestionProps) {
  const { say } = useFormats()
  const { record, choices } = question
  const [chosen, setChosen] = useState(choices.length === 1 ? choices[0] : undefined)
  if (chosen && chosen.form.length > 0)
    return (
      <Suspense fallback={<Skeleton h={160} />}>
        <EventForm
          tenant={tenant}
          blueprint={blueprint}
          record={record}
          transition={chosen}
          label={eventLabel(chosen, say)}
          pending={isSending}
          error={error}
          onSend={(input) => onAnswer(chosen, input)}
          onCancel={onCancel}
        />
      </Suspense>
    )
  return (
    <Stack>
      {choices.map((one) => (
        <Button
          key={one.event}
          variant="default"
          loading={isSending && chosen === one}
          onClick={() => {
            setChosen(one)
            if (one.form.length === 0) onAnswer(one, {})
          }}
        >
          {eventLabel(one, say)}
        </Button>
      ))}
    </Stack>
  )
}
