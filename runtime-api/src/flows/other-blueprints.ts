// Which other blueprints may a flow speak of: those that its blueprint links to, and those that its actions name?
import {
  actionsOfFlow,
  type BlueprintVersion,
  type FlowVersion,
  isJsonObject,
  type Json,
  type OtherBlueprint,
  type OtherBlueprints,
  stateFieldsOf,
} from '@molde/engine'
import { findBlueprint } from '../blueprints/blueprint-table.ts'
import { findVersion } from '../blueprints/version-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { headsOf } from './flow-table.ts'

/** Of a document that somebody sent, whatever it is. */
export function othersOfDocument(db: Db, scope: Scope, blueprint: Pick<BlueprintVersion, 'fields'>, document: Json) {
  const linked = blueprint.fields.flatMap((field) => field.blueprint ?? [])
  return othersNamed(db, scope, [...linked, ...createdIn(document)])
}

/** Of a flow that is published: none where nothing of it is told in the words of others. */
export function othersOfFlow(db: Db, scope: Scope, flow: FlowVersion) {
  return othersNamed(
    db,
    scope,
    actionsOfFlow(flow).flatMap((action) => ('blueprint' in action ? (action.blueprint ?? []) : [])),
  )
}

const mostNamed = 200

function createdIn(value: Json): readonly string[] {
  const names: string[] = []
  const look = (one: Json) => {
    if (names.length >= mostNamed) return
    if (Array.isArray(one)) one.forEach(look)
    else if (isJsonObject(one)) {
      const { create } = one
      if (typeof create === 'string') names.push(create)
      Object.values(one).forEach(look)
    }
  }
  look(value)
  return names
}

async function othersNamed(db: Db, scope: Scope, names: readonly string[]): Promise<OtherBlueprints> {
  const others = new Map<string, OtherBlueprint>()
  for (const name of new Set(names)) {
    const other = await otherNamed(db, scope, name)
    if (other) others.set(name, other)
  }
  return others
}

async function otherNamed(
  db: Db,
  { tenant: { no: tenant } }: Scope,
  name: string,
): Promise<OtherBlueprint | undefined> {
  const row = await findBlueprint(db, tenant, name)
  const head = row && (await findVersion(db, tenant, row.no, row.head))
  if (!row || !head) return undefined
  const flows = await headsOf(db, tenant, row.no)
  if (flows.length === 0) return { version: head.definition }
  return {
    version: head.definition,
    stateFields: flows.flatMap(stateFieldsOf),
    events: flows.flatMap(({ events }) => events.map(({ key }) => key)),
  }
}
