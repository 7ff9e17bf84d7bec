// Do words of one language leave those of the others alone, and is it known which are missing?
import i18next from 'i18next'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { speakOwnLanguages } from './own-languages.ts'
import { sayLabel } from './say-label.ts'
import {
  languageName,
  missingLanguages,
  withLanguage,
  withLanguageOrNone,
  withWordsIn,
  wordsIn,
  writtenLanguage,
} from './with-language.ts'

beforeAll(() => i18next.init({ lng: 'en' }))
afterEach(() => speakOwnLanguages([]))

describe('a label of a tenant with words in one language', () => {
  it('that is one text is for everybody, whatever they read', () => {
    speakOwnLanguages(['ru'])
    expect(withLanguage('Груз', 'Cargo')).toBe('Cargo')
    expect(wordsIn('Груз', 'en')).toBe('Груз')
    expect(withWordsIn('Груз', 'en', '')).toBeUndefined()
    expect(missingLanguages('Груз')).toEqual([])
  })

  it('keeps languages it came with', () => {
    speakOwnLanguages(['en'])
    expect(withLanguage({ en: 'Cargo', ru: 'Груз' }, 'Goods')).toEqual({ en: 'Goods', ru: 'Груз' })
    expect(withLanguageOrNone({ en: 'Cargo', ru: 'Груз' }, '')).toBeUndefined()
  })
})

describe('a label of a tenant with words in several languages', () => {
  it('that is one text is in the first of them', () => {
    speakOwnLanguages(['ru', 'en'])
    expect(wordsIn('Груз', 'ru')).toBe('Груз')
    expect(wordsIn('Груз', 'en')).toBeUndefined()
    expect(missingLanguages('Груз')).toEqual(['en'])
  })

  it('gets words of the reader’s language beside those that were there', () => {
    speakOwnLanguages(['ru', 'en'])
    expect(withLanguage('Груз', 'Cargo')).toEqual({ ru: 'Груз', en: 'Cargo' })
    expect(withLanguage(undefined, 'Cargo')).toEqual({ en: 'Cargo' })
    expect(withLanguage({ ru: 'Груз', en: 'Cargo' }, 'Goods')).toEqual({ ru: 'Груз', en: 'Goods' })
  })

  it('is written in the first of them by who reads none of them', () => {
    speakOwnLanguages(['ru', 'pt-BR'])
    expect(writtenLanguage()).toBe('ru')
    expect(withLanguage('Груз', 'Товар')).toBe('Товар')
  })

  it('loses a language with its words, and is no label any more with the last', () => {
    speakOwnLanguages(['en', 'ru'])
    expect(withWordsIn({ en: 'Cargo', ru: 'Груз' }, 'ru', '')).toEqual({ en: 'Cargo' })
    expect(withWordsIn({ ru: 'Груз' }, 'ru', '')).toBeUndefined()
    expect(withWordsIn('Cargo', 'ru', '')).toEqual({ en: 'Cargo' })
    expect(withLanguageOrNone({ en: 'Cargo', ru: 'Груз' }, '')).toEqual({ ru: 'Груз' })
  })

  it('misses what it does not say; its own words may be those of a name', () => {
    speakOwnLanguages(['en', 'ru', 'pt-BR'])
    expect(missingLanguages({ en: 'Cargo', ru: '' })).toEqual(['ru', 'pt-BR'])
    expect(missingLanguages(undefined, true)).toEqual(['ru', 'pt-BR'])
    expect(missingLanguages(undefined)).toEqual(['en', 'ru', 'pt-BR'])
  })

  it('is read in the first of them where the reader’s language lacks it, before English', () => {
    speakOwnLanguages(['ru', 'en'])
    expect(sayLabel({ en: 'Cargo', ru: 'Груз' }, ['pt-BR'], '')).toBe('Груз')
  })
})

it('a language is called as it calls itself, with a capital', () => {
  expect(['en', 'pt-BR', 'ru'].map(languageName)).toEqual(['English', 'Português (Brasil)', 'Русский'])
})
