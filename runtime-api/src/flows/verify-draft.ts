// What is wrong with a flow although it is a legal one? Of a document sent along, else of the draft, else of what is published.
import { type Finding, type JsonObject, verifyFlow } from '@molde/engine'
import { findVersion } from '../blueprints/version-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { findFlowDraft } from './flow-table.ts'
import { readFlowDocument } from './read-flow-document.ts'
import { flowNamed, knownFor } from './read-flows.ts'

export async function verifyDraft(
  scope: Scope,
  name: string,
  wire: JsonObject | undefined,
): Promise<{ readonly findings: readonly Finding[] }> {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const document = wire ?? (await findFlowDraft(db, scope.tenant.no, known.row.no))?.definition
  if (document) {
    const ready = await knownFor(db, scope, known, document)
    return { findings: readFlowDocument(scope, ready, document).findings }
  }
  const { head, blueprint, blueprintRow, holders, endpoints, calendars, beside } = known
  const { blueprintVersion } = head.definition
  const writtenIn =
    blueprintVersion === blueprint.version
      ? undefined
      : (await findVersion(db, scope.tenant.no, blueprintRow.no, blueprintVersion))?.definition
  const around = {
    reader: readerOf(scope),
    ...(holders && { holders }),
    ...(endpoints && { endpoints }),
    ...(calendars && { calendars }),
    ...(beside && { beside }),
    ...(known.others && { others: known.others }),
    ...(writtenIn && { writtenIn }),
  }
  return { findings: verifyFlow(head.definition, blueprint, around) }
}
