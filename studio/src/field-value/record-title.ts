// What is a record called? As the server says it (R32): its title field, else its texts, its running number, what it links to.
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { valueText } from './value-text.ts'

const textTypes: readonly string[] = ['text', 'longText', 'richText', 'email', 'url', 'phone', 'cpf', 'cnpj', 'cep']
/** Their values are ids: none of them is a name. */
const idTypes: readonly string[] = ['relation', 'user']
const noWords = { yes: '', no: '' }

type Named = Pick<Blueprint, 'titleField' | 'fields'>

/** A list asks for each of its rows. */
const known = new WeakMap<Named, readonly WireField[]>()

/** By these a record is called, in this order: by the first that says something. Whatever else it holds comes last. */
function namingFields(blueprint: Named): readonly WireField[] {
  const before = known.get(blueprint)
  if (before) return before
  const { titleField, fields } = blueprint
  const isNumber = ({ computed }: WireField) => computed?.kind === 'autonumber'
  const texts = fields.filter((field) => textTypes.includes(field.type) && !isNumber(field))
  const naming = [
    ...new Set([
      ...fields.filter(({ key }) => key === titleField),
      ...texts.filter(({ required }) => required),
      ...texts,
      ...fields.filter(isNumber),
      ...fields.filter(({ type }) => type === 'relation'),
      ...fields.filter(({ type }) => !idTypes.includes(type)),
    ]),
  ]
  known.set(blueprint, naming)
  return naming
}

export function titleFieldOf(blueprint: Named): WireField | undefined {
  return namingFields(blueprint)[0]
}

/** One line; empty when there is nothing to call it by. */
export function recordTitle(blueprint: Named, data: WireData, formats: TenantFormats): string {
  for (const field of namingFields(blueprint)) {
    const line = oneLine(field, data, formats)
    if (line) return line
  }
  return ''
}

/**
 * Where a record stands alone: a running number says nothing to people, so what it links to, else its first short text, is said beside it.
 * In lists both have places of their own.
 */
export function recordHeading(blueprint: Named, data: WireData, formats: TenantFormats): string {
  const title = recordTitle(blueprint, data, formats)
  const naming = namingFields(blueprint)
  const said = naming.find((field) => oneLine(field, data, formats) !== '')
  if (said?.computed?.kind !== 'autonumber') return title
  const telling = [
    ...naming.filter(({ type, many }) => type === 'relation' && !many),
    ...naming.filter((field) => field.type === 'text' && field !== said),
  ]
  // A name that is still being read is no name.
  const beside = telling.map((field) => oneLine(field, data, formats)).find((line) => line !== '' && line !== '…')
  return beside === undefined ? title : `${title} · ${beside}`
}

function oneLine(field: WireField, data: WireData, formats: TenantFormats): string {
  const [line = ''] = valueText(field, data[field.key], formats, noWords).trim().split(/\r?\n/, 1)
  return line
}
