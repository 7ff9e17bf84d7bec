// What happens when a card is put into another column: an event of the flow with its form, or a changed choice with its undo.
import { useRef, useState } from 'react'
import { useAttemptKey } from '../api/attempt-key.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useSaveRecord, type WireData, type WireRecord } from '../api/records-api.ts'
import { type AvailableTransition, useAskTransitions, useSendEvent } from '../api/transitions-api.ts'
import { optionText } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useRefusalText } from '../transition-form/use-refusal-text.ts'
import { useTellMove } from '../transition-form/use-tell-move.ts'
import { useWhyNot } from '../transition-form/use-why-not.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import type { CardOnTheWay } from './board-columns.ts'

/** A move that must be told more before it is made: which of several events, or what the event's form asks. */
export interface MoveQuestion {
  readonly record: WireRecord
  readonly choices: readonly AvailableTransition[]
}

export interface MoveCard {
  readonly onTheWay: readonly CardOnTheWay[]
  readonly question: MoveQuestion | undefined
  readonly isSending: boolean
  readonly error: unknown
  move(record: WireRecord, to: string | null): void
  /** Sends the event that the question was about. */
  answer(transition: AvailableTransition, input: WireData): void
  /** The card goes back to where it was. */
  cancel(): void
}

export function useMoveCard(tenant: string, blueprint: Blueprint, field: WireField, isState: boolean): MoveCard {
  const { t } = useText()
  const formats = useFormats()
  const sayError = useErrorText()
  const ask = useAskTransitions(tenant, blueprint.name)
  const send = useSendEvent(tenant, blueprint.name)
  const save = useSaveRecord(tenant, blueprint.name)
  const whyNot = useWhyNot(tenant, blueprint)
  const { whyFailed } = useRefusalText(tenant, blueprint)
  const tellMove = useTellMove(tenant, blueprint)
  const keyFor = useAttemptKey()
  const [onTheWay, setOnTheWay] = useState<readonly CardOnTheWay[]>([])
  const [question, setQuestion] = useState<MoveQuestion>()
  const posed = useRef<MoveQuestion>(undefined)
  const labelOf = (to: string | null) => (to === null ? t('board.none') : optionText(field, to, formats))

  const settle = (record: WireRecord) => setOnTheWay((all) => all.filter((one) => one.record.id !== record.id))

  /** One question at a time: a card that was dropped while another one was asked about takes its place. */
  const pose = (next: MoveQuestion | undefined) => {
    const before = posed.current
    if (before && before.record.id !== next?.record.id) settle(before.record)
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
    settle(record)
    if (transition.to !== null) tellMove(after, record.state, transition.to)
  }

  const moveByEvent = async (record: WireRecord, to: string | null) => {
    const leading = (await ask(record.id)).filter((one) => one.to === to)
    const choices = leading.filter(({ allowed }) => allowed)
    const [only] = choices
    if (!only) {
      const [refused] = leading
      throw new NoWay(refused ? whyNot(refused) : t('board.noWay', { state: labelOf(to) }))
    }
    if (choices.length > 1 || only.form.length > 0) pose({ record, choices })
    else
      await sendEvent(record, only, {}).catch((failed: unknown) => {
        throw new NoWay(whyFailed(failed, only))
      })
  }

  const choose = async (record: WireRecord, to: string | null) => {
    const from = (record.data[field.key] as string | undefined) ?? null
    const saved = await save.mutateAsync({ data: { [field.key]: to }, on: record })
    settle(record)
    showUndo({
      text: t('board.moved', { state: labelOf(to) }),
      undo: t('common.undo'),
      onUndo: () => void change(saved, from),
    })
  }

  /** Put back without a further offer to undo. */
  const change = (record: WireRecord, to: string | null) =>
    save.mutateAsync({ data: { [field.key]: to }, on: record }).catch((failed: unknown) => showFailed(sayError(failed)))

  const move = (record: WireRecord, to: string | null) => {
    send.reset()
    setOnTheWay((all) => [{ record, to }, ...all.filter((one) => one.record.id !== record.id)])
    const done = isState ? moveByEvent(record, to) : choose(record, to)
    done.catch((failed: unknown) => {
      settle(record)
      showFailed(failed instanceof NoWay ? failed.message : sayError(failed))
    })
  }

  return {
    onTheWay,
    question,
    isSending: send.isPending,
    error: send.error,
    move,
    answer: (transition, input) => {
      if (!question) return
      // What is refused stands in the dialog, which stays open.
      sendEvent(question.record, transition, input).catch(() => undefined)
    },
    cancel: () => pose(undefined),
  }
}

class NoWay extends Error {}
