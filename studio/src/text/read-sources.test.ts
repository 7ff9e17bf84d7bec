// Does every word that somebody sees come from the catalogues, does every key exist, and is every text used?
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import builder from './builder.en.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import jump from './jump.en.json' with { type: 'json' }
import { askedKeys, importsOf, looseTexts } from './read-sources.ts'
import records from './records.en.json' with { type: 'json' }
import settings from './settings.en.json' with { type: 'json' }

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

const ownWords = { records: keysOf(records), builder: keysOf(builder), settings: keysOf(settings), jump: keysOf(jump) }
const everywhere = keysOf(en)
const parts = Object.keys(ownWords) as (keyof typeof ownWords)[]
const allKeys = [...everywhere, ...parts.flatMap((part) => [...ownWords[part]])]
const catalogue = new Set(allKeys)
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

describe('words that come with their pages', () => {
  const files = new Map(sources.map(({ file, source }) => [file, importsOf(file, source)]))

  it.each(parts)('those of %s are asked for by nothing that can be seen without them', (words) => {
    const seen = seenWithout(words, files)
    const early = askersOf(ownWords[words]).flatMap(({ key, by }) =>
      by.filter((file) => seen.has(file)).map((file) => `${file} asks for ${key}`),
    )
    expect(early).toEqual([])
  })

  it.each(parts)('the first screen does not carry those of %s', (words) => {
    const seen = seenWithout(words, files)
    const own = [...everywhere].filter((key) => !key.startsWith('common.'))
    const astray = askersOf(new Set(own)).filter(({ by }) => by.every((file) => !seen.has(file)))
    expect(astray.map(({ key }) => `${key} belongs into ${words}.*.json`)).toEqual([])
  })

  it('stand in one catalogue each', () => {
    expect(allKeys.filter((key, at) => allKeys.indexOf(key) !== at)).toEqual([])
  })

  it('are missed where a page is loaded without them', () => {
    const routes = (load: string) =>
      new Map([
        ['main.tsx', importsOf('main.tsx', `import './app.tsx'`)],
        ['app.tsx', importsOf('app.tsx', `const a = ${load}`)],
        ['page.tsx', importsOf('page.tsx', `import type { A } from './types.ts'; export { b } from './part.ts'`)],
      ])
    const seen = (load: string) => [...seenWithout('builder', routes(load))]
    expect(seen("lazy(() => import('./page.tsx'))")).toEqual(['main.tsx', 'app.tsx', 'page.tsx', 'part.ts'])
    expect(seen("lazy(withWords('settings', () => import('./page.tsx')))")).toContain('page.tsx')
    expect(seen("lazy(withWords('builder', () => import('./page.tsx')))")).toEqual(['main.tsx', 'app.tsx'])
  })
})

/** Every file that may be at work before the words of `words` have come. */
function seenWithout(words: string, files: ReadonlyMap<string, ReturnType<typeof importsOf>>): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const one of files.get(file) ?? [])
      if (one.path.startsWith('.') && one.words !== words) visit(join(dirname(file), one.path))
  }
  visit('main.tsx')
  return seen
}

function askersOf(keys: ReadonlySet<string>) {
  const asks = asked.map(({ strings, patterns }, at) => ({
    file: sources[at]?.file ?? '',
    strings,
    patterns: patterns.map(({ text }) => fits(text)),
  }))
  return [...keys].map((key) => ({
    key,
    by: asks
      .filter(({ strings, patterns }) => strings.has(key) || patterns.some((fit) => fit(key)))
      .map(({ file }) => file),
  }))
}

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
