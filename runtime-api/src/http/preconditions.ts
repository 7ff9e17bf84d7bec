// Which revision does the caller expect, and what is the ETag of a revision?
import { ApiError } from '../errors.ts'

/** `any`: it must merely exist. A list: one of these; an empty list matches nothing. */
export type ExpectedRev = 'any' | readonly number[]

const entityTag = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/
const ourTag = /^(\d{1,15})\.(\d{1,9})$/

/** `"7.2"`: rev 7, shown in the shape of version 2. */
export function etagOf(rev: number, version: number): string {
  return `"${rev}.${version}"`
}

/**
 * What `If-Match` asks for, or undefined without it. Only the rev counts. As RFC 9110 demands, a weak tag never
 * matches; a foreign tag matches nothing; a malformed header is 400.
 */
export function expectedRev(call: { header(name: string): string | undefined }): ExpectedRev | undefined {
  const header = call.header('if-match')
  if (header === undefined) return undefined
  if (header.trim() === '*') return 'any'
  return readTags(header, 'If-Match').flatMap((tag) => {
    const ours = tag.weak ? null : ourTag.exec(tag.value)
    return ours ? [Number(ours[1])] : []
  })
}

export function revMatches(expected: ExpectedRev | undefined, rev: number): boolean {
  return expected === undefined || expected === 'any' || expected.includes(rev)
}

/** Does the caller already hold this representation? `If-None-Match` compares weakly. */
export function isHeld(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  const value = entityTag.exec(etag)?.[2]
  return readTags(ifNoneMatch, 'If-None-Match').some((tag) => tag.value === value)
}

function readTags(header: string, name: string): { weak: boolean; value: string }[] {
  const pieces = header.split(',').map((piece) => piece.trim())
  return pieces.map((piece) => {
    const read = entityTag.exec(piece)
    if (!read)
      throw new ApiError('bad-header', { detail: `${name}: ${JSON.stringify(piece.slice(0, 80))} is no entity tag` })
    return { weak: read[1] !== undefined, value: read[2] as string }
  })
}
