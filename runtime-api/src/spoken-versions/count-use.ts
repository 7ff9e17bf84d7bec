// Counting who speaks which version costs a request nothing: counts gather in memory and are written together now and then.
import type { Definition } from '../blueprints/definition.ts'
import type { LiveEventHub } from '../live-events/live-event-hub.ts'
import type { Runtime, Scope } from '../runtime.ts'
import { addFieldUse, type FieldUse } from './field-use-table.ts'
import { addUse, type VersionUse } from './use-table.ts'

/** `read-whole`: the answer holds every field of the version. */
type Act = 'read' | 'read-whole' | 'write'
interface Gathered extends VersionUse {
  readonly tenant: number
  readonly blueprint: number
}

interface GatheredField extends FieldUse {
  readonly tenant: number
  readonly blueprint: number
}

const everyMs = 5_000

interface Counts {
  readonly gathered: Map<string, Gathered>
  readonly fields: Map<string, GatheredField>
  timer: NodeJS.Timeout | undefined
}

/** Per running program, known by the one part of it that is never wrapped. */
const countsOfProgram = new WeakMap<LiveEventHub, Counts>()

/** `fields`: ids of those that the request wrote or named; of people nobody has to be told before a field changes. */
export function countUse(
  scope: Scope,
  { no, head }: Definition,
  act: Act,
  fields: () => readonly string[] = () => [],
): void {
  const { runtime, tenant, actor } = scope
  if (actor.kind === 'system') return
  const counts = countsOf(runtime)
  const who = actor.kind === 'key' ? actor.id : ''
  const key = `${tenant.no} ${no} ${head.version} ${who}`
  const known = counts.gathered.get(key)
  const at = runtime.now()
  const nothing = { reads: 0, writes: 0, readAt: null, writtenAt: null, wholeReads: 0, wholeReadAt: null }
  const before = known ?? { ...nothing, tenant: tenant.no, blueprint: no, actor: who, version: head.version }
  counts.gathered.set(
    key,
    act === 'write'
      ? { ...before, writes: before.writes + 1, writtenAt: at }
      : {
          ...before,
          reads: before.reads + 1,
          readAt: at,
          ...(act === 'read-whole' ? { wholeReads: before.wholeReads + 1, wholeReadAt: at } : {}),
        },
  )
  if (actor.kind === 'key')
    for (const field of fields()) countField(counts, { tenant: tenant.no, blueprint: no, field, who }, act, at)
  counts.timer ??= setTimeout(() => void writeUses(runtime), everyMs).unref()
}

function countField(
  { fields }: Counts,
  {
    who: actor,
    ...place
  }: { readonly tenant: number; readonly blueprint: number; readonly field: string; readonly who: string },
  act: Act,
  at: number,
): void {
  const key = `${place.tenant} ${place.blueprint} ${place.field} ${actor}`
  const before = fields.get(key) ?? { ...place, actor, reads: 0, writes: 0, readAt: null, writtenAt: null }
  fields.set(
    key,
    act === 'write'
      ? { ...before, writes: before.writes + 1, writtenAt: at }
      : { ...before, reads: before.reads + 1, readAt: at },
  )
}

/** What is counted so far is written; what cannot be is lost, and nobody waits for it. */
export async function writeUses(runtime: Runtime): Promise<void> {
  const counts = countsOf(runtime)
  clearTimeout(counts.timer)
  counts.timer = undefined
  const all = [...counts.gathered.values()]
  counts.gathered.clear()
  const fields = [...counts.fields.values()]
  counts.fields.clear()
  for (const [tenant, uses] of byTenant(all)) {
    try {
      const store = await runtime.tenants.open(tenant)
      await store.inTransaction(async (tx) => {
        for (const use of uses) await addUse(tx, tenant, use.blueprint, use)
        for (const use of fields.filter((one) => one.tenant === tenant))
          await addFieldUse(tx, tenant, use.blueprint, use)
      })
    } catch (thrown) {
      runtime.log.warn({ tenant, err: thrown }, 'who speaks which version could not be counted')
    }
  }
}

function byTenant(all: readonly Gathered[]): ReadonlyMap<number, readonly Gathered[]> {
  const found = new Map<number, Gathered[]>()
  for (const use of all) found.set(use.tenant, [...(found.get(use.tenant) ?? []), use])
  return found
}

function countsOf({ hub }: Runtime): Counts {
  const known = countsOfProgram.get(hub)
  if (known) return known
  const fresh: Counts = { gathered: new Map(), fields: new Map(), timer: undefined }
  countsOfProgram.set(hub, fresh)
  return fresh
}
