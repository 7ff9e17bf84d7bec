// Do the parts of a person's name get the names that everybody gives them, and others none that could be wrong?
import { expect, it } from 'vitest'
import { namesOfParts } from './part-names.ts'

const words = { city: 'City', state: 'State', firstName: 'First name', lastName: 'Last name' }

it.each([
  ['first-word', 'Name', ['First name', 'Last name']],
  ['last-word', ' Nome completo ', ['First name', 'Last name']],
  ['first-word', 'ФИО', ['First name', 'Last name']],
  ['by', 'Name', ['Name 1', 'Name 2']],
  ['first-word', 'Street name', ['Street name 1', 'Street name 2']],
  ['city-state', 'Name', ['City', 'State']],
])('%s of %s', (way, label, names) => {
  expect(namesOfParts(way, label, words)).toEqual(names)
})
