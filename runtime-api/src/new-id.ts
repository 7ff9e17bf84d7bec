// How a public id is made: a ULID, so ids sort by the time of their making and cannot be guessed.
import { randomFillSync } from 'node:crypto'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const pool = new Uint8Array(16 * 256)
let used = pool.length

/** 26 characters: 10 for the millisecond, 16 random ones (80 bits). */
export function newId(now: number): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  let id = timePart(now)
  for (const end = used + 16; used < end; used += 1) id += letters[(pool[used] as number) & 31]
  return id
}

let lastTime = -1
let lastPart = ''

function timePart(now: number): string {
  if (now === lastTime) return lastPart
  let rest = now
  let part = ''
  for (let i = 0; i < 10; i += 1) {
    part = letters[rest % 32] + part
    rest = Math.floor(rest / 32)
  }
  lastTime = now
  lastPart = part
  return part
}
