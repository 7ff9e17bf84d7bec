// When something happens by itself, read as words: "after 2 hours", "1 day before “Due”".
import { type Duration, type Language, MoldeError, parseDuration, saySpan } from '@molde/engine'
import { fieldLabel } from '../action-input/say-action.ts'
import type { WireTimer } from '../api/flows-api.ts'
import type { ConditionWords } from '../expression-input/say-condition.ts'

export function sayTimer(timer: WireTimer, words: ConditionWords, calendarWords: (name: string) => string): string {
  const when = sayMoment(timer, words)
  const { calendar } = timer
  return calendar === undefined ? when : words.t('timer.by', { when, calendar: calendarWords(calendar) })
}

function sayMoment({ after, at, offset }: WireTimer, words: ConditionWords): string {
  const { t, language } = words
  if (at === undefined) return t('timer.after', { time: sayLength(after ?? '', language) })
  const field = at === '' ? '…' : fieldLabel(at, words)
  const moved = offset === undefined ? undefined : lengthOf(offset)
  if (!moved) return t('timer.at', { field })
  return t(moved.negative ? 'timer.before' : 'timer.afterDate', { time: saySpan(moved, language as Language), field })
}

/** Of one that cannot be read an ellipsis: it is marked where it is typed. */
function sayLength(text: string, language: string): string {
  const length = lengthOf(text)
  return length ? saySpan(length, language as Language) : '…'
}

function lengthOf(text: string): Duration | undefined {
  try {
    return parseDuration(text, { negative: true })
  } catch (refused) {
    if (refused instanceof MoldeError) return undefined
    throw refused
  }
}
