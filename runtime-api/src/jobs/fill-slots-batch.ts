// One batch of filling slots: records that were there before the slot get their value in it, and whatever else hangs on them.
import type { Projection, SlotName } from '@molde/engine'
import { endKeysFor, setDerivedFrom, touchBlueprint } from '../blueprints/blueprint-table.ts'
import type { Definition } from '../blueprints/definition.ts'
import { setSlotStatus, slotsOf } from '../query/slot-table.ts'
import { fillSlots } from '../record-store/many-rows-table.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { numbersOf, type RecordRow, type SlotValues } from '../record-store/record-table.ts'
import { deriveRows } from '../records/derive-row.ts'
import { liftRows } from '../records/lift-row.ts'
import { projectRow } from '../records/project-row.ts'
import { isUnderived } from '../records/underived.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type BatchResult, type Job, type JobPayload, placeOf } from './job.ts'

type FillSlots = Extract<JobPayload, { readonly kind: 'fill-slots' }>

/** What one short transaction takes on SQLite, where every other write waits for it. */
const batchSize = { sqlite: 150, postgres: 500 } as const

/** Writes that happen meanwhile fill the slot themselves, so after one pass over all records it is complete. */
export async function fillSlotsBatch(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  payload: FillSlots,
): Promise<BatchResult> {
  const most = batchSize[tx.dialect]
  const rows = await recordsAfter(tx, scope.tenant.no, payload.blueprintNo, placeOf(job), most)
  const isBehind = (row: RecordRow) => payload.derives && isUnderived(definition, row)
  const behind = rows.filter(isBehind)
  const derived = await deriveRows(tx, scope, definition, behind)
  const errors = derived.flatMap(({ row, taken }) => taken.map(({ message }) => ({ record: row.id, message })))
  const others = rows.filter((row) => !isBehind(row))
  const lifted = await liftRows(scope, tx, definition, others)
  const projected = others.map((row, i) => {
    const shown = lifted[i] as RecordRow
    return { row, projection: projectRow(definition, shown, shown.data) }
  })
  const wanted = new Set(payload.slots)
  const targets = projected.flatMap(({ projection }) => relationsIn(projection, wanted).map(({ id }) => id))
  const numbers =
    targets.length > 0 ? await numbersOf(tx, scope.tenant.no, [...new Set(targets)]) : new Map<string, number>()
  await fillSlots(
    tx,
    scope.tenant.no,
    projected.map(({ row, projection }) => ({ row, values: valuesIn(projection, wanted, numbers) })),
  )
  // The end changes the blueprint, which is done while no record is locked.
  const finished = rows.length === 0
  if (finished) await openSlots(tx, scope, payload)
  return { cursor: rows.at(-1)?.no ?? placeOf(job), done: rows.length, finished, errors }
}

/** Lists may rely on them from now on. */
async function openSlots(tx: Db, scope: Scope, { blueprintNo, slots, version, derives }: FillSlots): Promise<void> {
  const known = await slotsOf(tx, scope.tenant.no, blueprintNo)
  // One that was made anew for a later version waits for the job of that one.
  const own = known.filter(({ slot, forVersion }) => slots.includes(slot) && (forVersion ?? 0) <= (version ?? 0))
  for (const { slot } of own.filter(({ status }) => status === 'building')) {
    await setSlotStatus(tx, scope.tenant.no, blueprintNo, slot, 'ready')
  }
  if (derives && version !== undefined) {
    await setDerivedFrom(tx, scope.tenant.no, { no: blueprintNo, head: version, from: null })
    await endKeysFor(tx, scope.tenant.no, blueprintNo, version)
  }
  await touchBlueprint(tx, scope.tenant.no, blueprintNo)
}

function valuesIn(
  { slots, ...rest }: Projection,
  wanted: ReadonlySet<string>,
  numbers: ReadonlyMap<string, number>,
): SlotValues {
  const values: SlotValues = {}
  for (const slot of wanted as ReadonlySet<SlotName>) values[slot] = slots[slot] ?? null
  for (const { slot, id } of relationsIn({ slots, ...rest }, wanted)) values[slot] = numbers.get(id) ?? null
  return values
}

function relationsIn({ relations }: Projection, wanted: ReadonlySet<string>): Projection['relations'] {
  return relations.filter(({ slot }) => wanted.has(slot))
}
