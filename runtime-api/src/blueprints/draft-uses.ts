// Who works with what a draft takes away: flows, automations and shared views. They are changed first, so that nothing breaks unnoticed.
import {
  type AppliedOps,
  automationBreaks,
  type BlueprintVersion,
  type Broken,
  expressionBreaks,
  type FieldId,
  flowBreaks,
  type Issue,
  issue,
  type Label,
  relatedBreaks,
  scopeOf,
  versionAfter,
} from '@molde/engine'
import { listAutomations } from '../automations/automation-table.ts'
import { headsActingOn } from '../flows/flow-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { StoredView } from '../views/view-table.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { usedFlows, usedViews } from './read-outside.ts'

interface User {
  readonly by: 'flow' | 'automation' | 'view'
  readonly label: Label
  /** What of it is missing after the change from one version to the other. */
  breaks(before: BlueprintVersion, after: BlueprintVersion): readonly Broken[]
}

/** One fault for everything that is used and goes away, at the op that takes it away. */
export async function brokenUses(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  { head, version, ops }: Pick<AppliedOps, 'version' | 'ops'> & { readonly head: BlueprintVersion },
): Promise<Issue[]> {
  const users = await usersOf(db, scope, blueprint)
  const hurt = users.filter(({ breaks }) => breaks(head, version).length > 0)
  if (hurt.length === 0) return []
  const issues: Issue[] = []
  let before = head
  for (const [i, op] of ops.entries()) {
    const after = versionAfter(before, op)
    for (const { by, label, breaks } of hurt) {
      for (const broken of breaks(before, after)) issues.push(faultOf(i, by, label, broken))
    }
    before = after
  }
  return issues.slice(0, 50)
}

function faultOf(op: number, by: User['by'], label: Label, broken: Broken): Issue {
  return broken.kind === 'field'
    ? issue(['ops', op], `used-by-${by}`, { by: label, label: broken.label })
    : issue(['ops', op], `option-in-${by}`, { by: label, value: broken.label })
}

async function usersOf(db: Db, scope: Scope, blueprint: BlueprintRow): Promise<User[]> {
  const flows = (await usedFlows(db, scope, blueprint)).flatMap(({ row, versions }) =>
    versions.map(
      (flow): User => ({
        by: 'flow',
        label: row.label ?? row.name,
        breaks: (before, after) => flowBreaks(flow, before, after),
      }),
    ),
  )
  // Flows of other blueprints may make and change records of this one.
  const acting = (await headsActingOn(db, scope.tenant.no, blueprint.name)).map(
    ({ label, definition }): User => ({
      by: 'flow',
      label,
      breaks: (before, after) => relatedBreaks(definition, before, after),
    }),
  )
  const automations = (await listAutomations(db, scope.tenant.no)).map(
    ({ name, blueprint: about, definition }): User => ({
      by: 'automation',
      label: definition.label ?? name,
      // It is called as it is now, whatever it was called when the automation was written.
      breaks: (before, after) =>
        automationBreaks(
          about === blueprint.no ? { ...definition, blueprint: before.name } : definition,
          before,
          after,
        ),
    }),
  )
  const views = (await usedViews(db, scope, blueprint)).map(
    ({ name, label, definition }): User => ({
      by: 'view',
      label: label ?? name,
      breaks: (before, after) => viewBreaks(definition, before, after),
    }),
  )
  return [...flows, ...acting, ...automations, ...views]
}

/** A column that goes away merely leaves the view; what it is filtered, ordered or laid out by must stay. */
function viewBreaks(view: StoredView, before: BlueprintVersion, after: BlueprintVersion): readonly Broken[] {
  const { filter, sort, group, start, end } = view
  const sorted = sort.flatMap(({ ref }) => ('field' in ref ? [ref.field] : []))
  const laidOut = [group, start, end].filter((id) => id !== undefined)
  const kept = new Map(after.fields.map((field) => [field.id, field]))
  const isLost = (id: FieldId) => !kept.has(id) || (laidOut.includes(id) && kept.get(id)?.type !== typeIn(before, id))
  const lost = [...new Set([...sorted, ...laidOut])].filter(isLost)
  const known = new Map(before.fields.map((field) => [field.id, field]))
  return [
    ...lost.flatMap((id) => {
      const field = known.get(id)
      return field ? [{ kind: 'field', label: field.label ?? field.key } as const] : []
    }),
    ...(filter ? expressionBreaks(filter, before, after, scopeOf) : []),
  ]
}

function typeIn(version: BlueprintVersion, id: FieldId) {
  return version.fields.find((field) => field.id === id)?.type
}
