// What a step of a flow or an automation does, as the API says it.
import type { WireTransition } from '../api/flows-api.ts'

/** Changes a field. */
export type FieldVerb = 'set' | 'clear' | 'add'
export const fieldVerbs: readonly FieldVerb[] = ['set', 'clear', 'add']
/** Reaches somebody outside of the record. */
export type OutsideVerb = 'webhook' | 'notify' | 'mail'
export const outsideVerbs: readonly OutsideVerb[] = ['webhook', 'notify', 'mail']
/** Makes, changes or moves other records. */
export type RelatedVerb = 'create' | 'updateRelated' | 'send'
export const relatedVerbs: readonly RelatedVerb[] = ['create', 'updateRelated', 'send']
export type Verb = FieldVerb | 'assign' | RelatedVerb | OutsideVerb

/** Whose turn it is, who has the fewest, or whoever an expression gives. */
export type AssignRule = 'round-robin' | 'least-busy' | { readonly expr: string }
/** Expressions by the keys of fields of another kind of record. */
export type GivenValues = { readonly [key: string]: string }

/** An expression, or everybody with one of the roles. */
export type Recipient = string | { readonly roles: readonly string[] }
type Words = NonNullable<WireTransition['label']>

export interface WireAction {
  readonly id?: string
  readonly set?: string
  readonly clear?: string
  readonly add?: string
  readonly value?: string
  readonly assign?: string
  readonly rule?: AssignRule
  readonly roles?: readonly string[]
  readonly create?: string
  readonly updateRelated?: string
  readonly values?: GivenValues
  readonly send?: string
  readonly toRelated?: string
  readonly webhook?: string
  readonly body?: string
  readonly notify?: Recipient
  readonly mail?: Recipient
  readonly subject?: Words
  readonly template?: Words
}

export function verbOf(action: WireAction): Verb {
  return (
    ([...fieldVerbs, 'assign', ...relatedVerbs, ...outsideVerbs] as const).find((verb) => action[verb] !== undefined) ??
    'set'
  )
}

export function isOutside(verb: Verb): verb is OutsideVerb {
  return outsideVerbs.some((one) => one === verb)
}

export function isRelated(verb: Verb): verb is RelatedVerb {
  return relatedVerbs.some((one) => one === verb)
}

/** Is it more than a change of the record itself? */
export function reachesOut(verb: Verb): boolean {
  return isOutside(verb) || isRelated(verb) || verb === 'assign'
}
