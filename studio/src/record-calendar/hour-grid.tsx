// Days as columns of hours, with a line above for what takes whole days: a week or a day of records that have times.
import { useMergedRef } from '@mantine/hooks'
import { type MouseEvent, type RefObject, useEffect, useRef } from 'react'
import { type Day, minutesOfDay, type Span } from '../date-input/calendar-days.ts'
import { useText } from '../text/text.ts'
import { type Calendar, countByDay } from './calendar.ts'
import { type Entry, isBand, partOn } from './calendar-entry.ts'
import { EntryChip } from './entry-chip.tsx'
import { cutColumns, inColumns, shortest } from './entry-columns.ts'
import { type Lanes, lanesOf } from './entry-lanes.ts'
import { NewOnDay } from './new-on-day.tsx'
import classes from './record-calendar.module.css'
import { useDropDay } from './use-drag.ts'

export interface HourGridProps {
  readonly calendar: Calendar
  readonly entries: readonly Entry[]
  readonly days: readonly Day[]
  readonly span: Span
  readonly label: string
  readonly describedBy: string
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)
/** What stands beside each other in a week can still be read. */
const mostBeside = 4
/** Pixels of an entry in a day that has the whole width. */
const narrowest = 96
/** Where a day begins for most people: the night is one scroll away. */
const morning = 7 * 60

export function HourGrid({ calendar, entries, days, span, label, describedBy }: HourGridProps) {
  const { t } = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const frame = useMergedRef(scroller, calendar.focus.frame)
  const bands = entries.filter(isBand)
  const timed = entries.filter((entry) => !isBand(entry))
  const lanes = lanesOf(bands, days)
  const counts = countByDay(entries, days)
  useScrollToFirst(scroller, days, timed)
  return (
    <div
      ref={frame}
      role="grid"
      aria-label={label}
      aria-describedby={describedBy}
      className={classes.hours}
      data-span={span}
      style={{ '--days': days.length } as never}
      onKeyDown={calendar.focus.onKeyDown}
      onFocus={calendar.focus.onFocus}
    >
      <div className={classes.above}>
        <div role="row" className={classes.hourRow}>
          <div role="columnheader" className={classes.corner}>
            <span className="for-readers">{t('calendar.hour')}</span>
          </div>
          {days.map((day) => (
            <div
              key={day}
              role="columnheader"
              className={classes.column}
              data-today={day === calendar.today.day || undefined}
            >
              <span aria-hidden>{calendar.words.shortWeekday(day)} </span>
              <button
                type="button"
                className={classes.date}
                tabIndex={-1}
                aria-current={day === calendar.today.day ? 'date' : undefined}
                onClick={() => calendar.onMove(day, 'day')}
              >
                <span aria-hidden>{calendar.words.date(day, false)}</span>
                <span className="for-readers">{calendar.words.full(day)}</span>
              </button>
              <NewOnDay calendar={calendar} day={day} />
            </div>
          ))}
        </div>
        <div role="row" className={classes.hourRow}>
          <div role="rowheader" className={classes.corner}>
            {t('calendar.allDay')}
          </div>
          {days.map((day, place) => (
            <WholeDay key={day} calendar={calendar} day={day} lanes={lanes[place] ?? []} row={days} />
          ))}
        </div>
      </div>
      <div role="row" className={classes.hourRow} data-body>
        <div role="rowheader" className={classes.clock}>
          <span className="for-readers">{t('calendar.hour')}</span>
          {hours.slice(1).map((hour) => (
            <span key={hour} aria-hidden style={{ top: `calc(${hour} * var(--hour))` }}>
              {calendar.words.hour(hour)}
            </span>
          ))}
        </div>
        {days.map((day) => (
          <HourColumn
            key={day}
            calendar={calendar}
            day={day}
            count={counts.get(day) ?? 0}
            isAlone={days.length === 1}
            entries={timed.filter(({ first, last }) => first <= day && day <= last)}
          />
        ))}
      </div>
    </div>
  )
}

/** Once for each page: to the first record, but not below the morning. */
function useScrollToFirst(
  scroller: RefObject<HTMLElement | null>,
  days: readonly Day[],
  timed: readonly Entry[],
): void {
  const page = days.join()
  const scrolled = useRef('')
  const first = Math.min(
    morning,
    ...timed.flatMap((entry) => days.filter((d) => d === entry.first).map(() => entry.from ?? 0)),
  )
  useEffect(() => {
    const element = scroller.current
    if (!element || scrolled.current === page) return
    scrolled.current = page
    const hour = element.querySelector('[data-body]')?.getBoundingClientRect().height ?? 0
    element.scrollTo({ top: Math.max(0, (first / minutesOfDay) * hour - 12) })
  }, [scroller, page, first])
}

interface WholeDayProps {
  readonly calendar: Calendar
  readonly day: Day
  readonly lanes: Lanes
  readonly row: readonly Day[]
}

function WholeDay({ calendar, day, lanes, row }: WholeDayProps) {
  const element = useRef<HTMLDivElement>(null)
  const over = useDropDay(element, { day, hasHours: false, onDrop: calendar.onMoveEntry })
  return (
    <div ref={element} role="gridcell" className={classes.whole} data-day={day} data-over={over ? true : undefined}>
      {lanes.map((entry, lane) =>
        entry ? (
          <EntryChip key={entry.record.id} calendar={calendar} entry={entry} day={day} row={row} />
        ) : (
          <div key={`hole ${lane}`} className={classes.hole} />
        ),
      )}
    </div>
  )
}

interface HourColumnProps {
  readonly calendar: Calendar
  readonly day: Day
  readonly count: number
  readonly entries: readonly Entry[]
  /** A day without neighbours grows sideways instead of leaving something out. */
  readonly isAlone: boolean
}

function HourColumn({ calendar, day, count, entries, isAlone }: HourColumnProps) {
  const { t } = useText()
  const element = useRef<HTMLDivElement>(null)
  const over = useDropDay(element, { day, hasHours: true, onDrop: calendar.onMoveEntry })
  const placed = inColumns(entries.map((entry) => ({ entry, ...partOn(entry, day) })))
  const { shown, hidden } = cutColumns(placed, isAlone ? Number.POSITIVE_INFINITY : mostBeside)
  const beside = Math.max(1, ...shown.map(({ columns }) => columns))
  const full = calendar.words.full(day)
  const isReached = calendar.focus.day === day
  const isToday = calendar.today.day === day
  const create = (event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof Element && event.target.closest('a, button')) return
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const half = Math.floor((((event.clientY - top) / height) * minutesOfDay) / 30) * 30
    calendar.onCreate?.(`${day}T${clockText(half)}`)
  }
  return (
    <div
      ref={element}
      role="gridcell"
      className={classes.hourColumn}
      tabIndex={isReached ? 0 : -1}
      aria-current={isToday ? 'date' : undefined}
      data-day={day}
      data-cell
      style={isAlone ? { minWidth: beside * narrowest } : undefined}
      onDoubleClick={create}
    >
      <span className="for-readers">
        {full}
        {count > 0 && `, ${t('calendar.onDay', { count })}`}
      </span>
      {shown.map(({ part, column, columns }) => (
        <EntryChip
          key={part.entry.record.id}
          calendar={calendar}
          entry={part.entry}
          day={day}
          part={part}
          style={{
            position: 'absolute',
            top: percent(part.from / minutesOfDay),
            height: percent(Math.max(part.to - part.from, shortest) / minutesOfDay),
            left: percent(column / columns),
            width: percent(1 / columns),
          }}
        />
      ))}
      {hidden.map(({ from, count: left }) => (
        <button
          key={from}
          type="button"
          className={classes.moreBeside}
          style={{ top: percent(from / minutesOfDay), width: percent(1 / mostBeside) }}
          tabIndex={isReached ? 0 : -1}
          aria-label={t('calendar.moreOn', { count: left, day: full })}
          onClick={() => calendar.onMove(day, 'day')}
        >
          +{left}
        </button>
      ))}
      {over?.minutes !== undefined && (
        <div className={classes.landing} style={{ top: percent(over.minutes / minutesOfDay) }} aria-hidden>
          <span>{calendar.words.clock(over.minutes)}</span>
        </div>
      )}
      {isToday && (
        <div className={classes.now} style={{ top: percent(calendar.today.minutes / minutesOfDay) }} aria-hidden />
      )}
    </div>
  )
}

const percent = (share: number) => `${share * 100}%`

function clockText(minutes: number): string {
  return new Date(minutes * 60_000).toISOString().slice(11, 16)
}
