// What was begun is there again for whoever began it, and for nobody else.
import { expect, test } from 'vitest'
import { type DraftPlace, keepDraft, readDraft } from './comment-draft.ts'

const place: DraftPlace = { person: 'ana', tenant: 'shop', id: 'r1' }

function memory() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  }
}

test('by record, person and workspace; an empty text takes it away', () => {
  const storage = memory()
  keepDraft(place, 'I was about to', storage)
  keepDraft({ ...place, id: 'r2' }, 'Another', storage)
  expect(readDraft(place, storage)).toBe('I was about to')
  expect(readDraft({ ...place, id: 'r2' }, storage)).toBe('Another')
  for (const other of [{ person: 'bob' }, { tenant: 'mill' }, { id: 'r3' }])
    expect(readDraft({ ...place, ...other }, storage)).toBe('')
  keepDraft(place, ' \n', storage)
  expect(readDraft(place, storage)).toBe('')
  expect([...storage.kept.values()]).toEqual(['[["r2","Another"]]'])
})

test('of very many, those begun last are kept', () => {
  const storage = memory()
  for (let n = 0; n < 40; n += 1) keepDraft({ ...place, id: `r${n}` }, `Draft ${n}`, storage)
  expect(readDraft({ ...place, id: 'r39' }, storage)).toBe('Draft 39')
  expect(readDraft({ ...place, id: 'r9' }, storage)).toBe('')
})

test.each(['nonsense', '{"r1":"x"}', '[["r1"],["r1",2],null]'])('whatever lies there: %s', (text) => {
  const storage = memory()
  storage.kept.set('molde.comments.ana.shop', text)
  expect(readDraft(place, storage)).toBe('')
})
