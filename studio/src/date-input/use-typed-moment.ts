// What stands in an input while a day or a time is typed: "12/2" must not jump to "Dec 2" under the fingers, and does so afterwards.
import { localTime } from '@molde/engine'
import { useMemo, useState } from 'react'
import { useFormats } from '../text/use-formats.tsx'
import type { Day } from './calendar-days.ts'
import { readAs, type WhenKind, writeMoment } from './write-day.ts'

export interface TypedMoment {
  readonly text: string
  readonly today: Day
  /** Answers with what it means: the forms of `writeMoment`, unreadable as it was typed. */
  type(text: string): string
  /** Nobody types any more: it is written as values are. */
  settle(): void
}

export function useTypedMoment(kind: WhenKind, value: string): TypedMoment {
  const formats = useFormats()
  const { language, zone } = formats
  const [text, setText] = useState(() => writeMoment(kind, value, formats))
  const today = localTime(Date.now(), zone).date
  const meant = useMemo(() => readAs(kind, text, { language, today }), [kind, text, language, today])
  return {
    // A value that came from elsewhere (the calendar, a reset) replaces what was typed.
    text: meant === value ? text : writeMoment(kind, value, formats),
    today,
    type: (next) => {
      setText(next)
      return readAs(kind, next, { language, today })
    },
    settle: () => setText(writeMoment(kind, value, formats)),
  }
}
