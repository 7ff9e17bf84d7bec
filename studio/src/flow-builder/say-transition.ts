// What a transition asks and does, read as sentences: "Only when weight is less than 1,000", "Set started at to now".
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireTransition } from '../api/flows-api.ts'
import type { ConditionWords } from '../expression-input/say-condition.ts'
import { sayText } from '../expression-input/say-tree.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import {
  type AssignRule,
  isOutside,
  isRelated,
  type OutsideVerb,
  type Recipient,
  type RelatedVerb,
  verbOf,
  type WireAction,
} from './edit-flow.ts'

/** The words of conditions, and other kinds of records as far as they are known. */
export interface ActionWords extends ConditionWords {
  readonly kindOf?: (name: string) => Blueprint | undefined
  /** The kind of record whose flow it is. */
  readonly here?: string
}

export interface Who {
  readonly roles?: readonly string[]
  readonly expr?: string
  readonly notCreator?: boolean
}

export interface WireCheck {
  readonly check: string
  readonly message: WireTransition['label']
}

export type FormEntry = string | { readonly field: string; readonly required?: boolean }

export const whoOf = (transition: WireTransition): Who => (transition['who'] as Who | undefined) ?? {}
export const actionsOf = (transition: WireTransition): readonly WireAction[] =>
  (transition['do'] as readonly WireAction[] | undefined) ?? []
export const checksOf = (transition: WireTransition): readonly WireCheck[] =>
  (transition['check'] as readonly WireCheck[] | undefined) ?? []
export const formOf = (transition: WireTransition): readonly FormEntry[] =>
  Array.isArray(transition['form']) ? (transition['form'] as readonly FormEntry[]) : []
export const formKey = (entry: FormEntry): string => (typeof entry === 'string' ? entry : entry.field)

/** In the order in which they hold: who may, when, what is asked, what is done. */
export function sayTransition(transition: WireTransition, words: ActionWords): readonly string[] {
  const { t, language } = words
  const { roles = [], expr, notCreator } = whoOf(transition)
  const guard = transition['guard']
  const list = (parts: readonly string[], type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(language, { type }).format(parts)
  const said: string[] = []
  if (roles.length > 0) said.push(t('flowMap.sayRoles', { roles: list(roles, 'disjunction') }))
  if (expr) said.push(t('flowMap.sayWho', { condition: sayText(expr, words) ?? expr }))
  if (notCreator) said.push(t('flowMap.sayNotCreator'))
  if (transition.event === '') said.push(t(transition.done ? 'flowMap.sayDone' : 'flowMap.sayByItself'))
  if (typeof guard === 'string' && guard.trim() !== '')
    said.push(t('flowMap.sayGuard', { condition: sayText(guard, words) ?? guard }))
  for (const { check } of checksOf(transition))
    said.push(t('flowMap.sayCheck', { condition: sayText(check, words) ?? check }))
  const asked = formOf(transition).map((entry) => fieldLabel(formKey(entry), words))
  if (asked.length > 0) said.push(t('flowMap.sayForm', { fields: list(asked, 'conjunction') }))
  if (transition.history)
    said.push(t(transition.history === 'deep' ? 'flowMap.sayExactlyWhere' : 'flowMap.sayWhereLast'))
  return [...said, ...actionsOf(transition).map((action) => sayAction(action, words))]
}

const mostWords = 48

/** What a step is called that nobody sends: by what it waits for. */
export function sayByItself({ done, guard }: WireTransition, words: ConditionWords): string {
  const { t } = words
  const text = typeof guard === 'string' && guard.trim() !== '' ? (sayText(guard, words) ?? guard) : ''
  if (text === '') return t(done ? 'flowMap.byItselfAtEnd' : 'flowMap.byItselfAtOnce')
  const condition = text.length > mostWords ? `${text.slice(0, mostWords - 1).trimEnd()}…` : text
  return t('flowMap.byItselfWhen', { condition })
}

/** A step without a name of its own is called by an arrow to its state: where that is said, there is no more to say. */
export const isArrow = (called: string) => called.startsWith('→')

export interface AskingStep {
  readonly step: WireTransition
  readonly lines: readonly string[]
}

/** Of the steps as they stand: those that ask or do something which they did not when they were published. */
export function stepsThatAsk(
  steps: readonly WireTransition[],
  published: readonly WireTransition[],
  say: (step: WireTransition) => readonly string[],
): readonly AskingStep[] {
  return steps.flatMap((step) => {
    const lines = say(step)
    const before = step.id === undefined ? undefined : published.find(({ id }) => id === step.id)
    const isSame = before !== undefined && say(before).join('\n') === lines.join('\n')
    return lines.length === 0 || isSame ? [] : [{ step, lines }]
  })
}

export function sayAction(action: WireAction, words: ActionWords): string {
  const verb = verbOf(action)
  if (isRelated(verb)) return sayRelated(action, verb, words)
  if (verb === 'assign') return sayAssign(action, words)
  if (isOutside(verb)) return sayOutside(action, verb, words)
  const field = fieldLabel(action[verb] ?? '', words)
  if (verb === 'clear') return words.t('flowMap.sayClear', { field })
  const named = words.names.find((one) => one.name === action[verb])
  const text = action.value ?? ''
  // A choice is said by its label: what it is compared with tells which field it is of.
  const said = text === '' ? '…' : (valueWords(text, named?.name, words) ?? text)
  if (verb === 'set' && text.trim() === 'now') return words.t('flowMap.saySetNow', { field })
  return words.t(verb === 'set' ? 'flowMap.saySet' : 'flowMap.sayAdd', { field, value: said })
}

function sayRelated(action: WireAction, verb: RelatedVerb, words: ActionWords): string {
  const { t } = words
  if (verb === 'send') {
    const event = action.send ? wordsOfKey(action.send) : '…'
    if (action.toRelated === undefined) return t('flowMap.saySendHere', { event })
    return t('flowMap.saySend', { event, field: fieldLabel(action.toRelated, words) })
  }
  const via = words.names.find((one) => one.field.key === action.updateRelated && one.group === 'record')
  const kind = (verb === 'create' ? action.create : via?.field.blueprint) ?? ''
  const values = sayValues(action, kind, words)
  if (verb === 'updateRelated')
    return t('flowMap.sayUpdate', { field: fieldLabel(action.updateRelated ?? '', words), values: values || '…' })
  const name = kind === '' ? '…' : kindLabel(kind, words)
  return values === '' ? t('flowMap.sayCreate', { kind: name }) : t('flowMap.sayCreateWith', { kind: name, values })
}

/** “Title” is 'Call Ana', “Owner” is whoever takes the step. */
function sayValues({ values = {} }: WireAction, kind: string, words: ActionWords): string {
  const fields = words.kindOf?.(kind)?.fields ?? []
  const said = Object.entries(values).map(([key, text]) => {
    const field = fields.find((one) => one.key === key)
    const label = field ? words.formats.say(field.label, wordsOfKey(key)) : wordsOfKey(key)
    return words.t('flowMap.sayValue', { field: label, value: sayGiven(text, field, words) })
  })
  return new Intl.ListFormat(words.language, { type: 'conjunction' }).format(said)
}

function sayGiven(text: string, field: WireField | undefined, words: ActionWords): string {
  const { t } = words
  const plain = text.trim()
  if (plain === '') return '…'
  if (plain === 'record.id') return t('flowMap.thisRecord')
  if (plain === 'actor.id') return t('flowMap.whoActor')
  const option = field?.options?.find(({ key }) => plain === `'${key}'` || plain === `"${key}"`)
  return option ? words.formats.say(option.label, option.key) : (sayText(plain, words) ?? plain)
}

function sayAssign({ assign = '', rule, roles }: WireAction, words: ActionWords): string {
  const { t, language } = words
  const field = fieldLabel(assign, words)
  const among = roles && roles.length > 0 ? new Intl.ListFormat(language, { type: 'disjunction' }).format(roles) : ''
  return t('flowMap.sayAssign', { field, who: sayRule(rule, among, words) })
}

function sayRule(rule: AssignRule | undefined, among: string, words: ActionWords): string {
  const { t } = words
  if (typeof rule === 'object') return sayGiven(rule.expr, undefined, words)
  const who = t(rule === 'least-busy' ? 'flowMap.whoFewest' : 'flowMap.whoNext')
  return among === '' ? who : t('flowMap.whoAmong', { who, roles: among })
}

function kindLabel(kind: string, words: ActionWords): string {
  return words.formats.say(words.kindOf?.(kind)?.label, wordsOfKey(kind))
}

function sayOutside(action: WireAction, verb: OutsideVerb, words: ConditionWords): string {
  const { t } = words
  if (verb === 'webhook') return t('flowMap.sayWebhook', { name: action.webhook || '…' })
  const to = action[verb] ?? ''
  const text = sayLabel(action.template, [words.language], '…')
  return t(verb === 'notify' ? 'flowMap.sayNotify' : 'flowMap.sayMail', { who: sayRecipient(to, words), text })
}

function sayRecipient(to: Recipient, words: ConditionWords): string {
  const { t, language } = words
  if (typeof to !== 'string')
    return t('flowMap.whoRoles', { roles: new Intl.ListFormat(language, { type: 'disjunction' }).format(to.roles) })
  if (to === 'actor.id') return t('flowMap.whoActor')
  if (to === 'record.createdBy') return t('flowMap.whoCreator')
  return to === '' ? '…' : fieldLabel(to, words)
}

function valueWords(text: string, name: string | undefined, words: ConditionWords): string | undefined {
  const plain = sayText(text, words)
  if (name === undefined) return plain
  const option = words.names
    .find((one) => one.name === name)
    ?.field.options?.find((one) => JSON.stringify(one.key) === text || `'${one.key}'` === text)
  return option ? words.formats.say(option.label, option.key) : plain
}

export function fieldLabel(key: string, words: Pick<ConditionWords, 'names'>): string {
  return words.names.find((one) => one.field.key === key && one.group === 'record')?.label ?? key
}
