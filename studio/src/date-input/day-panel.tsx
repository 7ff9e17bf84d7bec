// The calendar below an input: a month, day by day, and for a moment the time beside it.
import { ActionIcon, Button, Group, Popover, Text, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { Weekday } from '../text/week-start.ts'
import { Stand } from '../ui/late-menu.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { addDays, addMonths, type Day, isDay, isSameMonth, startOfWeek, weeksOfMonth } from './calendar-days.ts'
import { makeCalendarWords } from './calendar-words.ts'
import classes from './day-panel.module.css'
import { readClock } from './read-day.ts'
import { useTypedMoment } from './use-typed-moment.ts'

export interface DayPanelProps {
  readonly kind: 'date' | 'datetime'
  readonly value: string
  readonly today: Day
  /** What it stands below. */
  readonly at: RefObject<HTMLElement | null>
  readonly isInside: boolean
  readonly onChoose: (value: string) => void
  /** `goesBack`: to the input, from where it was opened. */
  readonly onClose: (goesBack: boolean) => void
}

/** A moment begins in the morning, until somebody says when. */
const usualClock = '09:00'
/** A dialog around it listens before everybody else, and would close at the same Escape. */
const keepsEscape = { 'data-mantine-stop-propagation': true }

export function DayPanel({ kind, value, today, at, isInside, onChoose, onClose }: DayPanelProps) {
  const { t } = useText()
  const { language, weekStart } = useFormats()
  const words = useMemo(() => makeCalendarWords(language), [language])
  const [typedDay, typedClock = ''] = value.split('T')
  const chosen = isDay(typedDay) ? typedDay : undefined
  const [reached, setReached] = useState<Day>(chosen ?? today)
  const [clock, setClock] = useState(typedClock)
  const grid = useRef<HTMLDivElement>(null)
  const title = useId()
  const isPhone = useIsPhone()
  const goTo = useRef(true)

  useEffect(() => {
    if (goTo.current)
      grid.current?.querySelector<HTMLElement>(`[data-day="${reached}"]`)?.focus({ preventScroll: true })
    goTo.current = false
  }, [reached])

  const choose = (day: Day) => {
    setReached(day)
    onChoose(kind === 'date' ? day : `${day}T${readClock(clock) ?? usualClock}`)
    onClose(true)
  }
  const setTime = (next: string) => {
    setClock(next)
    if (chosen && readClock(next) !== undefined) onChoose(`${chosen}T${next}`)
  }
  const turn = (count: number) => setReached(addMonths(reached, count))
  const onKey = (event: KeyboardEvent) => {
    // What is around the input, a cell or a form, has keys of its own.
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose(true)
  }
  const onGridKey = (event: KeyboardEvent) => {
    const next = afterKey(event, reached, weekStart)
    if (next === undefined) return
    event.preventDefault()
    goTo.current = true
    setReached(next)
  }
  const turner = (count: 1 | -1) => {
    const Icon = count < 0 ? IconChevronLeft : IconChevronRight
    const label = count < 0 ? t('calendar.previousMonth') : t('calendar.nextMonth')
    return (
      <ActionIcon {...keepsEscape} size={32} aria-label={label} title={label} onClick={() => turn(count)}>
        <Icon size={18} stroke={1.5} aria-hidden />
      </ActionIcon>
    )
  }
  const weeks = weeksOfMonth(reached, weekStart)
  return (
    <Popover
      opened
      onChange={() => onClose(false)}
      position="bottom-start"
      {...(isPhone ? { width: 'target' } : {})}
      withinPortal={!isInside}
      trapFocus
      closeOnEscape={false}
    >
      <Popover.Target>
        <Stand at={at} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('dateInput.open')} className={classes.panel} onKeyDown={onKey}>
        <Group justify="space-between" wrap="nowrap" gap={4} mb={4}>
          <Text id={title} fw={600} size="sm" pl={8} aria-live="polite">
            {words.title([], reached, 'month')}
          </Text>
          <Group gap={0} wrap="nowrap">
            {turner(-1)}
            {turner(1)}
          </Group>
        </Group>
        <div ref={grid} role="grid" aria-labelledby={title} className={classes.grid} onKeyDown={onGridKey}>
          <div role="row" className={classes.week}>
            {weeks[0]?.map((day) => (
              <div key={day} role="columnheader" className={classes.weekday}>
                <span aria-hidden>{words.shortWeekday(day)}</span>
                <span className="for-readers">{words.weekday(day)}</span>
              </div>
            ))}
          </div>
          {weeks.map((week) => (
            <div key={week[0]} role="row" className={classes.week}>
              {week.map((day) => (
                <div key={day} role="gridcell" aria-selected={day === chosen}>
                  <button
                    type="button"
                    {...keepsEscape}
                    className={classes.day}
                    data-day={day}
                    data-autofocus={day === reached || undefined}
                    data-outside={!isSameMonth(day, reached) || undefined}
                    aria-pressed={day === chosen}
                    aria-current={day === today ? 'date' : undefined}
                    aria-label={words.full(day)}
                    tabIndex={day === reached ? 0 : -1}
                    onClick={() => choose(day)}
                  >
                    {words.date(day, false)}
                  </button>
                </div>
              ))}
            </div>
          ))}
        </div>
        <Group justify="space-between" align="flex-end" wrap="nowrap" mt={8}>
          {kind === 'datetime' ? (
            <ClockInput value={clock} onChange={setTime} onEnter={() => choose(chosen ?? reached)} />
          ) : (
            <span />
          )}
          <Button {...keepsEscape} size="xs" variant="subtle" onClick={() => choose(today)}>
            {t('calendar.today')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}

interface ClockInputProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
}

function ClockInput({ value, onChange, onEnter }: ClockInputProps) {
  const { t } = useText()
  const typed = useTypedMoment('time', value)
  return (
    <TextInput
      {...keepsEscape}
      label={t('dateInput.clock')}
      placeholder={t('dateInput.time')}
      className="numbers"
      w={132}
      autoComplete="off"
      value={typed.text}
      onChange={(event) => onChange(typed.type(event.currentTarget.value))}
      onBlur={typed.settle}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onEnter()
      }}
    />
  )
}

/** Where a key leads from a day; Enter and Space are the button's own. */
function afterKey({ key, shiftKey }: KeyboardEvent, day: Day, weekStart: Weekday): Day | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return startOfWeek(day, weekStart)
    case 'End':
      return addDays(startOfWeek(day, weekStart), 6)
    case 'PageUp':
      return addMonths(day, shiftKey ? -12 : -1)
    case 'PageDown':
      return addMonths(day, shiftKey ? 12 : 1)
    default:
      return undefined
  }
}
