// Blueprints and flows as offices have them: material for what verification says, and for what it must not say.
import { type BlueprintVersion } from '../src/blueprint/blueprint.ts'
import { newBlueprint } from '../src/blueprint/read-blueprint.ts'
import type { FlowVersion } from '../src/flow/flow.ts'
import { readFlow } from '../src/flow-wire/wire-flow.ts'
import { idGiver } from '../src/ids.ts'

type Wire = { readonly [member: string]: unknown }

export interface Story {
  readonly flow: FlowVersion
  readonly blueprint: BlueprintVersion
}

export const options = (...keys: string[]) => keys.map((key) => ({ key }))
export const final = { type: 'final' }

/** `fields` beside the field `state`, whose choices are the keys of `states`. */
export function story(
  fields: readonly Wire[],
  { states, ...flow }: Wire & { readonly states: { readonly [key: string]: Wire } },
  more: Wire = {},
): Story {
  const [initial] = Object.keys(states)
  const stateField = { key: 'state', type: 'enum', options: options(...Object.keys(states)) }
  const blueprint = newBlueprint({ name: 'thing', fields: [stateField, ...fields], ...more }, idGiver({}))
  const wire = { name: 'story', blueprint: 'thing', stateField: 'state', initial, states, ...flow }
  return { blueprint, flow: readFlow(wire, blueprint, idGiver({})) }
}

/** A request that somebody makes and somebody decides. */
export const requestFields: readonly Wire[] = [
  { key: 'title', type: 'text', required: true },
  { key: 'amount', type: 'money', required: true, currencies: ['BRL'] },
  { key: 'days', type: 'integer', required: true, minimum: 1, maximum: 60 },
  { key: 'score', type: 'number' },
  { key: 'vip', type: 'boolean' },
  { key: 'urgent', type: 'boolean' },
  { key: 'kind', type: 'enum', options: options('travel', 'goods', 'other'), required: true },
  { key: 'tags', type: 'tags', options: options('legal', 'safety', 'it') },
  { key: 'due', type: 'date' },
  { key: 'owner', type: 'user' },
  { key: 'reason', type: 'longText' },
  { key: 'tries', type: 'integer', readOnly: true },
  { key: 'sent_at', type: 'datetime', readOnly: true },
  { key: 'decided_at', type: 'datetime', readOnly: true },
  { key: 'took', type: 'duration', readOnly: true },
  { key: 'passed', type: 'boolean', readOnly: true },
]

const requestStates = { DRAFT: {}, SENT: {}, APPROVED: final, REJECTED: final }
export const send = { event: 'send', from: ['DRAFT'], to: 'SENT' }
export const reject = { event: 'reject', from: ['SENT'], to: 'REJECTED' }

/** A request whose decision is these steps. */
export function request(transitions: readonly Wire[], more: Wire = {}, blueprint: Wire = {}): Story {
  return story(requestFields, { states: requestStates, transitions, ...more }, blueprint)
}
