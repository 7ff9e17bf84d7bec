// Typing a mention: what is being typed, who is suggested, and that names and ids turn into each other without loss.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mentionAt, mentionables, suggest, toStored, toTyped, withMention } from './mention-typing.ts'

const people = mentionables([
  { id: '0f8fad5b-d9cb-469f-a165-70867728950e', name: 'Ana', email: 'ana@example.org' },
  { id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', name: 'Ana Prado', email: 'prado@example.org' },
  { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', name: 'José Álvarez', email: 'ja@example.org' },
  { id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8', name: null, email: 'nameless@example.org' },
])
const [ana, prado] = people.map(({ id }) => id)

test.each([
  ['@', 1, { from: 0, query: '' }],
  ['Hi @an', 6, { from: 3, query: 'an' }],
  ['Hi @ana pra', 11, { from: 3, query: 'ana pra' }],
  ['(@an', 4, { from: 1, query: 'an' }],
  ['Hi @an there', 6, { from: 3, query: 'an' }],
  ['a@b', 3, undefined],
  ['Hi', 2, undefined],
  ['@ an', 4, undefined],
  ['@an\nb', 5, undefined],
  ['@an  b', 6, undefined],
  [`@[${ana}`, 12, undefined],
])('of %j with the caret at %i', (text, caret, typed) => expect(mentionAt(text, caret)).toEqual(typed))

test.each([
  ['', ['Ana', 'Ana Prado', 'José Álvarez', 'nameless@example.org']],
  ['an', ['Ana', 'Ana Prado']],
  ['PRA', ['Ana Prado']],
  ['jose', ['José Álvarez']],
  ['alv', ['José Álvarez']],
  ['ja@', ['José Álvarez']],
  ['nobody', []],
])('%j suggests %j', (query, names) => expect(suggest(people, query).map(({ name }) => name)).toEqual(names))

test('a chosen name takes the place of what was typed', () => {
  expect(withMention('Hi @an', { from: 3, query: 'an' }, people[1] as never)).toEqual({
    text: 'Hi @Ana Prado ',
    caret: 14,
  })
  expect(withMention('Hi @an there', { from: 3, query: 'an' }, people[0] as never)).toEqual({
    text: 'Hi @Ana there',
    caret: 8,
  })
})

test.each([
  ['Hi @Ana Prado, @Ana!', `Hi @[${prado}], @[${ana}]!`],
  ['@Anabel and a@Ana', `@Anabel and a@[${ana}]`],
  ['@nobody', '@nobody'],
])('%j is stored as %j', (typed, stored) => expect(toStored(typed, people)).toBe(stored))

test('two of one name are told apart by their address', () => {
  const twins = mentionables([
    { id: 'a', name: 'Bo', email: 'b1@x.y' },
    { id: 'b', name: 'Bo', email: 'b2@x.y' },
  ])
  expect(twins.map(({ name }) => name)).toEqual(['Bo (b1@x.y)', 'Bo (b2@x.y)'])
  expect(toStored('@Bo (b2@x.y)', twins)).toBe('@[b]')
})

test('what is stored comes back when it was changed to names and back, also with people who have left', () => {
  const piece = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', ' ', '\n', '.', 'é') }),
    fc.constantFrom(...people.map(({ id }) => ` @[${id}] `), ' @[00000000-0000-4000-8000-000000000000] '),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (some) => {
      const stored = some.join('')
      expect(toStored(toTyped(stored, people), people)).toBe(stored)
    }),
  )
})
