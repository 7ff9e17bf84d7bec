// What would an automation be if it were saved as somebody sent it? Read and refused as then; nothing is kept.
import type { JsonObject } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import { surroundingsOf } from './automation-surroundings.ts'
import { findAutomation } from './automation-table.ts'
import { documentOf } from './present-automation.ts'
import { type AutomationWish, readDocument } from './save-automation.ts'

/** The whole document as it would be told; whether it is on is no part of it. Throws the engine's refusals at their places. */
export async function previewAutomation(scope: Scope, { status: _, ...document }: AutomationWish): Promise<JsonObject> {
  const db = scope.store.read
  const before = await findAutomation(db, scope.tenant.no, String(document['name']))
  const read = await readDocument(db, scope, document, before?.counters ?? {})
  return documentOf(read.definition, await surroundingsOf(db, scope, read))
}
