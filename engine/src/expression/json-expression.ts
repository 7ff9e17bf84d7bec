// A JSON document whose values are expressions: `{'id': record.id, 'lines': [{'what': cargo}]}`.
import type { Issue } from '../errors.ts'
import type { FieldId } from '../ids.ts'
import type { Json } from '../json.ts'
import { type CelPieces, parsePieces } from './cel.ts'
import { checkTree, issueOf } from './check-expression.ts'
import type { Evaluation, Expression, ValueType } from './expression.ts'
import { sayExpression } from './say-expression.ts'
import type { ExpressionScope } from './types.ts'

export type JsonExpression =
  | { readonly map: readonly { readonly key: string; readonly value: JsonExpression }[] }
  | { readonly list: readonly JsonExpression[] }
  /** `choicesOf`: its value is a choice of this field, and is told by the choice's name. */
  | { readonly value: Expression; readonly choicesOf?: FieldId }

/** Reads wire text, as `checkExpression` does. Never throws. */
export function checkJsonExpression(
  text: string,
  scope: ExpressionScope,
  path: Issue['path'],
): { readonly json: JsonExpression } | { readonly issues: readonly Issue[] } {
  const parsed = parsePieces(text)
  if ('problem' in parsed) return { issues: [issueOf(parsed.problem, path)] }
  const issues: Issue[] = []
  const json = checkPieces(parsed.pieces, scope, path, issues)
  return json && issues.length === 0 ? { json } : { issues }
}

function checkPieces(
  pieces: CelPieces,
  scope: ExpressionScope,
  path: Issue['path'],
  issues: Issue[],
): JsonExpression | undefined {
  if ('map' in pieces) {
    const map = pieces.map.flatMap(([key, inner]) => {
      const value = checkPieces(inner, scope, path, issues)
      return value ? [{ key, value }] : []
    })
    return { map }
  }
  if ('list' in pieces) return { list: pieces.list.flatMap((one) => checkPieces(one, scope, path, issues) ?? []) }
  const checked = checkTree(pieces.tree, scope, undefined, path)
  if ('issues' in checked) {
    issues.push(...checked.issues)
    return undefined
  }
  const choicesOf = choicesIn(checked.type)
  return { value: checked.expression, ...(choicesOf && { choicesOf }) }
}

function choicesIn(type: ValueType): FieldId | undefined {
  if (type.kind === 'list') return choicesIn(type.of)
  return type.kind === 'enum' ? type.field : undefined
}

/** The text that would be read as this. */
export function sayJsonExpression(json: JsonExpression, scope: ExpressionScope): string {
  if ('map' in json)
    return `{${json.map.map(({ key, value }) => `${quoted(key)}: ${sayJsonExpression(value, scope)}`).join(', ')}}`
  if ('list' in json) return `[${json.list.map((one) => sayJsonExpression(one, scope)).join(', ')}]`
  return sayExpression(json.value, scope)
}

function quoted(key: string): string {
  const inner = JSON.stringify(key).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner}'`
}

/** All that are in it, in order. */
export function expressionsIn(json: JsonExpression): readonly Expression[] {
  if ('map' in json) return json.map.flatMap(({ value }) => expressionsIn(value))
  return 'list' in json ? json.list.flatMap(expressionsIn) : [json.value]
}

export interface JsonEvaluation {
  readonly evaluate: (expression: Expression) => Evaluation
  /** What a choice is called on the wire. */
  readonly choice: (field: FieldId, id: string) => string
}

/** What is empty is null. The first error ends it. */
export function evaluateJson(
  json: JsonExpression,
  using: JsonEvaluation,
): { readonly value: Json } | Extract<Evaluation, { kind: 'error' }> {
  if ('value' in json) {
    const said = using.evaluate(json.value)
    if (said.kind === 'error') return said
    const value = said.kind === 'value' ? ((said.value ?? null) as Json) : null
    return { value: json.choicesOf === undefined ? value : named(value, json.choicesOf, using) }
  }
  if ('list' in json) {
    const items: Json[] = []
    for (const one of json.list) {
      const item = evaluateJson(one, using)
      if ('kind' in item) return item
      items.push(item.value)
    }
    return { value: items }
  }
  const entries: [string, Json][] = []
  for (const { key, value } of json.map) {
    const inner = evaluateJson(value, using)
    if ('kind' in inner) return inner
    entries.push([key, inner.value])
  }
  return { value: Object.fromEntries(entries) }
}

function named(value: Json, field: FieldId, using: JsonEvaluation): Json {
  if (Array.isArray(value)) return value.map((one: Json) => named(one, field, using))
  return typeof value === 'string' ? using.choice(field, value) : value
}
