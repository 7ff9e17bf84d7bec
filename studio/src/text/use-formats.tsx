// In which language and zone a part of the page writes its values: the tenant's inside a tenant, the reader's outside.
// Labels are words, and said in the reader's language first, as the server says them in its refusals.
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Formats, makeFormats } from './formats.ts'
import { type Label, sayLabel } from './say-label.ts'
import { currentLanguage } from './text.ts'

export interface TenantFormats extends Formats {
  say(label: Label | undefined, fallback: string): string
}

const FormatsContext = createContext<TenantFormats | undefined>(undefined)

export function FormatsProvider(props: {
  readonly language: string
  readonly zone: string
  readonly children: ReactNode
}) {
  const reader = currentLanguage()
  const formats = useMemo(() => {
    // "3 minutes ago" is a phrase of the page, not a value of the tenant.
    const { relative } = makeFormats(reader, props.zone)
    return withLabels({ ...makeFormats(props.language, props.zone), relative })
  }, [props.language, props.zone, reader])
  return <FormatsContext value={formats}>{props.children}</FormatsContext>
}

export function useFormats(): TenantFormats {
  const given = useContext(FormatsContext)
  const language = currentLanguage()
  return useMemo(
    () => given ?? withLabels(makeFormats(language, Intl.DateTimeFormat().resolvedOptions().timeZone)),
    [given, language],
  )
}

function withLabels(formats: Formats): TenantFormats {
  return { ...formats, say: (label, fallback) => sayLabel(label, [currentLanguage(), formats.language], fallback) }
}
