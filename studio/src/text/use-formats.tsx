// In which language and zone a part of the page writes its values: always the reader's language; the tenant's zone inside a
// tenant, since a plan is kept by its clocks, and the reader's outside. An amount begins in the tenant's currency. Labels are said in the reader's language first, then
// in the tenant's, as the server says them in its refusals.
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Formats, makeFormats } from './formats.ts'
import { type Label, sayLabel } from './say-label.ts'
import { currentLanguage } from './text.ts'

export interface TenantFormats extends Formats {
  /** ISO 4217: what a new amount of money begins with, for everybody in the tenant. */
  readonly currency: string
  say(label: Label | undefined, fallback: string): string
  /** What a record of this blueprint is called; `…` until that is known, and empty outside of a tenant. */
  recordName(blueprint: string, id: string): string
}

/** Always asked with the formats it is to speak by; another function is given whenever its answers have changed. */
export type RecordNames = (blueprint: string, id: string, formats: TenantFormats) => string

const FormatsContext = createContext<TenantFormats | undefined>(undefined)

export function FormatsProvider(props: {
  /** The tenant's: for labels that the reader's language lacks. */
  readonly language: string
  readonly zone: string
  readonly recordNames?: RecordNames
  readonly currency: string
  readonly children: ReactNode
}) {
  const reader = currentLanguage()
  const formats = useMemo(
    () => withLabels(makeFormats(reader, props.zone, readerZone), props.language, props.currency, props.recordNames),
    [props.language, props.zone, props.currency, reader, props.recordNames],
  )
  return <FormatsContext value={formats}>{props.children}</FormatsContext>
}

export function useFormats(): TenantFormats {
  const given = useContext(FormatsContext)
  const language = currentLanguage()
  return useMemo(() => given ?? withLabels(makeFormats(language, readerZone()), language, 'USD'), [given, language])
}

function readerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function withLabels(
  formats: Formats,
  tenantLanguage: string,
  currency: string,
  names: RecordNames = () => '',
): TenantFormats {
  const say: TenantFormats['say'] = (label, fallback) => sayLabel(label, [formats.language, tenantLanguage], fallback)
  // Laid over it, not copied: a copy would ask for the zone at once.
  const said: TenantFormats = Object.assign(Object.create(formats) as Formats, {
    say,
    currency,
    recordName: (blueprint: string, id: string) => names(blueprint, id, said),
  })
  return said
}
