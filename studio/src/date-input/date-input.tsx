// An input for a day, a time or both, as its reader writes them: typed in any notation, or chosen in a calendar. The browser's own
// inputs speak the language of the browser, whatever the page speaks.
import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, type PointerEvent, Suspense, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import classes from './date-input.module.css'
import { useTypedMoment } from './use-typed-moment.ts'
import type { WhenKind } from './write-day.ts'

/** A calendar is more than an input: loaded when somebody opens one. */
const DayPanel = lazy(async () => ({ default: (await import('./day-panel.tsx')).DayPanel }))

const forCalendar: ReadonlySet<string> = new Set(
  'Enter ArrowDown ArrowUp ArrowLeft ArrowRight PageDown PageUp Home End'.split(' '),
)

export interface DateInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'rightSection'> {
  readonly kind: WhenKind
  /** `2026-12-24`, `09:30`, or `2026-12-24T09:30` on the clocks that are meant; empty without one, unreadable as it was typed. */
  readonly value: string
  /** In the same forms. `isChosen`: in the calendar, so nothing more is to come. */
  readonly onChange: (value: string, isChosen: boolean) => void
  /** Inside of a panel that closes when one clicks beside it: the calendar belongs to it. */
  readonly isInside?: boolean
}

export function DateInput({ kind, value, onChange, isInside = false, onBlur, onKeyDown, ...input }: DateInputProps) {
  const { t } = useText()
  const typed = useTypedMoment(kind, value)
  const [isOpen, setOpen] = useState(false)
  const element = useRef<HTMLInputElement>(null)
  const frame = useRef<HTMLElement>(null)
  // A thumb chooses; whoever taps a second time wants to type. Until then no keyboard comes up and covers the form.
  const [byThumb, setByThumb] = useState(false)
  const touch = ({ pointerType }: PointerEvent) => {
    if (kind === 'time') return
    const isTouch = pointerType === 'touch'
    setByThumb(isTouch && !isOpen && !byThumb)
    // The calendar takes a touch of the field below which it stands for one of its own.
    if (isTouch) setOpen(false)
  }
  const form = { date: t('dateInput.day'), time: t('dateInput.time'), datetime: t('dateInput.both') }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // The calendar is on its way and takes the focus in a moment: a key that is meant for it must not send the form.
    if (isOpen && forCalendar.has(event.key)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (kind !== 'time' && event.key === 'ArrowDown') {
      event.preventDefault()
      setOpen(true)
    }
    onKeyDown?.(event)
  }
  const button = (
    <ActionIcon
      size={28}
      aria-label={t('dateInput.open')}
      title={t('dateInput.open')}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      // The focus stays in the input until the calendar takes it: whoever listens is not told that the input is left.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => setOpen(!isOpen)}
    >
      <IconCalendar size={16} stroke={1.5} aria-hidden />
    </ActionIcon>
  )
  return (
    <>
      <TextInput
        placeholder={form[kind]}
        {...input}
        ref={(one: HTMLInputElement | null) => {
          element.current = one
          frame.current = one?.closest<HTMLElement>('.mantine-Input-wrapper') ?? null
        }}
        classNames={{ input: classes.input ?? '', section: classes.section ?? '' }}
        autoComplete="off"
        value={typed.text}
        onChange={(event) => onChange(typed.type(event.currentTarget.value), false)}
        onBlur={(event) => {
          typed.settle()
          if (!isOpen) setByThumb(false)
          onBlur?.(event)
        }}
        onKeyDown={press}
        onPointerDown={touch}
        onClick={() => byThumb && setOpen(true)}
        inputMode={byThumb ? 'none' : undefined}
        {...(kind === 'time' ? {} : { rightSection: button })}
      />
      {isOpen && kind !== 'time' && (
        <Suspense fallback={null}>
          <DayPanel
            kind={kind}
            value={value}
            today={typed.today}
            at={frame}
            isInside={isInside}
            onChoose={(next) => onChange(next, true)}
            onClose={(goesBack) => {
              setOpen(false)
              if (goesBack) element.current?.focus()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
