// The short permanent names of the parts of a definition, and how the next one is given out.
// An id is a letter and a number from a counter of its blueprint or flow; it is never given out twice.

/** A field: `f1`. */
export type FieldId = `f${number}`
/** A choice of an enumeration, and so also a leaf state of a flow: `o1`. */
export type OptionId = `o${number}`
/** An event of a flow: `e1`. */
export type EventId = `e${number}`
/** A transition of a flow: `t1`. */
export type TransitionId = `t${number}`
/** An action of a flow: `a1`. */
export type ActionId = `a${number}`
/** A timer of a flow: `m1`. */
export type TimerId = `m${number}`
/** A stored change between two versions: `p1`. */
export type OpId = `p${number}`
/** A cross-field rule: `r1`. */
export type RuleId = `r${number}`
/** A unique rule: `u1`. */
export type UniqueId = `u${number}`

export type IdLetter = 'f' | 'o' | 's' | 'e' | 't' | 'a' | 'm' | 'p' | 'r' | 'u'

/** The last number given out per letter, stored with the blueprint or flow. */
export type IdCounters = Partial<Record<IdLetter, number>>

/** A field or a choice as the wire names it: by key, else by id. Where both could match, the key wins. */
export function partNamed<Part extends { readonly key: string; readonly id: string }>(
  parts: readonly Part[],
  name: unknown,
): Part | undefined {
  return parts.find(({ key }) => key === name) ?? parts.find(({ id }) => id === name)
}

/** Hands out ids after `from`; `counters()` is what to store afterwards. */
export function idGiver(from: IdCounters) {
  const last: IdCounters = { ...from }
  return {
    next<L extends IdLetter>(letter: L): `${L}${number}` {
      const number = (last[letter] ?? 0) + 1
      last[letter] = number
      return `${letter}${number}` as `${L}${number}`
    },
    /** Never gives out this id: a document brought it along. */
    keep(id: string): void {
      const letter = id.charAt(0) as IdLetter
      last[letter] = Math.max(last[letter] ?? 0, Number(id.slice(1)))
    },
    counters: (): IdCounters => ({ ...last }),
  }
}

export type IdGiver = ReturnType<typeof idGiver>
