// A group of states, the frame that holds them on the canvas, as the API says it ↔ as it is stored.
import type { Path } from '../errors.ts'
import type { StateGroup } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { stateScope } from '../flow/flow-scope.ts'
import type { OptionId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { type FlowReading, readLeaf, readNode } from './flow-reading.ts'
import { readActions, wireAction } from './wire-action.ts'
import { readLabel, readList, readMap, readMembers, readName } from './wire-reader.ts'
import { readColor } from './wire-state.ts'
import { readTimers, wireTimer } from './wire-timer.ts'
import { type Names, wireNode } from './wire-transition.ts'

/** By key; a state that stands in two groups, or twice in one, is refused. */
export function readGroups(reading: FlowReading, value: unknown, path: Path): readonly StateGroup[] {
  if (value === undefined) return []
  const taken = new Set<OptionId>()
  return readMap(reading.from, value, path, flowLimits.groups).flatMap(([name, wire]) => {
    const group = readGroup(reading, name, wire, [...path, name], taken)
    return group ? [group] : []
  })
}

function readGroup(
  reading: FlowReading,
  name: string,
  value: unknown,
  path: Path,
  taken: Set<OptionId>,
): StateGroup | undefined {
  const { from } = reading
  const key = readName(from, name, path)
  const wire = readMembers(from, value, path, {
    known: ['label', 'color', 'states', 'parent', 'initial', 'onEnter', 'onExit', 'timers'],
  })
  if (key === undefined || !wire) return undefined
  const label = readLabel(from, wire['label'], [...path, 'label'])
  const color = readColor(from, wire['color'], [...path, 'color'])
  const parent = wire['parent'] === undefined ? undefined : readName(from, wire['parent'], [...path, 'parent'])
  const initial = wire['initial'] === undefined ? undefined : readNode(reading, wire['initial'], [...path, 'initial'])
  const scope = stateScope(reading.blueprint, reading.stateField.id)
  const onEnter = readActions(reading, wire['onEnter'], [...path, 'onEnter'], scope)
  const onExit = readActions(reading, wire['onExit'], [...path, 'onExit'], scope)
  const timers = readTimers(reading, wire['timers'], [...path, 'timers'])
  const list = readList(from, wire['states'], [...path, 'states'], flowLimits.states)
  const states = list.flatMap((state, index) => {
    const at = [...path, 'states', index]
    const id = readLeaf(reading, state, at)
    if (id === undefined) return []
    if (taken.has(id)) from.refuse(at, 'given-twice', { name: String(state) })
    taken.add(id)
    return [id]
  })
  return {
    key,
    ...(label !== undefined && { label }),
    ...(color !== undefined && { color }),
    states,
    ...(parent !== undefined && { parent }),
    ...(initial !== undefined && { initial }),
    ...(onEnter.length > 0 && { onEnter }),
    ...(onExit.length > 0 && { onExit }),
    ...(timers.length > 0 && { timers }),
  }
}

export function wireGroups(groups: readonly StateGroup[], names: Names): JsonObject {
  return Object.fromEntries(
    groups.map(({ key, label, color, states, parent, initial, onEnter = [], onExit = [], timers }) => [
      key,
      {
        ...(label !== undefined && { label }),
        ...(color !== undefined && { color }),
        ...(parent !== undefined && { parent }),
        states: states.map(names.state),
        ...(initial !== undefined && { initial: wireNode(initial, names) }),
        ...(onEnter.length > 0 && { onEnter: onEnter.map((one) => wireAction(one, names.onState, names)) }),
        ...(onExit.length > 0 && { onExit: onExit.map((one) => wireAction(one, names.onState, names)) }),
        ...(timers && { timers: timers.map((timer) => wireTimer(timer, names)) }),
      },
    ]),
  )
}
