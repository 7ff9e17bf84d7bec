// Whom would each action that a step may come to, and that assigns by turn or by load, choose now?
import { type ActionId, type AssignAction, type Assignees, assigningBy, type EventId } from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { membersWithRole } from '../members/member-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { Role } from '../tenants/tenant-table.ts'
import { countByMember, type EndedStates, lastTurn } from './turn-table.ts'

/** Undefined where a step by this event, or without one, chooses nobody. */
export async function chooseAssignees(
  tx: Db,
  scope: Scope,
  definition: Definition,
  flow: FlowInUse,
  event: EventId | undefined,
): Promise<Assignees | undefined> {
  const { states, stateField } = flow.version
  const final = states.filter(({ kind }) => kind === 'final').map(({ id }) => id)
  const ended = { states: final, ...(!flow.isFirst && { field: stateField }) }
  return chooseFor(tx, scope, definition, { no: flow.no, actions: assigningBy(flow.version, event), ended })
}

interface Choosing {
  /** Under which number the turns are kept. */
  readonly no: number
  readonly actions: readonly AssignAction[]
  /** States in which a record is nobody's load any more. */
  readonly ended: EndedStates
}

/** The same for actions that stand elsewhere. */
export async function chooseFor(
  tx: Db,
  scope: Scope,
  definition: Definition,
  choosing: Choosing,
): Promise<Assignees | undefined> {
  const { actions } = choosing
  if (actions.length === 0) return undefined
  const chosen: { [action: ActionId]: string } = {}
  for (const action of actions) {
    const member = await choose(tx, scope, definition, choosing, action)
    if (member !== undefined) chosen[action.id] = member
  }
  return chosen
}

async function choose(tx: Db, scope: Scope, definition: Definition, { no, ended }: Choosing, action: AssignAction) {
  const members = await candidates(scope, action)
  const last = await lastTurn(tx, scope.tenant.no, no, action.id)
  const inTurn = [...members.filter((one) => last === undefined || one > last), ...members]
  const slot = definition.newest.readySlots.find(({ field }) => field === action.field)?.slot
  // As long as its slot is still being filled nobody can count: then it goes by turn.
  if (action.rule !== 'least-busy' || !slot) return inTurn[0]
  const load = await countByMember(tx, scope.tenant.no, definition.no, slot, ended)
  const least = Math.min(...members.map((one) => load.get(one) ?? 0))
  return inTurn.find((one) => (load.get(one) ?? 0) === least)
}

/** Always in the same order. */
async function candidates(scope: Scope, { roles = ['owner', 'member'] }: AssignAction): Promise<readonly string[]> {
  const db = scope.runtime.control.read
  const found: string[] = []
  for (const role of roles) found.push(...(await membersWithRole(db, scope.tenant.no, role as Role)))
  return [...new Set(found)].sort()
}
