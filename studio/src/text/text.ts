// Which words the reader sees: written catalogues in three languages, one language loaded at a time, and the language chosen
// or found. What only the pages of records, of the builder or of the settings say has catalogues of its own, which come with
// those pages; so have the words of the jump box.
import i18next, { type TFunction } from 'i18next'
import { createContext, createElement, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type builder from './builder.en.json'
import type en from './en.json'
import type jump from './jump.en.json'
import type records from './records.en.json'
import type settings from './settings.en.json'

export type Language = 'en' | 'pt-BR' | 'ru'

/** Each language by its own name, as the switch shows it. */
export const languageNames: Record<Language, string> = { en: 'English', 'pt-BR': 'Português (Brasil)', ru: 'Русский' }
export const languages = Object.keys(languageNames) as readonly Language[]

/** Which pages need more than the words that every page has. */
export type OwnWords = 'records' | 'builder' | 'settings' | 'jump'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'text'
    // Whoever asks finds the words wherever they lie; that they are there by then is what read-sources.test.ts sees to.
    resources: { text: typeof en & typeof records & typeof builder & typeof settings & typeof jump }
  }
}

type Words = 'text' | OwnWords

const catalogues: Record<Words, Record<Language, () => Promise<{ default: object }>>> = {
  text: {
    en: () => import('./en.json'),
    'pt-BR': () => import('./pt-BR.json'),
    ru: () => import('./ru.json'),
  },
  records: {
    en: () => import('./records.en.json'),
    'pt-BR': () => import('./records.pt-BR.json'),
    ru: () => import('./records.ru.json'),
  },
  builder: {
    en: () => import('./builder.en.json'),
    'pt-BR': () => import('./builder.pt-BR.json'),
    ru: () => import('./builder.ru.json'),
  },
  settings: {
    en: () => import('./settings.en.json'),
    'pt-BR': () => import('./settings.pt-BR.json'),
    ru: () => import('./settings.ru.json'),
  },
  jump: {
    en: () => import('./jump.en.json'),
    'pt-BR': () => import('./jump.pt-BR.json'),
    ru: () => import('./jump.ru.json'),
  },
}

/** What pages have asked for so far: another language has to have all of it before it is shown. */
const asked = new Set<Words>(['text'])

export async function startText(): Promise<void> {
  const language = chosenLanguage()
  document.documentElement.lang = language
  await i18next.init({
    lng: language,
    // The catalogues say the same things, so the words of a second language would be fetched for nothing.
    fallbackLng: false,
    supportedLngs: [...languages],
    load: 'currentOnly',
    resources: {},
    ns: 'text',
    defaultNS: 'text',
    fallbackNS: ['records', 'builder', 'settings', 'jump'],
    // React escapes by itself; escaping twice would show `&quot;` to people.
    interpolation: { escapeValue: false },
  })
  await fetchWords(language)
}

/** A page that is shown when its own words are there, too. */
export function withWords<Page>(words: OwnWords, load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), loadWords(words)]))[0]
}

/** Throws where they cannot be fetched. */
export async function loadWords(words: OwnWords): Promise<void> {
  asked.add(words)
  await fetchWords(currentLanguage())
}

async function fetchWords(language: Language): Promise<void> {
  const missing = () => [...asked].filter((words) => !i18next.hasResourceBundle(language, words))
  // More may be asked for meanwhile.
  for (let some = missing(); some.length > 0; some = missing())
    await Promise.all(
      some.map(async (words) =>
        i18next.addResourceBundle(language, words, (await catalogues[words][language]()).default),
      ),
    )
}

/** For a sentence with parts of the page in it: `Trans` asks it how the catalogues are written. */
export const speaker = i18next

/** For what is said outside of any component, such as a notice that floats over the page. */
export const closeWord = () => i18next.t('common.close', { ns: 'text' })

export interface Said {
  readonly t: TFunction<'text'>
  readonly language: Language
}

const SaidContext = createContext<Said | undefined>(undefined)
let said: Said | undefined

/** In the language of now; another one once that has changed. */
function saidNow(): Said {
  const language = currentLanguage()
  if (said?.language !== language) said = { t: keeping(i18next.getFixedT(language, 'text')), language }
  return said
}

/** What is said without anything put into it is looked up once: a list says the same with each page that comes. */
function keeping(t: TFunction<'text'>): TFunction<'text'> {
  const kept = new Map<string, string>()
  const look = t as unknown as (key: string, put?: unknown) => string
  const say = (key: string, put?: unknown): string => {
    const known = put === undefined ? kept.get(key) : undefined
    if (known !== undefined) return known
    const words = look(key, put)
    // A key is its own answer until its catalogue is there.
    if (put === undefined && words !== key) kept.set(key, words)
    return words
  }
  return say as unknown as TFunction<'text'>
}

function whenSpoken(onChange: () => void): () => void {
  i18next.on('languageChanged', onChange)
  return () => i18next.off('languageChanged', onChange)
}

/** Around the whole page: one place listens for another language, since a list has some hundred places that say something. */
export function TextProvider({ children }: { readonly children: ReactNode }) {
  return createElement(SaidContext, { value: useSyncExternalStore(whenSpoken, saidNow) }, children)
}

export function useText(): Said {
  const given = useContext(SaidContext)
  return given ?? saidNow()
}

export function currentLanguage(): Language {
  // Before the words are there, the page has been given its language already.
  return languageFor(i18next.language ?? document.documentElement.lang)
}

/** Throws where its words cannot be fetched; then nothing has changed. */
export async function switchLanguage(language: Language): Promise<void> {
  await fetchWords(language)
  remember(language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

/** The nearest language we have: `pt-PT` → `pt-BR`, `be` → `ru`, everything else → `en`. */
function languageFor(tag: string): Language {
  const [language] = tag.toLowerCase().split('-')
  if (language === 'pt') return 'pt-BR'
  if (language === 'ru' || language === 'be') return 'ru'
  return 'en'
}

const storedAs = 'molde.language'

function chosenLanguage(): Language {
  const kept = recall()
  return kept ?? languageFor(navigator.language)
}

function recall(): Language | undefined {
  try {
    const kept = localStorage.getItem(storedAs)
    return languages.find((language) => language === kept)
  } catch {
    return undefined
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storedAs, language)
  } catch {
    // Storage is blocked: the choice holds until the page is left.
  }
}
