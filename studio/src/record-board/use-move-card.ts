// What happens when a card is put into another column: an event of the flow with its form, or a changed choice with its undo.
import { useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useSaveRecord, type WireRecord } from '../api/records-api.ts'
import { optionText } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { stateOf } from '../transition-form/place-of-step.ts'
import { type MoveToState, useMoveToState } from '../transition-form/use-move-to-state.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import type { CardOnTheWay } from './board-columns.ts'

export interface MoveCard extends MoveToState {
  readonly onTheWay: readonly CardOnTheWay[]
}

export function useMoveCard(
  tenant: string,
  blueprint: Blueprint,
  field: WireField,
  isState: boolean,
  region?: string,
): MoveCard {
  const { t } = useText()
  const formats = useFormats()
  const sayError = useErrorText()
  const save = useSaveRecord(tenant, blueprint.name)
  const [onTheWay, setOnTheWay] = useState<readonly CardOnTheWay[]>([])
  const labelOf = (to: string | null) => (to === null ? t('board.none') : optionText(field, to, formats))
  const settle = (record: WireRecord) => setOnTheWay((all) => all.filter((one) => one.record.id !== record.id))
  /** The card goes back to where it was when the question about it is not answered. */
  const mover = useMoveToState(tenant, blueprint, settle)

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
    setOnTheWay((all) => [{ record, to }, ...all.filter((one) => one.record.id !== record.id)])
    if (isState) return mover.move(record, stateOf(region, to))
    choose(record, to).catch((failed: unknown) => {
      settle(record)
      showFailed(sayError(failed))
    })
  }

  return { ...mover, onTheWay, move }
}
