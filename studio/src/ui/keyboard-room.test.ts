import { expect, it } from 'vitest'
import { keyboardCovers, type Seen } from './keyboard-room.ts'

const phone: Seen = { height: 844, tallest: 844, offset: 0, laidOut: 844, isTyping: true }

it.each<[string, Partial<Seen>, number | undefined]>([
  ['nothing covers a page that is seen whole', {}, undefined],
  ['a bar of the browser is no keyboard', { height: 760, laidOut: 760 }, undefined],
  ['a small window is no keyboard while nobody types', { height: 500, isTyping: false }, undefined],
  ['a keyboard over the page covers its end', { height: 500 }, 344],
  ['of a page that was pushed up under it less', { height: 500, offset: 100 }, 244],
  ['a page that is laid out above the keyboard is not covered', { height: 500, laidOut: 500 }, 0],
])('%s', (_, seen, covers) => {
  expect(keyboardCovers({ ...phone, ...seen })).toBe(covers)
})
