// A timer of a state as the API says it ↔ as it is stored.
import type { Path } from '../errors.ts'
import { isOutside } from '../flow/action-parts.ts'
import type { FlowTimer, OutsideAction } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { stateScope } from '../flow/flow-scope.ts'
import { isMoment } from '../flow/timers.ts'
import type { JsonObject } from '../json.ts'
import { type DueRule, dueRuleDocument, dueRuleMembers, readDueRule } from '../time/due.ts'
import { type FlowReading, readField } from './flow-reading.ts'
import { readActions, wireAction } from './wire-action.ts'
import { readList, readMembers, readName } from './wire-reader.ts'
import type { Names } from './wire-transition.ts'

const members = { known: ['id', 'name', 'event', 'onRemind', ...dueRuleMembers] }

export function readTimers(reading: FlowReading, value: unknown, path: Path): readonly FlowTimer[] {
  return readList(reading.from, value, path, flowLimits.timers).flatMap(
    (item, index) => readTimer(reading, item, [...path, index]) ?? [],
  )
}

function readTimer(reading: FlowReading, value: unknown, path: Path): FlowTimer | undefined {
  const { from, ids } = reading
  const wire = readMembers(from, value, path, members)
  if (!wire) return undefined
  const id = ids.take('m', wire['id'], [...path, 'id'])
  const name = readName(from, wire['name'], [...path, 'name'])
  const event = reading.readEvent(wire['event'], [...path, 'event'])
  const when = Object.fromEntries(Object.entries(wire).filter(([member]) => dueRuleMembers.includes(member)))
  const rule = withField(reading, readDueRule(from, when, path), path)
  const onRemind = readReminding(reading, wire['onRemind'], [...path, 'onRemind'])
  if (name === undefined || event === undefined || !rule) return undefined
  return { id, name, rule, event, ...(onRemind.length > 0 && { onRemind }) }
}

/** It tells somebody and leaves the record as it is. */
function readReminding(reading: FlowReading, value: unknown, path: Path): readonly OutsideAction[] {
  const actions = readActions(reading, value, path, stateScope(reading.blueprint, reading.stateField.id))
  return actions.flatMap((action, index) =>
    isOutside(action) ? [action] : (reading.from.refuse([...path, index, action.kind], 'flow-remind-changes') ?? []),
  )
}

/** Its field by id: a moment that the record holds. */
function withField(reading: FlowReading, rule: DueRule | undefined, path: Path): DueRule | undefined {
  if (!rule || 'after' in rule) return rule
  const at = [...path, 'at']
  const field = readField(reading, rule.at, at)
  if (!field) return undefined
  if (!isMoment(field)) return reading.from.refuse(at, 'flow-timer-field', { field: field.key })
  return { ...rule, at: field.id }
}

export function wireTimer({ id, name, rule, event, onRemind = [] }: FlowTimer, names: Names): JsonObject {
  const named = 'after' in rule ? rule : { ...rule, at: names.field(rule.at) }
  return {
    ...{ id, name, ...dueRuleDocument(named), event: names.event(event) },
    ...(onRemind.length > 0 && { onRemind: onRemind.map((one) => wireAction(one, names.onState, names)) }),
  }
}
