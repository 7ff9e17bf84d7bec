// What keys, clicks and the clipboard do in the cells of a table.
import type { Json } from '@molde/engine'
import { useQueryClient } from '@tanstack/react-query'
import type { ClipboardEvent, FocusEvent, KeyboardEvent, MouseEvent, RefObject } from 'react'
import type { Page } from '../api/api-client.ts'
import { type Member, membersQuery } from '../api/members-api.ts'
import { keys } from '../api/query-client.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { holdsLines, isBlock, readBlock } from './block-text.ts'
import { cellAct } from './cell-act.ts'
import { placeIn } from './cell-place.ts'
import { findByTitle } from './find-by-title.ts'
import type { GridColumn } from './grid-columns.ts'
import { type LineWindow, lineAt } from './grid-lines.ts'
import { type Place, placeAfter } from './grid-place.ts'
import type { RowActs } from './grid-row.tsx'
import type { Peek } from './record-table-props.ts'
import type { Selection } from './selection.ts'
import type { BlockPaste } from './use-block-paste.ts'
import type { CellEdit } from './use-cell-edit.ts'
import type { GridFocus } from './use-grid-focus.ts'

export interface GridKeysOptions {
  readonly tenant: string
  readonly columns: readonly GridColumn[]
  readonly window: LineWindow
  readonly focus: GridFocus
  readonly edit: CellEdit
  readonly stateFields: readonly string[]
  readonly open: (record: WireRecord) => void
  readonly selection: Selection | undefined
  readonly acts: RefObject<RowActs>
  /** Below the last row a new record begins. */
  readonly isWhole: boolean
  /** Pixels. */
  readonly rowHeight: number
  readonly peek: Peek | undefined
  readonly blockPaste: BlockPaste
}

/** What a cell of this program puts into the clipboard beside its text: the very value. */
const cellType = 'application/x-molde-cell'

/** The last thing is loaded as soon as a cell is reached: copying cannot wait. */
let cellText: typeof import('./cell-text.ts') | undefined

export function useGridKeys(options: GridKeysOptions) {
  const {
    tenant,
    columns,
    window,
    focus,
    edit,
    stateFields,
    open,
    selection,
    acts,
    isWhole,
    blockPaste,
    rowHeight,
    peek,
  } = options
  const { t } = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const words = { yes: t('common.yes'), no: t('common.no') }

  const cellAt = ({ row, column }: Place) => {
    const line = lineAt(window, row)
    const own = columns[column]
    return line?.kind === 'record' && own ? { record: line.record, field: own.field } : undefined
  }
  const write = async (record: WireRecord, field: GridColumn['field'], value: Json | undefined) => {
    const why = await edit.save(record, field, value)
    if (why) edit.say({ id: record.id, key: field.key }, why)
  }
  /** Says why not, where nothing can be written. */
  const mayWrite = (record: WireRecord, field: GridColumn['field']) => {
    const act = cellAct(field, stateFields)
    if (act.kind === 'fixed') edit.say({ id: record.id, key: field.key }, t(`grid.${act.why}`))
    if (act.kind === 'steps') edit.say({ id: record.id, key: field.key }, t('grid.byFlow'))
    return act.kind === 'type' || act.kind === 'switch'
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    const isOfCell = target === event.currentTarget || target.closest('tbody') !== null
    if (event.defaultPrevented || event.nativeEvent.isComposing || !isOfCell) return
    const isCell = target === event.currentTarget || target.dataset['column'] !== undefined
    const { place } = focus
    const line = lineAt(window, place.row)
    if (line?.kind === 'group' && turnsGroup(event, line.group.isOpen)) {
      event.preventDefault()
      return acts.current.toggle(line.group.name)
    }
    if (event.key === 'ArrowUp' && place.row === 0 && !event.ctrlKey) return toHeader(event, place.column)
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 2)
    const to = event.altKey
      ? undefined
      : placeAfter(place, event, { rows: window.known, columns: columns.length, page })
    if (to) {
      event.preventDefault()
      return focus.move(to)
    }
    const cell = cellAt(place)
    // A link or a checkbox in the row has its own Enter and Space.
    if (cell && isCell) onCellKey(event, cell.record, cell.field)
  }

  const onCellKey = (event: KeyboardEvent, record: WireRecord, field: GridColumn['field']) => {
    if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault()
      return edit.undoLast()
    }
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    const start = (typed?: string) => edit.start(record, field, () => open(record), typed)
    const done = (act: () => void) => {
      event.preventDefault()
      act()
    }
    if (event.key === 'Enter') return done(() => (isPlain ? start() : open(record)))
    if (event.key === 'Escape' && peek?.id !== undefined) return done(() => peek.close())
    if (event.key === 'F2') return done(() => start())
    if (event.key === ' ' && event.shiftKey) return done(() => selection?.toggle(record.id, false))
    if (event.key === ' ' && isPlain)
      return done(() => (field.type === 'boolean' ? start() : peek ? peek.open(record.id) : open(record)))
    if ((event.key === 'Delete' || event.key === 'Backspace') && isPlain)
      return done(() => {
        if (mayWrite(record, field)) void write(record, field, undefined)
      })
    const stars = field.type === 'rating' && /^[1-9]$/.test(event.key) ? Number(event.key) : 0
    if (stars > 0 && isPlain && stars <= (field.max ?? 5))
      return done(() => {
        if (mayWrite(record, field)) void write(record, field, stars)
      })
    // Yes and no are not typed, and what is too much for a cell does not open by a slip of a finger.
    const kind = cellAct(field, stateFields).kind
    if (event.key.length === 1 && isPlain && ['type', 'fixed', 'steps'].includes(kind)) done(() => start(event.key))
  }

  const onCopy = (event: ClipboardEvent<HTMLElement>) => {
    const cell = cellAt(focus.place)
    if (!cell || !isCellFocused(event) || String(getSelection()) !== '') return
    if (columns[focus.place.column]?.clock) {
      event.preventDefault()
      return event.clipboardData.setData('text/plain', document.activeElement?.textContent ?? '')
    }
    const value = cell.record.data[cell.field.key]
    const text = cellText
      ? cellText.writeCell(cell.field, value, formats, words, (id) => nameOf(cell.field, id))
      : (document.activeElement?.textContent ?? '')
    event.preventDefault()
    event.clipboardData.setData('text/plain', text)
    const { type, many, blueprint } = cell.field
    event.clipboardData.setData(cellType, JSON.stringify({ type, many, blueprint, value: value ?? null }))
  }

  const nameOf = (field: GridColumn['field'], id: string): string => {
    if (field.type === 'user') {
      const known = client.getQueryData<Page<Member>>(keys.members(tenant))?.items
      const member = known?.find((one) => one.id === id)
      return member?.name || member?.email || id
    }
    const shown = document.activeElement?.textContent
    return field.many ? id : shown || id
  }

  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const text = event.clipboardData.getData('text/plain')
    // Below the last record, every row of it is a new one.
    if ((event.target as HTMLElement).dataset['new'] !== undefined && text.trim() !== '') {
      event.preventDefault()
      return void pasteBlock(text, { row: window.known, column: 0 })
    }
    const cell = cellAt(focus.place)
    if (!cell || !isCellFocused(event)) return
    event.preventDefault()
    const { record, field } = cell
    const own = ownValue(event.clipboardData.getData(cellType), field)
    if (!own && isBlock(text, holdsLines(field))) return void pasteBlock(text, focus.place)
    if (!mayWrite(record, field)) return
    if (own) return void write(record, field, own.value ?? undefined)
    void paste(record, field, text)
  }

  const paste = async (record: WireRecord, field: GridColumn['field'], text: string) => {
    const read = await readText(text, field, record.data[field.key])
    if (read) await write(record, field, read.value)
    else edit.say({ id: record.id, key: field.key }, t('grid.notRead', { text: text.trim().slice(0, 60) }))
  }

  const pasteBlock = (text: string, from: Place) => {
    const found = new Map<string, ReturnType<typeof related>>()
    return blockPaste(readBlock(text), {
      fields: columns.slice(from.column).map(({ field }) => field),
      isTyped: (field) => ['type', 'switch'].includes(cellAct(field, stateFields).kind),
      targetOf(row) {
        const line = lineAt(window, from.row + row)
        if (line?.kind === 'record') return { record: line.record }
        return isWhole && from.row + row >= window.known ? {} : undefined
      },
      read(cell, field, before) {
        if (field.type !== 'relation' || cell.trim() === '') return readText(cell, field, before, true)
        const key = `${field.key} ${cell.trim()}`
        const one = found.get(key) ?? related(field, cell.trim())
        found.set(key, one)
        return one
      },
    })
  }

  /** Undefined when it says nothing that the field could hold. `isCell`: of a block, so that nothing in it ends it. */
  const readText = async (text: string, field: GridColumn['field'], before: Json | undefined, isCell = false) => {
    const { readCell } = await import('./cell-text.ts')
    if (field.type === 'relation' && text.trim() !== '') return related(field, text.trim())
    const members = field.type === 'user' ? (await client.ensureQueryData(membersQuery(tenant))).items : []
    const named = members.map(({ id, name, email }) => ({ id, name: name ?? '', email: email ?? '' }))
    const oneLine = isCell && !holdsLines(field) ? text.replace(/\s+/g, ' ') : text
    return readCell(oneLine, { field, before, formats, words, members: named })
  }

  /** The one record that is called so. */
  const related = async (field: GridColumn['field'], title: string) => {
    const found = await findByTitle(client, tenant, field.blueprint ?? '', title, formats).catch(() => [])
    const [only, more] = found
    if (!only || more) return undefined
    client.setQueryData(keys.record(tenant, only.blueprint, only.id), only)
    return { value: field.many ? [only.id] : only.id }
  }

  /** The cell that something lies in. */
  const cellOf = (target: HTMLElement) => {
    const place = placeIn(target)
    return place?.column === undefined ? undefined : cellAt({ row: place.row, column: place.column })
  }

  const listeners = {
    onKeyDown,
    onCopy,
    onPaste,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const place = placeIn(event.target)
      if (!place) return
      void import('./cell-text.ts').then((loaded) => {
        cellText = loaded
      })
      focus.reached({ row: place.row, column: place.column ?? focus.place.column })
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      const cell = cellOf(event.target as HTMLElement)
      if (!cell || (event.target as HTMLElement).closest('a, button')) return
      event.preventDefault()
      edit.start(cell.record, cell.field, () => open(cell.record))
    },
  }
  return { listeners, cellOf }
}

function isCellFocused(event: ClipboardEvent<HTMLElement>): boolean {
  return event.currentTarget === event.target || (event.target as HTMLElement).dataset['column'] !== undefined
}

function turnsGroup({ key }: KeyboardEvent, isOpen: boolean): boolean {
  return (key === 'ArrowLeft' && isOpen) || (key === 'ArrowRight' && !isOpen)
}

/** Above the first row are the headers. */
function toHeader(event: KeyboardEvent<HTMLElement>, column: number): void {
  event.preventDefault()
  const headers = event.currentTarget.querySelectorAll<HTMLElement>('thead th:has([role=separator])')
  headers[column]?.querySelector<HTMLElement>('button')?.focus()
}

/** A value that was copied from a cell of the same kind. */
function ownValue(text: string, field: GridColumn['field']): { readonly value: Json } | undefined {
  try {
    const said = JSON.parse(text) as { type?: unknown; many?: unknown; blueprint?: unknown; value?: Json }
    const isSame = said.type === field.type && said.many === field.many && said.blueprint === field.blueprint
    const isKnown = field.type !== 'enum' || said.value === null || field.options?.some(({ key }) => key === said.value)
    return isSame && isKnown && field.type !== 'tags' && said.value !== undefined ? { value: said.value } : undefined
  } catch {
    return undefined
  }
}
