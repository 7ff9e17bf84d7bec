// Where does a flow read or write a field, as people know the place?
import type { BlueprintVersion, Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { dependsOnUnit, type NewUnit } from '../expression/rescale-field.ts'
import type { FieldId } from '../ids.ts'
import { mentions } from '../lens/uses-of-field.ts'
import { expressionsOfAction, fieldsOfAction, isOutside, isRelated } from './action-parts.ts'
import type { Action, FlowTimer, FlowVersion, Transition } from './flow.ts'
import { flowNodes } from './flow-nodes.ts'
import { flowTables, nodeLabel, stateFieldsOf, transitionLabel } from './flow-tables.ts'

type FlowPart = 'who' | 'guard' | 'check' | 'form' | 'value' | 'webhook' | 'message' | 'timer' | 'state'

export interface FlowPlace {
  readonly part: FlowPart
  /** The step, or the state or group in which it happens; of the state itself the flow's own name. */
  readonly at: Label
}

interface ReadPlace extends FlowPlace {
  readonly expressions: readonly Expression[]
  /** Named outside of expressions. */
  readonly fields: readonly FieldId[]
  /** What an action changes. */
  readonly writes?: FieldId
  /** Sends all there is of the record. */
  readonly whole?: boolean
}

/** Everything in the flow that has to do with the field, each place once. */
export function placesOfField(flow: FlowVersion, blueprint: BlueprintVersion, field: FieldId): readonly FlowPlace[] {
  return once(
    allPlaces(flow, blueprint).filter(
      ({ expressions, fields, whole }) =>
        whole === true || fields.includes(field) || expressions.some((one) => mentions(one, field)),
    ),
  )
}

/** The places that say or do something else when the field is counted in another unit. What a person fills in is not one. */
export function placesOfUnit(
  flow: FlowVersion,
  blueprint: BlueprintVersion,
  field: FieldId,
  unit: NewUnit,
): readonly FlowPlace[] {
  return once(
    allPlaces(flow, blueprint).filter(({ part, expressions, fields, writes, whole }) => {
      if (part === 'form') return false
      if (writes === field) return expressions.some(({ cel }) => ![field, `input.${field}`, 'null'].includes(cel))
      const isRead = expressions.some((one) => mentions(one, field) && dependsOnUnit(one, field, unit))
      return whole === true || fields.includes(field) || isRead
    }),
  )
}

function once(places: readonly FlowPlace[]): readonly FlowPlace[] {
  const found = new Map(places.map(({ part, at }) => [JSON.stringify([part, at]), { part, at }]))
  return [...found.values()]
}

function allPlaces(flow: FlowVersion, blueprint: BlueprintVersion): readonly ReadPlace[] {
  const tables = flowTables(flow, blueprint)
  const nodes = [
    ...[...flowNodes(flow).states.values()].map((state) => ({ ...state, at: nodeLabel(tables, state.id) })),
    ...(flow.groups ?? []).map((group) => ({ ...group, at: nodeLabel(tables, { group: group.key }) })),
  ]
  return [
    { part: 'state', at: flow.label ?? flow.name, expressions: [], fields: stateFieldsOf(flow) },
    ...nodes.flatMap(({ at, onEnter = [], onExit = [], timers = [] }) => [
      ...[...onEnter, ...onExit].map((action) => actionPlace(action, at)),
      ...timers.flatMap((timer) => timerPlaces(timer, at)),
    ]),
    ...flow.transitions.flatMap((transition) => stepPlaces(transition, transitionLabel(tables, transition))),
  ]
}

function stepPlaces({ who, guard, check, form, do: actions }: Transition, at: Label): readonly ReadPlace[] {
  const reading = (part: FlowPart, expressions: readonly Expression[]) => ({ part, at, expressions, fields: [] })
  return [
    ...(who?.expr ? [reading('who', [who.expr])] : []),
    ...(guard ? [reading('guard', [guard])] : []),
    ...check.map(({ expr }) => reading('check', [expr])),
    { part: 'form', at, expressions: [], fields: form.map(({ field }) => field) },
    ...actions.map((action) => actionPlace(action, at)),
  ]
}

function timerPlaces({ rule, onRemind = [] }: FlowTimer, at: Label): readonly ReadPlace[] {
  const due = 'at' in rule ? [rule.at as FieldId] : []
  return [{ part: 'timer', at, expressions: [], fields: due }, ...onRemind.map((action) => actionPlace(action, at))]
}

function actionPlace(action: Action, at: Label): ReadPlace {
  const expressions = expressionsOfAction(action)
  const fields = fieldsOfAction(action)
  if (isRelated(action)) return { part: 'value', at, expressions, fields }
  if (!isOutside(action)) return { part: 'value', at, expressions, fields, writes: action.field }
  if (action.kind !== 'webhook') return { part: 'message', at, expressions, fields }
  return { part: 'webhook', at, expressions, fields, whole: action.body === undefined }
}
