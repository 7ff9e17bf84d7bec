// An automation as one sentence: "When “Weight” of “Delivery” changes, if it is more than 100: set “Driver” to Rui."
import { type ActionWords, sayAction } from '../action-input/say-action.ts'
import type { WireAction } from '../action-input/wire-action.ts'
import type { WireTrigger } from '../api/automations-api.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { flowOfEvent, mainOf } from '../api/flows-of-kind.ts'
import type { View } from '../api/views-api.ts'
import { sayText } from '../expression-input/say-tree.ts'
import { wordsOfKey } from '../text/say-label.ts'
import type { AutomationDraft } from './automation-draft.ts'

export interface AutomationWords extends ActionWords {
  readonly blueprint: Blueprint | undefined
  readonly flows: readonly Flow[]
  /** Of the kind of record, those that everybody sees. */
  readonly forms: readonly View[]
}

export function sayAutomation(draft: Omit<AutomationDraft, 'label'>, words: AutomationWords): string {
  const { t, language } = words
  const list = (parts: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
  const when = sayTrigger(draft, words)
  const then = draft.do.length > 0 ? list(draft.do.map((action) => asPart(action, words))) : '…'
  const condition = draft.when.trim() === '' ? undefined : (sayText(draft.when, words) ?? draft.when)
  const said =
    condition === undefined
      ? t('automation.sentence', { when, then })
      : t('automation.sentenceIf', { when, condition, then })
  // What is still open ends in three dots, not in four.
  return said.replace(/…\.$/, '…')
}

/** In the middle of a sentence. */
function asPart(action: WireAction, words: AutomationWords): string {
  const said = sayAction(action, words).replace(/\.$/, '')
  return said.charAt(0).toLocaleLowerCase(words.language) + said.slice(1)
}

function sayTrigger({ trigger, blueprint }: Omit<AutomationDraft, 'label'>, words: AutomationWords): string {
  const { t } = words
  const kind = blueprint === undefined ? '…' : words.formats.say(words.blueprint?.label, wordsOfKey(blueprint))
  switch (trigger.kind) {
    case 'created':
      return t('automation.whenCreated', { kind })
    case 'submitted':
      return trigger.form === undefined
        ? t('automation.whenSubmitted', { kind })
        : t('automation.whenFormSent', { form: formWords(trigger.form, words), kind })
    case 'deleted':
      return t('automation.whenDeleted', { kind })
    case 'changed':
      return sayChanged(trigger, kind, words)
    case 'transition':
      return sayStep(trigger, kind, words)
    case 'webhook':
      return blueprint === undefined ? t('automation.whenCalled') : t('automation.whenCalledAbout', { kind })
    case 'schedule': {
      const at = sayTimes(trigger, words)
      return blueprint === undefined ? at : t('automation.forEach', { at, kind })
    }
  }
}

/** As its readers call it. */
export function formWords(name: string, { forms, formats }: Pick<AutomationWords, 'forms' | 'formats'>): string {
  return formats.say(forms.find((one) => one.name === name)?.label, name)
}

function sayChanged({ fields = [], from, to }: WireTrigger, kind: string, words: AutomationWords): string {
  const { t, language } = words
  if (fields.length === 0) return t('automation.whenAnyChanged', { kind })
  const named = fields.map((key) => t('condition.quoted', { text: fieldWords(key, words) }))
  const said = new Intl.ListFormat(language, { type: 'disjunction' }).format(named)
  const value = (one: WireTrigger['from']) => valueWords(fields[0] ?? '', one, words)
  if (from !== undefined && to !== undefined)
    return t('automation.whenFromTo', { kind, fields: said, from: value(from), to: value(to) })
  if (from !== undefined) return t('automation.whenFrom', { kind, fields: said, from: value(from) })
  if (to !== undefined) return t('automation.whenTo', { kind, fields: said, to: value(to) })
  return t('automation.whenChanged', { kind, fields: said })
}

function sayStep({ event, from, to }: WireTrigger, kind: string, words: AutomationWords): string {
  const { t } = words
  const own = mainOf(words.flows)?.stateField ?? ''
  const state = (named: unknown) => {
    const key = String(named)
    const at = key.lastIndexOf('.')
    return at < 0 ? valueWords(own, key, words) : valueWords(key.slice(0, at), key.slice(at + 1), words)
  }
  const step = event === undefined ? t('automation.anyStep') : t('automation.step', { name: stepWords(event, words) })
  if (from !== undefined && to !== undefined)
    return t('automation.whenStepFromTo', { step, kind, from: state(from), to: state(to) })
  if (to !== undefined) return t('automation.whenStepTo', { step, kind, to: state(to) })
  if (from !== undefined) return t('automation.whenStepFrom', { step, kind, from: state(from) })
  return t('automation.whenStep', { step, kind })
}

export function stepWords(event: string, { flows, formats }: Pick<AutomationWords, 'flows' | 'formats'>): string {
  const flow = flowOfEvent(flows, event)
  return formats.say(flow?.transitions.find((one) => one.event === event)?.label, wordsOfKey(event))
}

function sayTimes({ every, on = [], at = '…', cron }: WireTrigger, words: AutomationWords): string {
  const { t, language } = words
  const list = (parts: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
  if (every === 'day') return t('automation.everyDay', { at })
  if (every === 'week')
    return t('automation.everyWeek', { at, days: list(on.map((day) => weekdayWords(day, language))) })
  if (every === 'month')
    return t('automation.everyMonth', {
      at,
      days: list(on.map((day) => (day === 'last' ? t('automation.lastDay') : String(day)))),
    })
  return t('automation.byCron', { cron: cron || '…' })
}

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export function weekdayWords(day: unknown, language: string): string {
  const at = weekdays.findIndex((one) => one === day)
  // 2024 began on a Monday.
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + at))
}

export function fieldWords(
  key: string,
  { blueprint, formats }: Pick<AutomationWords, 'blueprint' | 'formats'>,
): string {
  return formats.say(blueprint?.fields.find((one) => one.key === key)?.label, wordsOfKey(key))
}

export function valueWords(key: string, value: unknown, words: AutomationWords): string {
  if (value === null || value === undefined) return words.t('condition.nothing')
  if (typeof value === 'boolean') return words.t(value ? 'common.yes' : 'common.no')
  const field = words.blueprint?.fields.find((one) => one.key === key)
  const option = field?.options?.find((one) => one.key === value)
  if (option) return words.formats.say(option.label, wordsOfKey(option.key))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
