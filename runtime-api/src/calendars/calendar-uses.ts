// Which flows count by which calendar, as they are published and as their drafts would have it.
import { allTimers, type FlowVersion, isJsonObject, type Json } from '@molde/engine'
import { findFlowDraft, findFlowVersion, listFlows } from '../flows/flow-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

export interface CalendarUse {
  readonly calendar: string
  /** Its name. */
  readonly flow: string
  /** The number of its blueprint. */
  readonly blueprint: number
}

const mostFlows = 10_000

export async function calendarUses(db: Db, scope: Scope): Promise<readonly CalendarUse[]> {
  const tenant = scope.tenant.no
  const uses: CalendarUse[] = []
  for (const { no, name: flow, head, blueprint } of await listFlows(db, tenant, '', mostFlows)) {
    const published = await findFlowVersion(db, tenant, no, head)
    const draft = await findFlowDraft(db, tenant, no)
    const named = new Set([
      ...(published ? namedBy(published.definition) : []),
      ...(draft ? namedIn(draft.definition) : []),
    ])
    uses.push(...[...named].map((calendar) => ({ calendar, flow, blueprint })))
  }
  return uses
}

function namedBy(flow: FlowVersion): readonly string[] {
  const rules = [...allTimers(flow).map(({ rule }) => rule), ...(flow.clocks ?? [])]
  return rules.flatMap(({ calendar }) => calendar ?? [])
}

/** A draft is what somebody sent; a calendar is named by what is called so anywhere in it. */
function namedIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namedIn)
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([member, inner]) =>
    member === 'calendar' && typeof inner === 'string' ? [inner] : namedIn(inner),
  )
}
