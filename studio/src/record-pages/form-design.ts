// Which fields a form of one's own may ask for, which it has to, and in which order it does.
import { trimmedLabel } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { FormDesign } from '../api/views-api.ts'

/** What people fill in: not what the system or the flow does. */
export function askableFields(fields: readonly WireField[], stateFields: readonly string[]): readonly WireField[] {
  return fields.filter((field) => !field.readOnly && !stateFields.includes(field.key))
}

/** A record cannot be without it, and nothing else fills it in. */
export function mustBeAsked(field: WireField): boolean {
  return field.required === true && field.default === undefined
}

/** What a form begins with: everything that can be asked, in the order of the definition. */
export function newDesign(fields: readonly WireField[], stateFields: readonly string[]): FormDesign {
  return { fields: askableFields(fields, stateFields).map(({ key }) => key) }
}

/** Asked fields in their order, then the others. */
export function offeredFields(
  fields: readonly WireField[],
  stateFields: readonly string[],
  asked: readonly string[],
): readonly WireField[] {
  const askable = askableFields(fields, stateFields)
  const chosen = asked.flatMap((key) => askable.find((field) => field.key === key) ?? [])
  return [...chosen, ...askable.filter((field) => !chosen.includes(field))]
}

/** In or out; a field that must be asked stays in. */
export function toggledField(asked: readonly string[], field: WireField): readonly string[] {
  if (!asked.includes(field.key)) return [...asked, field.key]
  return mustBeAsked(field) ? asked : asked.filter((key) => key !== field.key)
}

/** One place up (-1) or down (1); at the end of the list it stays. */
export function movedField(asked: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const from = asked.indexOf(key)
  const to = from + by
  if (from < 0 || to < 0 || to >= asked.length) return asked
  const moved = asked.filter((one) => one !== key)
  moved.splice(to, 0, key)
  return moved
}

/** Without the blanks around its words; what says nothing is left out. */
export function tidyDesign({ intro, button, thanks, fields }: FormDesign): FormDesign {
  const words = Object.entries({ intro, button, thanks }).flatMap(([member, label]) => {
    const said = trimmedLabel(label)
    return said === undefined ? [] : [[member, said] as const]
  })
  return { ...Object.fromEntries(words), fields }
}
