// When is a timer due, and when does it remind before?
import type { Path } from '../errors.ts'
import { isDatable, parseDay, parseInstant } from '../expression/moments.ts'
import type { Json, JsonObject } from '../json.ts'
import { isStorable } from '../record/plain-text.ts'
import { firstInstantOf } from '../zone-time.ts'
import type { BusinessCalendar } from './business-calendar.ts'
import { addBusinessTime } from './business-time.ts'
import { type Duration, durationText, noDuration, readDuration, reverse } from './duration.ts'
import { addDuration } from './move-time.ts'
import { type Refusing, readEntries, readObject, readOrThrow, shorten } from './refusing.ts'

/** Some time after a state was entered, or at a moment that the record holds. */
export type DueRule = DueAfter | DueAt

interface DueAfter extends Around {
  readonly after: Duration
}

interface DueAt extends Around {
  /** The field, as the document names it: of type date or datetime. */
  readonly at: string
  /** Back in time when it is negative. */
  readonly offset?: Duration
}

interface Around {
  /** The name of the calendar by which all of its durations pass, and in whose zone. */
  readonly calendar?: string
  /** How long before it is due it reminds. */
  readonly remind: readonly Duration[]
}

/** What a due rule is asked about. All instants are epoch milliseconds. */
export interface DueSituation {
  /** When the record came into the state. */
  readonly entered: number
  /** What the record holds in the field of an `at`: text of a date or a datetime; of an empty one nothing. */
  readonly value?: Json | undefined
  /** The tenant's. A calendar has its own. */
  readonly zone: string
  /** The one that the rule names. */
  readonly calendar?: BusinessCalendar | undefined
}

export interface Due {
  readonly due: number
  /** In order, each after the record came into the state and before it is due. */
  readonly reminders: readonly number[]
}

const MOST_REMINDERS = 10
/** The members of a timer that say when. */
export const dueRuleMembers: readonly string[] = ['after', 'at', 'offset', 'calendar', 'remind']

/** Throws a MoldeError that names every place where the document is no due rule. */
export function newDueRule(document: unknown): DueRule {
  return readOrThrow((from) => readDueRule(from, document, []))
}

/** The members of a timer that say when: `after` or `at` with `offset`, `calendar`, `remind`. */
export function readDueRule(from: Refusing, document: unknown, path: Path): DueRule | undefined {
  const read = readObject(from, document, path, 'timer', dueRuleMembers)
  if (!read) return undefined
  const { after, at, offset } = read
  const calendar = read['calendar'] === undefined ? undefined : readName(from, read['calendar'], [...path, 'calendar'])
  const remind = (readEntries(from, read['remind'], [...path, 'remind'], 'remind', MOST_REMINDERS) ?? [])
    .map((one, i) => readDuration(from, one, [...path, 'remind', i]))
    .filter((one) => one !== undefined)
  const around = { ...(calendar !== undefined && { calendar }), remind }
  if ((after === undefined) === (at === undefined)) return from.refuse(path, 'bad-timer')
  if (at === undefined) {
    if (offset !== undefined) from.refuse([...path, 'offset'], 'timer-offset')
    const length = readDuration(from, after, [...path, 'after'])
    return length && { after: length, ...around }
  }
  const field = readName(from, at, [...path, 'at'])
  const moved =
    offset === undefined ? noDuration : readDuration(from, offset, [...path, 'offset'], { negative: true, zero: true })
  return field === undefined || !moved
    ? undefined
    : { at: field, ...(offset !== undefined && { offset: moved }), ...around }
}

/** As `readDueRule` reads it. */
export function dueRuleDocument(rule: DueRule): JsonObject {
  return {
    ...('after' in rule ? { after: durationText(rule.after) } : { at: rule.at }),
    ...('at' in rule && rule.offset && { offset: durationText(rule.offset) }),
    ...(rule.calendar !== undefined && { calendar: rule.calendar }),
    ...(rule.remind.length > 0 && { remind: rule.remind.map(durationText) }),
  }
}

/**
 * Undefined when the field is empty, and when it would be after the year 9999, which is how people write "never".
 *
 * A date is its beginning, as it is in expressions: a guard `deadline <= now` and a timer `at: deadline` agree, and an `offset` of
 * `P1D` is its end. With a calendar it is the first opening from there on, also without an offset. Nothing is ever due before the
 * moment that was meant: what falls into a gap of the clocks or of the calendar goes on to its end.
 *
 * A reminder for which it was too late when the record came into the state is left out. Throws a MoldeError when the calendar does
 * not open long enough within ten years, a RangeError when the rule names a calendar and none is there.
 */
export function dueOf(rule: DueRule, situation: DueSituation): Due | undefined {
  const start = startOf(rule, situation)
  if (start === undefined) return undefined
  const due = moved(rule, situation, start, 'after' in rule ? rule.after : (rule.offset ?? noDuration))
  if (!isDatable(due)) return undefined
  const reminders = remindersOf(rule, situation, due).map(({ at }) => at)
  return { due, reminders: [...new Set(reminders)].sort((a, b) => a - b) }
}

/** The moment from which it counts; undefined when the field is empty. */
export function startOf(rule: DueRule, { entered, value, zone, calendar }: DueSituation): number | undefined {
  return 'after' in rule ? entered : momentOf(value, (rule.calendar === undefined ? undefined : calendar?.zone) ?? zone)
}

/** Each with how long before it is due, as the rule says it. Those for which it was too late are left out. */
export function remindersOf(
  rule: DueRule,
  situation: DueSituation,
  due: number,
): readonly { readonly before: string; readonly at: number }[] {
  const named = new Map(rule.remind.map((before) => [durationText(before), before]))
  return [...named]
    .map(([text, before]) => ({ before: text, at: moved(rule, situation, due, reverse(before)) }))
    .filter(({ at }) => at > situation.entered && at < due)
}

function moved(rule: DueRule, { zone, calendar: known }: DueSituation, from: number, duration: Duration): number {
  const calendar = rule.calendar === undefined ? undefined : known
  if (rule.calendar !== undefined && !calendar) throw new RangeError(`the calendar ${rule.calendar} is not there`)
  return calendar ? addBusinessTime(calendar, from, duration) : addDuration(from, duration, zone)
}

function momentOf(value: Json | undefined, zone: string): number | undefined {
  if (typeof value !== 'string') return undefined
  const day = parseDay(value)
  return day ? firstInstantOf(day.start, zone) : parseInstant(value)?.ms
}

function readName(from: Refusing, value: unknown, path: Path): string | undefined {
  if (typeof value !== 'string') return from.refuse(path, 'not-text', { label: String(path.at(-1)) })
  if (value === '' || value !== shorten(value)) return from.refuse(path, 'length-out-of-range', { least: 1, most: 60 })
  return isStorable(value) ? value : from.refuse(path, 'unstorable-text', { label: String(path.at(-1)) })
}
