// Where an operation finds a blueprint compiled: kept while one number of its row stands still, built anew when it has grown.
import {
  type BlueprintVersion,
  type ComputedKind,
  changesUniques,
  compilePlan,
  type FieldDef,
  type FieldId,
  fileFields,
  type Plan,
  type SlotMap,
  type StoredOp,
  scopeOf,
} from '@molde/engine'
import { automationsOf } from '../automations/automations-of.ts'
import { readersFor } from '../computed/readers.ts'
import { ApiError } from '../errors.ts'
import { flowsInUse } from '../flows/flow-in-use.ts'
import type { LiveEventHub } from '../live-events/live-event-hub.ts'
import { missingBlueprint } from '../passages/merged-away.ts'
import { type SlotRow, slotsOf } from '../query/slot-table.ts'
import { countsOf } from '../record-store/count-table.ts'
import type { Runtime, Scope } from '../runtime.ts'
import { pinsOf } from '../spoken-versions/pin-table.ts'
import type { Db } from '../store/store.ts'
import { subtablesOf } from '../subtables/subtable-table.ts'
import { pinnedViewsOf } from '../views/pinned-views.ts'
import { type BlueprintRow, blueprintRev, findBlueprint, findBlueprintsByNo, findRev } from './blueprint-table.ts'
import type { Definition } from './definition.ts'
import { RecentlyUsed } from './recently-used.ts'
import { findVersion, opsBetween } from './version-table.ts'

const mostKept = 1_000

/** Per running program, of which the hub is the one part that is never wrapped: two programs in one process (tests) share nothing. */
const kept = new WeakMap<LiveEventHub, RecentlyUsed<string, Definition>>()

/** The blueprint was changed by somebody else while an operation was at work with it; the operation begins again. */
export class StaleDefinition extends Error {
  override readonly name: string = 'StaleDefinition'
}

/** Something must be read first, and that takes too long inside of a transaction. Reading it, the operation begins again. */
export class NotReadYet extends StaleDefinition {
  override readonly name = 'NotReadYet'
  constructor(readonly read: () => Promise<void>) {
    super()
  }
}

const patient = new WeakSet<Db>()

/** Whoever runs this transaction begins again when it throws `NotReadYet`. */
export function noteBeginsAgain(tx: Db): void {
  patient.add(tx)
}

export function beginsAgain(tx: Db): boolean {
  return patient.has(tx)
}

/** The newest definition; one small statement when nothing has changed. Unknown and trashed are both 404. */
export async function definitionOf(scope: Scope, db: Db, name: string): Promise<Definition> {
  const known = keptDefinition(scope, name)
  if (known) {
    const now = await findRev(db, scope.tenant.no, name)
    if (now && Number(now.no) === known.no && now.rev === known.rev) return known
  }
  const fresh = await definitionInside(db, scope, name)
  definitionsOf(scope.runtime).set(keyOf(scope, name), fresh)
  return fresh
}

/** Inside of a transaction that makes or changes the blueprint: what it sees may never be committed, so it is not kept. */
export async function definitionInside(tx: Db, scope: Scope, name: string): Promise<Definition> {
  const row = await findBlueprint(tx, scope.tenant.no, name)
  if (!row) throw await missingBlueprint(tx, scope, name)
  return compile(scope, tx, row)
}

/** Also of one in the trash: only to read what its records were. */
export async function definitionByNo(scope: Scope, db: Db, no: number): Promise<Definition | undefined> {
  const [row] = await findBlueprintsByNo(db, scope.tenant.no, [no])
  if (!row) return undefined
  return row.trashedAt === null ? definitionOf(scope, db, row.name) : compile(scope, db, row)
}

/** What this process knows, perhaps old: fit for a write, which looks again inside of its transaction (`holdDefinition`). */
export function keptDefinition(scope: Scope, name: string): Definition | undefined {
  return definitionsOf(scope.runtime).get(keyOf(scope, name))
}

/** Inside of a write's transaction: nothing compiled has changed, and nothing will until the transaction ends. */
export async function holdDefinition(tx: Db, tenant: number, definition: Definition): Promise<void> {
  if ((await blueprintRev(tx, tenant, definition.no)) !== definition.rev) throw new StaleDefinition()
}

/** The way of a record from one version to another, forward or backward. */
export function planBetween(
  { opsInto, plans, newest }: Pick<Definition, 'opsInto' | 'plans' | 'newest'>,
  from: number,
  to: number,
): Plan {
  const key = `${from} ${to}`
  const known = plans.get(key)
  if (known) return known
  const plan = compilePlan(opsInto, from, to, newest.head.version)
  plans.set(key, plan)
  return plan
}

/** Everything published so far, in order. */
export function opsOf({ newest, opsInto }: Definition): readonly StoredOp[] {
  return Array.from({ length: newest.head.version }, (_, i) => opsInto(i + 1)).flat()
}

/** A published version, kept as long as the definition it belongs to. */
export async function versionOf(
  scope: Scope,
  db: Db,
  definition: Definition,
  version: number,
): Promise<BlueprintVersion> {
  const { newest } = definition
  if (version === newest.head.version) return newest.head
  const known = definition.versions.get(version)
  if (known) return known
  const row = await findVersion(db, scope.tenant.no, definition.no, version)
  if (!row) throw new ApiError('not-found')
  definition.versions.set(version, row.definition)
  return row.definition
}

/** One that was read before, with `versionOf`. */
export function versionAtHand({ newest, versions }: Definition, version: number): BlueprintVersion {
  const known = version === newest.head.version ? newest.head : versions.get(version)
  if (!known) throw new RangeError(`version ${version} was not read`)
  return known
}

/** The same in the words of an older version, for a client that speaks it. */
export async function definitionAt(scope: Scope, db: Db, definition: Definition, version: number): Promise<Definition> {
  const { newest } = definition
  if (version === newest.head.version) return newest
  const known = newest.spoken.get(version)
  if (known) return known
  const head = await versionOf(scope, db, newest, version)
  const later = planBetween(newest, version, newest.head.version).touches
  const earlier = newest.oldest < version ? planBetween(newest, newest.oldest, version).touches : later
  const computed = computedIds(head)
  const spoken: Definition = {
    ...newest,
    head,
    newest,
    scope: scopeOf(head),
    // A slot holds what the newest version shows: of use where nothing was changed since.
    readySlots: newest.readySlots.filter(
      ({ field }) => !later.has(field) && !(computed as readonly string[]).includes(field),
    ),
    pinnedViews: [],
    ...fieldsByKind(head, newest.flow),
    // What is worked out in this shape no slot holds.
    lifted: new Set([...earlier, ...later, ...computed]),
    underived: new Set([...newest.underived, ...later, ...computed]),
  }
  newest.spoken.set(version, spoken)
  return spoken
}

function fieldsByKind({ fields }: BlueprintVersion, flow: Definition['flow']) {
  const stateField = fields.find(({ id }) => id === flow?.version.stateField)
  return {
    stateKeys: new Map(stateField?.options?.map((option) => [option.id, option.key])),
    relations: fields.filter(({ type }) => type === 'relation'),
    users: fields.filter(({ type, computed }) => type === 'user' && !computed),
    files: fileFields(fields),
    lookups: fields.filter(isMade('lookup')),
    rollups: fields.filter(isMade('rollup')),
    numbers: fields.filter(isMade('autonumber')),
  }
}

function isMade(kind: ComputedKind) {
  return ({ computed }: FieldDef) => computed?.kind === kind
}

function computedIds({ fields }: BlueprintVersion): readonly FieldId[] {
  return fields.filter(({ computed }) => computed).map(({ id }) => id)
}

function union(a: ReadonlySet<FieldId>, b: Iterable<FieldId>): ReadonlySet<FieldId> {
  return new Set([...a, ...b])
}

async function compile(scope: Scope, db: Db, row: BlueprintRow): Promise<Definition> {
  const tenant = scope.tenant.no
  const head = await findVersion(db, tenant, row.no, row.head)
  const slots = await slotsOf(db, tenant, row.no)
  const automations = await automationsOf(db, tenant, row.no)
  const pinned = head ? await pinnedViewsOf(db, tenant, row.no, slots, head.definition) : []
  const counts = await countsOf(db, tenant, row.no)
  const readers = await readersFor(db, tenant, row.name)
  const pins = await pinsOf(db, tenant, row.no)
  const subtables = await subtablesOf(db, tenant, row.no)
  const published = await opsBetween(db, tenant, row.no, 1, row.head)
  const opsInto = (version: number) => published[version - 2] ?? []
  const flows = head ? await flowsInUse(db, tenant, row.no, head.definition, published) : []
  const [flow] = flows
  // Read in several statements: if the blueprint moved on meanwhile, parts of two definitions may have met.
  const [again] = await findBlueprintsByNo(db, tenant, [row.no])
  if (!head || again?.rev !== row.rev || again.trashedAt !== row.trashedAt)
    return row.trashedAt === null ? definitionInside(db, scope, row.name) : compile(scope, db, again ?? row)
  const fields = slots.filter((slot) => slot.status !== 'draining' && slot.field.startsWith('f')) as (SlotRow &
    SlotMap[number])[]
  const oldest = Math.min(row.head, ...counts.map(({ version }) => version))
  const changedSince = (version: number) => {
    const { touches, changes } = compilePlan(opsInto, version, row.head)
    return row.keepsAttics ? touches : changes
  }
  const computed = computedIds(head.definition)
  const compiled: Omit<Definition, 'newest'> & { newest?: Definition } = {
    no: row.no,
    id: row.id,
    name: row.name,
    rev: row.rev,
    head: head.definition,
    scope: scopeOf(head.definition),
    slots: fields,
    readySlots: fields.filter((slot) => slot.status === 'ready'),
    pinnedViews: pinned,
    flow,
    flows,
    automations,
    isEntered: flow !== undefined && counts.every(({ state, live }) => state !== null || !live),
    ...fieldsByKind(head.definition, flow),
    oldest,
    pins,
    readers,
    subtables,
    lifted: oldest < row.head ? union(changedSince(oldest), computed) : changedSince(oldest),
    keepsAttics: row.keepsAttics,
    underived: row.derivedFrom === null ? changedSince(row.head) : union(changedSince(row.derivedFrom), computed),
    uniqueSince: published.findLastIndex((ops) => ops.some(changesUniques)) + 2,
    handsOutKeys: row.keysFor !== null,
    opsInto,
    plans: new Map(),
    versions: new Map(),
    spoken: new Map(),
  }
  compiled.newest = compiled as Definition
  return compiled as Definition
}

function definitionsOf({ hub }: Runtime): RecentlyUsed<string, Definition> {
  const known = kept.get(hub)
  if (known) return known
  const fresh = new RecentlyUsed<string, Definition>(mostKept)
  kept.set(hub, fresh)
  return fresh
}

function keyOf(scope: Scope, name: string): string {
  return `${scope.tenant.no} ${name}`
}
