// A clock of the record's flow, as a list names it: `record.clocks.<name>.dueAt`. In stored form it is known by its id.
import type { Tree } from './tree.ts'

/**
 * `dueAt`: when the time is used up, while the clock runs. `lateAt`: from when on the promise is broken, be that past or still to
 * come; it stays when the clock stands still late. `status`: `runs`, `pauses` or `stopped`. All are empty before it begins.
 */
export type ClockPart = 'dueAt' | 'lateAt' | 'status'
export const clockParts: readonly ClockPart[] = ['dueAt', 'lateAt', 'status']

/** A part of a clock as a member of its record; the middle is the clock's id. */
export type ClockMember = `clocks.${string}.${ClockPart}`

/** How one clock stands in a record: moments are epoch milliseconds. */
export interface StoodClock {
  readonly status: 'runs' | 'pauses' | 'stopped'
  readonly dueAt: number | null
  readonly lateAt: number | null
}

/** By the ids of clocks that have begun. */
export type StoodClocks = { readonly [clock: string]: StoodClock | undefined }

/** A clock as an expression sees it. */
export interface ScopeClock {
  readonly id: string
  /** The name on the wire. */
  readonly name: string
}

export function clockMember(clock: string, part: ClockPart): ClockMember {
  return `clocks.${clock}.${part}`
}

/** Undefined of what is no part of a clock. */
export function readClockMember(member: string): { readonly clock: string; readonly part: ClockPart } | undefined {
  const [root, clock, last, ...more] = member.split('.')
  const part = clockParts.find((one) => one === last)
  return root === 'clocks' && clock && part && more.length === 0 ? { clock, part } : undefined
}

/** What a member of the record is that may be a part of one of its clocks. */
export function memberValue<Member extends string>(
  record: { readonly [member in Member]?: string | number | null } & { readonly clocks?: StoodClocks },
  member: Member | ClockMember,
): string | number | null {
  const part = readClockMember(member)
  const value = part ? record.clocks?.[part.clock]?.[part.part] : record[member as Member]
  return value ?? null
}

/** `record.clocks.<clock>.<part>`: what stands for the clock, and the part. */
export function clockRead(tree: Tree): { readonly clock: string; readonly part: string } | undefined {
  const [part, clock, root] = [namedIn(tree), namedIn(ofTree(tree)), namedIn(ofTree(ofTree(tree)))]
  const record = ofTree(ofTree(ofTree(tree)))
  const isRead = root === 'clocks' && record?.kind === 'name' && record.name === 'record'
  return isRead && part !== undefined && clock !== undefined ? { clock, part } : undefined
}

function ofTree(tree: Tree | undefined): Tree | undefined {
  return tree?.kind === 'member' || tree?.kind === 'index' ? tree.of : undefined
}

/** `a.b` and `a["b"]` say the same. */
function namedIn(tree: Tree | undefined): string | undefined {
  if (tree?.kind === 'member') return tree.name
  return tree?.kind === 'index' && tree.index.kind === 'literal' && typeof tree.index.value === 'string'
    ? tree.index.value
    : undefined
}
