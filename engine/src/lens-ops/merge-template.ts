// A text with names in braces: how is it read, said, filled in, and taken apart again?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import { type FieldId, partNamed } from '../ids.ts'
import type { TemplatePart } from '../lens/op.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'

const pieces = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g

/** `{first} {last}` with ids for names; every field stands in it, and none that is not merged. */
export function readTemplate(
  template: string,
  fields: readonly FieldDef[],
  place: OpPlace,
): readonly TemplatePart[] | undefined {
  const faults = place.reading.issues.length
  const parts: TemplatePart[] = []
  for (const [piece, name] of template.matchAll(pieces)) {
    if (name !== undefined) {
      const field = fieldCalled(name.trim(), fields, place)
      if (field) parts.push({ field: field.id })
    } else if (piece === '{' || piece === '}') return report(place, ['template'], 'bad-template')
    else parts.push({ text: piece === '{{' || piece === '}}' ? piece.charAt(0) : piece })
  }
  if (place.reading.issues.length > faults) return undefined
  for (const { id, key, label } of fields)
    if (!parts.some((part) => 'field' in part && part.field === id))
      report(place, ['template'], 'template-lacks', { label: label ?? key, name: key })
  return place.reading.issues.length > faults ? undefined : joinedTexts(parts)
}

function fieldCalled(name: string, fields: readonly FieldDef[], place: OpPlace): FieldDef | undefined {
  const found = partNamed(fields, name)
  return found ?? report(place, ['template'], 'unknown-field', { name, known: fields.map(({ key }) => key) })
}

function joinedTexts(parts: readonly TemplatePart[]): TemplatePart[] {
  const joined: TemplatePart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if ('text' in part && last && 'text' in last) joined[joined.length - 1] = { text: last.text + part.text }
    else joined.push(part)
  }
  return joined
}

export function wireTemplate(parts: readonly TemplatePart[], version: Pick<BlueprintVersion, 'fields'>): string {
  return parts
    .map((part) => ('field' in part ? `{${keyOf(version, part.field)}}` : part.text.replace(/[{}]/g, '$&$&')))
    .join('')
}

/** The text with the values filled in. What stands beside an empty value is left out, so nothing dangles. */
export function filledTemplate(parts: readonly TemplatePart[], textOf: (field: FieldId) => string): string {
  const said: string[] = []
  let literal = ''
  let isFirst = true
  let isSaid = false
  for (const part of parts) {
    if ('text' in part) {
      literal = part.text
      continue
    }
    const value = textOf(part.field)
    isSaid = value !== ''
    if (isSaid) said.push(said.length > 0 || isFirst ? literal : '', value)
    isFirst = false
    literal = ''
  }
  return `${said.join('')}${isSaid ? literal : ''}`
}

/** What each field was when the text was put together so; undefined when it cannot have been. */
export function takenApart(parts: readonly TemplatePart[], text: string): ReadonlyMap<FieldId, string> | undefined {
  const found = new Map<FieldId, string>()
  let rest = text
  let open: FieldId | undefined
  for (const part of parts) {
    if ('field' in part) {
      // Two values side by side: nobody can say where the one ends.
      if (open !== undefined || found.has(part.field)) return undefined
      open = part.field
      continue
    }
    const at = rest.indexOf(part.text)
    if (at < 0 || (open === undefined && at > 0)) return undefined
    if (open !== undefined) found.set(open, rest.slice(0, at))
    rest = rest.slice(at + part.text.length)
    open = undefined
  }
  if (open === undefined) return rest === '' ? found : undefined
  return found.set(open, rest)
}
