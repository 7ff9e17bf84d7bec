// What an action that makes or changes other records asks for, worked out from the record as it is at that moment.
import type { Evaluation } from '../expression/expression.ts'
import type { FieldId } from '../ids.ts'
import type { GivenValues, RelatedEffect } from './effect.ts'
import type { RelatedAction, RelatedValues } from './flow.ts'
import { evaluate, type FlowContext } from './flow-context.ts'

type Failed = Extract<Evaluation, { kind: 'error' }>

/** Undefined when there is no such record. */
export function askOthers(context: FlowContext, action: RelatedAction): RelatedEffect | Failed | undefined {
  if (action.kind === 'send') return sending(context, action)
  const { id, kind, blueprint } = action
  const to = kind === 'updateRelated' ? linked(context, action.via) : []
  if (kind === 'updateRelated' && to.length === 0) return undefined
  const values = givenValues(context, action.values)
  if ('message' in values) return values
  return kind === 'create'
    ? { kind, action: id, blueprint, values: values.given }
    : { kind, action: id, blueprint, to, values: values.given }
}

function sending(
  context: FlowContext,
  { id, event, via, blueprint }: Extract<RelatedAction, { kind: 'send' }>,
): RelatedEffect | undefined {
  if (via === undefined || blueprint === undefined) return { kind: 'send', action: id, event }
  const ids = linked(context, via)
  return ids.length > 0 ? { kind: 'send', action: id, event, to: { blueprint, ids } } : undefined
}

/** The records a field links to, each once. */
function linked({ data }: FlowContext, via: FieldId): readonly string[] {
  return [...new Set([data[via]].flat().filter((id): id is string => typeof id === 'string'))]
}

/** An empty result is no value. */
function givenValues(context: FlowContext, values: RelatedValues): { readonly given: GivenValues } | Failed {
  const given: { field: FieldId; value: unknown }[] = []
  for (const { field, value } of values) {
    const said = evaluate(value, context)
    if (said.kind === 'error') return said
    given.push({ field, value: said.kind === 'value' ? (said.value ?? null) : null })
  }
  return { given }
}
