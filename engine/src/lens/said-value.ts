// How is the value of a field said within a sentence? As the reader writes it: choices by their names, days and numbers in their notation.
import type { FieldDef, Label } from '../blueprint/blueprint.ts'
import { isJsonObject, type Json } from '../json.ts'

export function saidValue(field: FieldDef, value: Json): Label | readonly Label[] | Json {
  const said = (one: Json): Label | Json => {
    const option = field.options?.find(({ id }) => id === one)
    if (option) return option.label ?? option.key
    if (field.type === 'date' && typeof one === 'string') return saidDay(one) ?? one
    if (typeof one === 'number' && field.type !== 'rating') return decimals(String(one))
    if (isJsonObject(one) && typeof one['amount'] === 'string' && typeof one['currency'] === 'string')
      return decimals(one['amount'], ` ${one['currency']}`)
    return one
  }
  return Array.isArray(value) ? (value.map(said) as Json) : said(value)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function saidDay(day: string): Label | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (year === undefined) return undefined
  return {
    en: `${months[Number(month) - 1]} ${Number(date)}, ${year}`,
    'pt-BR': `${date}/${month}/${year}`,
    ru: `${date}.${month}.${year}`,
  }
}

/** Without signs between thousands: those differ more than the point does. */
function decimals(text: string, after = ''): Label {
  const comma = text.replace('.', ',')
  return { en: text + after, 'pt-BR': comma + after, ru: comma + after }
}
