// How a record gets into another state where somebody names the state and not the step: the step that leads there is sent, or asked about first.
import { useRef, useState } from 'react'
import { useAttemptKey } from '../api/attempt-key.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { type AvailableTransition, useAskTransitions, useSendEvent } from '../api/transitions-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { stateLabel } from './event-label.ts'
import { targetsOf } from './place-of-step.ts'
import { useRefusalText } from './use-refusal-text.ts'
import { useTellMove } from './use-tell-move.ts'
import { useWhyNot } from './use-why-not.ts'

/** A move that must be told more before it is made: which of several events, or what the event's form asks. */
export interface MoveQuestion {
  readonly record: WireRecord
  readonly choices: readonly AvailableTransition[]
}

export interface MoveToState {
  readonly question: MoveQuestion | undefined
  readonly isSending: boolean
  readonly error: unknown
  /** `to` is the name of a state; a place that is none is refused. */
  move(record: WireRecord, to: string | null): void
  /** Sends the event that the question was about. */
  answer(transition: AvailableTransition, input: WireData): void
  cancel(): void
}

/** `onSettle`: it stands where it shall, or stays where it was. */
export function useMoveToState(
  tenant: string,
  blueprint: Blueprint,
  onSettle: (record: WireRecord) => void = () => undefined,
): MoveToState {
  const { t } = useText()
  const { say } = useFormats()
  const sayError = useErrorText()
  const ask = useAskTransitions(tenant, blueprint.name)
  const send = useSendEvent(tenant, blueprint.name)
  const whyNot = useWhyNot(tenant, blueprint)
  const { whyFailed } = useRefusalText(tenant, blueprint)
  const tellMove = useTellMove(tenant, blueprint)
  const keyFor = useAttemptKey()
  const [question, setQuestion] = useState<MoveQuestion>()
  const posed = useRef<MoveQuestion>(undefined)
  // A double click is one answer.
  const isAnswered = useRef(false)

  /** One question at a time: a record that was moved while another one was asked about takes its place. */
  const pose = (next: MoveQuestion | undefined) => {
    const before = posed.current
    if (before && before.record.id !== next?.record.id) onSettle(before.record)
    posed.current = next
    setQuestion(next)
  }

  const sendEvent = async (record: WireRecord, transition: AvailableTransition, input: WireData) => {
    const { event } = transition
    const after = await send.mutateAsync({
      id: record.id,
      event,
      input,
      on: record,
      idempotencyKey: keyFor([record.id, event, input, record.rev]),
    })
    if (posed.current?.record.id === record.id) pose(undefined)
    onSettle(record)
    if (transition.to !== null) tellMove(after, record, transition.to)
  }

  const moveByEvent = async (record: WireRecord, to: string | null) => {
    const leading = (await ask(record.id)).filter((one) => to !== null && targetsOf(one).includes(to))
    const choices = leading.filter(({ allowed }) => allowed)
    const [only] = choices
    if (!only) {
      const [refused] = leading
      const state = to === null ? t('board.none') : stateLabel(blueprint, to, say)
      throw new NoWay(refused ? whyNot(refused) : t('board.noWay', { state }))
    }
    if (choices.length > 1 || only.form.length > 0) pose({ record, choices })
    else
      await sendEvent(record, only, {}).catch((failed: unknown) => {
        throw new NoWay(whyFailed(failed, only))
      })
  }

  return {
    question,
    isSending: send.isPending,
    error: send.error,
    move: (record, to) => {
      send.reset()
      moveByEvent(record, to).catch((failed: unknown) => {
        onSettle(record)
        showFailed(failed instanceof NoWay ? failed.message : sayError(failed))
      })
    },
    answer: (transition, input) => {
      if (!question || isAnswered.current) return
      isAnswered.current = true
      // What is refused stands in the dialog, which stays open.
      sendEvent(question.record, transition, input)
        .catch(() => undefined)
        .finally(() => {
          isAnswered.current = false
        })
    },
    cancel: () => pose(undefined),
  }
}

class NoWay extends Error {}
