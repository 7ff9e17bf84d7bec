// One record in a calendar: a link that can be dragged, with a button that moves it.
import { Tooltip } from '@mantine/core'
import { IconCalendarShare } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type CSSProperties, type MouseEvent, useRef } from 'react'
import type { Day } from '../date-input/calendar-days.ts'
import { useText } from '../text/text.ts'
import type { Calendar } from './calendar.ts'
import type { Entry } from './calendar-entry.ts'
import type { Part } from './entry-columns.ts'
import { entryTime } from './entry-time.ts'
import classes from './record-calendar.module.css'
import { useDraggable } from './use-drag.ts'

export interface EntryChipProps {
  readonly calendar: Calendar
  readonly entry: Entry
  readonly day: Day
  /** The days that stand in one line; in a column of hours a day is alone. */
  readonly row?: readonly Day[]
  /** What it takes of the day, in a column of hours. */
  readonly part?: Part
  readonly style?: CSSProperties
}

export function EntryChip({ calendar, entry, day, row = [day], part, style }: EntryChipProps) {
  const { t } = useText()
  const element = useRef<HTMLDivElement>(null)
  const isDragged = useDraggable(element, { entry, day, from: part?.from, isMovable: calendar.fixed === undefined })
  const { record } = entry
  const { hue, dot, words } = calendar.hueOf(record)
  const title = calendar.titleOf(record)
  const time = entryTime(entry, calendar.words)
  // A band that comes from before the row says its name again.
  const isNamed = day === entry.first || day === row[0]
  const run = row.filter((one) => day <= one && one <= entry.last).length
  const isTimed = entry.from !== undefined && day === entry.first
  const isLow = part !== undefined && part.to - part.from < 60
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    calendar.onOpen(record)
  }
  const tabIndex = calendar.focus.day === day ? 0 : -1
  return (
    <div
      ref={element}
      className={classes.entry}
      data-band={entry.first !== entry.last || undefined}
      data-head={day === entry.first || undefined}
      data-tail={day === entry.last || undefined}
      data-dragged={isDragged || undefined}
      data-movable={calendar.fixed === undefined || undefined}
      data-tall={(part && !isLow) || undefined}
      data-low={isLow || undefined}
      style={
        {
          '--entry-tint': `var(--hue-${hue}-tint)`,
          '--entry-ink': `var(--hue-${hue}-ink)`,
          '--entry-run': run,
          '--entry-line': dot ?? `var(--hue-${hue}-line)`,
          ...style,
        } as CSSProperties
      }
    >
      {isNamed ? (
        <Tooltip
          multiline
          maw={320}
          openDelay={500}
          label={<Hint lines={[title, time, words, calendar.fixed]} />}
          events={{ hover: true, focus: true, touch: false }}
        >
          <Link
            to="/t/$tenant/records/$blueprint/$id"
            params={{ tenant: calendar.tenant, blueprint: record.blueprint, id: record.id }}
            className={classes.link}
            preload={false}
            draggable={false}
            data-entry={record.id}
            tabIndex={tabIndex}
            onClick={open}
          >
            <span className={classes.run}>
              {isTimed && !isLow && (
                <span className={classes.time}>{part ? time : calendar.words.clock(entry.from ?? 0)} </span>
              )}
              <span className={classes.name}>{title}</span>
              {/* In a column of hours its place tells the time, so the name comes first where there is one line. */}
              {isTimed && isLow && <span className={classes.time}>{time}</span>}
              {words && <span className="for-readers">({words})</span>}
            </span>
          </Link>
        </Tooltip>
      ) : (
        // The band goes on: its name was read before, but the hand may take it here.
        <span className={classes.rest} aria-hidden onClick={open} />
      )}
      {isNamed && calendar.fixed === undefined && (
        <button
          type="button"
          className={classes.mover}
          tabIndex={tabIndex}
          aria-label={t('calendar.moveOf', { title })}
          title={t('calendar.moveTo')}
          onClick={() => calendar.onAskMove(record)}
        >
          <IconCalendarShare size={14} stroke={1.5} aria-hidden />
        </button>
      )}
    </div>
  )
}

function Hint({ lines }: { readonly lines: readonly (string | undefined)[] }) {
  return lines.filter(Boolean).map((line, place) => <div key={place}>{line}</div>)
}
