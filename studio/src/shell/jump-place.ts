// What can be jumped to, and what of it is meant by the words that somebody types?
import type { Favourite } from '../api/favourites-api.ts'

const jumpGroups = ['recent', 'lists', 'views', 'acts', 'pages', 'records'] as const
export type JumpGroup = (typeof jumpGroups)[number]

export interface JumpPlace {
  readonly id: string
  readonly group: JumpGroup
  readonly label: string
  /** Other words that somebody may call it by, in the reader's language. */
  readonly also?: string
  /** What it belongs to. */
  readonly kind?: string
  /** Tells it apart from another of the same name. */
  readonly hint?: string
  readonly go: () => void
  /** What the star takes, of a record or list. */
  readonly star?: Favourite
}

export interface GroupOfPlaces {
  readonly group: JumpGroup
  readonly places: readonly JumpPlace[]
}

/**
 * Those that have every word, the likeliest first: what is called just so, then what was used lately, then what begins so. `used`
 * holds ids, the latest first. A group stands where its best one would, and nothing moves among what is alike.
 */
export function findPlaces(
  words: string,
  places: readonly JumpPlace[],
  used: readonly string[],
): readonly GroupOfPlaces[] {
  const wanted = folded(words)
  const scored = places
    .map((place) => ({ place, score: scoreOf(wanted, place, used.indexOf(place.id)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const groups = [...new Set(scored.map(({ place }) => place.group))]
  return groups.map((group) => ({
    group,
    places: scored.filter(({ place }) => place.group === group).map(({ place }) => place),
  }))
}

/** Before anything is typed: what was used lately, then everything in its groups. */
export function allPlaces(places: readonly JumpPlace[], used: readonly string[]): readonly GroupOfPlaces[] {
  const again = used.flatMap((id) => {
    const place = places.find((one) => one.id === id)
    return place ? [{ ...place, group: 'recent' as const }] : []
  })
  const isAgain = new Set(again.map(({ id }) => id))
  const all = [
    ...places.filter(({ group }) => group === 'recent'),
    ...again,
    ...places.filter(({ id }) => !isAgain.has(id)),
  ]
  return jumpGroups
    .map((group) => ({ group, places: [...new Set(all.filter((place) => place.group === group))] }))
    .filter((one) => one.places.length > 0)
}

function scoreOf(wanted: string, { label, also = '', group }: JumpPlace, usedAt: number): number {
  const name = folded(label)
  const [own, other] = [wordsOf(name), wordsOf(folded(also))]
  const each = wordsOf(wanted).map((word) => {
    if (own.some((one) => one.startsWith(word))) return 3
    if (other.some((one) => one.startsWith(word))) return 2
    return name.includes(word) ? 1 : 0
  })
  if (each.length === 0 || each.includes(0)) return 0
  const isLate = usedAt >= 0 || group === 'recent'
  return (
    each.reduce<number>((sum, one) => sum + one, 0) / each.length +
    (name === wanted ? 100 : 0) +
    (isLate ? 20 - Math.max(usedAt, 0) / 10 : 0) +
    (name.startsWith(wanted) ? 10 : 0)
  )
}

const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)

/** Without accents and case: `ё` is `е`, `São` is `sao`. */
const folded = (text: string) => text.trim().normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
