// What happens when a value is changed in a cell: checked, shown at once, sent, and offered to be undone.

import type { Json } from '@molde/engine'
import { useRef, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useChangeRecord } from '../api/change-record-api.ts'
import { useMe } from '../api/me-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { isSameValue } from '../field-value/value-text.ts'
import { type SaidFault, useFaultText } from '../record-form/say-fault.ts'
import { readerHere } from '../text/reader-here.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import { cellAct } from './cell-act.ts'

/** Somebody else changed the same value meanwhile. */
export interface CellClash {
  readonly base: WireData
  readonly mine: WireData
  readonly theirs: WireRecord
}

interface CellAt {
  readonly id: string
  readonly key: string
}

/** An input that stands over a cell. */
export interface OpenEditor extends CellAt {
  /** As it was when the editing began. */
  readonly record: WireRecord
  readonly field: WireField
  /** What was typed to open it: it takes the place of the value. */
  readonly typed?: string
  /** A value that was refused, and why: it can be mended. */
  readonly refused?: { readonly value: Json | undefined; readonly why: string }
}

export interface CellNote extends CellAt {
  readonly text: string
}

export interface CellEdit {
  readonly editor: OpenEditor | undefined
  /** A sentence at a cell: why nothing can be typed there, or what is wrong. */
  readonly note: CellNote | undefined
  say(at: CellAt, text: string): void
  /** Opens the input, or says why there is none. `open` is for what is too much for a cell. */
  start(record: WireRecord, field: WireField, open: () => void, typed?: string): void
  close(): void
  /** A change that the table has made besides: it can be taken back like those of single cells. */
  offerUndo(text: string, act: () => void): void
  /** Takes back the last change that was made in this table and not yet taken back. */
  undoLast(): void
  /** Answers with what is wrong with the value, or with nothing once it is on its way. */
  save(base: WireRecord, field: WireField, value: Json | undefined): Promise<string | undefined>
}

export interface CellEditOptions {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly stateFields: readonly string[]
  readonly recordOf: (id: string) => WireRecord | undefined
  readonly onClash: (clash: CellClash) => void
}

export function useCellEdit(options: CellEditOptions): CellEdit {
  const { tenant, blueprint, stateFields, recordOf, onClash } = options
  const { t } = useText()
  const formats = useFormats()
  const sayError = useErrorText()
  const sayFault = useFaultText()
  const change = useChangeRecord(tenant, blueprint.name)
  const actor = useMe().data?.id ?? ''
  const [editor, setEditor] = useState<OpenEditor>()
  const latest = useRef(editor)
  latest.current = editor
  const [note, setNote] = useState<CellNote>()
  // The zone is asked for when it is needed: a browser takes as long to find it as to draw a few rows.
  const setting = () => ({ zone: formats.zone, now: Date.now(), actor, stateFields })
  const labelOf = (field: WireField) => formats.say(field.label, wordsOfKey(field.key))

  const say = (at: CellAt, text: string) => setNote({ ...at, text })

  const start: CellEdit['start'] = (record, field, open, typed) => {
    if (editor) {
      const input = document.querySelector<HTMLElement>('[data-cell-editor] :is(input, textarea)')
      // What is typed elsewhere and still wrong is not thrown away.
      if (input) return input.focus()
      // The input is on its way: what is typed meanwhile belongs to it.
      if (typed !== undefined && record.id === editor.id && field.key === editor.key)
        setEditor((now) => now && { ...now, typed: (now.typed ?? '') + typed })
      return
    }
    const act = cellAct(field, stateFields)
    const at = { id: record.id, key: field.key }
    setNote(undefined)
    if (act.kind === 'fixed') return say(at, t(`grid.${act.why}`))
    if (act.kind === 'open') return open()
    if (act.kind === 'switch') return void flip(record, field)
    setEditor({ ...at, record, field, ...(typed === undefined ? {} : { typed }) })
  }

  const flip = async (record: WireRecord, field: WireField) => {
    const why = await save(record, field, record.data[field.key] !== true)
    if (why) say({ id: record.id, key: field.key }, why)
  }

  /** Where only other fields were changed meanwhile, the change is made on what the record is now. */
  const write = async (record: WireRecord, field: WireField, value: Json, exact?: true): Promise<WireRecord> => {
    try {
      return await change.mutateAsync({ record, data: { [field.key]: value }, ...(exact ? { exact } : {}) })
    } catch (failed) {
      const current = currentOf(failed)
      if (!current) throw failed
      if (!isSameValue(current.data[field.key], record.data[field.key])) throw new Clash(current)
      return change.mutateAsync({ record: current, data: { [field.key]: value }, exact: true })
    }
  }

  const undo = async (saved: WireRecord, field: WireField, before: Json) => {
    try {
      await write(saved, field, before, true)
    } catch (failed) {
      showFailed(failed instanceof Clash ? t('grid.notUndone', { field: labelOf(field) }) : sayError(failed))
    }
  }

  const undos = useRef<readonly (() => void)[]>([])
  const hide = useRef<() => void>(undefined)
  /** One offer at a time, however fast somebody types; the keys go further back. */
  const offerUndo = (text: string, act: () => void) => {
    const takeBack = () => {
      undos.current = undos.current.filter((one) => one !== takeBack)
      act()
    }
    undos.current = [...undos.current, takeBack].slice(-mostUndos)
    hide.current?.()
    hide.current = showUndo({ text, undo: t('common.undo'), onUndo: takeBack })
  }
  const undoLast = () => {
    hide.current?.()
    undos.current.at(-1)?.()
  }

  const send = async (base: WireRecord, field: WireField, value: Json) => {
    const before = base.data[field.key] ?? null
    const now = recordOf(base.id) ?? base
    try {
      if (!isSameValue(now.data[field.key], before)) throw new Clash(now)
      const saved = await write(now, field, value)
      offerUndo(
        t(value === null ? 'grid.cleared' : 'grid.changed', { field: labelOf(field) }),
        () => void undo(saved, field, before),
      )
    } catch (failed) {
      if (failed instanceof Clash)
        onClash({ base: base.data, mine: { ...base.data, [field.key]: value }, theirs: failed.theirs })
      else refuse(base, field, value, sayRefusal(failed, field, sayFault) || sayError(failed))
    }
  }

  /** What was typed stands there again, with the reason beside it; unless something else is being typed by now. */
  const refuse = (record: WireRecord, field: WireField, value: Json, why: string) => {
    if (cellAct(field, stateFields).kind !== 'type') return showFailed(why)
    if (latest.current) return showFailed(why)
    setEditor({ id: record.id, key: field.key, record, field, refused: { value: value ?? undefined, why } })
  }

  const save: CellEdit['save'] = async (base, field, value) => {
    setNote(undefined)
    if (isSameValue(base.data[field.key], value)) return undefined
    const { cellFault, isHiddenCell } = await import('./cell-check.ts')
    if (isHiddenCell(blueprint, setting(), base.data, field)) return t('grid.notAsked')
    const fault = cellFault(blueprint, setting(), { before: base.data, field, value }, readerHere())
    if (fault) return sayFault(fault)
    void send(base, field, value ?? null)
    return undefined
  }

  return { editor, note, say, start, save, offerUndo, undoLast, close: () => setEditor(undefined) }
}

const mostUndos = 50

class Clash extends Error {
  constructor(readonly theirs: WireRecord) {
    super('changed meanwhile')
  }
}

/** A 412 carries the record as it is now. */
function currentOf(failed: unknown): WireRecord | undefined {
  if (!(failed instanceof ApiError) || failed.status !== 412) return undefined
  return (failed.body as { current?: WireRecord } | undefined)?.current
}

/** The sentence about this very field, when there is one. */
function sayRefusal(failed: unknown, field: WireField, sayFault: (fault: SaidFault) => string): string | undefined {
  const issues = failed instanceof ApiError ? failed.issues : []
  const own = issues.find(({ pointer }) => pointer.startsWith(`/data/${field.key}`)) ?? issues[0]
  return own && sayFault(own)
}
