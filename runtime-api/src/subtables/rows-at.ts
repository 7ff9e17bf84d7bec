// Which rows of a blueprint's records are records of others, where a record rests at this version?
import { type RecordsOfRows, rowsElsewhereAt } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'

const none: ReadonlyMap<string, RecordsOfRows> = new Map()

/** By the plans of a definition, which live as long as nothing is published. */
const known = new WeakMap<Definition['plans'], Map<number, ReadonlyMap<string, RecordsOfRows>>>()

/** By the op that made them records. */
export function rowsAt({ no, newest, subtables }: Definition, version: number): ReadonlyMap<string, RecordsOfRows> {
  if (!subtables.some(({ parent }) => parent.no === no)) return none
  const kept = known.get(newest.plans) ?? new Map<number, ReadonlyMap<string, RecordsOfRows>>()
  known.set(newest.plans, kept)
  const found = kept.get(version) ?? rowsElsewhereAt(newest.opsInto, version)
  kept.set(version, found)
  return found
}

/** The group of an op, also where it was undone since. */
export function rowsKnownAs(definition: Definition, map: string): RecordsOfRows | undefined {
  for (let version = definition.newest.head.version; version > 1; version--) {
    const found = rowsAt(definition, version).get(map)
    if (found) return found
  }
  return undefined
}

/** Are these rows in one version and those records in the other? */
export function rowsCross(definition: Definition, from: number, to: number): boolean {
  const [here, there] = [rowsAt(definition, from), rowsAt(definition, to)]
  return here !== there && (here.size !== there.size || [...here.keys()].some((map) => !there.has(map)))
}
