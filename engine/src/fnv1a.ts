// A short number for a text, the same everywhere: against accidents and for short lists, not against forgery.

/** 32-bit FNV-1a over UTF-16 code units, from 0. After Fowler, Noll and Vo. */
export function fnv1a(text: string): number {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return sum >>> 0
}
