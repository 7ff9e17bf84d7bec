// Is a size said as people of each language read it?
import { expect, it } from 'vitest'
import { saySize } from './say-size.ts'

it.each([
  [0, 'en', '0 bytes'],
  [1, 'en', '1 byte'],
  [999, 'en', '999 bytes'],
  [1_499, 'en', '1 kB'],
  [2_500_000, 'en', '2.5 MB'],
  [2_500_000, 'pt-BR', '2,5 MB'],
  [2_500_000, 'ru', '2,5 МБ'],
  [1_200_000_000, 'ru', '1,2 ГБ'],
])('%d in %s is %s', (bytes, language, said) => {
  expect(saySize(bytes, language).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(said)
})
