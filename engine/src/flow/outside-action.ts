// What an action that leaves the record asks for, worked out from the record as it is at that moment.

import type { Evaluation } from '../expression/expression.ts'
import { evaluateJson } from '../expression/json-expression.ts'
import { partNamed } from '../ids.ts'
import type { Addressees, OutsideEffect } from './effect.ts'
import type { OutsideAction, Recipient } from './flow.ts'
import { evaluate, type FlowContext } from './flow-context.ts'
import type { FlowTables } from './flow-tables.ts'
import { fillTemplate } from './template.ts'

type Failed = Extract<Evaluation, { kind: 'error' }>

/** Undefined when there is nobody to tell. */
export function askFor(
  tables: FlowTables,
  context: FlowContext,
  action: OutsideAction,
): OutsideEffect | Failed | undefined {
  if (action.kind === 'webhook') return call(tables, context, action)
  const to = addressees(action.to, context)
  if (to === undefined || 'message' in to) return to
  const said = (text: OutsideText) => fillTemplate(text, tables.blueprint, context.data, context, context.payload)
  const text = said(action.template)
  if (action.kind === 'notify') return { kind: 'notify', action: action.id, to, text }
  return {
    kind: 'mail',
    action: action.id,
    to,
    text,
    ...(action.subject !== undefined && { subject: said(action.subject) }),
  }
}

type OutsideText = Extract<OutsideAction, { kind: 'notify' }>['template']

function call(
  { options, fields }: FlowTables,
  context: FlowContext,
  { id, endpoint, body }: Extract<OutsideAction, { kind: 'webhook' }>,
): OutsideEffect | Failed {
  if (!body) return { kind: 'webhook', action: id, endpoint }
  const said = evaluateJson(body, {
    evaluate: (expression) => evaluate(expression, context),
    choice: (field, option) =>
      partNamed(fields.get(field)?.options ?? [], option)?.key ?? options.get(option as never)?.key ?? option,
  })
  return 'kind' in said ? said : { kind: 'webhook', action: id, endpoint, body: said.value }
}

function addressees(to: Recipient, context: FlowContext): Addressees | Failed | undefined {
  if ('roles' in to) return { roles: to.roles }
  const said = evaluate(to.expr, context)
  if (said.kind === 'error') return said
  const named = said.kind === 'value' ? [said.value].flat().filter((one) => typeof one === 'string') : []
  return named.length > 0 ? { members: [...new Set(named)] } : undefined
}
