// Does every word that somebody sees come from the catalogues, does every key exist, and is every text used?
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import { askedKeys, looseTexts } from './read-sources.ts'

const root = join(import.meta.dirname, '..')
// The style guide is read by who changes the studio; no release holds it.
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$|^styleguide/.test(path))
  .map((path) => ({ file: relative(root, join(root, path)), source: readFileSync(join(root, path), 'utf8') }))

/** Words that are the same in every language, each with its reason. */
const sameEverywhere: readonly RegExp[] = [
  // The product's name, alone or after the name of a page.
  /^(· )?Molde$/,
  // What stands in an address, not on the page: /check-mail?about=reset.
  /^reset$/,
  // The language of expressions.
  /^now$/,
  // An address that shows what an address looks like.
  /^https:\/\/example\.com$/,
]

const catalogue = keysOf(en)
const asked = sources.map(({ file, source }) => askedKeys(file, source))

describe('words in the sources', () => {
  it('come from the catalogues', () => {
    const loose = sources
      .flatMap(({ file, source }) => looseTexts(file, source))
      .filter(({ text }) => !sameEverywhere.some((allowed) => allowed.test(text)))
    expect(loose.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
  })

  it.each([
    ['between tags', '<p>Hello</p>'],
    ['in braces', "<p>{'Hello'}</p>"],
    ['of a condition', "<p>{ok ? 'Hello' : null}</p>"],
    ['after a condition', "<p>{ok && 'Hello'}</p>"],
    ['instead of nothing', "<p>{name ?? 'Hello'}</p>"],
    ['in an attribute', '<input placeholder="Hello" />'],
    ['in an attribute for ears', '<button aria-label={`Hello ${name}`} />'],
    ['of an inner condition', "<a title={`${ok ? 'Hello' : ''}`} />"],
    ['of a component', "<Notice sentence={'Hello'} />"],
    ['by the end of its name', "<Select nothingFoundMessage='Hello' />"],
    ['put together', "<p>{name + ' Hello'}</p>"],
    ['in a list of choices', "<Select data={[{ value: 'a', label: 'Hello' }]} />"],
    ['in a notice', "showDone('Hello')"],
    ['in a member', "show({ message: 'Hello' })"],
  ])('are found %s', (_, source) => {
    expect(looseTexts('a.tsx', `const a = ${source}`).map(({ text }) => text)).toContain('Hello')
  })

  it.each([
    ['a key', "<p title={t('a.b')}>{t('a.c')}</p>"],
    ['a comparison', "<p>{kind === 'table' ? one : two}</p>"],
    ['a name of a class', '<p className="row" id="x" role="status">·</p>'],
    ['a call', "<p>{say(label, 'name')}</p>"],
  ])('are not found in %s', (_, source) => {
    expect(looseTexts('a.tsx', `const a = ${source}`)).toEqual([])
  })
})

describe('keys of the catalogues', () => {
  it('exist where they are asked for', () => {
    const missing = asked.flatMap(({ keys }) => keys).filter(({ text }) => !catalogue.has(text))
    expect(missing.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
  })

  it('exist where they are put together', () => {
    const all = [...catalogue]
    const missing = asked.flatMap(({ patterns }) => patterns).filter(({ text }) => !all.some(fits(text)))
    expect(missing.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
  })

  it('are all asked for', () => {
    const strings = new Set(asked.flatMap((one) => [...one.strings]))
    const patterns = asked.flatMap((one) => one.patterns.map(({ text }) => fits(text)))
    const unused = [...catalogue].filter((key) => !strings.has(key) && !patterns.some((fit) => fit(key)))
    expect(unused).toEqual([])
  })
})

/** `look.*` → does a key look like that? */
function fits(pattern: string): (key: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const form = new RegExp(`^${parts.join('[^.]+')}$`)
  return (key) => form.test(key)
}

/** Every key, plural forms under the name they are asked by. */
function keysOf(tree: object, before = ''): Set<string> {
  const names = new Set(Object.keys(tree))
  const own = Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value === 'object') return [...keysOf(value, `${before}${key}.`)]
    const stem = key.replace(/_(one|other)$/, '')
    return [before + (names.has(`${stem}_one`) && names.has(`${stem}_other`) ? stem : key)]
  })
  return new Set(own)
}
