import { expect, it } from 'vitest'
import { plainMarkdown } from './plain-markdown.ts'

it.each([
  ['plain', 'plain'],
  ['# Title\n\nand more', 'Title and more'],
  ['- a\n- b', 'a b'],
  ['1. a\n2. b', 'a b'],
  ['> > said', 'said'],
  ['**bold** and *slanted* and ~~gone~~ and `code`', 'bold and slanted and gone and code'],
  ['***both***', 'both'],
  ['[there](https://a.example)', 'there'],
  ['```js\nlet a\n```', 'let a'],
  ['2 \\* 3 \\* 4', '2 * 3 * 4'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['a\n\n---\n\nb', 'a b'],
  ['<b>no</b>', '<b>no</b>'],
  ['', ''],
])('%j is read as %j', (text, plain) => {
  expect(plainMarkdown(text)).toBe(plain)
})

it('is quick and short, however long the text', () => {
  expect(plainMarkdown(' _a'.repeat(100_000)).length).toBeLessThanOrEqual(1_001)
})
