// What the pages of an automation work with: its kind of record, what expressions may name, and the words for both.
import type { ExpressionScope } from '@molde/engine'
import { useMemo } from 'react'
import type { TriggerKind } from '../api/automations-api.ts'
import { type Blueprint, useBlueprints, type WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { useFlowOf } from '../api/flows-api.ts'
import { useViews, type View } from '../api/views-api.ts'
import { type ConditionName, useConditionNames } from '../expression-input/condition-names.ts'
import { useConditionWords } from '../expression-input/use-condition-words.ts'
import type { AutomationDraft } from './automation-draft.ts'
import { type Ground, groundOf, scopeFor } from './judge-automation.ts'
import type { AutomationWords } from './say-automation.ts'

export interface AutomationDesk {
  readonly tenant: string
  readonly kinds: readonly Blueprint[]
  readonly blueprint: Blueprint | undefined
  readonly flow: Flow | undefined
  /** Without the field that holds the state: nothing but the flow writes it. */
  readonly fields: readonly WireField[]
  /** Of the kind of record, those that everybody sees. */
  readonly forms: readonly View[]
  readonly ground: Ground
  readonly scope: ExpressionScope
  readonly names: readonly ConditionName[]
  readonly words: AutomationWords
  readonly isPending: boolean
}

const none: readonly WireField[] = []
const noForms: readonly View[] = []

export function useAutomationDesk(
  tenant: string,
  { blueprint: name, trigger }: Pick<AutomationDraft, 'blueprint' | 'trigger'>,
): AutomationDesk {
  const all = useBlueprints(tenant)
  const kinds = all.data?.items
  const blueprint = kinds?.find((one) => one.name === name)
  const { flow, pending } = useFlowOf(tenant, name ?? '')
  const listed = useViews(tenant, name ?? '', name !== undefined)
  const views = listed.data?.items
  const forms = useMemo(() => views?.filter((one) => one.kind === 'form' && one.shared !== false) ?? noForms, [views])
  const ground = useMemo(() => groundOf(blueprint, flow, forms), [blueprint, flow, forms])
  const { kind } = trigger
  const scope = useMemo(() => scopeFor({ trigger: { kind } }, ground), [kind, ground])
  const names = useConditionNames(offerFor(kind, blueprint, flow))
  const condition = useConditionWords(tenant, names)
  const words = useMemo(
    (): AutomationWords => ({
      ...condition,
      blueprint,
      flow,
      forms,
      kindOf: (asked) => kinds?.find((one) => one.name === asked),
      ...(name !== undefined && { here: name }),
    }),
    [condition, blueprint, flow, forms, kinds, name],
  )
  const fields = useMemo(
    () => blueprint?.fields.filter(({ key, computed }) => key !== flow?.stateField && !computed) ?? none,
    [blueprint, flow],
  )
  return {
    ...{ tenant, kinds: kinds ?? [], blueprint, flow, fields, forms, ground, scope, names, words },
    isPending: all.isPending || (name !== undefined && (pending || listed.isPending)),
  }
}

function offerFor(kind: TriggerKind, blueprint: Blueprint | undefined, flow: Flow | undefined) {
  const fields = blueprint?.fields ?? none
  const hasBefore = kind === 'changed' || kind === 'transition'
  return {
    fields,
    ...(hasBefore && { before: fields }),
    actor: kind !== 'schedule' && kind !== 'webhook',
    record: blueprint !== undefined,
    stateField: fields.find(({ key }) => key === flow?.stateField),
  }
}
