// Which computed fields, of this blueprint and of others, are made from the records of this one?
import { createHash } from 'node:crypto'
import { canonicalJson, type FieldDef, type FieldId, type Json, type RollupSource, rollupSource } from '@molde/engine'
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { findVersion } from '../blueprints/version-table.ts'
import type { Db } from '../store/store.ts'
import { readersOf } from './source-table.ts'

interface Place {
  readonly no: number
  readonly name: string
}

/** A roll-up somewhere that counts records of this blueprint. */
export interface RollupReader {
  readonly key: string
  /** Whose records have the roll-up. */
  readonly parent: Place
  /** Of this blueprint: what points there. */
  readonly via: FieldId
  readonly source: RollupSource
}

/** A lookup somewhere that shows a field of this blueprint's records. */
export interface LookupReader {
  /** Whose records show it, and by which relation of theirs. */
  readonly shown: Place
  readonly via: FieldId
  /** Of this blueprint. */
  readonly field: FieldId
}

export interface Readers {
  readonly rollups: readonly RollupReader[]
  readonly lookups: readonly LookupReader[]
}

export async function readersFor(db: Db, tenant: number, name: string): Promise<Readers> {
  const rows = await findBlueprintsByNo(db, tenant, await readersOf(db, tenant, name))
  const rollups: RollupReader[] = []
  const lookups: LookupReader[] = []
  for (const row of rows.filter(({ trashedAt }) => trashedAt === null)) {
    const fields = (await findVersion(db, tenant, row.no, row.head))?.definition.fields ?? []
    const place = { no: row.no, name: row.name }
    for (const field of fields) {
      const { computed } = field
      const source = rollupSource(field)
      if (source && computed?.kind === 'rollup' && computed.blueprint === name)
        rollups.push({ key: rollupKey(row.no, field), parent: place, via: computed.via, source })
      if (computed?.kind === 'lookup' && fields.some(({ id, blueprint }) => id === computed.via && blueprint === name))
        lookups.push({ shown: place, via: computed.via, field: computed.field })
    }
  }
  return { rollups, lookups }
}

/** Another one as soon as something else is counted, so that what was counted before does not get in between. */
export function rollupKey(blueprint: number, { id, type, computed }: FieldDef): string {
  if (computed?.kind !== 'rollup') return ''
  const { names: _, where, ...about } = computed
  const counted = canonicalJson([about, where?.cel ?? null, type] as unknown as Json)
  return `${blueprint}.${id}.${createHash('sha256').update(counted).digest('hex').slice(0, 12)}`
}
