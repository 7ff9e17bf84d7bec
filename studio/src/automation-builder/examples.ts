// Ready automations that open filled in: from a workspace's own kinds of record, so that nothing is left to guess.
import type { WireAction } from '../action-input/wire-action.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, type useText } from '../text/text.ts'
import type { AutomationDraft } from './automation-draft.ts'

export const exampleNames = ['made', 'morning', 'outside'] as const

const emptyDraft: AutomationDraft = {
  label: '',
  blueprint: undefined,
  trigger: { kind: 'changed' },
  when: '',
  do: [],
}

export function exampleOf(
  name: string | undefined,
  kind: Blueprint | undefined,
  t: ReturnType<typeof useText>['t'],
): AutomationDraft {
  const called = kind ? sayLabel(kind.label, [currentLanguage()], wordsOfKey(kind.name)) : ''
  if (name === 'made' && kind)
    return {
      label: t('automation.madeName', { kind: called }),
      blueprint: kind.name,
      trigger: { kind: 'created' },
      when: '',
      do: [tellOwners(t('automation.madeText', { kind: called, title: titleIn(kind) }))],
    }
  if (name === 'morning')
    return {
      label: t('automation.morningName'),
      blueprint: undefined,
      trigger: { kind: 'schedule', every: 'week', on: ['monday'], at: '08:00' },
      when: '',
      do: [tellOwners(t('automation.morningText'))],
    }
  if (name === 'outside')
    return {
      label: t('automation.outsideName'),
      blueprint: undefined,
      trigger: { kind: 'webhook' },
      when: '',
      do: [tellOwners(t('automation.outsideText', { message: '{payload.message}' }))],
    }
  return { ...emptyDraft, blueprint: kind?.name }
}

const tellOwners = (template: string): WireAction => ({ notify: { roles: ['owner'] }, template })

/** The record's name, put in where the text is said. */
function titleIn({ fields, titleField }: Blueprint): string {
  const key = titleField ?? fields.find(({ type }) => type === 'text')?.key
  return key === undefined ? '…' : `{${key}}`
}
