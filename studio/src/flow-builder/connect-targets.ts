// Where a step from a state or a group can lead.
import { groupNode, groupsAround } from '../api/flow-nodes.ts'
import type { FlowDesk } from './flow-desk.ts'

/** States, and groups it does not lie in. */
export function connectTargets({ flow, words }: FlowDesk, node: string) {
  const around = groupsAround(flow, node)
  const groups = Object.keys(flow.groups ?? {}).filter((key) => groupNode(key) !== node && !around.includes(key))
  return [...Object.keys(flow.states), ...groups.map(groupNode)].map((key) => ({ value: key, label: words.state(key) }))
}
