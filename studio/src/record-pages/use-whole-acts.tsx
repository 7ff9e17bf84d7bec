// What is done with all records of a list at once, also with those that are not loaded: the server does it as a job, and takes it back.
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { type BulkAct, startBulk } from '../api/bulk-api.ts'
import { type Job, useTellJob } from '../api/jobs-api.ts'
import { keys } from '../api/query-client.ts'
import type { ListAsk } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed, showOnce, showUndo } from '../ui/undo-toast.tsx'
import { BulkProgress } from './bulk-progress.tsx'

/** What an act is called while it goes on, when it is done, and when it was taken back. */
interface ActWords {
  readonly doing: string
  readonly done: (counted: Counted) => string
  readonly undone: (counted: Counted) => string
}

interface Counted {
  readonly count: number
  readonly shown: string
}

export interface WholeActs {
  readonly isBusy: boolean
  /** `more` is said with what was done: what undoing leaves as it is. */
  start(act: BulkAct, event?: { readonly label: string; readonly leavesTraces: boolean }): Promise<void>
}

export function useWholeActs(tenant: string, blueprint: Blueprint, ask: Pick<ListAsk, 'filter' | 'q'>): WholeActs {
  const { t } = useText()
  const { number } = useFormats()
  const sayError = useErrorText()
  const client = useQueryClient()
  const tell = useTellJob(tenant)
  const [isBusy, setBusy] = useState(false)
  const counted = (count: number): Counted => ({ count, shown: number(count) })

  const wordsOf = (act: BulkAct, event: string): ActWords => {
    if (act.op === 'delete')
      return {
        doing: t('bulk.deletingAll'),
        done: (of) => t('bulk.deleted', { ...of }),
        undone: (of) => t('bulk.broughtBack', { ...of }),
      }
    if (act.op === 'transition')
      return {
        doing: t('bulk.movingAll', { event }),
        done: (of) => t('bulk.moved', { ...of, event }),
        undone: (of) => t('bulk.stepsBack', { ...of }),
      }
    return {
      doing: t('bulk.atWork'),
      done: (of) => t('bulk.changed', { ...of }),
      undone: (of) => t('bulk.undone', { ...of }),
    }
  }

  /** The lists are asked again once, and not with every record. */
  const askAgain = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.records(tenant, blueprint.name) }),
      client.invalidateQueries({ queryKey: keys.trash(tenant) }),
    ])

  const watch = (job: Job, label: string, onEnd: (job: Job) => void) => {
    let hasEnded = false
    const id = showOnce(`bulk ${job.id}`, {
      autoClose: false,
      withCloseButton: false,
      message: (
        <BulkProgress
          tenant={tenant}
          job={job}
          label={label}
          onEnd={(ended) => {
            if (hasEnded) return
            hasEnded = true
            notifications.hide(id)
            void askAgain()
            onEnd(ended)
          }}
        />
      ),
    })
  }

  const sayRefused = ({ bulk, status, errors }: Job) => {
    if (bulk && bulk.refused > 0) {
      const [first, ...others] = bulk.reasons
      const reasons =
        others.length === 0
          ? (first?.message ?? '')
          : bulk.reasons.map(({ message, records }) => `${message} (${number(records)})`).join(' ')
      showFailed(t('bulk.refusedFor', { ...counted(bulk.refused), reasons }))
    } else if (status === 'failed') showFailed(errors?.at(-1)?.message ?? t('common.unexpected'))
  }

  /** The bar that began it is gone by then: only a promise is still heard. */
  const undo = async (job: Job, words: ActWords) => {
    try {
      const undoing = await tell.mutateAsync({ id: job.id, verb: 'undo' })
      watch(undoing, t('bulk.undoingAll'), (ended) => {
        sayRefused(ended)
        if (ended.bulk && ended.bulk.written > 0) showDone(words.undone(counted(ended.bulk.written)))
      })
    } catch (failed) {
      showFailed(sayError(failed))
    }
  }

  return {
    isBusy,
    start: async (act, event) => {
      setBusy(true)
      try {
        const words = wordsOf(act, event?.label ?? '')
        const job = await startBulk(tenant, blueprint.name, { ...ask, act })
        watch(job, words.doing, (ended) => {
          sayRefused(ended)
          const { written = 0, unchanged = 0 } = ended.bulk ?? {}
          const said = [
            ended.status === 'cancelled' ? t('bulk.stopped') : '',
            written > 0 ? words.done(counted(written)) : '',
            unchanged > 0 ? t('bulk.already', { ...counted(unchanged) }) : '',
            written > 0 && event?.leavesTraces ? t('bulk.sentStays') : '',
          ].filter(Boolean)
          const text = said.join(' ') || t('bulk.none')
          if (written > 0) showUndo({ text, undo: t('common.undo'), onUndo: () => void undo(ended, words) })
          else if (said.length > 0 || !ended.bulk?.refused) showDone(text)
        })
      } catch (failed) {
        showFailed(sayError(failed))
      } finally {
        setBusy(false)
      }
    },
  }
}
