// A record was written where it stands: does one of the steps that are taken by themselves begin to hold?
import { MoldeError, type Refusal, settleFlow } from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { flowsAt } from '../flows/flow-of-record.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { rowUnder } from '../records/state-of.ts'
import { flowActor, writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { chooseAssignees } from './choose-assignees.ts'
import { memoryOf } from './flow-memory.ts'
import { refusedTransition } from './say-refusal.ts'
import { writeStep } from './write-step.ts'

/** In one transaction: records whose steps change each other come to an end, or to a refusal. */
const mostTimes = 20

export interface Going {
  /** Held. */
  readonly row: RecordRow
  /** Where not, its values only followed others, and nobody is there to be refused: it stays where it is. */
  readonly isWritten: boolean
  /** How often it has been looked at in this transaction. */
  readonly times: number
}

/**
 * A revision of its own, beside the one that brought it about. Undefined when it stays where it is. One flow goes on at a time: what
 * its step has written is looked at again, by all of them.
 */
export async function goOnByItself(
  tx: Db,
  scope: Scope,
  definition: Definition,
  going: Going,
): Promise<RecordRow | undefined> {
  const flows = await flowsAt(scope, tx, definition, going.row)
  if (flows.length === 0) return undefined
  const lifted = await liftRow(scope, tx, definition, going.row)
  for (const flow of flows) {
    if (rowUnder(flow, going.row, lifted.data).state === null) continue
    const after = await goOnIn(tx, scope, definition, { ...going, flow, lifted })
    if (after) return after
  }
  return undefined
}

interface GoingIn extends Going {
  readonly flow: FlowInUse
  /** In the newest shape. */
  readonly lifted: RecordRow
}

async function goOnIn(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { flow, row, lifted, isWritten, times }: GoingIn,
): Promise<RecordRow | undefined> {
  const record = recordMembersOf(definition, lifted, flow)
  const context = { ...writeContext(scope, definition, { path: [] }), record, system: true }
  const { now, zone } = context
  const memory = await memoryOf(tx, scope, flow, lifted)
  const assignees = await chooseAssignees(tx, scope, definition, flow, undefined)
  const situation = {
    ...{ record, memory, data: lifted.data, actor: flowActor(scope), now, zone, own: scope.tenant.language },
    ...(assignees && { assignees }),
  }
  const outcome = settleFlow(flow.compiled, situation)
  if (!outcome) return undefined
  const refusal = outcome.kind === 'refused' ? outcome.refusal : times > mostTimes ? endless : undefined
  if (refusal && isWritten) throw refusedTransition(scope, refusal)
  if (refusal || outcome.kind === 'refused') return undefined
  const write = { definition, flow, row, lifted, context, path: [], outcome }
  try {
    return await writeStep(tx, scope, { ...write, event: undefined, input: {} })
  } catch (thrown) {
    // What the record would be is no such record: nothing was written yet.
    if (!isWritten && thrown instanceof MoldeError) return undefined
    throw thrown
  }
}

const endless: Refusal = { code: 'flow-error', params: { reason: 'endless' } }
