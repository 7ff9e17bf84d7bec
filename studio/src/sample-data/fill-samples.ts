// Made-up records of some kinds, and before them of the kinds they lead to where these have none: a link to nothing is no example.
import type { QueryClient } from '@tanstack/react-query'
import { get, type Page, path } from '../api/api-client.ts'
import { type Blueprint, blueprintQuery, type WireField } from '../api/blueprints-api.ts'
import { refusalOf, sendBulk } from '../api/bulk-api.ts'
import { type Flow, readFlows, readNamedFlow } from '../api/flows-api.ts'
import { flowsOfKind, stateFieldsOf } from '../api/flows-of-kind.ts'
import { keys } from '../api/query-client.ts'
import type { WireRecord } from '../api/records-api.ts'
import { makeFormCheck } from '../record-form/form-check.ts'
import type { Language } from '../text/text.ts'
import type { KeptBatch } from './kept-samples.ts'
import { sampleRecord } from './sample-record.ts'
import { spreadOver } from './sample-steps.ts'

/** Of each kind. */
export const howMany = 12

export interface SampleSetting {
  readonly client: QueryClient
  readonly tenant: string
  readonly language: Language
  readonly zone: string
  /** The tenant's. */
  readonly currency: string
  /** Ids of the members, and of whoever asks. */
  readonly people: readonly string[]
  readonly actor: string
}

export interface SampleBatch {
  readonly blueprint: Blueprint
  readonly written: readonly { readonly op: 'delete'; readonly id: string; readonly rev: number }[]
  /** Why some were refused. */
  readonly refusal: string | undefined
}

/** In the order in which they were written; the kind that was asked for is the last. Empty when no legal one can be made up. */
async function fillSamples(
  setting: SampleSetting,
  blueprint: Blueprint,
  begun: ReadonlySet<string> = new Set(),
): Promise<readonly SampleBatch[]> {
  const { client, tenant } = setting
  const batches: SampleBatch[] = []
  const related = new Map<string, readonly string[]>()
  const all = new Set([...begun, blueprint.name])
  for (const field of blueprint.fields.filter(isRelation)) {
    const target = field.blueprint ?? ''
    let ids = await idsOf(tenant, target)
    // A circle is entered once: of two kinds that lead to each other, the second is made without the first.
    if (ids.length === 0 && !all.has(target)) {
      const known = await client.fetchQuery(blueprintQuery(tenant, target)).catch(() => undefined)
      const before = known ? await fillSamples(setting, known, all) : []
      batches.push(...before)
      ids = before.at(-1)?.written.map(({ id }) => id) ?? []
    }
    related.set(field.key, ids)
  }
  const own = await fillOne(setting, blueprint, related)
  return own ? [...batches, own] : batches
}

/** Each of these kinds, whatever it has already. */
export async function fillModel(setting: SampleSetting, names: readonly string[]): Promise<readonly SampleBatch[]> {
  const batches: SampleBatch[] = []
  for (const name of names) {
    // What others lead to was filled on the way where it was empty.
    if (batches.some(({ blueprint }) => blueprint.name === name)) continue
    const blueprint = await setting.client.fetchQuery(blueprintQuery(setting.tenant, name))
    batches.push(...(await fillSamples(setting, blueprint)))
  }
  return batches
}

/** The kinds that have no records yet. */
export async function emptyKinds(tenant: string, names: readonly string[]): Promise<readonly string[]> {
  const empty: string[] = []
  for (const name of names) if ((await idsOf(tenant, name)).length === 0) empty.push(name)
  return empty
}

async function fillOne(
  { client, tenant, language, zone, currency, people, actor }: SampleSetting,
  blueprint: Blueprint,
  related: ReadonlyMap<string, readonly string[]>,
): Promise<SampleBatch | undefined> {
  const now = Date.now()
  const flows = await flowsOf(tenant, blueprint.name)
  const stateFields = stateFieldsOf(flows)
  const check = makeFormCheck(blueprint, { zone, now, actor, stateFields })
  if (!check) return undefined
  const ground = { language, currency, random: Math.random, now, related, members: people, stateFields }
  // Another beginning each time: what must be unique is mostly new.
  const first = 1_000 * (1 + Math.floor(Math.random() * 9))
  const items = Array.from({ length: howMany }, (_, at) =>
    sampleRecord(blueprint, check, { ...ground, serial: first + at + 1 }),
  ).flatMap((data) => (data ? [{ op: 'create', data } as const] : []))
  if (items.length === 0) return undefined
  const answers = await sendBulk(tenant, blueprint.name, items)
  const made = answers.flatMap(({ id, rev }) => (id && rev ? [{ id, rev }] : []))
  const spread = await spreadOver(tenant, blueprint, flows, made)
  await client.invalidateQueries({ queryKey: keys.records(tenant, blueprint.name) })
  return {
    blueprint,
    written: spread.map((one) => ({ op: 'delete', ...one }) as const),
    refusal: answers.map(refusalOf).find((reason) => reason !== undefined),
  }
}

/** Takes exactly them away again, what points before what is pointed to. Answers with why some stay. */
export async function takeSamplesAway(
  { client, tenant }: Pick<SampleSetting, 'client' | 'tenant'>,
  batches: readonly KeptBatch[],
): Promise<string | undefined> {
  let refusal: string | undefined
  for (const { blueprint, written } of batches.toReversed()) {
    const answers = await sendBulk(tenant, blueprint.name, written)
    refusal ??= answers.map(refusalOf).find((reason) => reason !== undefined)
    await client.invalidateQueries({ queryKey: keys.records(tenant, blueprint.name) })
  }
  await client.invalidateQueries({ queryKey: keys.trash(tenant) })
  return refusal
}

function isRelation({ type, readOnly }: WireField): boolean {
  return type === 'relation' && !readOnly
}

/** None where the kind of record is gone. */
async function idsOf(tenant: string, blueprint: string): Promise<readonly string[]> {
  const list = path('tenants', tenant, 'records', blueprint)
  const page = await get<Page<WireRecord>>(list, { query: { limit: 50, count: 'none' } }).catch(() => undefined)
  return page?.items.map(({ id }) => id) ?? []
}

/** The main one first. */
async function flowsOf(tenant: string, blueprint: string): Promise<readonly Flow[]> {
  const { items } = await readFlows(tenant)
  return Promise.all(flowsOfKind(items, blueprint).map(({ name }) => readNamedFlow(tenant, name)))
}
