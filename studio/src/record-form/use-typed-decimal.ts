// What stands in a number's input while it is being typed: "1," must not jump to "1" under the fingers.
import type { Json } from '@molde/engine'
import { useState } from 'react'
import { readDecimal, writeDecimal } from './decimal-text.ts'

export function useTypedDecimal(value: Json | undefined, language: string) {
  const [text, setText] = useState(() => show(value, language))
  // A value that came from elsewhere (a reset, a restore) replaces what was typed.
  const current = means(text, language) === plainOf(value) ? text : show(value, language)
  return { text: current, set: setText }
}

function show(value: Json | undefined, language: string): string {
  if (typeof value === 'number') return writeDecimal(value, language)
  if (typeof value !== 'string') return ''
  return /^-?\d+(\.\d+)?$/.test(value) ? writeDecimal(value, language) : value
}

function means(text: string, language: string): string {
  const plain = readDecimal(text, language)
  return plain === undefined ? text : normal(plain)
}

function plainOf(value: Json | undefined): string {
  if (typeof value === 'number') return normal(writeDecimal(value, 'en'))
  if (typeof value !== 'string') return ''
  return /^-?\d+(\.\d+)?$/.test(value) ? normal(value) : value
}

/** 1.50 and 1.5 are the same number. */
function normal(plain: string): string {
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain
}
