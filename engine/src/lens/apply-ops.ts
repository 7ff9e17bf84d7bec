// What does a version become when a draft's ops are applied to it, one after the other?
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import { checkBlueprint } from '../blueprint/check-blueprint.ts'
import { checkDocument } from '../blueprint/check-document.ts'
import type { Reading } from '../blueprint/read-field.ts'
import { refreshComputed } from '../blueprint/refresh-computed.ts'
import { MAX_ISSUES } from '../blueprint/validator.ts'
import { issue, MoldeError, refuseIf } from '../errors.ts'
import type { IdGiver } from '../ids.ts'
import { deepFreeze } from '../json.ts'
import { describeOps } from './describe-ops.ts'
import { storedOp } from './op.ts'
import type { OpHistory } from './op-kind.ts'
import { readOp, versionAfter } from './wire-op.ts'

/** Frozen into what needs it: a fill that says `now` means the moment of publishing. */
export interface OpContext {
  readonly now: number
  /** The tenant's zone; UTC unless told. */
  readonly zone?: string
  /** Needed by drafts that bring something back (`restore`, `revert`, `purge`). */
  readonly history?: OpHistory
  /**
   * Needed by drafts whose ops point to other blueprints (`toRelation`, `fromRelation`, `retarget`), or whose fields are worked out
   * from others: their newest versions. Absent: what was sent about the values of such fields is believed.
   */
  readonly blueprintNamed?: ((name: string) => BlueprintVersion | undefined) | undefined
}

const noHistory: OpHistory = { versionAt: () => undefined, opsInto: () => [] }

export interface AppliedOps {
  readonly version: BlueprintVersion
  readonly ops: readonly StoredOp[]
  /** One text per op, in English; `describeOps` says them in other languages. */
  readonly summary: readonly string[]
}

export const MAX_OPS = 200

/**
 * The next version. Every op is checked against the version that the ops before it made; the answer names all that is wrong,
 * and nothing is applied then. Throws a MoldeError with places under `ops`.
 */
export function applyOps(head: BlueprintVersion, wireOps: unknown, ids: IdGiver, context: OpContext): AppliedOps {
  const list = listOf(wireOps)
  const reading: Reading = { ids, issues: [], taken: new Set() }
  const ops: StoredOp[] = []
  const history = context.history ?? noHistory
  const published = Array.from({ length: head.version - 1 }, (_, i) => history.opsInto(i + 2)).flat()
  let version = head
  for (const [i, wire] of list.entries()) {
    const place = {
      version,
      path: ['ops', i],
      reading,
      id: ids.next('p'),
      now: context.now,
      zone: context.zone ?? 'UTC',
      history,
      isFirst: i === 0,
      blueprintNamed: context.blueprintNamed,
      opsBefore: [...published, ...ops],
    }
    const op = readOp(wire, place)
    if (!op) continue
    ops.push(storedOp(op))
    version = versionAfter(version, storedOp(op))
  }
  refuseIf(reading.issues.slice(0, MAX_ISSUES))
  // Each op looked at what it changed; limits of the whole are asked at the end.
  refuseIf(checkBlueprint(version).map((said) => ({ ...said, path: ['ops'] })))
  const next = deepFreeze({ ...refreshComputed(version, context), version: head.version + 1 })
  return { version: next, ops: deepFreeze(ops), summary: describeOps(head, ops, 'en') }
}

/** `[…]` or `{ "ops": […] }`. */
function listOf(wireOps: unknown): readonly unknown[] {
  refuseIf(checkDocument(wireOps, ['ops']))
  const list: unknown = typeof wireOps === 'object' && wireOps !== null && 'ops' in wireOps ? wireOps.ops : wireOps
  if (!Array.isArray(list)) throw new MoldeError([issue(['ops'], 'wrong-type', { expected: 'array' })])
  if (list.length === 0) throw new MoldeError([issue(['ops'], 'nothing-changes')])
  if (list.length > MAX_OPS) throw new MoldeError([issue(['ops'], 'too-many-ops', { limit: MAX_OPS })])
  return list
}
