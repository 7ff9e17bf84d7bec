// The published flow as other tools read it.
import { type JsonObject, toMermaid, toXState } from '@molde/engine'
import { readerOf, type Scope } from '../runtime.ts'
import { flowNamed } from './read-flows.ts'

export const exportFormats = ['xstate', 'mermaid'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** In the names of the newest version of the blueprint, as reading the flow. */
export async function exportFlow(scope: Scope, name: string, format: ExportFormat): Promise<JsonObject | string> {
  const { head, blueprint } = await flowNamed(scope.store.read, scope, name)
  const write = format === 'mermaid' ? toMermaid : toXState
  return write(head.definition, blueprint, readerOf(scope))
}
