// Which id a part of a flow gets: the one it was sent with, or the next one never given out.

import type { Path } from '../errors.ts'
import type { Reader } from '../flow/collect-issues.ts'
import type { IdGiver } from '../ids.ts'
import { isJsonObject } from '../json.ts'

/** What a flow gives ids to: events, transitions, actions, timers. Its states have the ids of their options. */
type FlowLetter = 'e' | 't' | 'a' | 'm'

export interface IdKeeper {
  /** The id of the part at `path`; a malformed one or one that stands twice is reported. */
  take<L extends FlowLetter>(letter: L, sent: unknown, path: Path): `${L}${number}`
}

/** Sender's numbers end here, so that moving a counter past them stays cheap. */
const shape = /^([etam])([1-9][0-9]{0,4})$/

/** Counters move past every id in the document first: an id that was sent can never be given out a second time. */
export function idKeeper(from: Reader, ids: IdGiver, wire: unknown): IdKeeper {
  for (const [letter, last] of highestIds(wire)) movePast(ids, letter, last)
  const taken = new Set<string>()
  return {
    take(letter, sent, path) {
      if (sent === undefined) return ids.next(letter)
      if (typeof sent !== 'string' || !shape.test(sent) || !sent.startsWith(letter))
        from.refuse(path, 'wrong-form', { form: `${letter}1` })
      else if (taken.has(sent)) from.refuse(path, 'given-twice', { name: sent })
      else taken.add(sent)
      return String(sent) as `${typeof letter}${number}`
    },
  }
}

function movePast(ids: IdGiver, letter: FlowLetter, last: number): void {
  for (let given = ids.counters()[letter] ?? 0; given < last; given += 1) ids.next(letter)
}

/** `states → PENDING → timers → 0 → onRemind → 0 → id` is the deepest place of an id. */
const deepest = 7

function highestIds(wire: unknown): ReadonlyMap<FlowLetter, number> {
  const highest = new Map<FlowLetter, number>()
  const visit = (value: unknown, depth: number): void => {
    if (depth > deepest || typeof value !== 'object' || value === null) return
    if (isJsonObject(value)) note(highest, Object.hasOwn(value, 'id') ? value['id'] : undefined)
    for (const inner of Object.values(value)) visit(inner, depth + 1)
  }
  visit(wire, 0)
  return highest
}

function note(highest: Map<FlowLetter, number>, id: unknown): void {
  const [, letter, number] = typeof id === 'string' ? (shape.exec(id) ?? []) : []
  if (letter === undefined) return
  const known = highest.get(letter as FlowLetter) ?? 0
  highest.set(letter as FlowLetter, Math.max(known, Number(number)))
}
