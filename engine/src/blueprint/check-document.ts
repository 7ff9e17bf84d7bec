// Is what somebody sent a bounded piece of plain JSON? Asked first, so that everything after may walk it without fear.
import { type Issue, issue, type Path } from '../errors.ts'

export interface DocumentLimits {
  /** Characters of its JSON text, about. */
  readonly size: number
  readonly depth: number
}

/** Definitions: blueprints, drafts, flows, modules of one tenant. */
export const definitionLimits: DocumentLimits = { size: 256 * 1024, depth: 32 }
/** The value of one `json` field. */
export const jsonFieldLimits: DocumentLimits = { size: 64 * 1024, depth: 32 }

/** The first thing wrong with the document as JSON, or nothing. Never throws, never recurses, stops at the limits. */
export function checkDocument(document: unknown, path: Path = [], limits: DocumentLimits = definitionLimits): Issue[] {
  const walk: Step[] = [{ value: document, path: undefined, depth: 0 }]
  let size = 0
  for (let step = walk.pop(); step !== undefined; step = walk.pop()) {
    size += sizeOf(step.value)
    const code = size > limits.size ? 'document-too-large' : problemOf(step, limits)
    if (code !== undefined) return [problemAt([...path, ...pathOf(step.path)], code, limits)]
    for (const [name, value] of membersOf(step.value))
      walk.push({ value, path: { name, of: step.path }, depth: step.depth + 1 })
  }
  return []
}

/** Has the document more than `most` parts? Stops counting there. */
export function hasMoreParts(document: unknown, most: number): boolean {
  const walk: unknown[] = [document]
  for (let parts = 0; walk.length > 0; parts += 1) {
    if (parts > most) return true
    for (const [, value] of membersOf(walk.pop())) walk.push(value)
  }
  return false
}

/** `__proto__` and its kin are no member names anywhere: they would be harmless today and a trap for the next reader. */
export const forbiddenKeys: readonly string[] = ['__proto__', 'constructor', 'prototype']

interface Step {
  readonly value: unknown
  /** A linked list: copying the path at each step would cost the square of the depth. */
  readonly path: Link | undefined
  readonly depth: number
}
interface Link {
  readonly name: string | number
  readonly of: Link | undefined
}

type Problem = 'document-too-large' | 'too-deep' | 'not-json' | 'unstorable-text' | 'forbidden-name'

function problemAt(path: Path, code: Problem, limits: DocumentLimits): Issue {
  const name = String(path.at(-1) ?? '')
  return issue(path, code, {
    name,
    label: name || '/',
    limit: code === 'document-too-large' ? limits.size : limits.depth,
  })
}

function problemOf({ value, path, depth }: Step, limits: DocumentLimits): Problem | undefined {
  if (depth > limits.depth) return 'too-deep'
  if (typeof path?.name === 'string' && forbiddenKeys.includes(path.name)) return 'forbidden-name'
  if (typeof path?.name === 'string' && isUnstorable(path.name)) return 'unstorable-text'
  if (typeof value === 'string') return isUnstorable(value) ? 'unstorable-text' : undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'not-json'
  if (typeof value === 'boolean' || value === null) return undefined
  return typeof value === 'object' && isPlain(value) ? undefined : 'not-json'
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** NUL cannot be stored on PostgreSQL, half a surrogate pair cannot be written as UTF-8. */
function isUnstorable(text: string): boolean {
  return /\0|\p{Surrogate}/u.test(text)
}

/** About the characters of its JSON. A container counts its members before they are looked at, so a long one ends at once. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return 2 + value.length * PER_MEMBER
  return Object.keys(value).reduce((sum, key) => sum + key.length + 3 + PER_MEMBER, 2)
}

/** A short number and its comma, or the quotes and the comma of a text. */
const PER_MEMBER = 4

function membersOf(value: unknown): [string | number, unknown][] {
  if (typeof value !== 'object' || value === null) return []
  return Array.isArray(value) ? Array.from(value, (inner: unknown, i) => [i, inner]) : Object.entries(value)
}

function pathOf(link: Link | undefined): (string | number)[] {
  const path: (string | number)[] = []
  for (let at = link; at !== undefined; at = at.of)
    path.unshift(typeof at.name === 'string' ? at.name.slice(0, 100) : at.name)
  return path
}
