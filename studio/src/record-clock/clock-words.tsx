// What is left of a promised time, or how late it is: seen by its colour and its sign, read in words, and said anew while somebody looks.
import {
  IconClock,
  IconClockCheck,
  IconClockExclamation,
  IconClockHour9,
  IconClockPause,
  IconClockX,
} from '@tabler/icons-react'
import type { ListClock } from '../api/flows-api.ts'
import type { ToldClock } from '../api/records-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import classes from './clock-words.module.css'
import { type ClockReading, type ClockWay, lengthOf, readClock } from './read-clock.ts'
import { useNow } from './use-now.ts'
import { usePassed } from './use-passed.ts'

export interface ClockWordsProps {
  readonly tenant: string
  readonly clock: ListClock
  /** How it stood when the record was read; undefined before it has begun: then nothing is said. */
  readonly told: ToldClock | undefined
  /** Where no header says it, its name stands before it. */
  readonly isNamed?: boolean
}

const icons = {
  runs: IconClock,
  soon: IconClockHour9,
  late: IconClockExclamation,
  pauses: IconClockPause,
  latePauses: IconClockPause,
  kept: IconClockCheck,
  wasLate: IconClockX,
} satisfies Record<ClockWay, unknown>

export function ClockWords({ told, ...props }: ClockWordsProps) {
  return told && <ToldWords {...props} told={told} />
}

function ToldWords({ tenant, clock, told, isNamed }: ClockWordsProps & { readonly told: ToldClock }) {
  const reading = readClock(told, useNow(), usePassed(tenant, clock.calendar))
  const { say } = useFormats()
  const { words, moment } = useClockText(clock, told, reading)
  const Icon = icons[reading.way]
  return (
    <span className={classes.clock} data-clock={reading.way} title={moment}>
      <Icon size={14} stroke={1.5} aria-hidden className={classes.sign} />
      <span className={classes.words}>
        {isNamed && <span className={classes.name}>{say(clock.label, wordsOfKey(clock.name))} </span>}
        {words}
        {moment && <span className="for-readers">. {moment}</span>}
      </span>
    </span>
  )
}

/** In words how it stands, and the exact moment that this hangs on. */
function useClockText(clock: ListClock, told: ToldClock, reading: ClockReading) {
  const { t } = useText()
  const { duration, exact } = useFormats()
  const length = lengthOf(reading, clock.calendar !== undefined)
  const time = length === undefined ? `< ${duration('PT1M')}` : duration(length)
  const way = reading.way === 'soon' ? 'runs' : reading.way
  const words = t(`clocks.${way}`, { time })
  if (told.breachedAt) return { words, moment: t('clocks.lateSince', { when: exact(told.breachedAt) }) }
  if (told.dueAt)
    return { words, moment: t(way === 'late' ? 'clocks.lateSince' : 'clocks.due', { when: exact(told.dueAt) }) }
  return { words, moment: way === 'kept' ? t('clocks.keptWith', { time }) : undefined }
}
