// What a field, or anything with a key and a label, is called for the reader.
import { useCallback } from 'react'
import { type Label, sayLabel, wordsOfKey } from './say-label.ts'
import { useText } from './text.ts'

export interface Named {
  readonly key: string
  readonly label?: Label | undefined
}

export function useFieldName(): (named: Named) => string {
  const { language } = useText()
  return useCallback((named: Named) => sayLabel(named.label, [language], wordsOfKey(named.key)), [language])
}
