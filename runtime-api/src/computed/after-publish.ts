// A definition was published: who reads whom is written down, names and types follow, and values are worked out by jobs.
import {
  type BlueprintVersion,
  compilePlan,
  equalJson,
  type Json,
  refreshComputed,
  type StoredOp,
  sourcesOf,
} from '@molde/engine'
import { findBlueprint, touchBlueprint } from '../blueprints/blueprint-table.ts'
import { derivedFrom } from '../blueprints/derived-from.ts'
import { rewriteVersion } from '../blueprints/version-table.ts'
import { workedOutAnew } from '../blueprints/worked-out-anew.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { blueprintsNamedIn, readingVersions } from './related-definitions.ts'
import { putSources } from './source-table.ts'

export interface Published {
  readonly no: number
  /** Undefined: it is new. */
  readonly before: BlueprintVersion | undefined
  readonly after: BlueprintVersion
  readonly ops: readonly StoredOp[]
}

/** In the transaction that publishes. */
export async function afterPublish(tx: Db, scope: Scope, { no, before, after, ops }: Published): Promise<void> {
  const [was, is] = [before ? sourcesOf(before) : [], sourcesOf(after)]
  if (was.length + is.length > 0) {
    await putSources(tx, scope.tenant.no, no, is)
    // Who counts their records, and how, is compiled with them.
    for (const name of new Set([...was, ...is])) if (name !== after.name) await touchNamed(tx, scope, name)
  }
  const readers = await readingVersions(tx, scope, after.name)
  for (const reader of readers) await followIn(tx, scope, reader)
  if (before) await workOutLater(tx, scope, { no, before, after, ops }, readers)
}

/** Values of before, by jobs. Formulas alone are worked out whenever an old record is read. */
async function workOutLater(
  tx: Db,
  scope: Scope,
  { no, before, after, ops }: Published & { readonly before: BlueprintVersion },
  readers: readonly BlueprintVersion[],
): Promise<void> {
  const { touches } = compilePlan(() => ops, before.version, after.version)
  const anew = workedOutAnew(before, after, touches)
  const related = after.fields.filter(({ id, computed }) => anew.has(id) && computed && computed.kind !== 'formula')
  const own = { no, name: after.name }
  const changesValues = touches.size > 0 || ops.some(({ op }) => sayingOps.includes(op))
  const isRead = readers.length > 0 || sourcesOf(after).includes(after.name)
  if (related.length > 0 || (isRead && (anew.size > 0 || changesValues))) await enqueueAll(tx, scope, own)
  const counted = related.flatMap(({ computed }) => (computed?.kind === 'rollup' ? [computed.blueprint] : []))
  for (const name of new Set(counted)) if (name !== after.name) await enqueueNamed(tx, scope, name)
  // Their lookups show what is another value now.
  if (anew.size > 0 || changesValues) for (const { name } of readers) await enqueueNamed(tx, scope, name)
}

/** Ops that touch no stored value, and after which what is worked out from it may be another one. */
const sayingOps = ['change', 'options', 'restore', 'revert']

/** Everything of a blueprint that came back, or whose neighbours did. */
export async function workOutAll(tx: Db, scope: Scope, name: string, version: BlueprintVersion): Promise<void> {
  const sources = sourcesOf(version)
  for (const source of sources) {
    await touchNamed(tx, scope, source)
    await enqueueNamed(tx, scope, source)
  }
  if (sources.length > 0) await enqueueNamed(tx, scope, name)
}

export async function touchSources(tx: Db, scope: Scope, version: BlueprintVersion): Promise<void> {
  for (const source of sourcesOf(version)) await touchNamed(tx, scope, source)
}

/** Names and types that a reader has from here, as they are now. */
async function followIn(tx: Db, scope: Scope, reader: BlueprintVersion): Promise<void> {
  const now = refreshComputed(reader, await blueprintsNamedIn(tx, scope, reader))
  const row = await findBlueprint(tx, scope.tenant.no, reader.name)
  if (!row || equalJson(now as unknown as Json, reader as unknown as Json)) return
  await rewriteVersion(tx, scope.tenant.no, row.no, derivedFrom(now, scope.tenant.language))
  await touchBlueprint(tx, scope.tenant.no, row.no)
}

async function touchNamed(tx: Db, scope: Scope, name: string): Promise<void> {
  const row = await findBlueprint(tx, scope.tenant.no, name)
  if (row) await touchBlueprint(tx, scope.tenant.no, row.no)
}

async function enqueueNamed(tx: Db, scope: Scope, name: string): Promise<void> {
  const row = await findBlueprint(tx, scope.tenant.no, name)
  if (row) await enqueueAll(tx, scope, row)
}

async function enqueueAll(
  tx: Db,
  scope: Scope,
  { no, name }: { readonly no: number; readonly name: string },
): Promise<void> {
  const records = await countAll(tx, scope.tenant.no, no)
  if (records > 0) await enqueueJob(tx, scope, { kind: 'recompute', blueprint: name, blueprintNo: no }, records)
}
