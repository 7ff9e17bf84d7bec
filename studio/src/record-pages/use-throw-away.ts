// Deletes a record, says so with a way back, and says who still points to it: nobody should learn that from a gap elsewhere.
import { type Blueprint, useBlueprints } from '../api/blueprints-api.ts'
import { useCountRecords } from '../api/count-records-api.ts'
import { useDeleteRecord, useRestoreRecord, type WireRecord } from '../api/records-api.ts'
import { filterText } from '../expression-input/condition.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed, showUndo } from '../ui/undo-toast.tsx'
import { pointersTo, pointsAt } from './related-records.tsx'

export interface ThrowAway {
  readonly isPending: boolean
  /** `onGone` is called when the record is in the trash. */
  start(record: WireRecord, title: string, onGone: () => void): Promise<void>
  bringBack(id: string, title: string): Promise<void>
}

export function useThrowAway(tenant: string, blueprint: Blueprint): ThrowAway {
  const { t } = useText()
  const { number } = useFormats()
  const sayError = useErrorText()
  const remove = useDeleteRecord(tenant, blueprint.name)
  const restore = useRestoreRecord(tenant, blueprint.name)
  const count = useCountRecords(tenant)
  const blueprints = useBlueprints(tenant)
  const fail = (error: unknown) => showFailed(sayError(error))

  // Promises, not callbacks of `mutate`: those are dropped when what called them is gone from the screen by then.
  const bringBack = (id: string, title: string) =>
    restore.mutateAsync({ id }).then(() => showDone(t('records.restoredToast', { title })), fail)

  /** None where it cannot be found out: what is deleted stays so. */
  const countPointers = async (id: string) => {
    const counts = pointersTo(blueprint.name, blueprints.data?.items ?? []).map(({ blueprint: other, field }) =>
      count(other.name, filterText([pointsAt(field, id)], other.fields) ?? ''),
    )
    const found = await Promise.all(counts).catch(() => [])
    return {
      value: found.reduce((sum, { value }) => sum + value, 0),
      capped: found.some(({ capped }) => capped),
    }
  }

  const say = (title: string, pointers: { readonly value: number; readonly capped: boolean }) =>
    pointers.value === 0
      ? t('records.deleted', { title })
      : t('records.deletedPointed', {
          title,
          count: pointers.value,
          shown: `${number(pointers.value)}${pointers.capped ? '+' : ''}`,
        })

  const start = async (record: WireRecord, title: string, onGone: () => void) => {
    await remove.mutateAsync({ id: record.id })
    onGone()
    const text = say(title, await countPointers(record.id))
    showUndo({ text, undo: t('common.undo'), onUndo: () => void bringBack(record.id, title) })
  }

  return {
    isPending: remove.isPending || restore.isPending,
    start: (record, title, onGone) => start(record, title, onGone).catch(fail),
    bringBack,
  }
}
