// What an automation is read and told with: the kind of record it is about, its flow, and the blueprints that its actions name.
import { type AutomationSurroundings, type BlueprintVersion, isJsonObject, type Json } from '@molde/engine'
import { type BlueprintRow, findBlueprint, findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { headsOf } from '../flows/flow-table.ts'
import { othersOfDocument } from '../flows/other-blueprints.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { sharedFormsOf } from '../views/view-table.ts'
import type { AutomationRow } from './automation-table.ts'

export interface Surroundings extends AutomationSurroundings {
  readonly row?: BlueprintRow | undefined
}

/** Of a document that somebody sent; `blueprint` undefined where there is none of that name. */
export async function surroundingsOfDocument(
  db: Db,
  scope: Scope,
  name: string | undefined,
  document: Json,
): Promise<Surroundings> {
  const row = name === undefined ? undefined : await findBlueprint(db, scope.tenant.no, name)
  return surroundings(db, scope, row, document)
}

/** Of one that is kept. */
export async function surroundingsOf(
  db: Db,
  scope: Scope,
  { blueprint, definition }: Pick<AutomationRow, 'blueprint' | 'definition'>,
): Promise<Surroundings> {
  const [row] = blueprint === null ? [] : await findBlueprintsByNo(db, scope.tenant.no, [blueprint])
  const { kind } = definition.trigger
  return surroundings(db, scope, row, { trigger: { kind }, do: definition.do.map(namedByAction) })
}

/** As a document names it. */
function namedByAction(action: { readonly kind: string; readonly blueprint?: string | undefined }): Json {
  return action.blueprint === undefined ? {} : { create: action.blueprint }
}

async function surroundings(
  db: Db,
  scope: Scope,
  row: BlueprintRow | undefined,
  document: Json,
): Promise<Surroundings> {
  const blueprint = row && (await findVersion(db, scope.tenant.no, row.no, row.head))?.definition
  const others = await othersOfDocument(db, scope, blueprint ?? noFields, document)
  if (!row || !blueprint) return { others }
  const forms = namesForms(document) ? await sharedFormsOf(db, scope.tenant.no, row.no) : []
  const [flow, ...beside] = await headsOf(db, scope.tenant.no, row.no)
  return { row, blueprint, flow, beside, others, forms }
}

/** Only such a trigger looks at them. */
function namesForms(document: Json): boolean {
  const trigger = isJsonObject(document) && document['trigger']
  return isJsonObject(trigger) && trigger['kind'] === 'submitted'
}

const noFields: Pick<BlueprintVersion, 'fields'> = { fields: [] }
