// Which events take a record that stands here somewhere else, whoever asks?
import type { BlueprintVersion } from '../src/blueprint/blueprint.ts'
import { availableEvents } from '../src/flow/available-events.ts'
import { compileFlow } from '../src/flow/compile-flow.ts'
import type { FlowVersion } from '../src/flow/flow.ts'
import { recordIn } from '../src/flow-checks/condition-cases.ts'
import { lookedAt } from '../src/flow-checks/condition-reads.ts'
import type { OptionId } from '../src/ids.ts'
import type { StoredData } from '../src/record/stored-record.ts'

export function available(flow: FlowVersion, blueprint: BlueprintVersion, state: string, data: StoredData): string[] {
  const options = blueprint.fields.flatMap((field) => field.options ?? [])
  const id = options.find(({ key }) => key === state)?.id as OptionId
  const actor = { id: 'ben', roles: [], everyRole: true }
  const situation = { record: recordIn(id), data, actor, now: lookedAt, zone: 'UTC' }
  return availableEvents(compileFlow(flow, blueprint), situation)
    .filter(({ to }) => to !== id)
    .map(({ event }) => event)
}
