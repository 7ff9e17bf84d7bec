// Which parts of a flow does the engine know that the rest of the program cannot keep or draw yet?
import { type Issue, issue, type Path } from '../errors.ts'
import type { FlowVersion } from '../flow/flow.ts'

/**
 * The engine steps through parallel states too. What they need besides (fields of regions that only steps write) is not there yet, so
 * none is published.
 */
export function notRunYet(flow: FlowVersion): readonly Issue[] {
  const later = (path: Path, part: string) => issue(path, 'flow-comes-later', { part })
  return flow.states.flatMap(({ id, kind }) => (kind === 'parallel' ? [later(['states', id, 'type'], kind)] : []))
}
