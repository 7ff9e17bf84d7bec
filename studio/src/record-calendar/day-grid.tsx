// Whole days as squares, week by week: a month, or one week or one day of records that have no times.
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type MouseEvent, useRef } from 'react'
import { type Day, isSameMonth, type Span } from '../date-input/calendar-days.ts'
import { beginsMonth } from '../date-input/calendar-words.ts'
import { useText } from '../text/text.ts'
import { type Calendar, countByDay } from './calendar.ts'
import type { Entry } from './calendar-entry.ts'
import { EntryChip } from './entry-chip.tsx'
import { cutLanes, type Lanes, lanesOf, shownLines } from './entry-lanes.ts'
import { NewOnDay } from './new-on-day.tsx'
import classes from './record-calendar.module.css'
import { useDropDay } from './use-drag.ts'

export interface DayGridProps {
  readonly calendar: Calendar
  readonly entries: readonly Entry[]
  readonly weeks: readonly (readonly Day[])[]
  readonly at: Day
  readonly span: Span
  readonly label: string
  readonly describedBy: string
}

/** The line with the date, and one line for a record. */
const [headHeight, laneHeight] = [28, 25]

export function DayGrid({ calendar, entries, weeks, at, span, label, describedBy }: DayGridProps) {
  const { ref, height } = useElementSize()
  const frame = useMergedRef(ref, calendar.focus.frame)
  const counts = countByDay(entries, weeks.flat())
  const room = Math.max(2, Math.floor(((height - headHeight) / weeks.length - headHeight) / laneHeight))
  const [firstWeek = []] = weeks
  return (
    <div
      ref={frame}
      role="grid"
      aria-label={label}
      aria-describedby={describedBy}
      className={classes.days}
      data-span={span}
      onKeyDown={calendar.focus.onKeyDown}
      onFocus={calendar.focus.onFocus}
    >
      <div role="row" className={classes.weekdays}>
        {firstWeek.map((day) => (
          <div key={day} role="columnheader">
            <span aria-hidden>{calendar.words.shortWeekday(day)}</span>
            <span className="for-readers">{calendar.words.weekday(day)}</span>
          </div>
        ))}
      </div>
      {weeks.map((week) => {
        const lanes = lanesOf(entries, week)
        const lines = shownLines(lanes, span === 'month' ? room : Number.POSITIVE_INFINITY)
        return (
          <div key={week[0]} role="row" className={classes.week}>
            {week.map((day, place) => (
              <DayCell
                key={day}
                calendar={calendar}
                day={day}
                isOutside={span === 'month' && !isSameMonth(day, at)}
                isFirstOfMonth={beginsMonth(day, week[place - 1]) || (place === 0 && day === weeks[0]?.[0])}
                place={place}
                week={week}
                count={counts.get(day) ?? 0}
                lanes={lanes[place] ?? []}
                lines={lines}
              />
            ))}
          </div>
        )
      })}
    </div>
  )
}

interface DayCellProps {
  readonly calendar: Calendar
  readonly day: Day
  readonly isOutside: boolean
  readonly isFirstOfMonth: boolean
  readonly place: number
  readonly week: readonly Day[]
  readonly count: number
  readonly lanes: Lanes
  readonly lines: number
}

function DayCell({ calendar, day, isOutside, isFirstOfMonth, place, week, count, lanes, lines }: DayCellProps) {
  const { t } = useText()
  const element = useRef<HTMLDivElement>(null)
  const over = useDropDay(element, { day, hasHours: false, onDrop: calendar.onMoveEntry })
  const { shown, hidden } = cutLanes(lanes, lines)
  const full = calendar.words.full(day)
  const isReached = calendar.focus.day === day
  const create = (event: MouseEvent) => {
    if (event.target instanceof Element && !event.target.closest('a, button')) calendar.onCreate?.(day)
  }
  return (
    <div
      ref={element}
      role="gridcell"
      className={classes.day}
      tabIndex={isReached ? 0 : -1}
      aria-current={day === calendar.today.day ? 'date' : undefined}
      data-day={day}
      data-cell
      data-outside={isOutside || undefined}
      data-over={over ? true : undefined}
      onDoubleClick={create}
    >
      <div className={classes.dayHead}>
        <button type="button" className={classes.date} tabIndex={-1} onClick={() => calendar.onMove(day, 'day')}>
          <span aria-hidden className={classes.shortDate}>
            {calendar.words.date(day, false)}
          </span>
          <span aria-hidden className={classes.longDate}>
            {calendar.words.date(day, isFirstOfMonth)}
          </span>
          <span className="for-readers">{full}</span>
        </button>
        {count > 0 && <span className="for-readers">{t('calendar.onDay', { count })}</span>}
        <NewOnDay calendar={calendar} day={day} />
      </div>
      {shown.map((entry, lane) =>
        entry ? (
          <EntryChip key={entry.record.id} calendar={calendar} entry={entry} day={day} row={week} />
        ) : (
          <div key={`hole ${lane}`} className={classes.hole} />
        ),
      )}
      {hidden > 0 && (
        <button
          type="button"
          className={classes.more}
          tabIndex={isReached ? 0 : -1}
          aria-label={t('calendar.moreOn', { count: hidden, day: full })}
          onClick={() => calendar.onMove(day, 'day')}
        >
          {t('calendar.more', { shown: hidden })}
        </button>
      )}
    </div>
  )
}
