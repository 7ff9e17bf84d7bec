// Parameters that several routes of records take: which records, and in which version.
import type { JsonSchema, TenantCall } from '../http/route.ts'

export const asParameter: JsonSchema = {
  type: 'string',
  maxLength: 4_000,
  description:
    'Version of the blueprint: 3, or name@3; of others that the answer shows too, as in `expand`: 3,customer@2',
}
export const acceptBlueprint = {
  'Accept-Blueprint':
    'Versions of blueprints, like the parameter `as`, which counts more: `order@3, customer@2`. Of a blueprint that is not named, the version that the key is kept on, else the newest',
}
/** For what is about no single blueprint. */
export const asOfAny: JsonSchema = {
  type: 'string',
  maxLength: 4_000,
  description: 'Versions of blueprints: order@3,customer@2',
}
/** Which records: the same parameters for a page of them and for their totals. */
export const whichParameters: { readonly [name: string]: JsonSchema } = {
  filter: {
    type: 'string',
    maxLength: 4000,
    description:
      "In the expression language: amount > 100 && status == 'NEW'. Of a promised time of the flow: record.clocks.answer.lateAt <= now, .dueAt < now + duration('2h'), .status == 'pauses'",
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

/** The versions that are asked for, in the parameter and in the header; what is named first counts. */
export function asked(call: TenantCall): string | undefined {
  const said = [call.query['as'], call.header('accept-blueprint')]
  const texts = said.filter((text): text is string => typeof text === 'string')
  return texts.length === 0 ? undefined : texts.join(',')
}

/** The form that was filled in. */
export function formOf({ query: { form } }: TenantCall): string | undefined {
  return typeof form === 'string' ? form : undefined
}
