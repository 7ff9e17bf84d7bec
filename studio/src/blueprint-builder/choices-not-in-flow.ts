// Which new choices of the field that holds the state are no states of the flow yet? Nothing leads to such a one.
import type { Blueprint, WireOption } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import type { Definition } from './definition.ts'

export function choicesNotInFlow(
  published: Pick<Blueprint, 'fields'>,
  definition: Pick<Definition, 'fields'>,
  flow: Pick<Flow, 'stateField' | 'states'>,
): readonly WireOption[] {
  const before = published.fields.find(({ key }) => key === flow.stateField)
  const now = before && definition.fields.find(({ id }) => id === before.id)
  const known = new Set(before?.options?.map(({ id }) => id))
  return (now?.options ?? []).filter(({ id, key, retired }) => !known.has(id) && !retired && !(key in flow.states))
}
