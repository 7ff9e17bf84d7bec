// What a field, or anything with a key and a label, is called for the reader.
import { useCallback } from 'react'
import { type Label, wordsOfKey } from './say-label.ts'
import { useFormats } from './use-formats.tsx'

export interface Named {
  readonly key: string
  readonly label?: Label | undefined
}

export function useFieldName(): (named: Named) => string {
  const { say } = useFormats()
  return useCallback((named: Named) => say(named.label, wordsOfKey(named.key)), [say])
}
