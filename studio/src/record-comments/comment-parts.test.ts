// A comment's text falls into words, links and people, and loses nothing; only web addresses become links.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CommentPart, partsOf } from './comment-parts.ts'

const ana = '0f8fad5b-d9cb-469f-a165-70867728950e'
const link = (text: string, href = text): CommentPart => ({ kind: 'link', text, href })
const words = (text: string): CommentPart => ({ kind: 'text', text })

test.each<[string, readonly CommentPart[]]>([
  ['', []],
  ['two\nlines', [words('two\nlines')]],
  [`Hi @[${ana}]!`, [words('Hi '), { kind: 'mention', id: ana }, words('!')]],
  ['see https://a.example/b?c=d#e.', [words('see '), link('https://a.example/b?c=d#e'), words('.')]],
  ['(http://a.example/x_(y))', [words('('), link('http://a.example/x_(y)'), words(')')]],
  ['https://a.example', [link('https://a.example', 'https://a.example/')]],
  ['«https://a.example/»,', [words('«'), link('https://a.example/'), words('»,')]],
  ['javascript:alert(1)', [words('javascript:alert(1)')]],
  ['data:text/html,x ftp://a.example', [words('data:text/html,x ftp://a.example')]],
  ['https://', [words('https://')]],
  ['https://...', [words('https://...')]],
  ['<a href="https://a.example/">x</a>', [words('<a href="'), link('https://a.example/'), words('">x</a>')]],
])('%j', (text, parts) => expect(partsOf(text)).toEqual(parts))

test('the parts say the whole text, and every link leads to the web', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.constantFrom(`@[${ana}]`, 'https://', 'javascript:', ')', '(', '. ', '\n'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (some) => {
      const text = some.join('')
      const parts = partsOf(text)
      expect(parts.map((part) => (part.kind === 'mention' ? `@[${part.id}]` : part.text)).join('')).toBe(text)
      for (const part of parts) if (part.kind === 'link') expect(part.href).toMatch(/^https?:\/\/[^/]/)
    }),
  )
})

test('a text that is all brackets is cut in one pass: in two, this would not end', () => {
  const half = 200_000
  const link = `https://a.example/${'('.repeat(half)}`
  expect(partsOf(`${link}${')'.repeat(2 * half)}`)).toMatchObject([
    { kind: 'link', text: `${link}${')'.repeat(half)}` },
    { kind: 'text', text: ')'.repeat(half) },
  ])
})
