// Which parts of a flow does the engine know that the rest of the program cannot keep or draw yet?
import { type Issue, issue, type Path } from '../errors.ts'
import type { FlowVersion, Transition } from '../flow/flow.ts'

/**
 * The engine steps through groups within groups, parallel states, history and steps that are taken by themselves. What such a flow
 * needs besides (where a record stood last, a drawing, fields of regions that only steps write) is not there yet, so none is published.
 */
export function notRunYet(flow: FlowVersion): readonly Issue[] {
  const later = (path: Path, part: string) => issue(path, 'flow-comes-later', { part })
  return [
    ...flow.states.flatMap(({ id, kind }) => (kind === 'parallel' ? [later(['states', id, 'type'], kind)] : [])),
    ...(flow.groups ?? []).flatMap((group) =>
      (['parent', 'initial', 'onEnter', 'onExit'] as const)
        .filter((part) => group[part] !== undefined)
        .map((part) => later(['groups', group.key, part], part)),
    ),
    ...flow.transitions.flatMap((transition, index) =>
      partsOf(transition).map(([member, part]) => later(['transitions', index, member], part)),
    ),
  ]
}

function partsOf({ auto, from, to, reenter }: Transition): readonly (readonly [string, string])[] {
  return [
    ...(auto ? [[auto, auto] as const] : []),
    ...(from !== '*' && from.some((node) => typeof node !== 'string') ? [['from', 'group'] as const] : []),
    ...(typeof to === 'string' ? [] : [['to', to === null ? 'null' : 'group'] as const]),
    ...(reenter ? [['reenter', 'reenter'] as const] : []),
  ]
}
