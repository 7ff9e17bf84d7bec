// The button that makes a new record on a day.
import { IconPlus } from '@tabler/icons-react'
import type { Day } from '../date-input/calendar-days.ts'
import { useText } from '../text/text.ts'
import type { Calendar } from './calendar.ts'
import classes from './record-calendar.module.css'

export function NewOnDay({ calendar, day }: { readonly calendar: Calendar; readonly day: Day }) {
  const { t } = useText()
  const { onCreate } = calendar
  if (!onCreate) return null
  const words = t('calendar.newOn', { day: calendar.words.full(day) })
  return (
    <button
      type="button"
      className={classes.adder}
      tabIndex={calendar.focus.day === day ? 0 : -1}
      aria-label={words}
      title={words}
      onClick={() => onCreate(day)}
    >
      <IconPlus size={14} stroke={1.5} aria-hidden />
    </button>
  )
}
