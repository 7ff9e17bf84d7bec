// Is a record found by its words, and only by those?
import { describe, expect, it } from 'vitest'
import { busyTime } from '../../test/busy-time.js'
import { versionOf } from '../../test/record-context.ts'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { LONGEST_WORD, searchWords } from './search-words.ts'

const words = (more: Partial<FieldDef>, value: unknown) =>
  searchWords(versionOf([{ id: 'f1', key: 'x', type: 'text', ...more }]))({ f1: value as string })

describe('search words', () => {
  it.each<[Partial<FieldDef>, unknown, string[]]>([
    [{}, 'São Paulo, são paulo 2026', ['sao', 'paulo', '2026']],
    [{ type: 'longText' }, 'a b', ['a', 'b']],
    [{ type: 'email' }, 'ana@example.org', ['ana', 'example', 'org']],
    [{ type: 'richText' }, '<p class="big">Olá</p><b>mundo', ['ola', 'mundo']],
    [{ type: 'richText' }, 'no markup > here', ['no', 'markup', 'here']],
    [{ type: 'list', of: 'text' }, ['one two', 'two', 5], ['one', 'two']],
    [{ type: 'list', of: 'integer' }, [1], []],
    [{ type: 'file' }, { id: 'x', name: 'Proposta São.pdf' }, ['proposta', 'sao', 'pdf']],
    [
      { type: 'image', many: true },
      [
        { id: 'x', name: 'a.png' },
        { id: 'y', name: 'b.png' },
      ],
      ['a', 'png', 'b'],
    ],
    [{ type: 'json', search: true }, { name: 'not this' }, []],
    [{ search: false }, 'hidden', []],
    [{ type: 'number' }, 5, []],
    [{ type: 'enum', options: [{ id: 'o1', key: 'A' }] }, 'o1', []],
    [{}, 5, []],
    [{}, undefined, []],
    [{ type: 'list', fields: [{ id: 'f2', key: 'y', type: 'text' }] }, 'text', []],
  ])('[R24] %j with %j: %j', (more, value, expected) => {
    expect(words(more, value)).toEqual(expected)
  })

  it('[R24] words and their number end somewhere', () => {
    expect(words({}, 'x'.repeat(500))).toEqual(['x'.repeat(LONGEST_WORD)])
    expect(words({}, `${'x'.repeat(LONGEST_WORD - 1)}𝒜${'x'.repeat(9)}`)[0]).toHaveLength(LONGEST_WORD)
    expect(words({ type: 'richText' }, Array.from({ length: 30_000 }, (_, i) => `w${i}`).join(' '))).toHaveLength(
      10_000,
    )
  })

  it('[R24] brackets without end cost no more than others', () => {
    expect(busyTime(() => words({ type: 'richText' }, '<'.repeat(200_000)))).toBeLessThan(1000)
  })
})
