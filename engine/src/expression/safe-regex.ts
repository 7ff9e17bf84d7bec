// Does a text match a pattern, in time that grows only with the text? The only file that knows the RE2 library.
import { RE2JS, RE2Set } from 're2js'
import { type Issue, issue, MoldeError } from '../errors.ts'
import { MAX_PATTERN } from './limits.ts'

export interface SafePattern {
  /** Does the pattern occur anywhere in the text? As in JSON Schema and CEL, `^` and `$` tie it to the ends. */
  test(text: string): boolean
  /** How much a character costs, roughly, in steps of an evaluation. */
  readonly cost: number
}

/** The compiled pattern, kept. Throws a MoldeError with code `bad-pattern` when it is none, or one that may take long. */
export function safePattern(pattern: string): SafePattern {
  const known = kept.get(pattern)
  if (known) return known
  const made = compile(pattern)
  if (typeof made === 'string') throw new MoldeError([badPattern(pattern, [], made)])
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(pattern, made)
  return made
}

/** Why a pattern may not be used; nothing when it may. */
export function checkPattern(pattern: string, path: readonly (string | number)[]): Issue[] {
  if (kept.has(pattern)) return []
  const made = compile(pattern)
  return typeof made === 'string' ? [badPattern(pattern, path, made)] : []
}

/** What Ajv wants as `code.regExp`, so that a tenant's patterns never reach the native engine. Flags are those of Unicode. */
export function ajvRegExp(pattern: string, _flags: string): SafePattern {
  return safePattern(pattern)
}
ajvRegExp.code = 'new RegExp'

/**
 * Takes a text apart by the groups of a pattern: what each group took where the pattern first occurs, null for a group that took no
 * part; undefined when it does not occur. The pattern was checked by `checkPattern`.
 */
export function groupMatcher(pattern: string): (text: string) => readonly (string | null)[] | undefined {
  const compiled = RE2JS.compile(pattern)
  const groups = Array.from({ length: compiled.groupCount() }, (_, i) => i + 1)
  return (text) => {
    const matcher = compiled.matcher(text)
    return matcher.find() ? groups.map((group) => matcher.group(group)) : undefined
  }
}

/** How many groups a legal pattern has. */
export function groupsOf(pattern: string): number {
  return RE2JS.compile(pattern).groupCount()
}

const kept = new Map<string, SafePattern>()
const MOST_KEPT = 500
/** Signs of the pattern with its repetitions written out: `(a{30}){30}` is short and large. */
const MAX_PROGRAM = 1_000
/** Bytes that one pattern's automaton may take. Beyond, it is matched slower, and still in linear time. */
const MAX_MEMORY = 512 * 1024

function compile(pattern: string): SafePattern | string {
  if (pattern.length > MAX_PATTERN) return `> ${MAX_PATTERN}`
  // Looked at before compiling, because compiling a large one is what takes the time.
  const size = expandedSize(pattern)
  if (size > MAX_PROGRAM) return `{n} > ${MAX_PROGRAM}`
  try {
    // A set of one: only sets let the memory be limited.
    const set = new RE2Set(RE2Set.UNANCHORED, 0, MAX_MEMORY)
    set.add(pattern)
    set.compile()
    return { cost: 1 + size / 16, test: (text) => set.match(text).length > 0 }
  } catch (failed) {
    return (failed as Error).message
  }
}

/** How many signs the pattern has once its repetitions are written out. */
function expandedSize(pattern: string): number {
  const open: number[] = []
  let size = 0
  let last = 0
  for (const [piece, least, upper] of pattern.matchAll(pieces)) {
    const most = upper ?? least
    if (most !== undefined) {
      size += last * (Number(most) - 1)
      last *= Number(most)
    } else if (piece === '(') {
      open.push(size)
      size = 0
    } else if (piece === ')') {
      last = size
      size += open.pop() ?? 0
    } else {
      last = 1
      size += 1
    }
  }
  return open.reduce((sum, outer) => sum + outer, size)
}

/** An escaped sign, a class, a repetition with its numbers, or any one sign. */
const pieces = /\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|\{(\d{1,4}),?(\d{1,4})?\}|[^]/g

function badPattern(pattern: string, path: readonly (string | number)[], reason: string): Issue {
  return issue(path, 'bad-pattern', { pattern: pattern.slice(0, MAX_PATTERN), reason })
}
