// Which way do records pass between two blueprints: by which op, between which versions, in which direction?
import { type PassageOp, passagesIn, type Side } from '@molde/engine'
import { definitionOf, holdDefinition, opsOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { isRelated } from '../blueprints/in-definition.ts'
import { queueUp } from '../computed/part-table.ts'
import type { PassPayload } from '../jobs/job.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** One end of the way. */
interface End {
  readonly side: Side
  readonly definition: Definition
  /** The version in which records stand when they pass. */
  readonly version: number
}

export interface Passage {
  readonly op: PassageOp
  /** Tells this op from those of other blueprints. */
  readonly name: string
  readonly from: End
  readonly to: End
}

/** Both blueprints stand still until the transaction ends; the one whose op it is does already. */
export async function heldPassage(
  tx: Db,
  scope: Scope,
  here: Definition,
  { op: id, other, version, side }: PassPayload,
): Promise<Passage> {
  const there = await definitionOf(scope, tx, other.name)
  if (there.no !== other.no) throw new Error('Another blueprint has this name now')
  if (isRelated(there) && !isRelated(here)) await queueUp(tx, scope.tenant.no)
  await holdDefinition(tx, scope.tenant.no, there)
  return passageBetween(here, there, { op: id, version, side })
}

export function passageBetween(
  here: Definition,
  there: Definition,
  { op: id, version, side }: Pick<PassPayload, 'op' | 'version' | 'side'>,
): Passage {
  const op = passagesIn(opsOf(here)).find((one) => one.id === id)
  if (!op) throw new RangeError(`${here.name} has no op ${id}`)
  const ends = {
    here: { side: 'here', definition: here, version },
    there: { side: 'there', definition: there, version: versionThere(op) },
  } as const
  return { op, name: `${here.no} ${id}`, from: side === 'here' ? ends.there : ends.here, to: ends[side] }
}

function versionThere(op: PassageOp): number {
  return op.op === 'mergeBlueprints' ? op.version : 1
}

export function opposite(side: Side): Side {
  return side === 'here' ? 'there' : 'here'
}
