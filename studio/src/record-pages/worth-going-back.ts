// Which earlier values of a record can be brought back with an effect, and which step taken back? The state of a flow, and what the
// system fills, follow steps only.
import type { WireField } from '../api/blueprints-api.ts'
import type { HistoryEntry } from '../api/records-api.ts'

/** Revs after which somebody has changed a value that people write. `entries`: newest first, without a gap from the newest on. */
export function revsWorthGoingBack(
  entries: readonly Pick<HistoryEntry, 'rev' | 'changes'>[],
  fields: readonly WireField[],
  stateFields: readonly string[],
): ReadonlySet<number> {
  const written = new Set(
    fields.filter(({ key, readOnly }) => !readOnly && !stateFields.includes(key)).map(({ key }) => key),
  )
  const worth = new Set<number>()
  let changedSince = false
  for (const { rev, changes } of entries) {
    if (changedSince) worth.add(rev)
    changedSince ||= changes.some(({ field }) => written.has(field))
  }
  return worth
}

/** Where the flow of this field stood at a rev is another place than now. */
export function isElsewhereSince(
  entries: readonly Pick<HistoryEntry, 'rev' | 'changes'>[],
  rev: number,
  stateField: string,
): boolean {
  const since = entries.filter((entry) => entry.rev > rev).flatMap(({ changes }) => changes)
  const moves = since.filter(({ field }) => field === stateField)
  return moves.length > 0 && JSON.stringify(moves.at(-1)?.from) !== JSON.stringify(moves[0]?.to)
}

/** As long as the server lets a step be taken back, in ms. */
const undoTime = 10 * 60_000

/** Rev of the step that this person can still take back: their own, the last thing that happened, a moment ago. */
export function revToUndo(
  entries: readonly Pick<HistoryEntry, 'rev' | 'kind' | 'event' | 'note' | 'by' | 'at'>[],
  me: string | undefined,
  now: number,
): number | undefined {
  // What was only worked out anew is nobody's change.
  const last = entries.find(({ note }) => note !== 'computed')
  // What was taken by itself would be taken again.
  if (last?.kind !== 'transition' || last.event === null || last.by !== me) return undefined
  return now - Date.parse(last.at) < undoTime ? last.rev : undefined
}
