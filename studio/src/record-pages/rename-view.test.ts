// Does a view keep its names in other languages when it gets one in the reader's?
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { speakOwnLanguages } from '../text/own-languages.ts'
import { renameView } from './rename-view.ts'

// The reader reads English.
beforeAll(() => i18next.init({ lng: 'en' }))
afterEach(() => speakOwnLanguages([]))

it('has one name where the workspace has one language', () => {
  speakOwnLanguages(['ru'])
  expect(renameView({ name: 'Late' }, 'Overdue')).toEqual({ name: 'Overdue' })
  expect(renameView({ name: 'Late', label: { ru: 'Поздно' } }, { ru: 'Поздно', en: 'Overdue' })).toEqual({
    name: 'Overdue',
    label: 'Overdue',
  })
})

it('is called in the reader’s language beside the workspace’s own', () => {
  speakOwnLanguages(['ru', 'en'])
  expect(renameView({ name: 'Поздно' }, { ru: 'Поздно', en: 'Late' })).toEqual({
    name: 'Поздно',
    label: { ru: 'Поздно', en: 'Late' },
  })
  expect(renameView({ name: 'Поздно', label: { ru: 'Поздно', en: 'Late' } }, { ru: 'Поздно', en: 'Overdue' })).toEqual({
    name: 'Поздно',
    label: { ru: 'Поздно', en: 'Overdue' },
  })
})

it('keeps its other names when its own one changes', () => {
  speakOwnLanguages(['en', 'ru'])
  expect(renameView({ name: 'Late' }, 'Overdue')).toEqual({ name: 'Overdue' })
  expect(renameView({ name: 'Late', label: { en: 'Late', ru: 'Поздно' } }, { en: 'Overdue', ru: 'Поздно' })).toEqual({
    name: 'Overdue',
    label: { en: 'Overdue', ru: 'Поздно' },
  })
})

it('is not renamed by who leaves its name alone', () => {
  speakOwnLanguages(['ru', 'en'])
  expect(renameView({ name: 'Поздно' }, 'Поздно')).toEqual({})
  const label = { ru: 'Поздно', en: 'Late' }
  expect(renameView({ name: 'Поздно', label }, { en: 'Late', ru: 'Поздно' })).toEqual({})
})

it('changes its label alone where only another language is said', () => {
  speakOwnLanguages(['en', 'ru'])
  expect(renameView({ name: 'Late' }, { en: 'Late', ru: 'Поздно' })).toEqual({
    name: 'Late',
    label: { en: 'Late', ru: 'Поздно' },
  })
})

it('new: has a name for those who read none of its languages', () => {
  speakOwnLanguages(['en', 'ru'])
  expect(renameView({ name: '' }, 'Late')).toEqual({ name: 'Late' })
  expect(renameView({ name: '' }, { ru: 'Поздно' })).toEqual({ name: 'Поздно', label: { ru: 'Поздно' } })
})

it('is not hidden by a label that is one text for all', () => {
  speakOwnLanguages(['en', 'ru'])
  expect(renameView({ name: 'Late', label: 'Late ones' }, 'Overdue')).toEqual({ name: 'Overdue', label: 'Overdue' })
})
