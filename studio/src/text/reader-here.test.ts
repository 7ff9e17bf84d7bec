// Does the engine say in the browser what the server says, where a label lacks the reader's language?
import { issue, sayIssue, textFor } from '@molde/engine'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { speakOwnLanguages } from './own-languages.ts'
import { readerHere } from './reader-here.ts'
import { sayLabel } from './say-label.ts'

beforeAll(() => i18next.init({ lng: 'ru' }))
afterEach(() => speakOwnLanguages([]))

const label = { en: 'Weight', 'pt-BR': 'Peso' }

it('names a field in the language of the tenant before English, in sentences of the engine as on the page', () => {
  speakOwnLanguages(['pt-BR'])
  expect(sayIssue(issue(['weight'], 'fill-needed', { label }), readerHere())).toContain('Peso')
  expect(sayLabel(label, ['ru'], '')).toBe('Peso')
  expect(readerHere()).toBe(readerHere())
  speakOwnLanguages(['en'])
  expect(sayIssue(issue(['weight'], 'fill-needed', { label }), readerHere())).toContain('Weight')
})

it('takes the same language of another region before that of the tenant, as the engine does', () => {
  speakOwnLanguages(['en'])
  const sisters = { en: 'Weight', 'pt-PT': 'Peso' }
  expect(sayLabel(sisters, ['pt-BR'], '')).toBe(textFor(sisters, { language: 'pt-BR', own: 'en' }))
  expect(sayLabel(sisters, ['pt-BR'], '')).toBe('Peso')
  expect(sayLabel({ en: 'Weight', 'pt-PT': '' }, ['pt-BR'], '')).toBe('Weight')
})
