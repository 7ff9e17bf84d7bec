// Which addresses count as one caller, and which as this machine?
import { isIP } from 'node:net'

/** An IPv6 network of 64 bits belongs to one caller; IPv4 inside of IPv6 is IPv4. */
export function callerOf(address: string | undefined): string {
  const plain = (address ?? '').split('%')[0] ?? ''
  if (isIP(plain) !== 6) return plain
  const groups = groupsOf(plain)
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (mapped) return [groups[6], groups[7]].flatMap((group = 0) => [group >> 8, group & 255]).join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

export function isThisMachine(address: string | undefined): boolean {
  const plain = address ?? ''
  if (plain === '::1') return true
  return callerOf(plain).startsWith('127.')
}

function groupsOf(address: string): number[] {
  const v4 = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const [a = 0, b = 0, c = 0, d = 0] = v4 ? v4.slice(1).map(Number) : []
  const text = v4
    ? `${address.slice(0, v4.index)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
    : address
  const [head = '', tail] = text.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  if (tail === undefined) return read(head)
  const [before, after] = [read(head), read(tail)]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}
