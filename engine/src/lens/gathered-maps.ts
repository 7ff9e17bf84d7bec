// What do records ask of the maps of ops? Answers as far as it was told, and notes the rest, so that it can be fetched at once.
import type { OpMaps } from './lens.ts'

/** What is not known yet of one map, each once. */
export interface MapAsk {
  readonly map: string
  /** Values whose record is asked for. */
  readonly keys: readonly string[]
  /** Records whose value is asked for. */
  readonly records: readonly string[]
}

/**
 * Run a plan with it, fetch what `unanswered` says, `tell` what was found, and run the plan anew until nothing is asked any more:
 * what a later op asks may follow from what an earlier one was answered.
 */
export class GatheredMaps implements OpMaps {
  readonly #records = new Answers()
  readonly #keys = new Answers()

  recordOf(map: string, key: string): string | undefined {
    return this.#records.ask(map, key)
  }

  keyOf(map: string, record: string): string | undefined {
    return this.#keys.ask(map, record)
  }

  tellRecord(map: string, key: string, record: string): void {
    this.#records.tell(map, key, record)
  }

  tellKey(map: string, record: string, key: string): void {
    this.#keys.tell(map, record, key)
  }

  /** What was asked since the last look and has no answer. It is handed out once: what nobody tells then stays unanswered. */
  unanswered(): readonly MapAsk[] {
    const [keys, records] = [this.#records.takeAsked(), this.#keys.takeAsked()]
    return [...new Set([...keys.keys(), ...records.keys()])].map((map) => ({
      map,
      keys: keys.get(map) ?? [],
      records: records.get(map) ?? [],
    }))
  }
}

class Answers {
  readonly #known = new Map<string, Map<string, string | undefined>>()
  readonly #asked = new Map<string, string[]>()

  ask(map: string, question: string): string | undefined {
    const known = this.#of(map)
    if (!known.has(question)) {
      known.set(question, undefined)
      const asked = this.#asked.get(map) ?? []
      this.#asked.set(map, asked)
      asked.push(question)
    }
    return known.get(question)
  }

  tell(map: string, question: string, answer: string): void {
    this.#of(map).set(question, answer)
  }

  takeAsked(): ReadonlyMap<string, readonly string[]> {
    const asked = new Map(
      [...this.#asked].map(
        ([map, questions]) => [map, questions.filter((one) => this.#of(map).get(one) === undefined)] as const,
      ),
    )
    this.#asked.clear()
    return new Map([...asked].filter(([, questions]) => questions.length > 0))
  }

  #of(map: string): Map<string, string | undefined> {
    const known = this.#known.get(map) ?? new Map<string, string | undefined>()
    this.#known.set(map, known)
    return known
  }
}
