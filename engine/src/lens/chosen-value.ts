// Which value does a related record get when several records that link to it say what it is?
import { canonicalJson, type Json } from '../json.ts'
import type { ChosenBy } from './op.ts'

/** What records say, each value once. */
export class Voices {
  readonly #said = new Map<string, Voice>()

  /** Who says nothing disagrees with nobody. `at`: when it was said, in ms. */
  add(value: Json, at: number): void {
    if (value === null) return
    const key = canonicalJson(value)
    const known = this.#said.get(key)
    this.#said.set(key, { value, n: (known?.n ?? 0) + 1, at: Math.max(known?.at ?? at, at) })
  }

  /** More than one value was said. */
  get isDivided(): boolean {
    return this.#said.size > 1
  }

  /** The most common first, of those the one that was said last. */
  get all(): readonly Voice[] {
    return [...this.#said.values()].sort((a, b) => b.n - a.n || b.at - a.at)
  }

  /** Null: nobody said anything. Undefined: they disagree, and somebody is to be asked. */
  chosen(by: ChosenBy): Json | undefined {
    const [common] = this.all
    if (!common) return null
    if (!this.isDivided || by === 'most-common') return common.value
    return by === 'ask' ? undefined : this.all.reduce((last, one) => (one.at > last.at ? one : last)).value
  }
}

export interface Voice {
  readonly value: Json
  /** How many records say so. */
  readonly n: number
  readonly at: number
}
