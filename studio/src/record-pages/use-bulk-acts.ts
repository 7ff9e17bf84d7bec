// What is done with all picked records at once, said afterwards with a way back: change a value, delete, send an event.
import { useState } from 'react'
import { ApiError, newIdempotencyKey } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { type BulkItem, refusalOf, useBulk, valuesOf } from '../api/bulk-api.ts'
import { inTurns } from '../api/in-turns.ts'
import { useRestoreRecord, type WireData, type WireRecord } from '../api/records-api.ts'
import { useSendEvent, useUndoStep } from '../api/transitions-api.ts'
import type { Selection } from '../record-table/selection.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useRefusalText } from '../transition-form/use-refusal-text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed, showUndo } from '../ui/undo-toast.tsx'

export interface BulkActs {
  readonly isBusy: boolean
  change(records: readonly WireRecord[], data: WireData): Promise<void>
  remove(records: readonly WireRecord[]): Promise<void>
  send(
    records: readonly WireRecord[],
    /** `leavesTraces`: it does something elsewhere that stays when it is taken back. */
    event: { readonly key: string; readonly label: string; readonly leavesTraces: boolean },
    input: WireData,
  ): Promise<void>
}

type ChangeItem = Exclude<BulkItem, { op: 'create' }>

/** So many requests at a time: a page stays usable, and a server of many tenants too. */
const lanes = 6

export function useBulkActs(tenant: string, blueprint: Blueprint, selection: Selection): BulkActs {
  const { t } = useText()
  const { number } = useFormats()
  const sayError = useErrorText()
  const { whyFailed } = useRefusalText(tenant, blueprint)
  const bulk = useBulk(tenant, blueprint.name)
  const restore = useRestoreRecord(tenant, blueprint.name)
  const event = useSendEvent(tenant, blueprint.name)
  const undoStep = useUndoStep(tenant, blueprint.name)
  const counted = (count: number) => ({ count, shown: number(count) })

  /**
   * What was refused stays selected alone, and the first reason is said. Where all was done all stays selected, for what
   * somebody does with it next, unless it is `gone` from the list.
   */
  const tell = (ids: readonly string[], refusals: readonly (string | undefined)[], gone = false) => {
    const done = ids.filter((_, i) => refusals[i] === undefined)
    if (gone || done.length < ids.length) selection.letGo(done)
    const reasons = refusals.filter((reason) => reason !== undefined)
    const [reason] = reasons
    if (reason !== undefined) showFailed(t('bulk.refused', { ...counted(reasons.length), reason }))
  }

  /** Answers with the revs of those that were written. */
  const write = async (items: readonly ChangeItem[], gone = false): Promise<ReadonlyMap<string, number>> => {
    const answers = await bulk.mutateAsync(items)
    const missing = { status: 0, error: { title: t('common.unexpected') } }
    tell(
      items.map(({ id }) => id),
      items.map((_, i) => refusalOf(answers[i] ?? missing)),
      gone,
    )
    return new Map(answers.flatMap(({ id, rev, error }) => (!error && id && rev ? [[id, rev]] : [])))
  }

  const whyNotBack = (failed: unknown) =>
    failed instanceof ApiError && failed.status === 412 ? t('moves.notUndone') : sayError(failed)

  // Counted here: a mutation knows only of the request it sent last.
  const [running, setRunning] = useState(0)
  const guarded = async (act: () => Promise<void>) => {
    setRunning((before) => before + 1)
    try {
      await act()
    } catch (failed) {
      showFailed(sayError(failed))
    } finally {
      setRunning((before) => before - 1)
    }
  }

  return {
    isBusy: running > 0,
    change: (records, data) =>
      guarded(async () => {
        const written = await write(records.map(({ id, rev }) => ({ op: 'update', id, rev, data })))
        if (written.size === 0) return
        // Only what nobody has changed since is changed back.
        const back = records.flatMap((record): ChangeItem[] => {
          const rev = written.get(record.id)
          return rev === undefined
            ? []
            : [{ op: 'update', id: record.id, rev, data: valuesOf(record.data, Object.keys(data)) }]
        })
        const changeBack = () =>
          guarded(async () => {
            const undone = await write(back)
            if (undone.size > 0) showDone(t('bulk.undone', { ...counted(undone.size) }))
          })
        const text = t('bulk.changed', { ...counted(written.size) })
        showUndo({ text, undo: t('common.undo'), onUndo: () => void changeBack() })
      }),
    remove: (records) =>
      guarded(async () => {
        const gone = await write(
          records.map(({ id, rev }) => ({ op: 'delete', id, rev })),
          true,
        )
        if (gone.size === 0) return
        const bringBack = () =>
          guarded(async () => {
            const ids = [...gone.keys()]
            // One whose unique value was taken meanwhile must not keep the others in the trash.
            const refusals = await inTurns(ids, lanes, (id) =>
              restore.mutateAsync({ id }).then(() => undefined, sayError),
            )
            tell(ids, refusals)
            const back = refusals.filter((reason) => reason === undefined).length
            if (back > 0) showDone(t('bulk.broughtBack', { ...counted(back) }))
          })
        showUndo({
          text: t('bulk.deleted', { ...counted(gone.size) }),
          undo: t('common.undo'),
          onUndo: () => void bringBack(),
        })
      }),
    send: (records, { key, label, leavesTraces }, input) =>
      guarded(async () => {
        const sent = await inTurns(records, lanes, (record) =>
          event.mutateAsync({ id: record.id, event: key, input, on: record, idempotencyKey: newIdempotencyKey() }).then(
            ({ id, rev }) => ({ id, rev }),
            (failed: unknown) => whyFailed(failed, { event: key }),
          ),
        )
        tell(
          records.map(({ id }) => id),
          sent.map((answer) => (typeof answer === 'string' ? answer : undefined)),
        )
        const moved = sent.filter((answer) => typeof answer !== 'string')
        if (moved.length === 0) return
        const stepBack = () =>
          guarded(async () => {
            // Who has been changed since stays where they are now.
            const refusals = await inTurns(moved, lanes, (one) =>
              undoStep.mutateAsync(one).then(() => undefined, whyNotBack),
            )
            tell(
              moved.map(({ id }) => id),
              refusals,
            )
            const back = refusals.filter((reason) => reason === undefined).length
            if (back > 0) showDone(t('bulk.stepsBack', { ...counted(back) }))
          })
        const text = t('bulk.moved', { ...counted(moved.length), event: label })
        showUndo({
          text: leavesTraces ? `${text} ${t('bulk.sentStays')}` : text,
          undo: t('common.undo'),
          onUndo: () => void stepBack(),
        })
      }),
  }
}
