// Links of a previewed record to records that publishing makes: what is such a record called?
import type { Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'

/** As the engine writes a record that is not there yet: no public id begins so. */
const toCome = 'new '

/**
 * What each link of `value` stands for: the words of a value of `before` of which a record is made, or the id of a record that is
 * there. Undefined where all are there, or the field is no link.
 */
export function recordsToCome(
  before: WireField | undefined,
  after: WireField,
  value: Json | undefined,
  wordsOf: (option: NonNullable<WireField['options']>[number]) => string,
): readonly ({ readonly id: string } | { readonly name: string })[] | undefined {
  if (after.type !== 'relation') return undefined
  const links = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')
  if (!links.some((link) => link.startsWith(toCome))) return undefined
  return links.map((link) => {
    if (!link.startsWith(toCome)) return { id: link }
    const key = link.slice(toCome.length)
    const option = before?.options?.find(({ id }) => id === key)
    return { name: option ? wordsOf(option) : key }
  })
}
