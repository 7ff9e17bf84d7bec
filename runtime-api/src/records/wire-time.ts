// How is a moment said on the wire? As ISO 8601 in UTC; a page of records says a hundred of them.

const day = 86_400_000
/** The end of the year 9999: later ones, and those before 1970, are said by the long way. */
const lastShort = 253_402_300_799_999

let knownDay = -1
let knownText = ''

export function wireTime(ms: number): string {
  if (!(ms >= 0 && ms <= lastShort)) return new Date(ms).toISOString()
  const today = Math.floor(ms / day)
  if (today !== knownDay) {
    knownText = new Date(today * day).toISOString().slice(0, 11)
    knownDay = today
  }
  return `${knownText}${clock(ms - today * day)}Z`
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${three(ms - seconds * 1000)}`
}

function two(n: number): string {
  return n < 10 ? `0${n}` : `${n}`
}

function three(n: number): string {
  return n < 100 ? `0${two(n)}` : `${n}`
}
