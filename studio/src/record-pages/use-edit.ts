// What is typed into a record's form: on which state of the record it stands, in which version's words, and how it is saved.
import { useLayoutEffect, useRef, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useSaveRecord, type WireData, type WireRecord } from '../api/records-api.ts'
import { changedData, filled } from '../record-form/form-check.ts'
import { useText } from '../text/text.ts'
import { showDone } from '../ui/undo-toast.tsx'

/** What is typed, on which state of the record, and bringing the two together. */
export function useEdit(tenant: string, blueprint: Blueprint, record: WireRecord) {
  const { t } = useText()
  const save = useSaveRecord(tenant, blueprint.name)
  const [base, setBase] = useState(record)
  const [definition, setDefinition] = useState(blueprint)
  const [value, setValue] = useState(record.data)
  const [theirs, setTheirs] = useState<WireRecord>()
  const [round, setRound] = useState(0)
  const isUnsaved = Object.keys(changedData(base.data, value)).length > 0
  const startFrom = (next: WireRecord) => {
    setBase(next)
    setValue(next.data)
    setTheirs(undefined)
    setRound((before) => before + 1)
  }
  /** What stands in the form now, also for an answer that comes after more was typed. */
  const typed = useRef(value)
  useLayoutEffect(() => {
    typed.current = value
  })
  const queued = useRef<{ readonly data: WireData; readonly next: AfterSaving | undefined }>(undefined)
  // What somebody else saved shows at once, and so does a new version, unless something is typed here: then saving will ask, and what is
  // typed is finished in the words in which it was begun.
  const isNewer = record.version === base.version ? record.rev !== base.rev : record.version > base.version
  if (isNewer && !isUnsaved && !save.isPending) startFrom(record)
  // Also when only what a field is called has changed.
  if (base.version === blueprint.version && definition !== blueprint) setDefinition(blueprint)
  /** What was typed since `sent` left stays typed, on what was saved. */
  const goOnFrom = (saved: WireRecord, sent: WireData) => {
    const since = changedData(sent, typed.current)
    if (Object.keys(since).length === 0) return startFrom(saved)
    setBase(saved)
    setTheirs(undefined)
    setValue(filled({ ...saved.data, ...since }))
  }
  const send = (data: WireData, on: WireRecord, next?: AfterSaving) =>
    save.mutate(
      { data: changedData(on.data, data), on },
      {
        onSuccess: (saved) => {
          goOnFrom(saved, data)
          if (next) next.then(saved)
          else showDone(t('common.saved'))
          const more = takeQueued()
          if (more) sendChanged(filled({ ...saved.data, ...changedData(data, more.data) }), saved, more.next)
        },
        onError: (error) => {
          next?.otherwise()
          takeQueued()?.next?.otherwise()
          const current = currentOf(error)
          if (current) setTheirs(current)
        },
      },
    )
  const takeQueued = () => {
    const taken = queued.current
    queued.current = undefined
    return taken
  }
  const sendChanged = (data: WireData, on: WireRecord, next: AfterSaving | undefined) => {
    if (Object.keys(changedData(on.data, data)).length > 0) send(data, on, next)
    else next?.then(on)
  }
  const refused = save.error instanceof ApiError ? save.error : undefined
  const isStale = refused?.status === 412
  return {
    base,
    /** In whose words the value is. */
    definition: base.version === blueprint.version ? blueprint : definition,
    value,
    theirs,
    round,
    isUnsaved,
    isSaving: save.isPending,
    issues: isStale ? [] : (refused?.issues ?? []),
    error: save.error && !isStale && !refused?.issues.length ? save.error : undefined,
    change: setValue,
    save: (data: WireData, next?: AfterSaving) => {
      // A second save waits for the first one's rev: sent at once, it would clash with its own person.
      if (save.isPending) queued.current = { data, next }
      else sendChanged(data, base, next)
    },
    discard: () => {
      save.reset()
      startFrom(record)
    },
    postpone: () => setTheirs(undefined),
    settle: (data: WireData) => {
      if (!theirs) return
      setValue(data)
      send(data, theirs)
    },
  }
}

interface AfterSaving {
  readonly then: (saved: WireRecord) => void
  /** What is typed is not saved: it is not right yet, or somebody was faster. */
  readonly otherwise: () => void
}

/** With every check of its own, and also while an earlier save is on its way: then this one waits. */
export function submitForm(formId: string): void {
  const form = document.getElementById(formId)
  if (form instanceof HTMLFormElement) form.requestSubmit()
}

/** Saving that something else waits for: a step, or leaving. The form checks and marks as it does for its own button. */
export function useSaveThen(formId: string, save: (data: WireData, next?: AfterSaving) => void) {
  const waiting = useRef<AfterSaving>(undefined)
  return {
    submit: (data: WireData) => {
      const next = waiting.current
      waiting.current = undefined
      save(data, next)
    },
    saveThen: (then: AfterSaving['then'], otherwise: AfterSaving['otherwise'] = () => undefined) => {
      const next = { then, otherwise }
      waiting.current = next
      submitForm(formId)
      // A form that is not right has said so by now, and will not be sent.
      setTimeout(() => {
        if (waiting.current !== next) return
        waiting.current = undefined
        otherwise()
      })
    },
  }
}

/** A 412 carries the record as it is now. */
function currentOf(error: unknown): WireRecord | undefined {
  if (!(error instanceof ApiError) || error.status !== 412) return undefined
  return (error.body as { current?: WireRecord } | undefined)?.current
}
