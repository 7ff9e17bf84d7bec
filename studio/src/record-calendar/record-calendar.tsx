// A blueprint's records by one of their dates: a month, a week or a day; on phones a list of days.

import { Anchor, Group, Skeleton, Text } from '@mantine/core'
import { sayFieldName } from '@molde/engine'
import { Link } from '@tanstack/react-router'
import { useId, useMemo, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useRecordCount } from '../api/count-records-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { type Day, daysOf, isDay, isSameMonth, type Span, weekOf, weeksOfMonth } from '../date-input/calendar-days.ts'
import { makeCalendarWords } from '../date-input/calendar-words.ts'
import { fromLocal } from '../field-value/local-datetime.ts'
import { hueFieldOf, recordHue } from '../field-value/record-hue.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { Weekday } from '../text/week-start.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { Agenda } from './agenda.tsx'
import type { Calendar } from './calendar.ts'
import { CalendarBar } from './calendar-bar.tsx'
import { type Entry, entryOf, isTimeField, shownOn } from './calendar-entry.ts'
import { DayGrid } from './day-grid.tsx'
import { HourGrid } from './hour-grid.tsx'
import { MoveDialog } from './move-dialog.tsx'
import type { Place } from './move-entry.ts'
import { useDayFocus } from './use-day-focus.ts'
import { mostEntries, useEntries, useUndated } from './use-entries.ts'
import { useMove } from './use-move.ts'
import { useToday } from './use-today.ts'

export interface RecordCalendarProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  /** What the list is narrowed to; the calendar adds its own days. */
  readonly ask: { readonly filter?: string; readonly q?: string }
  /** Keys of fields that hold a date or a moment. */
  readonly start: string
  readonly end?: string | undefined
  /** `2026-11-26`; today without it. */
  readonly at: string | undefined
  readonly span: Span | undefined
  readonly onMove: (at: string, span: Span) => void
  readonly onOpen: (record: WireRecord) => void
  /** With a value for the start field: a day, or the moment that was pointed at on the tenant's clocks. */
  readonly onCreate: (value: string) => void
}

export function RecordCalendar(props: RecordCalendarProps) {
  useScreenKeys('calendar')
  const { t } = useText()
  const start = timeFieldOf(props.blueprint, props.start)
  if (!start) return <EmptyState drawing="search" sentence={t('calendar.noField')} />
  return <CalendarBy {...props} startField={start} endField={timeFieldOf(props.blueprint, props.end)} />
}

function timeFieldOf(blueprint: Blueprint, key: string | undefined): WireField | undefined {
  return blueprint.fields.find((field) => field.key === key && isTimeField(field))
}

interface CalendarByProps extends RecordCalendarProps {
  readonly startField: WireField
  readonly endField: WireField | undefined
}

function CalendarBy(props: CalendarByProps) {
  const { tenant, blueprint, ask, startField, endField, onMove } = props
  const { t } = useText()
  const formats = useFormats()
  const keysHint = useId()
  const isPhone = useIsPhone()
  const words = useMemo(() => makeCalendarWords(formats.language), [formats.language])
  const { weekStart } = formats
  const today = useToday(formats.zone)
  const at = isDay(props.at) ? props.at : today.day
  const span = props.span ?? 'month'
  const days = useMemo(() => daysOf(at, span, weekStart), [at, span, weekStart])
  const listed = isPhone ? days.filter((day) => span !== 'month' || isSameMonth(day, at)) : days
  const range = { first: days[0] ?? at, last: days.at(-1) ?? at }
  const [moving, setMoving] = useState<WireRecord>()
  const where = { tenant, blueprint, filter: ask.filter, q: ask.q, start: startField }
  const found = useEntries({ ...where, end: endField, range, zone: formats.zone })
  const flow = useFlowsOf(tenant, blueprint.name)
  const hueField = hueFieldOf(blueprint, flow.main?.stateField)
  const dayOf = (record: WireRecord) => entryOf(record, startField, endField, formats.zone)?.first ?? at
  const fixed = useFixed([startField, ...(endField ? [endField] : [])])
  const onCreate = startField.readOnly
    ? undefined
    : (place: string) => props.onCreate(valueAt(place, startField, formats.zone))
  const focus = useDayFocus({
    at,
    span,
    days,
    today: today.day,
    weekStart,
    onMove,
    onCreate,
    onMoveRecord: (id) => fixed === undefined && setMoving(recordOf(found.entries, id)),
  })
  const move = useMove({
    tenant,
    blueprint,
    start: startField,
    end: endField,
    onRefused: (record) => focus.follow(record, dayOf(record)),
  })
  const moveTo = (record: WireRecord, to: Place) => {
    move(record, to)
    focus.follow(record, to.day)
  }
  const calendar: Calendar = {
    tenant,
    words,
    today,
    focus,
    titleOf: (record) => recordTitle(blueprint, record.data, formats) || t('records.untitled'),
    hueOf: (record) => recordHue(record, hueField, formats),
    fixed,
    onOpen: props.onOpen,
    onMove,
    onMoveEntry: (entry, to) => moveTo(entry.record, to),
    onAskMove: setMoving,
    onCreate,
  }
  const title = words.title(days, at, span)
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
  const common = { calendar, entries: found.entries, label: title, describedBy: keysHint, span }
  return (
    <>
      <CalendarBar
        title={title}
        by={formats.say(startField.label, wordsOfKey(startField.key))}
        at={at}
        span={span}
        today={today.day}
        focused={focus.day}
        isPhone={isPhone}
        onMove={onMove}
      />
      {found.isPending ? (
        <Skeleton h={320} />
      ) : isPhone ? (
        <Agenda calendar={calendar} entries={found.entries} days={listed} />
      ) : startField.type === 'datetime' && span !== 'month' ? (
        <HourGrid {...common} days={days} />
      ) : (
        <DayGrid {...common} at={at} weeks={weeksOf(at, span, weekStart)} />
      )}
      <p id={keysHint} className="for-readers">
        {t('calendar.keys')}
      </p>
      <CalendarFoot {...props} entries={found.entries} days={listed} isCut={found.isCut} isLoading={found.isLoading} />
      {moving && (
        <MoveDialog
          record={moving}
          title={calendar.titleOf(moving)}
          start={startField}
          onClose={() => {
            setMoving(undefined)
            focus.follow(moving, dayOf(moving))
          }}
          onMove={(to) => {
            setMoving(undefined)
            moveTo(moving, to)
          }}
        />
      )}
    </>
  )
}

/** The system's own fields are not changed by hand; then nothing can be moved. */
function useFixed(fields: readonly WireField[]): string | undefined {
  const { t } = useText()
  const { say } = useFormats()
  const own = fields.find((field) => field.readOnly === true)
  return own && t('calendar.fixed', { field: say(own.label, wordsOfKey(own.key)) })
}

/** Whoever names only a day is offered the beginning of a working day. */
function valueAt(place: string, field: WireField, zone: string): string {
  if (field.type !== 'datetime') return place.slice(0, 10)
  return fromLocal(place.includes('T') ? place : `${place}T09:00`, zone) ?? ''
}

function recordOf(entries: readonly Entry[], id: string): WireRecord | undefined {
  return entries.find((entry) => entry.record.id === id)?.record
}

function weeksOf(at: Day, span: Span, weekStart: Weekday): readonly (readonly Day[])[] {
  switch (span) {
    case 'month':
      return weeksOfMonth(at, weekStart)
    case 'week':
      return [weekOf(at, weekStart)]
    case 'day':
      return [[at]]
  }
}

interface CalendarFootProps extends CalendarByProps {
  readonly entries: readonly Entry[]
  /** Those that are shown. */
  readonly days: readonly Day[]
  readonly isCut: boolean
  readonly isLoading: boolean
}

/** What the days do not tell: how many there are, what is left out, and by which clocks it is. */
function CalendarFoot({ tenant, blueprint, ask, startField, entries, days, isCut, isLoading }: CalendarFootProps) {
  const { t } = useText()
  const formats = useFormats()
  const shown = shownOn(entries, days).length
  const isPhone = useIsPhone()
  const all = useRecordCount(tenant, blueprint.name, ask)
  const undated = useUndated({ tenant, blueprint, filter: ask.filter, q: ask.q, start: startField })
  return (
    <Group justify="space-between" pt="xs" gap="xs">
      <Text size="xs" c={isCut ? 'var(--molde-warn)' : 'dimmed'} className="numbers" role="status">
        {isLoading
          ? t('common.loading')
          : isCut
            ? t('calendar.onlyFirst', {
                shown: formats.number(mostEntries),
                // They come in order of their dates, so the days after it are not empty but unread.
                day: formats.date(entries.at(-1)?.first ?? ''),
              })
            : shown === 0
              ? // The list of a phone says so itself.
                !isPhone && t('calendar.nothing')
              : all && all.value !== shown
                ? t('calendar.shownOf', {
                    shown: formats.number(shown),
                    all: `${formats.number(all.value)}${all.capped ? '+' : ''}`,
                  })
                : t('records.count', { count: shown, shown: formats.number(shown) })}
      </Text>
      <Group gap="md">
        {undated !== undefined && undated.value > 0 && (
          <Anchor
            size="xs"
            className="numbers"
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/records/$blueprint"
                params={{ tenant, blueprint: blueprint.name }}
                search={(before) => ({
                  ...(before.q ? { q: before.q } : {}),
                  ...(before.view ? { view: before.view } : {}),
                  kind: 'table',
                  where: [
                    // Conditions of an address stand for the filter of its view.
                    ...(before.where ?? (ask.filter ? [{ cel: ask.filter }] : [])).filter(
                      (part) => !('field' in part && part.field === sayFieldName(startField.key)),
                    ),
                    { field: sayFieldName(startField.key), operator: 'empty' as const },
                  ],
                })}
                {...props}
              />
            )}
          >
            {t('calendar.undated', { count: undated.value, shown: formats.number(undated.value) })}
          </Anchor>
        )}
        {startField.type === 'datetime' && (
          <Text size="xs" c="dimmed">
            {t('form.zoneHint', { zone: formats.zone })}
          </Text>
        )}
      </Group>
    </Group>
  )
}
