// What a transition asks and does, read as sentences: "Only when weight is less than 1,000", "Set started at to now".
import { type ActionWords, fieldLabel, roleWords, sayAction } from '../action-input/say-action.ts'
import type { WireAction } from '../action-input/wire-action.ts'
import type { WireTransition } from '../api/flows-api.ts'
import type { ConditionWords } from '../expression-input/say-condition.ts'
import { sayText } from '../expression-input/say-tree.ts'

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
  if (roles.length > 0)
    said.push(
      t('flowMap.sayRoles', {
        roles: list(
          roles.map((role) => roleWords(role, words)),
          'disjunction',
        ),
      }),
    )
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
