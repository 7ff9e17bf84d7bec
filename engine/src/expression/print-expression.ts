// How is a tree written as CEL text, with no more brackets than needed?
import type { LiteralValue, Tree } from './tree.ts'

/** `stored` writes every number as a double (`3.0`), so that the text is CEL for other readers too; `wire` as people do (`3`). */
export type Spelling = 'stored' | 'wire'

export function printExpression(tree: Tree, spelling: Spelling): string {
  return print(tree, 0, spelling)
}

const CHOOSE = 0
const UNARY = 7
const POSTFIX = 8
const strength: { readonly [op: string]: number } = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  in: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
}

function print(tree: Tree, atLeast: number, spelling: Spelling): string {
  const [text, strong] = write(tree, spelling)
  return strong < atLeast ? `(${text})` : text
}

function write(tree: Tree, spelling: Spelling): readonly [string, number] {
  const inner = (part: Tree, atLeast = CHOOSE) => print(part, atLeast, spelling)
  switch (tree.kind) {
    case 'literal':
      return [printLiteral(tree.value, spelling), typeof tree.value === 'number' && tree.value < 0 ? UNARY : POSTFIX]
    case 'name':
      return [tree.name, POSTFIX]
    case 'member':
      return [`${inner(tree.of, POSTFIX)}.${tree.name}`, POSTFIX]
    case 'index':
      return [`${inner(tree.of, POSTFIX)}[${inner(tree.index)}]`, POSTFIX]
    case 'call':
      return [
        `${tree.target ? `${inner(tree.target, POSTFIX)}.` : ''}${tree.name}(${tree.args.map((arg) => inner(arg)).join(', ')})`,
        POSTFIX,
      ]
    case 'list':
      return [`[${tree.items.map((item) => inner(item)).join(', ')}]`, POSTFIX]
    case 'not':
      return [`!${inner(tree.of, UNARY)}`, UNARY]
    case 'negate':
      return [`-${inner(tree.of, UNARY)}`, UNARY]
    case 'binary': {
      const own = strength[tree.op] as number
      return [`${inner(tree.left, own)} ${tree.op} ${inner(tree.right, own + 1)}`, own]
    }
    case 'choose':
      return [`${inner(tree.when, 1)} ? ${inner(tree.then, 1)} : ${inner(tree.else)}`, CHOOSE]
  }
}

function printLiteral(value: LiteralValue, spelling: Spelling): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value !== 'number') return String(value)
  const digits = String(value)
  return spelling === 'stored' && /^-?\d+$/.test(digits) ? `${digits}.0` : digits
}

/** CEL text in double quotes. */
function quote(text: string): string {
  // Control characters are the only ones that need an escape besides the quote and the backslash.
  return `"${text.replace(/["\\\x00-\x1f\x7f]/g, escape)}"`
}

const short: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function escape(character: string): string {
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
