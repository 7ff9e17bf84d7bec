// Which parts of a flow does the engine know that the rest of the program cannot keep or draw yet?
import { type Issue, issue, type Path } from '../errors.ts'
import type { FlowVersion } from '../flow/flow.ts'

/**
 * The engine steps through parallel states and history too. What such a flow needs besides (where a record stood last, fields of
 * regions that only steps write) is not there yet, so none is published.
 */
export function notRunYet(flow: FlowVersion): readonly Issue[] {
  const later = (path: Path, part: string) => issue(path, 'flow-comes-later', { part })
  return [
    ...flow.states.flatMap(({ id, kind }) => (kind === 'parallel' ? [later(['states', id, 'type'], kind)] : [])),
    ...flow.transitions.flatMap(({ to }, index) =>
      to !== null && typeof to === 'object' && to.history
        ? [later(['transitions', index, 'to', 'history'], to.history)]
        : [],
    ),
  ]
}
