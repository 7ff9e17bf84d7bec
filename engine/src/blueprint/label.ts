// Which text of a label does a reader of this language see?
import type { Label } from './blueprint.ts'

/** The reader's language, else the same language of another region, else English, else whatever there is. */
export function labelIn(label: Label | undefined, language: string, fallback: string): string {
  if (label === undefined) return fallback
  if (typeof label === 'string') return label
  return (
    textOf(label, language) ?? sisterText(label, language) ?? textOf(label, 'en') ?? Object.values(label)[0] ?? fallback
  )
}

function textOf(label: { readonly [language: string]: string }, language: string): string | undefined {
  return Object.hasOwn(label, language) ? label[language] : undefined
}

function sisterText(label: { readonly [language: string]: string }, language: string): string | undefined {
  const base = language.split('-')[0] as string
  const sister = Object.keys(label).find((known) => known === base || known.startsWith(`${base}-`))
  return sister === undefined ? undefined : label[sister]
}
