// A run as it is told: what set it off, whether the condition held, what was done or why not. By names, as they are today.
import {
  type BlueprintVersion,
  decodeRecord,
  type FieldId,
  type FlowVersion,
  isJsonObject,
  type Json,
  type JsonObject,
  labelIn,
  type StoredData,
} from '@molde/engine'
import { titlesOf } from '../records/titles-of.ts'
import { wireTime } from '../records/wire-time.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { type Surroundings, surroundingsOf } from './automation-surroundings.ts'
import type { AutomationRow } from './automation-table.ts'
import { documentOf } from './present-automation.ts'
import type { RunInput } from './queue-runs.ts'
import type { RunRow } from './run-table.ts'

export async function presentRuns(
  scope: Scope,
  automation: AutomationRow,
  rows: readonly RunRow[],
): Promise<JsonObject[]> {
  if (rows.length === 0) return []
  const titles = await titlesOf(
    scope,
    rows.flatMap(({ record }) => record ?? []),
  )
  const surroundings = await surroundingsOf(scope.store.read, scope, automation)
  const { when = null } = documentOf(automation.definition, surroundings)
  return rows.map((row) => {
    const { id, version, kind, status, attempts, chain, cause } = row
    const time = (at: number | null) => (at === null ? null : wireTime(at))
    const about = row.record === null ? undefined : titles.get(row.record)
    return {
      ...{ id, automation: automation.name, version, trigger: kind, status },
      record: about ? { blueprint: about.blueprint, id: about.id, title: about.title } : null,
      // As the automation says it now; the version says whether that was so then.
      condition: row.condition === null ? null : { is: row.condition, when },
      input: inputIn(row.input as RunInput, surroundings),
      actions: actionsIn(scope, row.actions ?? [], surroundings.blueprint),
      error: row.error === null ? null : sentence(scope, row.error),
      attempts,
      nextAt: status === 'waiting' ? wireTime(row.nextAt) : null,
      cause: cause === null ? null : { run: cause, chain: [...chain] },
      createdAt: wireTime(row.createdAt),
      startedAt: time(row.startedAt),
      endedAt: time(row.endedAt),
    }
  })
}

function inputIn(
  { before, after, step, actor, payload, due }: RunInput,
  { blueprint, flow }: Surroundings,
): JsonObject {
  const shown = (data: StoredData) => (blueprint ? valuesIn(blueprint, data) : {})
  return {
    ...(before && { before: shown(before) }),
    ...(after && { after: shown(after) }),
    ...(before && after && blueprint && { changed: changedKeys(blueprint, before, after) }),
    ...(step && { step: stepIn(step, blueprint, flow) }),
    ...(actor && { actor: actor.id }),
    ...(payload !== undefined && { payload }),
    ...(due !== undefined && { due: wireTime(due) }),
  }
}

function valuesIn(blueprint: BlueprintVersion, data: StoredData): JsonObject {
  return decodeRecord(blueprint, data) as JsonObject
}

function changedKeys({ fields }: BlueprintVersion, before: StoredData, after: StoredData): string[] {
  const said = (value: Json | undefined) => JSON.stringify(value ?? null)
  return fields.filter(({ id }) => said(before[id]) !== said(after[id])).map(({ key }) => key)
}

function stepIn(
  { event, from, to }: NonNullable<RunInput['step']>,
  blueprint: BlueprintVersion | undefined,
  flow: FlowVersion | undefined,
): JsonObject {
  const options = blueprint?.fields.find(({ id }) => id === flow?.stateField)?.options ?? []
  const state = (id: string | null) => options.find((option) => option.id === id)?.key ?? id
  return { event: flow?.events.find(({ id }) => id === event)?.key ?? event, from: state(from), to: state(to) }
}

/** Values of fields by their keys; texts in the reader's language. */
export function actionsIn(scope: Scope, actions: Json, blueprint: BlueprintVersion | undefined): JsonObject[] {
  return (Array.isArray(actions) ? actions : []).filter(isJsonObject).map((action) => {
    const { field, value, text, ...rest } = action
    const known = typeof field === 'string' ? blueprint?.fields.find(({ id }) => id === field) : undefined
    const values =
      known && value !== null && blueprint && valuesIn(blueprint, { [known.id]: value } as Record<FieldId, Json>)
    return {
      ...rest,
      ...(field !== undefined && { field: known?.key ?? field, value: (values && values[known.key]) ?? null }),
      ...(text !== undefined && { text: sentence(scope, text) }),
    }
  })
}

export function sentence(scope: Pick<Scope, 'language' | 'tenant'>, said: Json): string {
  return labelIn(said as string | { readonly [language: string]: string }, readerOf(scope), '')
}
