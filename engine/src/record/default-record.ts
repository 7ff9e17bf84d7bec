// What does a new record start with?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import type { Issue } from '../errors.ts'
import { issue } from '../errors.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import type { Json, JsonObject } from '../json.ts'
import { computedValue } from './computed-value.ts'
import { fieldLabel, Refused } from './refused.ts'
import type { StoredData } from './stored-record.ts'
import { evaluationOf, pathOf, type WriteContext } from './write-context.ts'

/** The defaults of an empty form. One that cannot be worked out yet is left empty. */
export function defaultData(version: BlueprintVersion, context: WriteContext): StoredData {
  return withDefaults(version, {}, context).data
}

/**
 * The data with its absent members filled. Fixed values come first, so that an expression sees them and what was sent; expressions
 * then run in field order, each seeing the ones before.
 */
export function withDefaults(
  version: BlueprintVersion,
  sent: StoredData,
  context: WriteContext,
): { data: StoredData; issues: Issue[] } {
  const data: { [field: string]: Json } = { ...sent }
  const issues: Issue[] = []
  const { flows = [] } = context
  for (const { stateField, initial } of flows) if (initial !== undefined) data[stateField] ??= initial
  // A region begins when the record comes into its parallel state, with what the flow says.
  const fields = version.fields.filter(({ id }) => !flows.some(({ regionFields }) => regionFields.includes(id)))
  fillFixed(fields, data)
  for (const field of fields) {
    if (data[field.id] !== undefined || !field.default || !('expr' in field.default)) continue
    const answer = compileExpression(field.default.expr)(evaluationOf(data, context))
    const value = answer.kind === 'value' ? computedValue(field, answer.value, context.zone) : undefined
    if (answer.kind === 'error' || value instanceof Refused) issues.push(failed(field, context))
    else if (value !== undefined) data[field.id] = value
  }
  return { data, issues }
}

/** The fixed value of a field's default in canonical form: definitions may spell it as people do. */
export function fixedDefault(field: FieldDef): Json | undefined {
  if (!field.default || !('value' in field.default)) return undefined
  const value = computedValue(field, field.default.value, 'UTC')
  // What its definition let pass and the field cannot hold, the check of the record tells.
  return value instanceof Refused ? field.default.value : value
}

function fillFixed(fields: readonly FieldDef[], data: { [field: string]: Json }): void {
  for (const field of fields) {
    const value = data[field.id] === undefined ? fixedDefault(field) : undefined
    if (value !== undefined) data[field.id] = value
    if (field.fields && isMany(field)) fillElements(field.fields, data, field.id)
  }
}

function fillElements(fields: readonly FieldDef[], data: { [field: string]: Json }, id: string): void {
  const elements = data[id]
  if (!Array.isArray(elements)) return
  data[id] = elements.map((element: JsonObject) => {
    const filled = { ...element }
    fillFixed(fields, filled)
    return filled
  })
}

function failed(field: FieldDef, context: WriteContext): Issue {
  return issue([...pathOf(context), field.key], 'default-failed', { label: fieldLabel(field) })
}
