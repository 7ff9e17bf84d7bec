// What a move to another state asks before it is made: which step, when several lead there; then what its form asks.
import { Button, Modal, Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { eventLabel } from './event-label.ts'
import type { MoveQuestion, MoveToState } from './use-move-to-state.ts'

/** It carries the engine: loaded when an event asks something. */
const EventForm = lazy(() => import('./event-form.tsx').then(({ EventForm }) => ({ default: EventForm })))

export interface MoveQuestionDialogProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly mover: Omit<MoveToState, 'move'>
}

export function MoveQuestionDialog({ tenant, blueprint, mover }: MoveQuestionDialogProps) {
  const { t } = useText()
  const { say } = useFormats()
  const { question } = mover
  return (
    <Modal
      opened={question !== undefined}
      onClose={mover.cancel}
      title={question ? titleOf(question, t('board.which'), say) : ''}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {question && (
        <Question
          key={question.record.id}
          tenant={tenant}
          blueprint={blueprint}
          question={question}
          isSending={mover.isSending}
          error={mover.error}
          onAnswer={mover.answer}
          onCancel={mover.cancel}
        />
      )}
    </Modal>
  )
}

function titleOf({ choices }: MoveQuestion, which: string, say: Parameters<typeof eventLabel>[1]): string {
  const [only] = choices
  return choices.length === 1 && only ? eventLabel(only, say) : which
}

interface QuestionProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly question: MoveQuestion
  readonly isSending: boolean
  readonly error: unknown
  readonly onAnswer: MoveToState['answer']
  readonly onCancel: () => void
}

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
