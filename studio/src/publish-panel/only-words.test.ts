import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { changesOnlyWords, type Worded } from './only-words.ts'

const field: WireField = {
  id: 'f1',
  key: 'lines',
  type: 'list',
  label: 'Lines',
  fields: [
    { id: 'f2', key: 'size', type: 'enum', options: [{ id: 'o1', key: 'SMALL', label: 'Small', color: 'blue' }] },
  ],
}
const before: Worded = {
  titleField: 'lines',
  fields: [field],
  rules: [{ id: 'r1', check: 'size(lines) > 0', message: 'Write a line' }],
  uniques: [],
}
const [inner] = field.fields ?? []
const withInner = (change: object): Worded => ({
  ...before,
  fields: [{ ...field, fields: [{ ...inner, ...change } as WireField] }],
})

describe('a draft of words', () => {
  it.each<[string, Worded]>([
    ['a label', { ...before, fields: [{ ...field, label: { en: 'Lines', ru: 'Строки' } }] }],
    ['a help text', { ...before, fields: [{ ...field, help: 'One for each thing' }] }],
    ['what a column is called', withInner({ label: 'How large' })],
    [
      'what a choice of a column is called',
      withInner({ options: [{ id: 'o1', key: 'SMALL', label: 'Tiny', color: 'blue' }] }),
    ],
    ['what a rule says', { ...before, rules: [{ id: 'r1', check: 'size(lines) > 0', message: 'At least one line' }] }],
    [
      'what a rule says, which is another one then',
      { ...before, rules: [{ id: 'r2', check: 'size(lines) > 0', message: { en: 'At least one line' } }] },
    ],
    ['nothing', before],
  ])('is one that changes %s', (_, after) => {
    expect(changesOnlyWords(before, after)).toBe(true)
  })

  it.each<[string, Worded]>([
    ['a key', { ...before, fields: [{ ...field, key: 'rows' }] }],
    ['a field', { ...before, fields: [] }],
    ['the order', { ...before, fields: [field, { ...field, id: 'f9', key: 'more' }] }],
    ['a column', withInner({ required: true })],
    ['a choice of a column', withInner({ options: [] })],
    ['the colour of a choice', withInner({ options: [{ id: 'o1', key: 'SMALL', label: 'Small', color: 'red' }] })],
    ['a rule', { ...before, rules: [] }],
    ['what is unique', { ...before, uniques: [['lines']] }],
    ['by what records are called', { ...before, titleField: null }],
    ['the icon', { ...before, icon: 'box' }],
  ])('is none that changes %s', (_, after) => {
    expect(changesOnlyWords(before, after)).toBe(false)
  })
})
