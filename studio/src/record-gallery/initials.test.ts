// Do a title's letters stand for it in any script?
import { expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

it.each([
  ['Blue chair', 'BC'],
  ['a big blue chair', 'AC'],
  ['Ана Петрова', 'АП'],
  ['ação', 'A'],
  ['42 boxes', '4B'],
  ['  — ', ''],
  ['', ''],
  ['𝒜b 中文', '𝒜中'],
])('%s → %s', (title, initials) => {
  expect(initialsOf(title)).toBe(initials)
})
