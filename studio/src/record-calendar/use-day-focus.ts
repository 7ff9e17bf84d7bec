// Moves the keyboard's focus through a calendar: between days, into a day's records, and after what was moved.
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { WireRecord } from '../api/records-api.ts'
import { addDays, type Day, type Span, startOfWeek, turnPage } from '../date-input/calendar-days.ts'
import type { Weekday } from '../text/week-start.ts'

export interface DayFocusUse {
  readonly at: Day
  readonly span: Span
  readonly days: readonly Day[]
  readonly today: Day
  readonly weekStart: Weekday
  readonly onMove: (at: Day, span: Span) => void
  readonly onCreate: ((day: Day) => void) | undefined
  /** `M` on a record. */
  readonly onMoveRecord: (id: string) => void
}

export interface DayFocus {
  /** The one day that the Tab key reaches. */
  readonly day: Day
  /** The element that holds the days. */
  readonly frame: RefObject<HTMLDivElement | null>
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: (event: FocusEvent) => void
  /** Focuses a record as soon as it stands on that day. */
  readonly follow: (record: Pick<WireRecord, 'id'>, day: Day) => void
}

export function useDayFocus(use: DayFocusUse): DayFocus {
  const { at, span, days, onMove } = use
  const frame = useRef<HTMLDivElement>(null)
  const wish = useRef<Wish>(undefined)
  const [shownAt, setShownAt] = useState(at)
  const [chosen, setChosen] = useState(at)
  if (shownAt !== at) {
    setShownAt(at)
    setChosen(at)
  }
  useEffect(() => {
    if (!wish.current) return
    const wished = frame.current?.querySelector<HTMLElement>(wish.current.selector)
    if (wished || Date.now() > wish.current.until) wish.current = undefined
    wished?.focus()
  })
  const goTo = (day: Day) => {
    wish.current = wishFor(cellOf(day))
    setChosen(day)
    if (!days.includes(day)) onMove(day, span)
    else frame.current?.querySelector<HTMLElement>(cellOf(day))?.focus()
  }
  return {
    day: days.includes(chosen) ? chosen : at,
    frame,
    onFocus: (event) => {
      const day = dayAround(event.target)
      if (day !== undefined) setChosen(day)
    },
    onKeyDown: (event) => handleKey(event, use, goTo),
    follow: (record, day) => {
      if (days.includes(day)) wish.current = wishFor(`${cellsOf(day)} [data-entry="${CSS.escape(record.id)}"]`)
      else wish.current = wishFor(cellOf(days.includes(chosen) ? chosen : at))
      setChosen(day)
    },
  }
}

/** What is to have the focus as soon as it is there. Somebody who has gone on to something else is not called back. */
interface Wish {
  readonly selector: string
  readonly until: number
}

const patience = 3_000
const wishFor = (selector: string): Wish => ({ selector, until: Date.now() + patience })

function handleKey(event: KeyboardEvent, use: DayFocusUse, goTo: (day: Day) => void): void {
  const day = dayAround(event.target)
  if (day === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const target = event.target as HTMLElement
  const isOnCell = target.matches('[data-cell]')
  // A button within a day keeps Enter and Space for itself.
  const done = handlePageKey(event.key, day, use, goTo) || (isOnCell ? inCell : inside)(event, target, day, use, goTo)
  if (done) event.preventDefault()
}

function handlePageKey(
  key: string,
  day: Day,
  { span, today, weekStart }: DayFocusUse,
  goTo: (day: Day) => void,
): boolean {
  switch (key) {
    case 'ArrowLeft':
      goTo(addDays(day, -1))
      return true
    case 'ArrowRight':
      goTo(addDays(day, 1))
      return true
    case 'Home':
      goTo(startOfWeek(day, weekStart))
      return true
    case 'End':
      goTo(addDays(startOfWeek(day, weekStart), 6))
      return true
    case 'PageUp':
      goTo(turnPage(day, span, -1))
      return true
    case 'PageDown':
      goTo(turnPage(day, span, 1))
      return true
    case 't':
    case 'T':
      goTo(today)
      return true
    default:
      return false
  }
}

function inCell(
  event: KeyboardEvent,
  cell: HTMLElement,
  day: Day,
  { span, onCreate }: DayFocusUse,
  goTo: (day: Day) => void,
): boolean {
  const [entry] = entriesOf(cell, day)
  switch (event.key) {
    case 'ArrowUp':
      if (span === 'month') goTo(addDays(day, -7))
      return true
    case 'ArrowDown':
      if (span === 'month') goTo(addDays(day, 7))
      else entry?.focus()
      return true
    case 'Enter':
    case ' ':
      if (entry) entry.focus()
      else onCreate?.(day)
      return true
    default:
      return false
  }
}

function inside(
  event: KeyboardEvent,
  target: HTMLElement,
  day: Day,
  { onMoveRecord }: DayFocusUse,
  goTo: (day: Day) => void,
): boolean {
  const id = target.closest<HTMLElement>('[data-entry]')?.dataset.entry
  const all = entriesOf(target, day)
  const place = all.findIndex((entry) => entry === target)
  switch (event.key) {
    case 'Escape':
      goTo(day)
      return true
    case 'ArrowUp':
      if (place > 0) all[place - 1]?.focus()
      else goTo(day)
      return true
    case 'ArrowDown':
      all[place + 1]?.focus()
      return true
    case 'm':
    case 'M':
      if (id !== undefined) onMoveRecord(id)
      return id !== undefined
    default:
      return false
  }
}

/** A day can have two cells: one for whole days, one for hours. */
function entriesOf(within: Element, day: Day): readonly HTMLElement[] {
  return [...(within.closest('[role=grid]')?.querySelectorAll<HTMLElement>(`${cellsOf(day)} [data-entry]`) ?? [])]
}

const cellsOf = (day: Day) => `[data-day="${day}"]`
const cellOf = (day: Day) => `${cellsOf(day)}[data-cell]`

function dayAround(target: EventTarget): Day | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-day]')?.dataset.day : undefined
}
