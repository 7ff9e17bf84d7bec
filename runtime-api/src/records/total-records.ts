// The totals of a list: how many records there are and what their values come to, as a whole or group by group.
import {
  type FieldDef,
  type Issue,
  issue,
  type Json,
  type JsonObject,
  type QueryParams,
  readGroup,
  readTotals,
  refuseIf,
  sayTotal,
  type Total,
} from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { countRecords } from '../query/list-records.ts'
import { type GroupTally, type TotalsAnswer, totalRecords } from '../query/total-records.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { fieldsAsked } from '../spoken-versions/named-fields.ts'
import { definitionAs } from './as-version.ts'
import { expandRecords } from './expand-records.ts'
import { askedOf } from './list-records.ts'
import { saySlowList } from './slow-list.ts'
import { stateRef } from './state-query.ts'

/** More groups are not told apart on a screen. */
const mostGroups = 200

/** Parameters of a page, which a total has none of. */
const ofPages = ['sort', 'fields', 'expand', 'limit', 'cursor', 'count'] as const

/**
 * `totals=sum:amount,filled:title` and `group=stage`; the rest says which records, as in a list. The answer is
 * `{ count, totals, capped, groups?, moreGroups? }`: `totals` by what was asked, `capped` when there are more records than are
 * looked at, and then the totals are those of 20,000 of them.
 */
export async function totalList(scope: Scope, blueprint: string, params: QueryParams): Promise<JsonObject> {
  const newest = await definitionOf(scope, scope.store.read, blueprint)
  const { totals: asked, group: groupName, as, ...others } = params
  const spoken = typeof as === 'string' ? as : as?.join(',')
  const definition = await definitionAs(scope, scope.store.read, newest, spoken)
  refusePages(others)
  const issues: Issue[] = []
  const names = textsOf(asked).flatMap((text) => text.split(',', 200))
  const totals = readTotals(
    names.map((name) => name.trim()).filter(Boolean),
    definition.head,
    ['query', 'totals'],
    issues,
  )
  const field = readGroupOf(groupName, definition, issues)
  refuseIf(issues)
  const ask = await askedOf(scope, definition, others)
  const told = [...totals.map((total) => total.field.id), ...(field ? [field.id] : [])]
  countUse(scope, definition, 'read', () => [...new Set([...fieldsAsked(ask.query), ...told])])
  const group = field && { field, ref: stateRef(definition, field.id, ask.query.trash) }
  return saySlowList(scope, definition, async () => {
    const whole = await totalRecords(scope.store, { ...ask, totals })
    const grouped = group && (await totalRecords(scope.store, { ...ask, totals, group }))
    const count = whole.capped ? await countRecords(scope.store, ask) : { value: whole.looked, capped: false }
    return {
      count: { ...count },
      totals: valuesOf(whole.groups[0], totals),
      capped: whole.capped,
      ...(grouped && field ? await sayGroups(scope, definition, { field, as: spoken }, grouped, totals) : {}),
    }
  })
}

function readGroupOf(name: QueryParams[string], definition: Definition, issues: Issue[]): FieldDef | undefined {
  const [first, second] = textsOf(name)
  if (second !== undefined) issues.push(issue(['query', 'group'], 'query-once', { name: 'group' }))
  return first === undefined || first === '' ? undefined : readGroup(first, definition.head, ['query', 'group'], issues)
}

function refusePages(params: QueryParams): void {
  const said = ofPages.filter((name) => params[name] !== undefined)
  const known = ['filter', 'q', 'totals', 'group', 'view', 'trash', 'as']
  refuseIf(said.map((name) => issue(['query', name], 'unknown-parameter', { name, known })))
}

interface Grouping {
  readonly field: FieldDef
  /** The versions that the client asks for. */
  readonly as: string | undefined
}

async function sayGroups(
  scope: Scope,
  definition: Definition,
  { field, as }: Grouping,
  { groups, capped }: TotalsAnswer,
  totals: readonly Total[],
): Promise<JsonObject> {
  const shown = groups.slice(0, mostGroups)
  const titles = field.type === 'relation' ? await targetsOf(scope, definition, { field, as }, shown) : undefined
  return {
    groups: shown.map((group, i) => ({
      value: wireKey(field, group.key),
      ...(titles ? { record: titles[i] ?? null } : {}),
      count: { value: group.records, capped },
      totals: valuesOf(group, totals),
    })),
    moreGroups: groups.length > shown.length,
  }
}

/** What a group is called is asked once for all of them. */
async function targetsOf(
  scope: Scope,
  definition: Definition,
  { field, as }: Grouping,
  groups: readonly GroupTally[],
): Promise<readonly (JsonObject | null)[]> {
  const datas = groups.map(({ key }) => (key === null ? {} : { [field.id]: key }))
  const expanded = await expandRecords(scope, definition, datas, { fields: [field.id], as })
  return expanded.map((one) => (one[field.key] ?? null) as JsonObject | null)
}

function wireKey(field: FieldDef, key: Json): Json {
  if (field.type !== 'enum') return key
  return field.options?.find(({ id }) => id === key)?.key ?? null
}

function valuesOf(group: GroupTally | undefined, totals: readonly Total[]): JsonObject {
  return Object.fromEntries(
    totals.map((total) => [`${total.function}:${total.field.key}`, sayOf(group, total) as Json]),
  )
}

function sayOf(group: GroupTally | undefined, total: Total) {
  return sayTotal(total, group?.tallies.get(total.field) ?? nothing)
}

const nothing = { records: 0, filled: 0, distinct: 0, sum: null, added: 0, min: null, max: null, amounts: [] }

function textsOf(value: QueryParams[string]): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
