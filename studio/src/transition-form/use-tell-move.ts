// Says where a record stands after a step, and offers to take the step back.
import { ApiError } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useUndoStep } from '../api/transitions-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showMoved } from '../ui/undo-toast.tsx'
import { stateLabel } from './event-label.ts'
import { regionOfState, standsIn } from './place-of-step.ts'

/** `before`: the record that took the step; `to`: the state it came to, as steps name it. */
export type TellMove = (after: WireRecord, before: WireRecord, to: string) => void

export function useTellMove(tenant: string, blueprint: Blueprint): TellMove {
  const { t } = useText()
  const { undo, titleOf } = useStepBack(tenant, blueprint)
  const { say } = useFormats()
  return (after, before, to) => {
    const region = regionOfState(to)
    const text = t('moves.now', { title: titleOf(after), state: stateLabel(blueprint, to, say) })
    // Where it came from nowhere, there is nowhere to go back to.
    if (before.state === null && standsIn(region, before) === null) return showMoved(text)
    showMoved(text, { undo: t('common.undo'), onUndo: () => void undo(after, region) })
  }
}

/** Takes the last step of a record back, and says what became of it: where it stands in the flow of that step, or in a region. */
export function useStepBack(tenant: string, blueprint: Blueprint) {
  const { t } = useText()
  const formats = useFormats()
  const sayError = useErrorText()
  const undoStep = useUndoStep(tenant, blueprint.name)
  const titleOf = ({ data }: WireRecord) => recordTitle(blueprint, data, formats) || t('records.untitled')
  const undo = async ({ id, rev }: Pick<WireRecord, 'id' | 'rev'>, region?: string) => {
    try {
      const record = await undoStep.mutateAsync({ id, rev })
      const state = stateLabel(blueprint, standsIn(region, record) ?? record.state ?? '', formats.say)
      showMoved(t('moves.undone', { title: titleOf(record), state }))
    } catch (failed) {
      const isStale = failed instanceof ApiError && failed.status === 412
      showFailed(isStale ? t('moves.notUndone') : sayError(failed))
    }
  }
  return { undo, titleOf, isPending: undoStep.isPending }
}
