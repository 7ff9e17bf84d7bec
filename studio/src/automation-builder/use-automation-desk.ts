// What the pages of an automation work with: its kind of record, what expressions may name, and the words for both.
import type { ExpressionScope } from '@molde/engine'
import { useMemo } from 'react'
import type { TriggerKind } from '../api/automations-api.ts'
import { type Blueprint, useBlueprints, type WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { mainOf } from '../api/flows-of-kind.ts'
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
  /** Of the kind of record, the main one first. */
  readonly flows: readonly Flow[]
  /** Without those that hold states: nothing but flows writes them. */
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
  const { flows, stateFields, pending } = useFlowsOf(tenant, name ?? '')
  const listed = useViews(tenant, name ?? '', name !== undefined)
  const views = listed.data?.items
  const forms = useMemo(() => views?.filter((one) => one.kind === 'form' && one.shared !== false) ?? noForms, [views])
  const ground = useMemo(() => groundOf(blueprint, flows, forms), [blueprint, flows, forms])
  const { kind } = trigger
  const scope = useMemo(() => scopeFor({ trigger: { kind } }, ground), [kind, ground])
  const names = useConditionNames(offerFor(kind, blueprint, flows))
  const condition = useConditionWords(tenant, names)
  const words = useMemo(
    (): AutomationWords => ({
      ...condition,
      blueprint,
      flows,
      forms,
      kindOf: (asked) => kinds?.find((one) => one.name === asked),
      ...(name !== undefined && { here: name }),
    }),
    [condition, blueprint, flows, forms, kinds, name],
  )
  const fields = useMemo(
    () => blueprint?.fields.filter(({ key, computed }) => !stateFields.includes(key) && !computed) ?? none,
    [blueprint, stateFields],
  )
  return {
    ...{ tenant, kinds: kinds ?? [], blueprint, flows, fields, forms, ground, scope, names, words },
    isPending: all.isPending || (name !== undefined && (pending || listed.isPending)),
  }
}

function offerFor(kind: TriggerKind, blueprint: Blueprint | undefined, flows: readonly Flow[]) {
  const fields = blueprint?.fields ?? none
  const hasBefore = kind === 'changed' || kind === 'transition'
  return {
    fields,
    ...(hasBefore && { before: fields }),
    actor: kind !== 'schedule' && kind !== 'webhook',
    record: blueprint !== undefined,
    stateField: fields.find(({ key }) => key === mainOf(flows)?.stateField),
  }
}
