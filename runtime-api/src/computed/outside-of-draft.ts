// What would records show of others, and which numbers would they have, if a draft were published? Read only, and as far as one looks.
import {
  equalJson,
  type FieldDef,
  type FromOutside,
  type Json,
  noParts,
  partOf,
  type RollupState,
  rollupSource,
  rollupValue,
  type StoredData,
  withPart,
  writeNumber,
} from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { TriedOps } from '../blueprints/tried-ops.ts'
import { ApiError } from '../errors.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { findRecords, type RecordRow } from '../record-store/record-table.ts'
import { liftRows } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'

/** Records of another blueprint that a roll-up is tried on; of more than that nothing is told. */
const mostCounted = 20_000

export interface OutsideOfDraft {
  /** Beside each of these rows, in their order. */
  besides(rows: readonly RecordRow[]): Promise<readonly FromOutside[]>
}

/** Only of fields that are new, or worked out in another way: what the others hold stays as it is. */
export async function outsideOfDraft(scope: Scope, { head, version }: TriedOps): Promise<OutsideOfDraft> {
  const known = new Map(head.fields.map((field) => [field.id, field]))
  const fresh = version.fields.filter(
    (field) =>
      field.computed && !equalJson((known.get(field.id)?.computed ?? null) as Json, field.computed as unknown as Json),
  )
  const rollups: Told[] = []
  for (const field of fresh.filter(({ computed }) => computed?.kind === 'rollup')) {
    const told = await rolledUp(scope, field)
    if (told) rollups.push(told)
  }
  const numbers = numbered(fresh)
  return {
    async besides(rows) {
      const lookups: Told[] = []
      for (const field of fresh) {
        const told = await lookedUp(scope, head.fields, field, rows)
        if (told) lookups.push(told)
      }
      const told = [...lookups, ...rollups, ...numbers]
      return rows.map((row) => Object.fromEntries(told.map(({ field, valueFor }) => [field, valueFor(row)])))
    },
  }
}

interface Told {
  readonly field: string
  valueFor(row: RecordRow): Json
}

/** As far as the link was there before the draft. */
async function lookedUp(
  scope: Scope,
  before: readonly FieldDef[],
  { id, computed }: FieldDef,
  rows: readonly RecordRow[],
): Promise<Told | undefined> {
  if (computed?.kind !== 'lookup') return undefined
  const via = before.find((field) => field.id === computed.via)
  const definition = via?.blueprint === undefined ? undefined : await atHand(scope, via.blueprint)
  if (!via || !definition) return undefined
  const targetOf = ({ data }: RecordRow) => data[via.id]
  const ids = [...new Set(rows.map(targetOf))].filter((one) => typeof one === 'string')
  const found = await findRecords(scope.store.read, scope.tenant.no, definition.no, ids)
  const lifted = await liftRows(scope, scope.store.read, definition, found)
  const datas = new Map(lifted.map((row) => [row.id as Json, row.data]))
  return { field: id, valueFor: (row) => datas.get(targetOf(row) ?? null)?.[computed.field] ?? null }
}

async function rolledUp(scope: Scope, field: FieldDef): Promise<Told | undefined> {
  const { id, computed } = field
  const source = rollupSource(field)
  const definition = computed?.kind === 'rollup' ? await atHand(scope, computed.blueprint) : undefined
  if (computed?.kind !== 'rollup' || !source || !definition) return undefined
  const { store, tenant } = scope
  const states = new Map<string, RollupState>()
  const count = (data: StoredData) => {
    const part = partOf(source, data, tenant.timezone)
    const to = [data[computed.via]].flat().filter((one) => typeof one === 'string')
    if (part === undefined) return
    for (const one of new Set(to)) states.set(one, withPart(source, states.get(one) ?? noParts, part))
  }
  for (let after = 0, looked = 0; ; looked += 500) {
    if (looked >= mostCounted) return undefined
    const rows = await recordsAfter(store.read, tenant.no, definition.no, after, 500)
    const live = rows.filter((row) => row.live)
    for (const { data } of await liftRows(scope, store.read, definition, live)) count(data)
    if (rows.length < 500) break
    after = rows.at(-1)?.no ?? after
    await new Promise((resolve) => setImmediate(resolve))
  }
  const valueFor = (row: RecordRow) =>
    rollupValue(field, source, states.get(row.id) ?? noParts, tenant.timezone) ?? null
  return { field: id, valueFor }
}

/** In the order in which they will be given out to records of before. */
function numbered(fresh: readonly FieldDef[]): readonly Told[] {
  return fresh.flatMap(({ id, computed }): Told[] => {
    if (computed?.kind !== 'autonumber') return []
    let next = computed.start ?? 1
    return [{ field: id, valueFor: ({ data }) => data[id] ?? writeNumber(computed.format, next++) }]
  })
}

/** Gone or in the trash: nothing can be told. */
async function atHand(scope: Scope, name: string) {
  try {
    return await definitionOf(scope, scope.store.read, name)
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 404) return undefined
    throw thrown
  }
}
