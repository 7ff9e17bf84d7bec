import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { recordsToCome } from './record-to-come.ts'

const choice: WireField = {
  id: 'f1',
  key: 'kind',
  type: 'enum',
  options: [
    { id: 'o1', key: 'A', label: 'Tea' },
    { id: 'o2', key: 'B', label: 'Coffee' },
  ],
}
const text: WireField = { id: 'f1', key: 'kind', type: 'text' }
const link: WireField = { id: 'f1', key: 'kind', type: 'relation', blueprint: 'kind' }
const wordsOf = ({ label, key }: { readonly label?: unknown; readonly key: string }) => String(label ?? key)

describe('records that publishing makes', () => {
  it.each([
    ['a choice by its words', choice, link, 'new o2', [{ name: 'Coffee' }]],
    ['a text as it is, spaces and all', text, link, 'new new york', [{ name: 'new york' }]],
    ['several, some of them there', choice, link, ['rec_1', 'new o1'], [{ id: 'rec_1' }, { name: 'Tea' }]],
    ['a link that did not exist before', undefined, link, 'new Tea', [{ name: 'Tea' }]],
    ['nothing to come', choice, link, 'rec_1', undefined],
    ['nothing at all', choice, link, null, undefined],
    ['a text that only looks like it', text, text, 'new o2', undefined],
  ])('are called: %s', (_, before, after, value, called) => {
    expect(recordsToCome(before, after, value, wordsOf)).toEqual(called)
  })
})
