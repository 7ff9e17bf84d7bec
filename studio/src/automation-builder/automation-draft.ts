// An automation while somebody edits it, and the document that is sent.
import type { JsonObject } from '@molde/engine'
import type { WireAction } from '../action-input/wire-action.ts'
import type { Automation, WireTrigger } from '../api/automations-api.ts'
import type { Label } from '../text/say-label.ts'

export interface AutomationDraft {
  readonly label: Label
  readonly blueprint: string | undefined
  readonly trigger: WireTrigger
  /** An expression; empty text is no condition. */
  readonly when: string
  readonly do: readonly WireAction[]
}

export function draftOf(automation: Automation): AutomationDraft {
  const { label = '', blueprint, trigger, when = '' } = automation
  return { label, blueprint, trigger, when, do: automation.do as readonly WireAction[] }
}

/** Every member, so that what was taken away is said: null. */
export function documentOf({ label, blueprint, trigger, when, do: actions }: AutomationDraft): JsonObject {
  const document = {
    label: label === '' ? null : label,
    ...{ blueprint: blueprint ?? null, trigger, when: when === '' ? null : when, do: actions },
  }
  return JSON.parse(JSON.stringify(document)) as JsonObject
}

/** For those who take no null. */
export function withoutNulls(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null))
}

export function isSameDraft(one: AutomationDraft, other: AutomationDraft): boolean {
  return JSON.stringify(documentOf(one)) === JSON.stringify(documentOf(other))
}

/** Needs one record that is there. */
const ofRecord = ['set', 'clear', 'add', 'assign', 'updateRelated', 'send'] as const
const always = ['create', 'notify', 'mail', 'webhook'] as const

/** What can be done after this trigger. */
export function verbsFor({ trigger, blueprint }: Pick<AutomationDraft, 'trigger' | 'blueprint'>) {
  if (blueprint === undefined) return always
  return trigger.kind === 'deleted' ? ([...always, 'updateRelated'] as const) : ([...always, ...ofRecord] as const)
}

/** Is it set off by what happens to records of one kind? */
export function needsKind({ kind }: WireTrigger): boolean {
  return kind !== 'schedule' && kind !== 'webhook'
}
