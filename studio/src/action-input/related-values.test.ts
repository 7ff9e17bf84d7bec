// What a new record gets before anybody says so, and texts as expressions write them.
import { expect, test } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { plainText, quoted, startValues } from './related-values.ts'

const field = (key: string, type: WireField['type'], more: Partial<WireField> = {}): WireField => ({
  ...{ id: key, key, type },
  ...more,
})
const task: Blueprint = {
  ...{ name: 'task', version: 1, rules: [], uniques: [] },
  fields: [
    field('title', 'text', { required: true }),
    field('due', 'date', { required: true }),
    field('owner', 'user', { required: true }),
    field('state', 'enum', { required: true, default: { value: 'OPEN' } }),
    field('note', 'text'),
    field('client', 'relation', { blueprint: 'client' }),
    field('order', 'relation', { blueprint: 'order', required: true }),
  ],
}

test('what it must have and nothing else fills, and the way back', () => {
  expect(startValues(task, 'order')).toEqual({ title: '""', due: 'today()', owner: 'actor.id', order: 'record.id' })
  expect(startValues(task, 'client')).toMatchObject({ client: 'record.id', order: '' })
})

test.each(['', 'Call', "it's", 'a "b"', 'back\\slash', 'two\nlines'])('%s comes back', (text) => {
  expect(plainText(quoted(text))).toBe(text)
})

test('a text in either quotes is one, what is worked out is none', () => {
  expect(plainText("'Call'")).toBe('Call')
  expect(plainText("'Call ' + name")).toBeUndefined()
  expect(plainText('"a" + "b"')).toBeUndefined()
  expect(plainText('name')).toBeUndefined()
})
