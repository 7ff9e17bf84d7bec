// Makes a click that is repeated after a cut line harmless: the same attempt has the same key, another content another one.
import { useRef } from 'react'
import { newIdempotencyKey } from './api-client.ts'

export function useAttemptKey(): (body: unknown) => string {
  const last = useRef<{ text: string; key: string }>(undefined)
  return (body) => {
    const text = JSON.stringify(body)
    if (last.current?.text !== text) last.current = { text, key: newIdempotencyKey() }
    return last.current.key
  }
}
