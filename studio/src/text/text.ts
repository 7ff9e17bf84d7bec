// Which words the reader sees: three written catalogues, one loaded at a time, and the language chosen or found.
import i18next, { type BackendModule } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type en from './en.json'

export type Language = 'en' | 'pt-BR' | 'ru'

/** Each language by its own name, as the switch shows it. */
export const languageNames: Record<Language, string> = { en: 'English', 'pt-BR': 'Português (Brasil)', ru: 'Русский' }
export const languages = Object.keys(languageNames) as readonly Language[]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'text'
    resources: { text: typeof en }
  }
}

const catalogues: BackendModule = {
  type: 'backend',
  init: () => undefined,
  // Two parameters, although one is enough: i18next takes the promise only of a function that has exactly two.
  read: async (language, _namespace) => (await readCatalogue(language as Language)).default,
}

function readCatalogue(language: Language): Promise<{ default: object }> {
  switch (language) {
    case 'pt-BR':
      return import('./pt-BR.json')
    case 'ru':
      return import('./ru.json')
    case 'en':
      return import('./en.json')
  }
}

export async function startText(): Promise<void> {
  const language = chosenLanguage()
  document.documentElement.lang = language
  await i18next
    .use(catalogues)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: [...languages],
      load: 'currentOnly',
      ns: 'text',
      defaultNS: 'text',
      // React escapes by itself; escaping twice would show `&quot;` to people.
      interpolation: { escapeValue: false },
    })
}

/** For what is said outside of any component, such as a notice that floats over the page. */
export const closeWord = () => i18next.t('common.close', { ns: 'text' })

export const useText = () => useTranslation('text')

export function currentLanguage(): Language {
  // Before the words are there, the page has been given its language already.
  return languageFor(i18next.language ?? document.documentElement.lang)
}

export async function switchLanguage(language: Language): Promise<void> {
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
