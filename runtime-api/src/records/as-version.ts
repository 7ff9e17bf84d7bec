// Which version does a client speak, with `as=3` or `Accept-Blueprint: customer@3`?
import { issue, refuseIf } from '@molde/engine'
import { definitionAt } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { rowsInSight } from '../subtables/rows-in-sight.ts'

/** The blueprint in the words of that version; without a wish, of the one that the key is pinned to, else of the newest. */
export async function definitionAs(
  scope: Scope,
  db: Db,
  definition: Definition,
  asked: string | undefined,
): Promise<Definition> {
  const pinned = scope.actor.kind === 'key' ? definition.pins.get(scope.actor.id) : undefined
  const version = asked === undefined ? pinned : readVersion(definition, asked)
  if (version === undefined) return definition
  return rowsInSight(scope, await definitionAt(scope, db, definition, version))
}

function readVersion({ head, name }: Definition, asked: string): number {
  const read = /^(?:(.+)@)?(\d{1,9})$/.exec(asked.trim())
  const version = read && (read[1] === undefined || read[1] === name) ? Number(read[2]) : 0
  if (version < 1 || version > head.version) {
    refuseIf([issue(['query', 'as'], 'no-such-version', { value: asked.slice(0, 40), head: head.version })])
  }
  return version
}
