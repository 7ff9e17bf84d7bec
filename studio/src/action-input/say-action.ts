// What an action does, read as a sentence: "Set started at to now", "Tell the owners".
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
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
} from './wire-action.ts'

/** The words of conditions, and other kinds of records as far as they are known. */
export interface ActionWords extends ConditionWords {
  readonly kindOf?: (name: string) => Blueprint | undefined
  /** The kind of record whose flow it is. */
  readonly here?: string
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
  return option ? words.formats.say(option.label, wordsOfKey(option.key)) : (sayText(plain, words) ?? plain)
}

function sayAssign({ assign = '', rule, roles }: WireAction, words: ActionWords): string {
  const { t, language } = words
  const field = fieldLabel(assign, words)
  const named = (roles ?? []).map((role) => roleWords(role, words))
  const among = new Intl.ListFormat(language, { type: 'disjunction' }).format(named)
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
  if (typeof to !== 'string') {
    const list = (type: 'conjunction' | 'disjunction', all: readonly string[]) =>
      new Intl.ListFormat(language, { type }).format(all)
    return to.roles.every(isUsualRole)
      ? t('flowMap.whoAll', {
          people: list(
            'conjunction',
            to.roles.map((role) => roleWords(role, words)),
          ),
        })
      : t('flowMap.whoRoles', { roles: list('disjunction', to.roles) })
  }
  if (to === 'actor.id') return t('flowMap.whoActor')
  if (to === 'record.createdBy') return t('flowMap.whoCreator')
  return to === '' ? '…' : fieldLabel(to, words)
}

const usualRoles = ['owner', 'member'] as const
type UsualRole = (typeof usualRoles)[number]
const isUsualRole = (role: string): role is UsualRole => usualRoles.some((one) => one === role)

/** Whoever has a role, as a sentence calls them: "owners". */
export function roleWords(role: string, { t }: Pick<ConditionWords, 't'>): string {
  return isUsualRole(role) ? t(`flowMap.people_${role}`) : role
}

function valueWords(text: string, name: string | undefined, words: ConditionWords): string | undefined {
  const plain = sayText(text, words)
  if (name === undefined) return plain
  const option = words.names
    .find((one) => one.name === name)
    ?.field.options?.find((one) => JSON.stringify(one.key) === text || `'${one.key}'` === text)
  return option ? words.formats.say(option.label, wordsOfKey(option.key)) : plain
}

export function fieldLabel(key: string, words: Pick<ConditionWords, 'names'>): string {
  return words.names.find((one) => one.field.key === key && one.group === 'record')?.label ?? key
}
