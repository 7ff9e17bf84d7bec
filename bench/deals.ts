// The records every measured system stores: sales deals of about 600 bytes, the same ones in the same order from one seed.

export interface Deal {
  readonly title: string
  readonly stage: Stage
  readonly source: Source
  readonly amount: number
  readonly company: string
  readonly owner: string
  readonly due: string
  readonly notes: string
}

export const stages = ['NEW', 'QUALIFIED', 'OFFER', 'NEGOTIATION', 'WON', 'LOST'] as const
type Stage = (typeof stages)[number]

/** What the measured lists filter by: a sixth of the deals each. */
export const sources = ['WEB', 'FAIR', 'PHONE', 'PARTNER', 'MAIL', 'OTHER'] as const
export type Source = (typeof sources)[number]

const words =
  `anchor basin cedar delta ember fjord grain harbor inlet jasper kernel lumen marble nectar orbit pillar quarry
ripple silver timber umber valley willow xenon yonder zephyr amber bronze copper dune`.split(/\s+/)

/** Small fast generator (mulberry32): the same seed gives the same deals on every machine. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function dealMaker(seed: number): () => Deal {
  const next = random(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T
  const phrase = (length: number) => Array.from({ length }, () => pick(words)).join(' ')
  return () => ({
    title: phrase(4),
    stage: 'NEW',
    source: pick(sources),
    amount: Math.round(next() * 1_000_000) / 100,
    company: `${pick(words)} ${pick(words)} ${Math.floor(next() * 5000)}`,
    owner: pick(words),
    due: `2026-${String(1 + Math.floor(next() * 12)).padStart(2, '0')}-${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`,
    notes: phrase(52),
  })
}
