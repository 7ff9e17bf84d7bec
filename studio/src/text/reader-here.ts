// For whom the engine makes its sentences in this browser: as the server makes them, so that both name a field alike.
import type { Language, Reader } from '@molde/engine'
import { ownLanguages } from './own-languages.ts'
import { currentLanguage } from './text.ts'

let reader: Exclude<Reader, string> | undefined

/** The same one as long as neither language changes. */
export function readerHere(): Exclude<Reader, string> {
  const language = currentLanguage()
  const own = ownLanguages()[0] as Language | undefined
  if (reader?.language !== language || reader.own !== own) reader = { language, own }
  return reader
}
