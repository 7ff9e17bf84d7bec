// How is the key of a column said in an address, where a point stands between two of them? No key of a field has one; that of a promised time
// is said by its name alone, `*answer`.
import { clockRoot, isClockColumn } from '../record-clock/clock-column.ts'

const short = '*'

export function saidColumn(key: string): string {
  return isClockColumn(key) ? short + key.slice(clockRoot.length) : key
}

export function readColumn(said: string): string {
  return said.startsWith(short) ? clockRoot + said.slice(short.length) : said
}
