// A transition as the API says it ↔ as it is stored.

import type { Path } from '../errors.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { FormField, Transition } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { stateScope, transitionScope } from '../flow/flow-scope.ts'
import type { EventId, OptionId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { type FlowReading, readExpression, readField, readState } from './flow-reading.ts'
import { readActions, wireAction } from './wire-action.ts'
import { readFlag, readLabel, readList, readMembers, readText } from './wire-reader.ts'

const members = {
  known: ['id', 'event', 'label', 'from', 'to', 'guard', 'who', 'check', 'form', 'do'],
  later: ['always', 'timer', 'after', 'on', 'reenter', 'confirm', 'flow'],
}

export function readTransition(
  reading: FlowReading,
  value: unknown,
  path: Path,
  readEvent: (value: unknown, path: Path) => EventId | undefined,
): Transition | undefined {
  const { from, ids, blueprint, stateField } = reading
  const wire = readMembers(from, value, path, members)
  if (!wire) return undefined
  const at = (member: string): Path => [...path, member]
  const form = readForm(reading, wire['form'], at('form'))
  const scope = transitionScope(blueprint, stateField.id, form)
  const id = ids.take('t', wire['id'], at('id'))
  const event = readEvent(wire['event'], at('event'))
  const label = readLabel(from, wire['label'], at('label'))
  const origins = readOrigins(reading, wire['from'], at('from'))
  const to = readState(reading, wire['to'], at('to'))
  const who = wire['who'] === undefined ? undefined : readWho(reading, wire['who'], at('who'))
  const guard = readOptional(reading, wire['guard'], at('guard'), scope)
  const check = readChecks(reading, wire['check'], at('check'), scope)
  const actions = readActions(reading, wire['do'], at('do'), scope)
  if (!event || !origins || !to) return undefined
  return {
    id,
    event,
    ...(label && { label }),
    from: origins,
    to,
    ...(who && { who }),
    ...(guard && { guard }),
    check,
    form,
    do: actions,
  }
}

function readOrigins(reading: FlowReading, value: unknown, path: Path): Transition['from'] | undefined {
  if (value === '*') return '*'
  if (value === undefined) return reading.from.refuse(path.slice(0, -1), 'missing-member', { name: 'from' })
  const list = readList(reading.from, value, path, flowLimits.states)
  if (list.length === 0) return reading.from.refuse(path, 'count-out-of-range', { least: 1, most: flowLimits.states })
  const origins = list.map((state, index) => readState(reading, state, [...path, index]))
  return origins.includes(undefined) ? undefined : (origins as OptionId[])
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
  readonly state: (id: OptionId) => string
  readonly event: (id: EventId) => string
  readonly onState: ExpressionScope
  readonly onTransition: (form: readonly FormField[]) => ExpressionScope
}

export function wireTransition(transition: Transition, names: Names): JsonObject {
  const { id, event, label, from, to, who, guard, check, form } = transition
  const scope = names.onTransition(form)
  return {
    id,
    event: names.event(event),
    ...(label !== undefined && { label }),
    from: from === '*' ? '*' : from.map(names.state),
    to: names.state(to),
    ...(guard && { guard: sayExpression(guard, scope) }),
    ...(who && { who: wireWho(who, names) }),
    ...(check.length > 0 && {
      check: check.map(({ expr, message }) => ({ check: sayExpression(expr, scope), message })),
    }),
    ...(form.length > 0 && { form: form.map((asked) => wireFormField(asked, names)) }),
    ...(transition.do.length > 0 && { do: transition.do.map((action) => wireAction(action, scope, names.field)) }),
  }
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
