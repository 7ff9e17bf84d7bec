// A blueprint for statecharts of every shape, a short way to write one, and the way a record takes through it.
import type { BlueprintVersion } from '../src/blueprint/blueprint.ts'
import { type CompiledFlow, compileFlow } from '../src/flow/compile-flow.ts'
import { enterFlow } from '../src/flow/enter-flow.ts'
import type { FlowMemory } from '../src/flow/flow.ts'
import { standingOf, stateKey } from '../src/flow/flow-tables.ts'
import { type StepOutcome, stepFlow } from '../src/flow/step.ts'
import { readFlow } from '../src/flow-wire/wire-flow.ts'
import { type FieldId, idGiver, type OptionId } from '../src/ids.ts'
import type { StoredData } from '../src/record/stored-record.ts'

const options = (first: number, ...keys: string[]) =>
  keys.map((key, index) => ({ id: `o${first + index}` as OptionId, key }))

/** Three fields that states can lie in, what is noted on the way, and a number for guards. */
export const chartBlueprint: BlueprintVersion = {
  name: 'thing',
  version: 1,
  fields: [
    { id: 'f1', key: 'state', type: 'enum', options: options(1, 'A', 'B', 'C', 'D', 'E', 'P', 'Q', 'END') },
    { id: 'f2', key: 'left', type: 'enum', options: options(11, 'l1', 'l2', 'l3', 'lend') },
    { id: 'f3', key: 'right', type: 'enum', options: options(21, 'r1', 'r2', 'r3', 'rend') },
    { id: 'f4', key: 'notes', type: 'list', of: 'text' },
    { id: 'f5', key: 'n', type: 'number' },
  ],
  rules: [],
  uniques: [],
  reserved: [],
}

type Wire = { readonly [member: string]: unknown }

/** An action that notes this word. */
export const note = (word: string) => ({ add: 'notes', value: `'${word}'` })

/** Notes `+name` on the way in and `-name` on the way out. */
export const traced = (name: string, more: Wire = {}) => ({
  onEnter: [note(`+${name}`)],
  onExit: [note(`-${name}`)],
  ...more,
})

/** The two regions of a parallel state, each beginning with its first; `ends` makes their last ones ends. */
export const regions = (trace = false) => [
  {
    stateField: 'left',
    initial: 'l1',
    states: { ...(trace && { l1: traced('l1'), l2: traced('l2') }), lend: { type: 'final' } },
  },
  {
    stateField: 'right',
    initial: 'r1',
    states: { ...(trace && { r1: traced('r1'), r2: traced('r2') }), rend: { type: 'final' } },
  },
]

export function chart(transitions: readonly Wire[], more: Wire = {}): CompiledFlow {
  const wire = { name: 'chart', blueprint: 'thing', stateField: 'state', initial: 'A', transitions, ...more }
  return compileFlow(readFlow(wire, chartBlueprint, idGiver({})), chartBlueprint)
}

/** A new record, and what becomes of it event by event. */
export class Walker {
  state: string | null
  data: StoredData
  memory: FlowMemory
  last: StepOutcome | undefined

  constructor(
    readonly flow: CompiledFlow,
    data: StoredData = {},
  ) {
    const started = enterFlow(flow, { data, actor: { id: 'ana', roles: [] }, now: 0, zone: 'UTC' })
    ;({ state: this.state, data: this.data, memory: this.memory } = started)
  }

  /** A refused event changes nothing. */
  send(...events: string[]): this {
    for (const event of events) {
      const record = { id: '', state: this.state, version: 1, rev: 1, createdBy: 'ana', createdAt: 0, updatedAt: 0 }
      const { data, memory } = this
      const actor = { id: 'ana', roles: [] }
      this.last = stepFlow(this.flow, { record, data, memory, event, input: {}, actor, now: 0, zone: 'UTC' })
      if (this.last.kind === 'moved') ({ state: this.state, data: this.data, memory: this.memory } = this.last)
    }
    return this
  }

  set(values: { readonly [field: FieldId]: number | string }): this {
    this.data = { ...this.data, ...values }
    return this
  }

  /** Names of the leaves it stands in. */
  get at(): string {
    return standingOf(this.flow, this.state, this.data)
      .map((leaf) => stateKey(this.flow, leaf))
      .join(' ')
  }

  /** What was noted since it was asked last. */
  get notes(): string {
    const said = ((this.data['f4'] as string[] | undefined) ?? []).join(' ')
    const { f4: _, ...rest } = this.data as StoredData & { readonly f4?: unknown }
    this.data = rest as StoredData
    return said
  }
}
