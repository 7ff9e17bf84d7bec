// A transition as the API says it ↔ as it is stored.

import type { FieldDef } from '../blueprint/blueprint.ts'
import type { Path } from '../errors.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { FormField, GroupRef, GroupTarget, Transition } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { stateScope, transitionScope } from '../flow/flow-scope.ts'
import type { EventId, OptionId } from '../ids.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type FlowReading, readExpression, readField, readGroupRef, readLeaf, readNode } from './flow-reading.ts'
import { readActions, wireAction } from './wire-action.ts'
import { readFlag, readLabel, readList, readMembers, readText } from './wire-reader.ts'

const members = {
  known: ['id', 'event', 'always', 'done', 'label', 'from', 'to', 'reenter', 'guard', 'who', 'check', 'form', 'do'],
  later: ['timer', 'after', 'on', 'confirm', 'flow'],
}

/** What nobody sends asks nobody for anything. */
const ofEvents = ['event', 'who', 'check', 'form'] as const

export function readTransition(reading: FlowReading, value: unknown, path: Path): Transition | undefined {
  const { from, ids, blueprint, stateField } = reading
  const wire = readMembers(from, value, path, members)
  if (!wire) return undefined
  const at = (member: string): Path => [...path, member]
  const form = readForm(reading, wire['form'], at('form'))
  const scope = transitionScope(blueprint, stateField.id, form)
  const id = ids.take('t', wire['id'], at('id'))
  const auto = readAuto(reading, wire, path)
  const event = auto ? undefined : reading.readEvent(wire['event'], at('event'))
  const label = readLabel(from, wire['label'], at('label'))
  const origins = readOrigins(reading, wire['from'], at('from'))
  const to = readTarget(reading, wire['to'], at('to'))
  const reenter = readFlag(from, wire['reenter'], at('reenter'))
  const who = wire['who'] === undefined ? undefined : readWho(reading, wire['who'], at('who'))
  const guard = readOptional(reading, wire['guard'], at('guard'), scope)
  const check = readChecks(reading, wire['check'], at('check'), scope)
  const actions = readActions(reading, wire['do'], at('do'), scope)
  if (!(event || auto) || !origins || to === undefined) return undefined
  return {
    id,
    ...(event && { event }),
    ...(auto && { auto }),
    ...(label && { label }),
    from: origins,
    to,
    ...(reenter && { reenter }),
    ...(who && { who }),
    ...(guard && { guard }),
    check,
    form,
    do: actions,
  }
}

/** `"always": true` or `"done": true` stand where else the event does. */
function readAuto({ from }: FlowReading, wire: JsonObject, path: Path): Transition['auto'] {
  const said = (['always', 'done'] as const).filter((name) => readFlag(from, wire[name], [...path, name]))
  const [auto] = said
  if (said.length > 1) from.refuse([...path, 'done'], 'flow-taken-by-itself', { name: 'done' })
  if (auto)
    for (const name of ofEvents)
      if (wire[name] !== undefined) from.refuse([...path, name], 'flow-taken-by-itself', { name })
  return auto
}

/** A state, a group, a group by its history, or null to stay. */
function readTarget(reading: FlowReading, value: unknown, path: Path): Transition['to'] | undefined {
  if (value === null) return null
  if (!isJsonObject(value)) return readLeaf(reading, value, path)
  const { history, ...group } = value
  const target = readGroupRef(reading, group, path)
  if (history === undefined || !target) return target
  if (history === 'shallow' || history === 'deep') return { ...target, history }
  return reading.from.refuse([...path, 'history'], 'not-one-of', { allowed: ['shallow', 'deep'] })
}

function readOrigins(reading: FlowReading, value: unknown, path: Path): Transition['from'] | undefined {
  if (value === '*') return '*'
  if (value === undefined) return reading.from.refuse(path.slice(0, -1), 'missing-member', { name: 'from' })
  const list = readList(reading.from, value, path, flowLimits.states)
  if (list.length === 0) return reading.from.refuse(path, 'count-out-of-range', { least: 1, most: flowLimits.states })
  const origins = list.map((node, index) => readNode(reading, node, [...path, index]))
  return origins.includes(undefined) ? undefined : (origins as (OptionId | GroupRef)[])
}

function readOptional(reading: FlowReading, value: unknown, path: Path, scope: ExpressionScope) {
  return value === undefined ? undefined : readExpression(reading, value, path, scope, { kind: 'boolean' })
}

/** Asked before the form is shown, so it cannot read the form. */
function readWho(reading: FlowReading, value: unknown, path: Path): Transition['who'] {
  const { from, blueprint, stateField } = reading
  const wire = readMembers(from, value, path, { known: ['roles', 'expr', 'notCreator'] })
  if (!wire) return undefined
  const roles = readList(from, wire['roles'], [...path, 'roles'], flowLimits.roles).map(
    (role, index) => readText(from, role, [...path, 'roles', index], flowLimits.name) ?? '',
  )
  const expr = readOptional(reading, wire['expr'], [...path, 'expr'], stateScope(blueprint, stateField.id))
  const notCreator = readFlag(from, wire['notCreator'], [...path, 'notCreator'])
  return { ...(wire['roles'] !== undefined && { roles }), ...(expr && { expr }), ...(notCreator && { notCreator }) }
}

function readChecks(reading: FlowReading, value: unknown, path: Path, scope: ExpressionScope): Transition['check'] {
  return readList(reading.from, value, path, flowLimits.checks).flatMap((item, index) => {
    const at = [...path, index]
    const wire = readMembers(reading.from, item, at, { known: ['check', 'message'] })
    if (!wire) return []
    const expr = readExpression(reading, wire['check'], [...at, 'check'], scope, { kind: 'boolean' })
    const message = readLabel(reading.from, wire['message'], [...at, 'message'], flowLimits.message)
    if (message === undefined) reading.from.refuse(at, 'missing-member', { name: 'message' })
    return expr && message !== undefined ? [{ expr, message }] : []
  })
}

/** Field names, or `{ "field": "driver", "required": true }`. */
function readForm(reading: FlowReading, value: unknown, path: Path): readonly FormField[] {
  return readList(reading.from, value, path, flowLimits.form).flatMap((item, index) => {
    const at = [...path, index]
    if (typeof item === 'string') return formField(reading, item, at) ?? []
    const wire = readMembers(reading.from, item, at, { known: ['field', 'required'] })
    const required = readFlag(reading.from, wire?.['required'], [...at, 'required'])
    return wire ? (formField(reading, wire['field'], [...at, 'field'], required) ?? []) : []
  })
}

function formField(reading: FlowReading, value: unknown, path: Path, required = false): FormField | undefined {
  const field = readField(reading, value, path)
  return field && { field: field.id, ...(required && { required }) }
}

export interface Names {
  readonly field: (id: string) => string
  /** A field of another blueprint. */
  readonly other: (blueprint: string, id: string) => FieldDef | undefined
  readonly state: (id: OptionId) => string
  /** The state of a region within it. */
  readonly inRegion: (id: OptionId) => string
  readonly event: (id: EventId) => string
  readonly onState: ExpressionScope
  readonly onTransition: (form: readonly FormField[]) => ExpressionScope
}

export function wireTransition(transition: Transition, names: Names): JsonObject {
  const { id, event, auto, label, from, to, reenter, who, guard, check, form } = transition
  const scope = names.onTransition(form)
  return {
    id,
    ...(event && { event: names.event(event) }),
    ...(auto && { [auto]: true }),
    ...(label !== undefined && { label }),
    from: from === '*' ? '*' : from.map((node) => wireNode(node, names)),
    to: to === null ? null : wireNode(to, names),
    ...(reenter && { reenter }),
    ...(guard && { guard: sayExpression(guard, scope) }),
    ...(who && { who: wireWho(who, names) }),
    ...(check.length > 0 && {
      check: check.map(({ expr, message }) => ({ check: sayExpression(expr, scope), message })),
    }),
    ...(form.length > 0 && { form: form.map((asked) => wireFormField(asked, names)) }),
    ...(transition.do.length > 0 && { do: transition.do.map((action) => wireAction(action, scope, names)) }),
  }
}

export function wireNode(node: OptionId | GroupTarget, names: Pick<Names, 'state'>): string | JsonObject {
  return typeof node === 'string' ? names.state(node) : { ...node }
}

function wireWho({ roles, expr, notCreator }: NonNullable<Transition['who']>, names: Names): JsonObject {
  return {
    ...(roles && { roles }),
    ...(expr && { expr: sayExpression(expr, names.onState) }),
    ...(notCreator && { notCreator }),
  }
}

function wireFormField({ field, required }: FormField, names: Names): string | JsonObject {
  return required ? { field: names.field(field), required } : names.field(field)
}
