// A blueprint with a field of each kind that flows care about, and flows on it: material for the tests of flows.
import type { BlueprintVersion } from '../src/blueprint/blueprint.ts'
import { type CompiledFlow, compileFlow } from '../src/flow/compile-flow.ts'
import type { FlowSituation, FlowVersion } from '../src/flow/flow.ts'
import { readFlow } from '../src/flow-wire/wire-flow.ts'
import { idGiver } from '../src/ids.ts'
import type { StoredData } from '../src/record/stored-record.ts'

/** f5 is the state field: o1 PENDING, o2 IN_PROGRESS, o3 DELIVERED, o4 LOST. */
export const delivery: BlueprintVersion = {
  name: 'delivery',
  version: 2,
  fields: [
    { id: 'f1', key: 'cargo', type: 'text', required: true, maxLength: 100, label: { en: 'Cargo', ru: 'Груз' } },
    { id: 'f2', key: 'driver', type: 'user' },
    { id: 'f3', key: 'started_at', type: 'datetime', readOnly: true },
    { id: 'f4', key: 'delivered_on', type: 'date' },
    {
      id: 'f5',
      key: 'status',
      type: 'enum',
      options: [
        { id: 'o1', key: 'PENDING', label: { en: 'Pending', 'pt-BR': 'Pendente', ru: 'Ожидает' } },
        { id: 'o2', key: 'IN_PROGRESS', label: { en: 'In progress', 'pt-BR': 'Em andamento', ru: 'В пути' } },
        { id: 'o3', key: 'DELIVERED' },
        { id: 'o4', key: 'LOST' },
      ],
    },
    { id: 'f6', key: 'attempts', type: 'integer', minimum: 0, default: { value: 7 } },
    {
      id: 'f7',
      key: 'labels',
      type: 'tags',
      options: [
        { id: 'o5', key: 'late' },
        { id: 'o6', key: 'fragile' },
      ],
    },
    {
      id: 'f8',
      key: 'speed',
      type: 'enum',
      options: [
        { id: 'o7', key: 'slow' },
        { id: 'o8', key: 'fast' },
      ],
    },
    { id: 'f9', key: 'notes', type: 'list', of: 'text' },
    { id: 'f10', key: 'price', type: 'money' },
    { id: 'f11', key: 'stops', type: 'list', fields: [{ id: 'f12', key: 'place', type: 'text' }] },
    { id: 'f13', key: 'number', type: 'text', readOnly: true, computed: { kind: 'autonumber', format: 'D{0000}' } },
    { id: 'f14', key: 'weight', type: 'number' },
    { id: 'f15', key: 'late', type: 'boolean' },
    { id: 'f16', key: 'took', type: 'duration' },
  ],
  rules: [],
  uniques: [],
  reserved: [],
}

/** Start and deliver, as in the product's own example. */
export const deliveryFlow = {
  name: 'delivery',
  blueprint: 'delivery',
  stateField: 'status',
  initial: 'PENDING',
  states: { PENDING: {}, IN_PROGRESS: { color: 'blue', pos: { x: 280, y: 0 } }, DELIVERED: { type: 'final' } },
  transitions: [
    {
      event: 'start',
      label: { en: 'Delivery started', ru: 'Доставка начата' },
      from: ['PENDING'],
      to: 'IN_PROGRESS',
      guard: "cargo != ''",
      who: { roles: ['driver'] },
      form: ['driver'],
      do: [{ set: 'started_at', value: 'now' }],
    },
    { event: 'deliver', from: ['IN_PROGRESS'], to: 'DELIVERED', do: [{ set: 'delivered_on', value: 'today()' }] },
  ],
}

/** The smallest flow with these transitions, or with other members changed. */
export function flowWith(transitions: readonly object[], more: object = {}): FlowVersion {
  return readFlow({ ...deliveryFlow, states: {}, transitions, ...more }, delivery, idGiver({}))
}

export function compiledWith(transitions: readonly object[], more: object = {}): CompiledFlow {
  return compileFlow(flowWith(transitions, more), delivery)
}

/** Monday, 7 January 2030, noon. */
export const noon = Date.UTC(2030, 0, 7, 12)

export function situation(data: StoredData = { f1: 'books' }, more: Partial<FlowSituation> = {}): FlowSituation {
  return {
    record: {
      id: 'r1',
      state: 'o1',
      version: 2,
      rev: 3,
      createdBy: 'ana',
      createdAt: noon - 1000,
      updatedAt: noon - 1,
    },
    data,
    actor: { id: 'ben', roles: ['driver'] },
    now: noon,
    zone: 'UTC',
    ...more,
  }
}
