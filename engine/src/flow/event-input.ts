// What an event's form may hold, and what was sent as its values by field id.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { type Issue, issue } from '../errors.ts'
import { isJsonObject, type Json } from '../json.ts'
import { fieldLabel } from '../record/refused.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { WriteContext } from '../record/write-context.ts'
import { createData } from '../record/write-data.ts'
import type { Transition } from './flow.ts'

const forms = new WeakMap<Transition, WeakMap<BlueprintVersion, BlueprintVersion>>()

/**
 * The form as a small blueprint of its own: the fields asked for, demanded where the form demands them. Without defaults: what
 * is not sent leaves the record as it is.
 */
export function formVersion(blueprint: BlueprintVersion, transition: Transition): BlueprintVersion {
  const known = forms.get(transition)?.get(blueprint)
  if (known) return known
  const fields = transition.form.flatMap(({ field: id, required }) => {
    const field = blueprint.fields.find((one) => one.id === id)
    return field ? [formField(field, required ?? false)] : []
  })
  const { titleField: _, ...rest } = blueprint
  const form: BlueprintVersion = { ...rest, fields, rules: [], uniques: [] }
  const byBlueprint = forms.get(transition) ?? new WeakMap<BlueprintVersion, BlueprintVersion>()
  forms.set(transition, byBlueprint.set(blueprint, form))
  return form
}

function formField({ default: _, ...field }: FieldDef, required: boolean): FieldDef {
  return { ...field, required, readOnly: false }
}

/**
 * Values by field id in canonical form, null where the sender clears a field. Unknown members are refused, so is a missing or
 * cleared one that is required. `wire` is the form itself; nothing at all is an empty form.
 */
export function encodeEventInput(
  blueprint: BlueprintVersion,
  transition: Transition,
  wire: unknown,
  context: WriteContext,
): { readonly input: StoredData } | { readonly issues: readonly Issue[] } {
  const sent = wire ?? {}
  const path = context.path ?? []
  const { now, zone, actor } = context
  const written = createData(formVersion(blueprint, transition), sent, { now, zone, actor, path })
  if ('issues' in written) return written
  const cleared = isJsonObject(sent) ? clearedFields(blueprint, transition, sent) : []
  const needed = cleared.filter((field) => field.required)
  if (needed.length > 0)
    return { issues: needed.map((field) => issue([...path, field.key], 'required', { label: fieldLabel(field) })) }
  return {
    input: { ...written.data, ...Object.fromEntries(cleared.map(({ id }) => [id, null] satisfies [string, Json])) },
  }
}

function clearedFields(
  blueprint: BlueprintVersion,
  { form }: Transition,
  sent: { readonly [key: string]: unknown },
): FieldDef[] {
  const asked = new Set<string>(form.map(({ field }) => field))
  return blueprint.fields.filter(({ id, key }) => asked.has(id) && Object.hasOwn(sent, key) && sent[key] === null)
}
