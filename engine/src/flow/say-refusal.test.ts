import { describe, expect, it } from 'vitest'
import { languages } from '../issue-texts.ts'
import type { Refusal } from './flow.ts'
import { sayRefusal } from './say-refusal.ts'

const refusal = (code: Refusal['code'], params: Refusal['params'] = {}): Refusal => ({
  code,
  params: { event: 'Start', ...params },
})

describe('a refusal in words', () => {
  it.each<[Refusal, string]>([
    [
      refusal('not-from-here', { state: { en: 'Pending' }, open: ['A', { en: 'B' }] }),
      '“Start” is not possible in “Pending”. It is possible in: A, B.',
    ],
    [refusal('not-allowed'), 'You may not do “Start” with this record.'],
    [refusal('not-allowed', { roles: ['boss', 'driver'] }), 'Only these roles may do “Start”: boss, driver.'],
    [refusal('own-record'), 'Somebody else has to do “Start”: you created this record.'],
    [refusal('guard', { guard: 'cargo != ""' }), '“Start” is possible once this holds: cargo != ""'],
    [refusal('check'), '“Start” was refused by a check.'],
    [{ ...refusal('check'), message: { en: 'Too heavy', ru: 'Тяжело' } }, 'Too heavy'],
    [refusal('form', { field: 'driver' }), 'The form of this event does not fit at “driver”.'],
    [
      refusal('flow-error', { field: 'weight', reason: 'budget' }),
      'An action of the flow takes too long to work out “weight”. Nothing was changed.',
    ],
    [
      refusal('flow-error', { field: 'weight', reason: 'bad-value' }),
      'An action of the flow works out a value that “weight” cannot hold. Nothing was changed.',
    ],
    [
      refusal('flow-error', { field: 'f9', reason: 'unknown-field' }),
      'An action of the flow failed at “f9”. Nothing was changed.',
    ],
    [{ code: 'flow-error' }, 'An action of the flow failed at “”. Nothing was changed.'],
  ])('[F32] %o', (said, text) => {
    expect(sayRefusal(said, 'en')).toBe(text)
  })

  it('[F32] is said in every language, with the labels of that language', () => {
    const said = refusal('not-from-here', { state: { en: 'Pending', 'pt-BR': 'Pendente', ru: 'Ожидает' }, open: ['x'] })
    const texts = languages.map((language) => sayRefusal(said, language))
    expect(texts.map((text) => /Pending|Pendente|Ожидает/.exec(text)?.[0])).toEqual(['Pending', 'Pendente', 'Ожидает'])
    expect(sayRefusal({ ...said, code: 'check', message: { en: 'No', ru: 'Нет' } }, 'ru')).toBe('Нет')
  })
})
