// What is wrong with a flow although it is a legal one? Of a document sent along, else of the draft, else of what is published.
import { type Finding, type JsonObject, verifyFlow } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import { findFlowDraft } from './flow-table.ts'
import { readFlowDocument } from './read-flow-document.ts'
import { flowNamed } from './read-flows.ts'

export async function verifyDraft(
  scope: Scope,
  name: string,
  wire: JsonObject | undefined,
): Promise<{ readonly findings: readonly Finding[] }> {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const document = wire ?? (await findFlowDraft(db, scope.tenant.no, known.row.no))?.definition
  if (document) return { findings: readFlowDocument(scope, known, document).findings }
  return { findings: verifyFlow(known.head.definition, known.blueprint, { language: scope.language }) }
}
