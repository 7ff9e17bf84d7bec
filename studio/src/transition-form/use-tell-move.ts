// Says where a record stands after a step, and offers to undo it where the flow itself leads straight back.
import { newIdempotencyKey } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { type AvailableTransition, useAskTransitions, useSendEvent } from '../api/transitions-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showMoved } from '../ui/undo-toast.tsx'
import { stateLabel } from './event-label.ts'

/** Keys of the states before and after. */
export type TellMove = (after: WireRecord, from: string | null, to: string) => void

export function useTellMove(tenant: string, blueprint: Blueprint): TellMove {
  const { t } = useText()
  const formats = useFormats()
  const sayError = useErrorText()
  const ask = useAskTransitions(tenant, blueprint.name, justNow)
  const send = useSendEvent(tenant, blueprint.name)
  const say = ({ data }: WireRecord, state: string) =>
    t('moves.now', {
      title: recordTitle(blueprint, data, formats) || t('records.untitled'),
      state: stateLabel(blueprint, state, formats.say),
    })
  const goBack = async (record: WireRecord, { event }: AvailableTransition, to: string) => {
    try {
      const again = await send.mutateAsync({
        id: record.id,
        event,
        input: {},
        on: record,
        idempotencyKey: newIdempotencyKey(),
      })
      showMoved(say(again, to))
    } catch (failed) {
      showFailed(sayError(failed))
    }
  }
  return (after, from, to) => {
    const text = say(after, to)
    ask(after.id).then(
      (steps) => {
        const back = from === null ? undefined : wayBack(steps, from)
        if (!back || from === null) return showMoved(text)
        showMoved(text, { undo: t('common.undo'), onUndo: () => void goBack(after, back, from) })
      },
      () => showMoved(text),
    )
  }
}

/** The page of the record has asked again a moment ago. */
const justNow = 5_000

/** A step back that asks nothing: what must be answered first is no undo. */
export function wayBack(steps: readonly AvailableTransition[], from: string): AvailableTransition | undefined {
  return steps.find(({ to, allowed, form }) => allowed && to === from && form.length === 0)
}
