// Maps of ops as a tenant has them: they gain pairs, and never say anything else than they said before.
import type { OpMaps } from '../src/lens/lens.ts'

export class GrownMaps implements OpMaps {
  readonly #records = new Map<string, string>()
  readonly #keys = new Map<string, string>()
  /** How often it had an answer. */
  answered = 0

  recordOf(map: string, key: string): string | undefined {
    return this.#found(this.#records.get(`${map} ${key}`))
  }

  keyOf(map: string, record: string): string | undefined {
    return this.#found(this.#keys.get(`${map} ${record}`))
  }

  /** Of several records for one key the first stands for it, and the other way round. */
  add(map: string, key: string, record: string): this {
    const [byKey, byRecord] = [`${map} ${key}`, `${map} ${record}`]
    if (!this.#records.has(byKey)) this.#records.set(byKey, record)
    if (!this.#keys.has(byRecord)) this.#keys.set(byRecord, key)
    return this
  }

  #found(answer: string | undefined): string | undefined {
    if (answer !== undefined) this.answered += 1
    return answer
  }
}

export function mapOf(map: string, pairs: Readonly<Record<string, string>>): GrownMaps {
  return Object.entries(pairs).reduce((maps, [key, record]) => maps.add(map, key, record), new GrownMaps())
}
