// In which language and zone a part of the page writes its values: always the reader's language; the tenant's zone inside a
// tenant, since a plan is kept by its clocks, and the reader's outside. An amount begins in the tenant's currency,
// a week on the tenant's day. Labels are said in the reader's language first, then
// in the tenant's, as the server says them in its refusals.
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Formats, makeFormats } from './formats.ts'
import { speakOwnLanguages } from './own-languages.ts'
import { type Label, sayLabel } from './say-label.ts'
import { currentLanguage } from './text.ts'
import { type Weekday, type WeekStart, weekStartOf, weekStarts } from './week-start.ts'

export interface TenantFormats extends Formats {
  /** ISO 4217: what a new amount of money begins with, for everybody in the tenant. */
  readonly currency: string
  /** The tenant's, for everybody in it; without a wish of the tenant, as is usual where the reader's language is spoken. */
  readonly weekStart: Weekday
  say(label: Label | undefined, fallback: string): string
  /** What a record of this blueprint is called; `…` until that is known, and empty outside of a tenant. */
  recordName(blueprint: string, id: string): string
}

/** Always asked with the formats it is to speak by; another function is given whenever its answers have changed. */
export type RecordNames = (blueprint: string, id: string, formats: TenantFormats) => string

const FormatsContext = createContext<TenantFormats | undefined>(undefined)

export function FormatsProvider(props: {
  /** Of the tenant's words; the first is read where the reader's language lacks one. */
  readonly languages: readonly string[]
  readonly zone: string
  readonly recordNames?: RecordNames
  readonly currency: string
  readonly weekStart?: WeekStart | null | undefined
  readonly children: ReactNode
}) {
  const reader = currentLanguage()
  // Before anything below is drawn: what has no formats at hand asks for it there.
  speakOwnLanguages(props.languages)
  const formats = useMemo(
    () =>
      withLabels(makeFormats(reader, props.zone, readerZone), {
        languages: props.languages,
        currency: props.currency,
        weekStart: props.weekStart,
        recordNames: props.recordNames,
      }),
    [props.languages, props.zone, props.currency, props.weekStart, reader, props.recordNames],
  )
  return <FormatsContext value={formats}>{props.children}</FormatsContext>
}

export function useFormats(): TenantFormats {
  const given = useContext(FormatsContext)
  // Which language it is takes longer to find out than to say what was given.
  const language = given ? given.language : currentLanguage()
  return useMemo(
    () => given ?? withLabels(makeFormats(language, readerZone()), { languages: [], currency: 'USD' }),
    [given, language],
  )
}

function readerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

interface TenantHabits {
  readonly languages: readonly string[]
  readonly currency: string
  readonly weekStart?: WeekStart | null | undefined
  readonly recordNames?: RecordNames | undefined
}

function withLabels(formats: Formats, habits: TenantHabits): TenantFormats {
  const { languages, currency, weekStart, recordNames: names = () => '' } = habits
  const say: TenantFormats['say'] = (label, fallback) =>
    sayLabel(label, [formats.language, ...languages.slice(0, 1)], fallback)
  // Laid over it, not copied: a copy would ask for the zone at once.
  const said: TenantFormats = Object.assign(Object.create(formats) as Formats, {
    say,
    currency,
    weekStart: weekStart ? weekStarts[weekStart] : weekStartOf(formats.language),
    recordName: (blueprint: string, id: string) => names(blueprint, id, said),
  })
  return said
}
