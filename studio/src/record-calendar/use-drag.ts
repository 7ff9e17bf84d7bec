// Takes a record by the mouse or a finger and lets it go on another day.
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { addDays, type Day, daysBetween, minutesOfDay } from '../date-input/calendar-days.ts'
import type { Entry } from './calendar-entry.ts'
import type { Place } from './move-entry.ts'

/** What is on its way: the entry, the part of it that was taken, and where that part was held. */
interface Dragged {
  readonly calendarEntry: Entry
  readonly partDay: Day
  readonly partFrom: number | undefined
  /** Pixels between the part's upper edge and the pointer. */
  readonly grip: number
}

export interface DragUse {
  readonly entry: Entry
  readonly day: Day
  readonly from?: number | undefined
  readonly isMovable: boolean
}

/** Is it being dragged? */
export function useDraggable(
  element: RefObject<HTMLElement | null>,
  { entry, day, from, isMovable }: DragUse,
): boolean {
  const [isDragged, setDragged] = useState(false)
  useEffect(() => {
    if (!element.current || !isMovable) return
    return draggable({
      element: element.current,
      getInitialData: ({ input, element: taken }): Record<string, unknown> => ({
        calendarEntry: entry,
        partDay: day,
        partFrom: from,
        grip: input.clientY - taken.getBoundingClientRect().top,
      }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    })
  }, [element, entry, day, from, isMovable])
  return isDragged
}

export interface DropUse {
  readonly day: Day
  /** A column of hours says the time, too. */
  readonly hasHours: boolean
  readonly onDrop: (entry: Entry, to: Place) => void
}

/** Where what hovers would land; undefined when nothing does. */
export function useDropDay(
  element: RefObject<HTMLElement | null>,
  { day, hasHours, onDrop }: DropUse,
): Place | undefined {
  const [over, setOver] = useState<Place>()
  const drop = useRef(onDrop)
  drop.current = onDrop
  useEffect(() => {
    if (!element.current) return
    const column = element.current
    const placeAt = (dragged: Dragged, clientY: number) =>
      landing(dragged, day, hasHours ? minutesAt(column, clientY - dragged.grip) : undefined)
    return dropTargetForElements({
      element: column,
      canDrop: ({ source }) => readDragged(source.data) !== undefined,
      onDrag: ({ source, location }) => {
        const dragged = readDragged(source.data)
        if (!dragged) return
        const next = {
          day,
          ...minutesOf(hasHours ? minutesAt(column, location.current.input.clientY - dragged.grip) : undefined),
        }
        setOver((before) => (before?.minutes === next.minutes && before ? before : next))
      },
      onDragLeave: () => setOver(undefined),
      onDrop: ({ source, location }) => {
        setOver(undefined)
        const dragged = readDragged(source.data)
        if (dragged) drop.current(dragged.calendarEntry, placeAt(dragged, location.current.input.clientY))
      },
    })
  }, [element, day, hasHours])
  return over
}

/** Where the entry begins when the taken part lands on `day` at `minutes`. */
function landing(
  { calendarEntry: { first, from }, partDay, partFrom }: Dragged,
  day: Day,
  minutes: number | undefined,
): Place {
  const begins = addDays(day, -daysBetween(first, partDay))
  if (minutes === undefined || from === undefined) return { day: begins }
  const at = from + minutes - (partFrom ?? from)
  const days = Math.floor(at / minutesOfDay)
  return { day: addDays(begins, days), minutes: at - days * minutesOfDay }
}

/** Times between the quarters are seldom meant. */
const step = 15

function minutesAt(column: Element, y: number): number {
  const { top, height } = column.getBoundingClientRect()
  const minutes = Math.round((((y - top) / height) * minutesOfDay) / step) * step
  return Math.min(minutesOfDay - step, Math.max(0, minutes))
}

function minutesOf(minutes: number | undefined): { readonly minutes?: number } {
  return minutes === undefined ? {} : { minutes }
}

function readDragged(data: Record<string | symbol, unknown>): Dragged | undefined {
  return 'calendarEntry' in data ? (data as unknown as Dragged) : undefined
}
