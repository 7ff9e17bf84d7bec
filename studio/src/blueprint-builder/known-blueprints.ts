// The other blueprints of a tenant, for drafts whose fields link to them: the engine must see what they are called and hold.
import type { JsonObject } from '@molde/engine'
import type { Blueprint } from '../api/blueprints-api.ts'

/** By the id of the blueprint that is changed: blueprints of one tenant never meet those of another. */
const known = new Map<string, readonly Blueprint[]>()
const made = new Map<string, readonly Blueprint[]>()

const nameOf = ({ id, name }: Pick<Blueprint, 'id' | 'name'>) => id ?? name

/** All of a tenant, as they are published. */
export function rememberBlueprints(all: readonly Blueprint[]): void {
  for (const one of all) known.set(nameOf(one), all)
}

/** Acts as if one that is only planned were there. */
export function seenBeside<T>(published: Blueprint, one: Blueprint, act: () => T): T {
  const before = made.get(nameOf(published)) ?? []
  rememberBeside(published, one)
  try {
    return act()
  } finally {
    made.set(nameOf(published), before)
  }
}

/** One that was just made or changed, beside the blueprint that is changed: lists that were read before lack it. */
export function rememberBeside(published: Blueprint, one: Blueprint): void {
  const others = (made.get(nameOf(published)) ?? []).filter(({ name }) => name !== one.name)
  made.set(nameOf(published), [...others, one])
}

export function blueprintBeside(published: Blueprint, name: string): Blueprint | undefined {
  const named = (list: readonly Blueprint[] | undefined) => list?.find((one) => one.name === name)
  const [read, fresh] = [named(known.get(nameOf(published))), named(made.get(nameOf(published)))]
  // One may have got a field since the others were read, or some more after it was made.
  return read && fresh && fresh.version > read.version ? fresh : (read ?? fresh)
}

const linking = ['toRelation', 'retarget', 'extract', 'inline', 'moveToRelated', 'mergeBlueprints']

/** Do these ops read other blueprints than the one they change? */
export const needsBlueprints = (ops: readonly JsonObject[]): boolean =>
  ops.some((op) => linking.includes(String(op['op'])) || needsBlueprints((op['ops'] ?? []) as readonly JsonObject[]))

/** Can these ops be read by now? */
export const areBlueprintsKnown = (published: Blueprint, ops: readonly JsonObject[]): boolean =>
  known.has(nameOf(published)) ||
  ops.every(
    (op) =>
      !needsBlueprints([op]) ||
      (typeof op['blueprint'] === 'string' && blueprintBeside(published, op['blueprint']) !== undefined),
  )
