// What does this CEL text say? The only file that knows the CEL library: it reads text with limits and answers our own tree.
import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { MAX_ARGUMENTS, MAX_DEPTH, MAX_LIST, MAX_NODES, MAX_TEXT } from './limits.ts'
import type { BinaryOperator, LiteralValue, Place, Tree } from './tree.ts'

/** Why a text is no expression. */
export interface CelProblem {
  readonly code:
    | 'expression-syntax'
    | 'expression-operator'
    | 'expression-too-big'
    | 'expression-word'
    | 'expression-not-offered'
  readonly at: Place
  /** The piece of text in question. */
  readonly found: string
  /** What to write instead, when that is plain. */
  readonly wish?: string
}

/** A text that may hold `{ }` around expressions. */
export type CelPieces =
  | { readonly map: readonly (readonly [key: string, value: CelPieces])[] }
  | { readonly list: readonly CelPieces[] }
  | { readonly tree: Tree }

export type Parsed = { readonly tree: Tree } | { readonly problem: CelProblem }

/** Where a text comes from. A stored one has been checked, and its readings written out make it larger than what was sent. */
type Source = 'wire' | 'stored'
type Reading = Source | 'pieces'

/** Reads a text. Never throws. */
export function parseCel(text: string, source: Source = 'wire'): Parsed {
  const most = MAX_TEXT * STORED_GROWTH[source]
  if (text.length > most) return tooBig({ start: most, end: text.length })
  try {
    return { tree: ownTree(environment(source).parse(text).ast) }
  } catch (failed) {
    if (failed instanceof NotOffered)
      return { problem: { code: 'expression-not-offered', at: failed.at, found: failed.found } }
    return problemOf(text, failed)
  }
}

/** Reads a text whose outermost parts may be `{'key': …}`, also within lists. Never throws. */
export function parsePieces(text: string): { readonly pieces: CelPieces } | { readonly problem: CelProblem } {
  if (text.length > MAX_TEXT) return tooBig({ start: MAX_TEXT, end: text.length })
  try {
    return { pieces: ownPieces(environment('pieces').parse(text).ast) }
  } catch (failed) {
    if (failed instanceof NotOffered)
      return { problem: { code: 'expression-not-offered', at: failed.at, found: failed.found } }
    return problemOf(text, failed)
  }
}

function ownPieces(node: ASTNode): CelPieces {
  if (node.op === 'map') return { map: node.args.map(([key, value]) => [pieceKey(key), ownPieces(value)] as const) }
  return node.op === 'list' && holdsMap(node) ? { list: node.args.map(ownPieces) } : { tree: ownTree(node) }
}

function holdsMap(node: ASTNode): boolean {
  return node.op === 'map' || (node.op === 'list' && node.args.some(holdsMap))
}

function pieceKey(node: ASTNode): string {
  if (node.op === 'value' && typeof node.args === 'string') return node.args
  throw new NotOffered({ start: node.start, end: node.end }, '{ }')
}

const STORED_GROWTH = { wire: 1, stored: 6, pieces: 1 } as const
const MAX_ENTRIES = { wire: 1, stored: 1, pieces: 100 } as const

function newEnvironment(source: Reading): Environment {
  const factor = STORED_GROWTH[source]
  return new Environment({
    unlistedVariablesAreDyn: true,
    limits: {
      maxAstNodes: MAX_NODES * factor,
      maxDepth: MAX_DEPTH * factor,
      maxListElements: MAX_LIST,
      maxMapEntries: MAX_ENTRIES[source],
      maxCallArguments: MAX_ARGUMENTS,
    },
  })
}

const environments = {
  wire: newEnvironment('wire'),
  stored: newEnvironment('stored'),
  pieces: newEnvironment('pieces'),
}
let uses = 0

/** A new one now and then: the library remembers every function name it ever met, and those come from users. */
function environment(source: Reading): Environment {
  uses += 1
  if (uses % 500 === 0) environments[source] = newEnvironment(source)
  return environments[source]
}

class NotOffered extends Error {
  constructor(
    readonly at: Place,
    readonly found: string,
  ) {
    super(found)
  }
}

function ownTree(node: ASTNode): Tree {
  const at = { start: node.start, end: node.end }
  switch (node.op) {
    case 'value':
      return { kind: 'literal', value: ownLiteral(node.args, at), at }
    case 'id':
      return { kind: 'name', name: node.args, at }
    case '.':
      return { kind: 'member', of: ownTree(node.args[0]), name: node.args[1], at }
    case '[]':
      return { kind: 'index', of: ownTree(node.args[0]), index: ownTree(node.args[1]), at }
    case 'call':
      return { kind: 'call', name: node.args[0], args: node.args[1].map(ownTree), at }
    case 'rcall':
      return { kind: 'call', name: node.args[0], target: ownTree(node.args[1]), args: node.args[2].map(ownTree), at }
    case 'list':
      return { kind: 'list', items: node.args.map(ownTree), at }
    case '!_':
      return { kind: 'not', of: ownTree(node.args), at }
    case '-_':
      return negated(ownTree(node.args), at)
    case '?:':
      return {
        kind: 'choose',
        when: ownTree(node.args[0]),
        then: ownTree(node.args[1]),
        else: ownTree(node.args[2]),
        at,
      }
    case 'map':
      throw new NotOffered(at, '{ }')
    case '.?':
    case '[?]':
      throw new NotOffered(at, node.op)
    default:
      return {
        kind: 'binary',
        op: node.op satisfies BinaryOperator,
        left: ownTree(node.args[0]),
        right: ownTree(node.args[1]),
        at,
      }
  }
}

function negated(of: Tree, at: Place): Tree {
  return of.kind === 'literal' && typeof of.value === 'number'
    ? { kind: 'literal', value: of.value === 0 ? 0 : -of.value, at }
    : { kind: 'negate', of, at }
}

/** Whole numbers arrive as BigInt, unsigned ones as a class; here every number is one type. */
function ownLiteral(value: unknown, at: Place): LiteralValue {
  if (typeof value === 'bigint') return finite(Number(value), at)
  if (typeof value === 'number') return finite(value, at)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (value instanceof Uint8Array) throw new NotOffered(at, 'b" "')
  throw new NotOffered(at, 'u')
}

function finite(value: number, at: Place): number {
  if (!Number.isFinite(value)) throw new NotOffered(at, String(value))
  return value
}

function tooBig(at: Place): { readonly problem: CelProblem } {
  return { problem: { code: 'expression-too-big', at, found: '' } }
}

function problemOf(text: string, failed: unknown): { readonly problem: CelProblem } {
  // A stack overflow: thousands of signs in a row.
  if (failed instanceof RangeError) return tooBig({ start: 0, end: text.length })
  const { code, range } = failed as { code?: string; range?: Place }
  const start = Math.min(range?.start ?? 0, text.length)
  const at = { start, end: Math.max(start, Math.min(range?.end ?? text.length, text.length)) }
  if (code === 'limit_exceeded') return tooBig(at)
  const found = text.slice(start, Math.min(at.end, start + 40))
  if (code === 'reserved_identifier') return { problem: { code: 'expression-word', at, found } }
  const wish = wishFor(text, start)
  if (wish) return { problem: { code: 'expression-operator', ...wish } }
  return { problem: { code: 'expression-syntax', at, found: found || text.slice(-20) } }
}

/** Words and signs of other languages, and ours for them. */
const habits: readonly (readonly [RegExp, string])[] = [
  [/^<>/, '!='],
  [/^>/, '!='],
  [/^===/, '=='],
  [/^=/, '=='],
  [/^(and)\b/i, '&&'],
  [/^(or)\b/i, '||'],
  [/^(not)\b/i, '!'],
  [/^&/, '&&'],
  [/^\|/, '||'],
]

function wishFor(text: string, start: number): { at: Place; found: string; wish: string } | undefined {
  // `x <> 3` stops at `>`, `not a` stops at `a`.
  const from = text[start] === '>' && text[start - 1] === '<' ? start - 1 : start
  const before = /\b(not)\s+$/i.exec(text.slice(0, start))
  if (before) return { at: { start: before.index, end: before.index + 3 }, found: before[1] as string, wish: '!' }
  for (const [pattern, wish] of habits) {
    const match = pattern.exec(text.slice(from, from + 4))
    if (match && !(pattern.source === '^>' && from === start))
      return { at: { start: from, end: from + match[0].length }, found: match[0], wish }
  }
  return undefined
}
