// What do the records that link to one record say of it? It is given what was chosen, once; for a field that moves to where a link leads.
import {
  compilePlan,
  keyOfMoved,
  type MoveToRelatedFieldOp,
  movedKeyOf,
  movedRecordOf,
  movedValueOf,
  runPlan,
  type StoredData,
  Voices,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import { readBackLinks } from '../record-store/link-table.ts'
import { findColumnsByNo, numbersOf, type RecordRow, recordOf } from '../record-store/record-table.ts'
import { carried, readShapes } from '../records/lift-row.ts'
import type { Found, Missing } from './found-pairs.ts'
import { giveValues } from './give-values.ts'
import { loadMaps } from './load-maps.ts'
import type { MapPair } from './op-map-table.ts'
import { dataOf, type Within } from './record-texts.ts'

const chunk = 500

/** `source` is the blueprint of the records that link to those of `linked`. What a related record holds already stays. */
export async function relatedPairs(
  within: Within,
  source: Definition,
  linked: Definition,
  op: MoveToRelatedFieldOp,
  records: readonly string[],
): Promise<Found> {
  const held = await dataOf(within, linked, records)
  const numbers = await numbersOf(within.tx, within.scope.tenant.no, records)
  const pairs: MapPair[] = []
  const created: LiveEvent[] = []
  const missing: Missing[] = []
  for (const record of records) {
    const [data, no] = [held.get(record), numbers.get(record)]
    const key = data && no !== undefined ? await chosenKey(within, source, op, { no, data }) : undefined
    const given = key === undefined ? undefined : await giveValues(within, linked, record, movedRecordOf(op, key))
    if (key === undefined || (given && 'why' in given)) missing.push({ asked: record, ...given })
    else {
      pairs.push({ key, target: record })
      if (given) created.push({ kind: 'record.updated', blueprint: linked.name, id: record, rev: given.rev })
    }
  }
  return { pairs, created, missing }
}

/** Undefined: they disagree, and somebody is to be asked. */
async function chosenKey(
  within: Within,
  source: Definition,
  op: MoveToRelatedFieldOp,
  { no, data }: { readonly no: number; readonly data: StoredData },
): Promise<string | undefined> {
  const own = keyOfMoved(op, data)
  if (own !== undefined && op.choose !== 'ask') return own
  const voices = new Voices()
  if (own !== undefined) voices.add(movedValueOf(op, own), 0)
  const [field] = op.own
  let isHeard = false
  for await (const row of linkingRows(within, source, op, no)) {
    isHeard = true
    voices.add((field && row.data[field.id]) ?? null, row.updatedAt)
    if (op.choose === 'ask' && voices.isDivided) return undefined
  }
  // The first one to link to it is being written just now, and will be asked when it crosses again.
  if (!isHeard) return undefined
  const chosen = voices.chosen(op.choose)
  return chosen === undefined ? undefined : movedKeyOf(chosen)
}

/** Live records that link to this one, with the values that they have when they come to the op. */
async function* linkingRows(
  { tx, scope }: Within,
  source: Definition,
  op: MoveToRelatedFieldOp,
  to: number,
): AsyncGenerator<RecordRow> {
  const tenant = scope.tenant.no
  const { version, before } = placeOf(source, op)
  const rest = compilePlan((number) => (number === 2 ? before : []), 1, 2)
  for (let from = 0; ; ) {
    const links = await readBackLinks(tx, tenant, to, chunk, { field: op.link.id, from })
    const own = links.filter(({ field }) => field === op.link.id).map((link) => link.from)
    const columns = await findColumnsByNo(tx, tenant, own)
    const rows = columns.map(recordOf).filter(({ blueprint, live }) => live && blueprint === source.no)
    let shaped: readonly RecordRow[] = rows
    await readShapes(scope, tx, source, [version, ...rows.map((row) => row.version)])
    await loadMaps(tx, tenant, source.no, (maps) => {
      shaped = rows.map((row) => {
        const there = carried(scope, source, row, { from: row.version, to: version, maps })
        return { ...there, ...runPlan(rest, there.data, there.attic, { maps }) }
      })
    })
    yield* shaped
    const last = own.at(-1)
    if (last === undefined || own.length < chunk) return
    from = last
  }
}

/** The version that the op's draft changed, and what stands before it in the draft. */
function placeOf({ opsInto, newest }: Definition, { id }: MoveToRelatedFieldOp) {
  for (let version = newest.head.version; version > 1; version--) {
    const ops = opsInto(version)
    const at = ops.findIndex((op) => op.id === id)
    if (at >= 0) return { version: version - 1, before: ops.slice(0, at) }
  }
  throw new RangeError(`no version was made by the op ${id}`)
}
