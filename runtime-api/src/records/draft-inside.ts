// A new record whose draft looks at others: worked out in the transaction that writes it, so that they stand still meanwhile.
import { type Assignees, assigningBy, type JsonObject, type Path } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { looksUp, withLookups } from '../computed/with-lookups.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { chooseAssignees } from '../transitions/choose-assignees.ts'
import { type DraftOptions, draftRecord, type RecordDraft } from './draft-record.ts'
import { needsMaps, withMaps } from './with-maps.ts'

/** Does a draft need the transaction that writes it? */
export function isDraftedInside(definition: Definition): boolean {
  const assigns = definition.newest.flows.some(({ version }) => assigningBy(version, undefined).length > 0)
  return looksUp(definition) || needsMaps(definition) || assigns
}

export async function draftInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  wire: JsonObject,
  path: Path,
  more: Pick<DraftOptions, 'system' | 'tells'> = {},
): Promise<RecordDraft> {
  const assignees = new Map<number, Assignees>()
  for (const flow of definition.newest.flows) {
    const chosen = await chooseAssignees(tx, scope, definition, flow, undefined)
    if (chosen) assignees.set(flow.no, chosen)
  }
  return draftWith(tx, scope, definition, (options) =>
    draftRecord(scope, definition, wire, path, { ...options, ...more, assignees }),
  )
}

/** The same for several at once. `draft` may run several times; the last answer counts. */
export function draftWith<T>(
  tx: Db,
  scope: Scope,
  definition: Definition,
  draft: (options: DraftOptions) => T,
): Promise<T> {
  return withLookups(tx, scope, definition, (outside) =>
    withMaps(tx, scope, definition, (maps) => draft({ ...outside, maps })),
  )
}
