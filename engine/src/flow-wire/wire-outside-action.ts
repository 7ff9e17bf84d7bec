// An action that leaves the record, as the API says it (`{ "webhook": "erp", "body": "{'id': record.id}" }`) ↔ as it is stored.
import type { Label } from '../blueprint/blueprint.ts'
import type { Path } from '../errors.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { ValueType } from '../expression/expression.ts'
import { sayJsonExpression } from '../expression/json-expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { OutsideAction, Recipient } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { mapTemplate } from '../flow/template.ts'
import { isSayable } from '../flow/value-text.ts'
import type { ActionId } from '../ids.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type ActionReading, readExpression, readJsonExpression } from './flow-reading.ts'
import { readLabel, readList, readMembers, readName, readText } from './wire-reader.ts'

export const outsideKinds = ['webhook', 'notify', 'mail'] as const
type OutsideKind = (typeof outsideKinds)[number]

export function isOutsideKind(kind: string): kind is OutsideKind {
  return outsideKinds.some((one) => one === kind)
}

export function readOutside(
  reading: ActionReading,
  kind: OutsideKind,
  id: ActionId,
  wire: JsonObject,
  path: Path,
  scope: ExpressionScope,
): OutsideAction | undefined {
  const at = (member: string): Path => [...path, member]
  if (kind === 'webhook') {
    const endpoint = readName(reading.from, wire['webhook'], at('webhook'))
    const hasBody = wire['body'] !== undefined
    const body = hasBody ? readJsonExpression(reading, wire['body'], at('body'), scope) : undefined
    return endpoint === undefined || (hasBody && !body) ? undefined : { id, kind, endpoint, ...(body && { body }) }
  }
  const to = readRecipient(reading, wire[kind], at(kind), scope)
  const template = readTemplate(reading, wire['template'], at('template'))
  if (template === undefined && wire['template'] === undefined)
    reading.from.refuse(path, 'missing-member', { name: 'template' })
  const subject = kind === 'mail' ? readTemplate(reading, wire['subject'], at('subject')) : undefined
  if (!to || template === undefined) return undefined
  return kind === 'notify'
    ? { id, kind, to, template }
    : { id, kind, to, template, ...(subject !== undefined && { subject }) }
}

/** Somebody, as an expression says it, or `{ "roles": ["owner"] }`. */
function readRecipient(
  reading: ActionReading,
  value: unknown,
  path: Path,
  scope: ExpressionScope,
): Recipient | undefined {
  const { from } = reading
  if (isJsonObject(value)) {
    const wire = readMembers(from, value, path, { known: ['roles'] })
    const roles = readList(from, wire?.['roles'], [...path, 'roles'], flowLimits.roles).map(
      (role, index) => readText(from, role, [...path, 'roles', index], flowLimits.name) ?? '',
    )
    if (roles.length > 0) return { roles }
    return from.refuse([...path, 'roles'], 'count-out-of-range', { least: 1, most: flowLimits.roles })
  }
  const text = typeof value === 'string' ? value : ''
  const found = text === '' ? undefined : checkExpression(text, scope, undefined, path)
  if (found && 'type' in found && !isPeople(found.type)) return from.refuse(path, 'flow-not-people')
  const expr = readExpression(reading, value, path, scope, undefined)
  return expr && { expr }
}

function isPeople(type: ValueType): boolean {
  return type.kind === 'list' ? isPeople(type.of) : type.kind === 'user'
}

/** Names of fields become their ids. */
function readTemplate(reading: ActionReading, value: unknown, path: Path): Label | undefined {
  const label = readLabel(reading.from, value, path, flowLimits.template)
  if (label === undefined) return undefined
  const { fields } = reading.blueprint
  return mapTemplate(label, (name) => {
    const field = fields.find(({ key }) => key === name) ?? fields.find(({ id }) => id === name)
    if (!field) return reading.from.refuse(path, 'unknown-field', { name, known: fields.map(({ key }) => key) })
    return isSayable(field) ? field.id : reading.from.refuse(path, 'flow-template-field', { field: field.key })
  })
}

export function wireOutside(
  action: OutsideAction,
  scope: ExpressionScope,
  keyOf: (field: string) => string,
): JsonObject {
  const { id, kind } = action
  if (kind === 'webhook') {
    const { endpoint, body } = action
    return { id, webhook: endpoint, ...(body && { body: sayJsonExpression(body, scope) }) }
  }
  const named = (label: Label) => mapTemplate(label, keyOf)
  return {
    id,
    [kind]: 'roles' in action.to ? { roles: action.to.roles } : sayExpression(action.to.expr, scope),
    ...(kind === 'mail' && action.subject !== undefined && { subject: named(action.subject) }),
    template: named(action.template),
  }
}
