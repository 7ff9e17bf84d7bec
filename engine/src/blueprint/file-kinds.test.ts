// Does a word stand for the files that people mean by it?
import { describe, expect, it } from 'vitest'
import type { FieldDef } from './blueprint.ts'
import { acceptedTypes, acceptOf, acceptsType, fileKinds, sayBytes } from './file-kinds.ts'

const field = (type: 'file' | 'image', accept?: readonly string[]): FieldDef => ({
  id: 'f1',
  key: 'a',
  type,
  ...(accept && { accept }),
})

describe('kinds of files', () => {
  it.each<[readonly string[], string, boolean]>([
    [['pdf'], 'application/pdf', true],
    [['document'], 'application/pdf', true],
    [['spreadsheet'], 'text/csv', true],
    [['image'], 'image/webp', true],
    [['image'], 'image/svg+xml', false],
    [['audio'], 'audio/ogg', true],
    [['audio/*'], 'audio/ogg', true],
    [['audio/*'], 'audiox/ogg', false],
    [['application/zip'], 'application/zip', true],
    [['application/zip'], 'application/zipped', false],
    [['pdf', 'video'], 'video/mp4', true],
    [['constructor'], 'application/pdf', false],
    [[], 'application/pdf', false],
  ])('[B4] %j takes %s: %s', (accept, type, taken) => {
    expect(acceptsType(accept, type)).toBe(taken)
  })

  it('[B4] a field without a list takes everything, an image every picture that browsers draw and nothing else', () => {
    expect(acceptOf(field('file'))).toBeUndefined()
    expect(acceptOf(field('file', ['pdf']))).toEqual(['pdf'])
    expect(acceptOf(field('image'))).toEqual(['image'])
    expect(acceptOf(field('image', ['image/*']))).toEqual([...fileKinds.image])
    expect(acceptOf(field('image', ['image/png', 'image/svg+xml']))).toEqual(['image/png'])
  })

  it('[B4] types for a file picker come once', () => {
    expect(acceptedTypes(['pdf', 'application/pdf', 'image/png'])).toEqual(['application/pdf', 'image/png'])
  })

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_500, '1.5 KB'],
    [25_000_000, '25 MB'],
    [10_000_000_000, '10 GB'],
    [10_000_000_000_000, '10000 GB'],
  ])('[B20] %d is said as %s', (bytes, words) => expect(sayBytes(bytes)).toBe(words))
})
