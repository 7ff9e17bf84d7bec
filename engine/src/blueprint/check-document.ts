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

/** The first thing wrong with the document as JSON, or nothing. Never throws, stops at the limits. */
export function checkDocument(document: unknown, path: Path = [], limits: DocumentLimits = definitionLimits): Issue[] {
  return measureDocument(document, path, limits).issues
}

export interface MeasuredDocument {
  readonly issues: Issue[]
  /** Values in it, however deep. */
  readonly parts: number
}

export function measureDocument(document: unknown, path: Path, limits: DocumentLimits): MeasuredDocument {
  const walk: Walk = { limits, size: 0, parts: 0 }
  const fault = faultIn(document, 0, walk)
  return { issues: fault ? [sayFault(fault, path, limits)] : [], parts: walk.parts }
}

/** `__proto__` and its kin are no member names anywhere: they would be harmless today and a trap for the next reader. */
export const forbiddenKeys: readonly string[] = ['__proto__', 'constructor', 'prototype']

interface Walk {
  readonly limits: DocumentLimits
  size: number
  parts: number
}

interface Fault {
  readonly code: 'document-too-large' | 'too-deep' | 'not-json' | 'unstorable-text' | 'forbidden-name'
  /** From the place outwards: filled on the way back. */
  readonly steps: (string | number)[]
}

/** The depth is bounded before the next level is entered, so this does not run out of stack. */
function faultIn(value: unknown, depth: number, walk: Walk): Fault | undefined {
  walk.parts += 1
  walk.size += sizeOf(value)
  if (walk.size > walk.limits.size) return fault('document-too-large')
  if (depth > walk.limits.depth) return fault('too-deep')
  if (typeof value === 'string') return isUnstorable(value) ? fault('unstorable-text') : undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : fault('not-json')
  if (typeof value === 'boolean' || value === null) return undefined
  if (typeof value !== 'object' || !isPlain(value)) return fault('not-json')
  return Array.isArray(value) ? faultInList(value, depth, walk) : faultInMembers(value, depth, walk)
}

function faultInList(list: readonly unknown[], depth: number, walk: Walk): Fault | undefined {
  for (let i = 0; i < list.length; i += 1) {
    const found = faultIn(list[i], depth + 1, walk)
    if (found) return under(i, found)
  }
  return undefined
}

function faultInMembers(members: object, depth: number, walk: Walk): Fault | undefined {
  for (const name of Object.keys(members)) {
    if (forbiddenKeys.includes(name)) return under(name, fault('forbidden-name'))
    if (isUnstorable(name)) return under(name, fault('unstorable-text'))
    const found = faultIn((members as Record<string, unknown>)[name], depth + 1, walk)
    if (found) return under(name, found)
  }
  return undefined
}

function fault(code: Fault['code']): Fault {
  return { code, steps: [] }
}

function under(step: string | number, found: Fault): Fault {
  found.steps.push(typeof step === 'string' ? step.slice(0, 100) : step)
  return found
}

function sayFault({ code, steps }: Fault, path: Path, limits: DocumentLimits): Issue {
  const place = [...path, ...steps.reverse()]
  const name = String(place.at(-1) ?? '')
  return issue(place, code, {
    name,
    label: name || '/',
    limit: code === 'document-too-large' ? limits.size : limits.depth,
  })
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
