// Which text of a label does a reader see?
import { describe, expect, it } from 'vitest'
import { labelIn } from './label.ts'

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
    expect(labelIn(label as never, language, 'key')).toBe(said)
  })
})
