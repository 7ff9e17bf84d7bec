// Parameters that several routes of records take: which records, and in which version.
import type { JsonSchema, TenantCall } from '../http/route.ts'

export const asParameter: JsonSchema = {
  type: 'string',
  maxLength: 220,
  description: 'Version of the blueprint: 3, or name@3',
}
export const acceptBlueprint = { 'Accept-Blueprint': 'Version of the blueprint, like the parameter `as`' }
/** Which records: the same parameters for a page of them and for their totals. */
export const whichParameters: { readonly [name: string]: JsonSchema } = {
  filter: {
    type: 'string',
    maxLength: 4000,
    description: "In the expression language: amount > 100 && status == 'NEW'",
  },
  q: {
    type: 'string',
    maxLength: 400,
    description: 'Full text; the last word may be a beginning, and a number is found however it is grouped',
  },
  trash: { type: 'boolean', description: 'Those in the trash instead' },
  as: asParameter,
  view: { type: 'string', maxLength: 200, description: 'Id or name of a saved view' },
}

/** The version that is asked for, in the parameter or in the header. */
export function asked(call: TenantCall): string | undefined {
  const { as } = call.query
  return typeof as === 'string' ? as : call.header('accept-blueprint')
}
