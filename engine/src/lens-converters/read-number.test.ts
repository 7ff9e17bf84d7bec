// Is a number that programs write read as the same number in every place, with and without spaces around it?
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { localeNamed, localeNames } from './locales.ts'
import { readAmount } from './read-number.ts'

const numberText = fc.stringMatching(/^-?\d{1,42}(\.\d{1,6})?$/)

it('[L14] a plain number is the same number between spaces, whoever reads it', () => {
  fc.assert(
    fc.property(numberText, fc.constantFrom(undefined, ...localeNames), (text, name) => {
      const locale = localeNamed(name)
      expect(readAmount(text, locale)).toEqual(readAmount(` ${text} `, locale))
    }),
  )
})

it.each([
  ['1.500', 'en', '1.5'],
  ['1.500', 'pt-BR', '1500'],
  ['1.50', 'pt-BR', '1.5'],
  ['0.500', 'pt-BR', '0.5'],
  ['-0', undefined, '0'],
  ['007', undefined, '7'],
])('[L14] %s as people of %s write it is %s', (text, name, decimal) => {
  expect(readAmount(text, localeNamed(name))).toEqual({ decimal })
})
