// Formatted text is kept as Markdown (CommonMark with ~~strike~~; HTML in it is text). Here it becomes the editor's document, and back.
import type { Mark, Node } from '@tiptap/pm/model'
import MarkdownIt, { type Token } from 'markdown-it'
import {
  defaultMarkdownSerializer,
  MarkdownParser,
  MarkdownSerializer,
  type MarkdownSerializerState,
} from 'prosemirror-markdown'
import { isSafeLink, schema } from './rich-text-schema.ts'

const tokenizer = new MarkdownIt('commonmark', { html: false, linkify: false })
  .enable('strikethrough')
  // Pictures are fields of their own; one that loads from elsewhere would tell that somebody reads this.
  .disable('image')
  // Nobody who types `&lt;` or `<a@b.co>` means a sign or a link: both stay what they are.
  .disable(['entity', 'autolink'])
tokenizer.validateLink = isSafeLink
// A heading is one line here: written with `#`, it could not hold two.
tokenizer.core.ruler.push('one-line-headings', ({ tokens }) => {
  for (const [i, token] of tokens.entries())
    if (token.type === 'inline' && tokens[i - 1]?.type === 'heading_open')
      token.children = inOneLine(token.children ?? [])
})

const parser = new MarkdownParser(schema, tokenizer, {
  blockquote: { block: 'blockquote' },
  paragraph: { block: 'paragraph' },
  list_item: { block: 'listItem' },
  bullet_list: { block: 'bulletList' },
  ordered_list: { block: 'orderedList', getAttrs: (token) => ({ start: Number(token.attrGet('start') ?? 1) }) },
  // Deeper headings are read as the deepest there is.
  heading: { block: 'heading', getAttrs: (token) => ({ level: Math.min(3, Number(token.tag.slice(1))) }) },
  code_block: { block: 'codeBlock', noCloseToken: true },
  fence: { block: 'codeBlock', getAttrs: (token) => ({ language: token.info || null }), noCloseToken: true },
  hr: { node: 'horizontalRule' },
  hardbreak: { node: 'hardBreak' },
  em: { mark: 'italic' },
  strong: { mark: 'bold' },
  s: { mark: 'strike' },
  link: { mark: 'link', getAttrs: (token) => ({ href: token.attrGet('href') }) },
  code_inline: { mark: 'code' },
})

const { nodes, marks } = defaultMarkdownSerializer
type WriteNode = (typeof nodes)[string]
type WriteMark = (typeof marks)[string]

/** The library's own writers, under the names of our schema. */
const serializer = new MarkdownSerializer(
  {
    text: (state, node) => state.text(escaped(node.text ?? '', startsLine(state)), false),
    paragraph: nodes.paragraph as WriteNode,
    heading: nodes.heading as WriteNode,
    blockquote: nodes.blockquote as WriteNode,
    horizontalRule: nodes.horizontal_rule as WriteNode,
    hardBreak: (state, node, parent, place) =>
      parent.type.name === 'heading' ? state.write(' ') : nodes.hard_break?.(state, node, parent, place),
    listItem: nodes.list_item as WriteNode,
    bulletList: (state, node) => state.renderList(node, '  ', () => '- '),
    orderedList: (state, node) => {
      const start = Number(node.attrs.start ?? 1)
      const width = String(start + node.childCount - 1).length
      const marker = (place: number) => `${String(start + place)}. `.padEnd(width + 2)
      state.renderList(node, ' '.repeat(width + 2), marker)
    },
    codeBlock: (state, node) => {
      const longest = Math.max(2, ...[...node.textContent.matchAll(/`+/g)].map(([ticks]) => ticks.length))
      const fence = '`'.repeat(longest + 1)
      state.write(`${fence}${node.attrs.language ?? ''}\n`)
      state.text(node.textContent, false)
      state.ensureNewLine()
      state.write(fence)
      state.closeBlock(node)
    },
  },
  {
    italic: marks.em as WriteMark,
    bold: marks.strong as WriteMark,
    strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true },
    link: { open: '[', close: (_state, mark: Mark) => `](${destination(String(mark.attrs.href))})` },
    code: marks.code as WriteMark,
  },
  { strict: false },
)

export function readMarkdown(text: string): Node {
  return parser.parse(text)
}

/** Empty when nothing but space was written. */
export function writeMarkdown(document: Node): string {
  return serializer.serialize(document, { tightLists: true }).trimEnd()
}

/** Between words a break is a space; at the ends there is nothing to keep apart. */
function inOneLine(tokens: readonly Token[]): Token[] {
  const isWord = ({ content }: Token) => content.trim() !== ''
  const [first, last] = [tokens.findIndex(isWord), tokens.findLastIndex(isWord)]
  return tokens.flatMap((token, at) => {
    if (token.type !== 'hardbreak') return [token]
    if (at < first || at > last) return []
    token.type = 'softbreak'
    return [token]
  })
}

/** Before every sign that would mean something stands a backslash: the library's own list of them has gaps. */
function escaped(text: string, atStart: boolean): string {
  const inside = text.replaceAll(/[\\`*~[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
  return atStart ? inside.replace(/^(\s*)([#>+\-=]|\d{1,9}(?=[.)]))/, escapeFirst) : inside
}

/** A number opens a list by the sign after it. */
function escapeFirst(_: string, space: string, first: string): string {
  return /\d/.test(first) ? `${space}${first}\\` : `${space}\\${first}`
}

function startsLine(state: MarkdownSerializerState): boolean {
  const { atBlockStart, out } = state as MarkdownSerializerState & { atBlockStart: boolean; out: string }
  return atBlockStart || /\n[>\s]*$/.test(out.slice(-40))
}

/** An address may hold what would end it: then it stands in angle brackets. */
function destination(address: string): string {
  return /[()\s<>]/.test(address) ? `<${address.replaceAll(/[<>\n]/g, encodeURIComponent)}>` : address
}
