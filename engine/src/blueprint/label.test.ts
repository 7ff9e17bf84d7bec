// Which text of a label does a reader see?
import { describe, expect, it } from 'vitest'
import { labelIn, trimmedLabel } from './label.ts'

describe('labelIn', () => {
  it.each([
    ['From', 'ru', 'From'],
    [{ en: 'From', ru: 'Откуда' }, 'ru', 'Откуда'],
    [{ en: 'From', 'pt-BR': 'De' }, 'pt', 'De'],
    [{ en: 'From', pt: 'De' }, 'pt-BR', 'De'],
    [{ en: 'From', ru: 'Откуда' }, 'de', 'From'],
    [{ ru: 'Откуда' }, 'de', 'Откуда'],
    [{}, 'en', 'key'],
    [undefined, 'en', 'key'],
    [{ en: 'From' }, 'constructor', 'From'],
  ])('[B30] %j for %s is %s', (label, language, said) => {
    expect(labelIn(label as never, language as never, 'key')).toBe(said)
  })

  it.each([
    [{ ru: 'Откуда', 'pt-BR': 'De' }, 'en', 'De'],
    [{ ru: 'Откуда', pt: 'De' }, 'en', 'De'],
    [{ ru: 'Откуда', 'pt-BR': 'De', en: 'From' }, 'en', 'From'],
    [{ ru: 'Откуда', en: 'From' }, 'pt-BR', 'From'],
    [{ ru: 'Откуда', 'pt-BR': 'De' }, 'ru', 'Откуда'],
  ] as const)('[B30] %j for a reader of %s, where the tenant speaks pt-BR, is %s', (label, language, said) => {
    expect(labelIn(label, { language, own: 'pt-BR' }, 'key')).toBe(said)
  })
})

it.each([
  [' From ', 'From'],
  [' \n', undefined],
  [undefined, undefined],
  [{ en: ' From', ru: ' ' }, { en: 'From' }],
  [{ en: '\t', ru: '' }, undefined],
])('[B33] %j is kept as %j', (label, kept) => {
  expect(trimmedLabel(label)).toEqual(kept)
})
