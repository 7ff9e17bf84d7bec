// Do the catalogues of the three languages say the same things? Same keys, same blanks to fill, the plural forms each language needs.
import { describe, expect, it } from 'vitest'
import builderEn from './builder.en.json' with { type: 'json' }
import builderPtBR from './builder.pt-BR.json' with { type: 'json' }
import builderRu from './builder.ru.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import jumpEn from './jump.en.json' with { type: 'json' }
import jumpPtBR from './jump.pt-BR.json' with { type: 'json' }
import jumpRu from './jump.ru.json' with { type: 'json' }
import ptBR from './pt-BR.json' with { type: 'json' }
import recordsEn from './records.en.json' with { type: 'json' }
import recordsPtBR from './records.pt-BR.json' with { type: 'json' }
import recordsRu from './records.ru.json' with { type: 'json' }
import ru from './ru.json' with { type: 'json' }
import settingsEn from './settings.en.json' with { type: 'json' }
import settingsPtBR from './settings.pt-BR.json' with { type: 'json' }
import settingsRu from './settings.ru.json' with { type: 'json' }

const plural = /_(zero|one|two|few|many|other)$/

describe.each([
  ['every page', { en, 'pt-BR': ptBR, ru }],
  ['the records', { en: recordsEn, 'pt-BR': recordsPtBR, ru: recordsRu }],
  ['the builder', { en: builderEn, 'pt-BR': builderPtBR, ru: builderRu }],
  ['the jump box', { en: jumpEn, 'pt-BR': jumpPtBR, ru: jumpRu }],
  ['the settings', { en: settingsEn, 'pt-BR': settingsPtBR, ru: settingsRu }],
])('catalogues of %s', (_, trees) => {
  const catalogues = { en: flatten(trees.en), 'pt-BR': flatten(trees['pt-BR']), ru: flatten(trees.ru) }

  it.each(['pt-BR', 'ru'] as const)('%s has the keys of en and no others', (language) => {
    expect(stems(catalogues[language])).toEqual(stems(catalogues.en))
  })

  it.each(['en', 'pt-BR', 'ru'] as const)('%s has every plural form its grammar asks for', (language) => {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const stem of pluralStems()) {
      const forms = wanted.filter((form) => !catalogues[language].has(`${stem}_${form}`))
      expect(forms, `${stem} in ${language}`).toEqual([])
    }
  })

  it.each(['pt-BR', 'ru'] as const)('%s fills the same blanks as en', (language) => {
    for (const [key, text] of catalogues[language]) {
      const same = catalogues.en.get(key)
      if (isPlural(key)) continue
      expect(blanks(text), key).toEqual(blanks(same ?? ''))
    }
  })

  it.each(['pt-BR', 'ru'] as const)('%s fills the same blanks in every plural form', (language) => {
    for (const stem of pluralStems()) {
      const wanted = blanks(catalogues.en.get(`${stem}_other`) ?? '')
      const forms = [...catalogues[language]].filter(([key]) => isPlural(key) && key.replace(plural, '') === stem)
      // English says "one" only of one; these say it of 21 and of 0 as well, so that the number has to be there.
      for (const [key, text] of forms) expect(blanks(text), key).toEqual(wanted)
    }
  })

  it('ru keeps the number of a version on the line of its word', () => {
    expect([...catalogues.ru].filter(([, text]) => /[Вв]ерси\S* \{\{/.test(text))).toEqual([])
  })

  it.each(['en', 'pt-BR', 'ru'] as const)('%s leaves nothing unsaid', (language) => {
    expect([...catalogues[language]].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it.each(['en', 'pt-BR', 'ru'] as const)('%s has one kind of apostrophe', (language) => {
    // The straight one is of the language of expressions.
    expect([...catalogues[language]].filter(([, text]) => /\p{L}'\p{L}/u.test(text))).toEqual([])
  })

  it('speaks Russian with Cyrillic letters', () => {
    // Names, examples and formulas are the same everywhere; a phrase of Latin words is a forgotten translation.
    const forgotten = [...catalogues.ru].filter(
      ([, text]) => !/\p{Script=Cyrillic}/u.test(text) && /[A-Za-z]{2,} [a-z]{2,}/.test(text),
    )
    expect(forgotten).toEqual([])
  })

  it.each([
    ['en', /["„«»]/],
    ['pt-BR', /["„«»]/],
    ['ru', /["„“”]/],
  ] as const)('%s has one kind of quotation marks', (language, others) => {
    // What is written in a formula is no quotation.
    const mixed = [...catalogues[language]].filter(([key, text]) => others.test(text) && !key.endsWith('formulaAbout'))
    expect(mixed).toEqual([])
  })

  it('begins no line with a dash in Russian', () => {
    expect([...catalogues.ru].filter(([, text]) => text.includes(' — '))).toEqual([])
  })

  it.each(['pt-BR', 'ru'] as const)('%s is not English left standing', (language) => {
    const same = [...catalogues[language]].filter(
      ([key, text]) => text === catalogues.en.get(key) && / [a-z]{3,} /.test(text),
    )
    expect(same).toEqual([])
  })

  /** Keys without their plural ending, each once. */
  function stems(catalogue: Map<string, string>): string[] {
    return [...new Set([...catalogue.keys()].map((key) => (isPlural(key) ? key.replace(plural, '') : key)))].sort()
  }

  function pluralStems(): string[] {
    return [...new Set([...catalogues.en.keys()].filter(isPlural).map((key) => key.replace(plural, '')))]
  }

  /** `op_is` and the like only look alike: a plural has a form for "other" in English. */
  function isPlural(key: string): boolean {
    return (
      plural.test(key) &&
      catalogues.en.has(key.replace(plural, '_other')) &&
      catalogues.en.has(key.replace(plural, '_one'))
    )
  }
})

function flatten(tree: object, before = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(before + key, value)
    else for (const [inner, text] of flatten(value, `${before}${key}.`)) flat.set(inner, text)
  }
  return flat
}

function blanks(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}|<\/?(\w+)>/g)].map((match) => match[0]).sort()
}
