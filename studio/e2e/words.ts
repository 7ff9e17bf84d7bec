// What the studio calls a thing, in any of its languages: for whoever finds it by its name while the studio speaks another one.
import { readFileSync } from 'node:fs'

/** The name of something, whole; what is not told of it may be anything. */
export type Word = (key: string, told?: Readonly<Record<string, string>>) => RegExp

const parts = ['', 'records.', 'builder.', 'settings.']
type Catalogue = { readonly [key: string]: string | Catalogue }

export function wordsIn(language: string): Word {
  const said = new Map(
    parts.flatMap((part) => {
      const file = new URL(`../src/text/${part}${language}.json`, import.meta.url)
      return [...flat(JSON.parse(readFileSync(file, 'utf8')) as Catalogue)]
    }),
  )
  return (key, told = {}) => {
    // A sentence that counts has several forms.
    const forms = [key, ...['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => `${key}_${form}`)]
    const texts = forms.flatMap((form) => said.get(form) ?? [])
    if (texts.length === 0) throw new Error(`no word ${key} in ${language}`)
    return new RegExp(`^\\s*(?:${texts.map((text) => pattern(text, told)).join('|')})\\s*$`)
  }
}

function* flat(catalogue: Catalogue, before = ''): Generator<[string, string]> {
  for (const [key, value] of Object.entries(catalogue))
    if (typeof value === 'string') yield [before + key, value]
    else yield* flat(value, `${before}${key}.`)
}

function pattern(text: string, told: Readonly<Record<string, string>>): string {
  return text
    .split(/(\{\{\w+\}\}|<\/?\w+>)/)
    .map((piece) => {
      const [, name] = /^\{\{(\w+)\}\}$/.exec(piece) ?? []
      if (name !== undefined) return told[name] === undefined ? '.*' : escaped(told[name])
      return /^<\/?\w+>$/.test(piece) ? '' : escaped(piece)
    })
    .join('')
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+')
