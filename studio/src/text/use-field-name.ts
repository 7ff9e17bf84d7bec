// What a field, or anything with a key and a label, is called for the reader.
import { useCallback } from 'react'
import { type Label, sayLabel, wordsOfKey } from './say-label.ts'
import { currentLanguage, useText } from './text.ts'

export interface Named {
  readonly key: string
  readonly label?: Label | undefined
}

export function useFieldName(): (named: Named) => string {
  const { i18n } = useText()
  const language = i18n.language
  return useCallback(
    (named: Named) => sayLabel(named.label, [language ?? currentLanguage()], wordsOfKey(named.key)),
    [language],
  )
}
