// A clock of a flow as the API says it ↔ as it is stored.
import type { Path } from '../errors.ts'
import type { FlowClock } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import type { OptionId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { durationText, readDuration } from '../time/duration.ts'
import { type FlowReading, readState } from './flow-reading.ts'
import { readLabel, readList, readMembers, readName } from './wire-reader.ts'
import type { Names } from './wire-transition.ts'

const members = { known: ['id', 'name', 'label', 'starts', 'pauses', 'stops', 'target', 'calendar', 'event'] }

export function readClocks(reading: FlowReading, value: unknown, path: Path): readonly FlowClock[] {
  return readList(reading.from, value, path, flowLimits.clocks).flatMap(
    (item, index) => readClock(reading, item, [...path, index]) ?? [],
  )
}

function readClock(reading: FlowReading, value: unknown, path: Path): FlowClock | undefined {
  const { from, ids } = reading
  const wire = readMembers(from, value, path, members)
  if (!wire) return undefined
  const at = (member: string): Path => [...path, member]
  const id = ids.take('m', wire['id'], at('id'))
  const name = readName(from, wire['name'], at('name'))
  const label = readLabel(from, wire['label'], at('label'))
  const states = (member: string): readonly OptionId[] =>
    readList(from, wire[member], at(member), flowLimits.states).flatMap(
      (state, index) => readState(reading, state, [...at(member), index]) ?? [],
    )
  const [starts, pauses, stops] = [states('starts'), states('pauses'), states('stops')]
  const target = readDuration(from, wire['target'], at('target'))
  const calendar = wire['calendar'] === undefined ? undefined : readName(from, wire['calendar'], at('calendar'))
  const event = wire['event'] === undefined ? undefined : reading.readEvent(wire['event'], at('event'))
  if (name === undefined || !target) return undefined
  return {
    ...{ id, name, starts, pauses, stops, target },
    ...(label !== undefined && { label }),
    ...(calendar !== undefined && { calendar }),
    ...(event !== undefined && { event }),
  }
}

export function wireClock(clock: FlowClock, names: Names): JsonObject {
  const { id, name, label, starts, pauses, stops, target, calendar, event } = clock
  const called = (states: readonly OptionId[]) => states.map(names.state)
  return {
    ...{ id, name, ...(label !== undefined && { label }) },
    starts: called(starts),
    ...(pauses.length > 0 && { pauses: called(pauses) }),
    ...(stops.length > 0 && { stops: called(stops) }),
    target: durationText(target),
    ...(calendar !== undefined && { calendar }),
    ...(event !== undefined && { event: names.event(event) }),
  }
}
