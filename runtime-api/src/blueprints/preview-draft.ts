// What would publishing the draft do? Numbers, sentences, findings; and the token that publishing needs.
import {
  type BlueprintVersion,
  compileExpression,
  describeOps,
  type Json,
  type JsonObject,
  migrateData,
  wireBlueprint,
} from '@molde/engine'
import { ApiError } from '../errors.ts'
import { flowsOf } from '../flows/flow-table.ts'
import { countsOf } from '../record-store/count-table.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { type DraftRow, findDraft } from './draft-table.ts'
import { draftToken } from './draft-token.ts'
import { fillableFields } from './give-slots.ts'
import { blueprintNamed } from './read-blueprints.ts'
import { tryOps } from './save-draft.ts'
import { opsBetween } from './version-table.ts'

export interface Preview {
  readonly report: {
    readonly from: number
    readonly to: number
    readonly records: {
      readonly total: number
      readonly byVersion: readonly { readonly version: number; readonly n: number }[]
      /** Publishing changes no record; what an old one lacks is filled in when it is read. */
      readonly changed: 0
    }
    readonly sentences: readonly string[]
    readonly findings: readonly DraftFinding[]
    /** Fields for which a place is filled in the background, so that lists filter and sort by them fast. */
    readonly prepares: readonly string[]
    readonly exact: boolean
    /** The blueprint as it would be. */
    readonly after: JsonObject
  }
  /** Absent when nothing is kept that could be published. */
  readonly token?: string
}

interface DraftFinding {
  readonly check: 'rule-violations' | 'fill-empty'
  readonly severity: 'info' | 'warn'
  readonly message: string
  readonly n: number
  readonly rule?: string
  readonly field?: string
}

/** More records than this are looked at as a sample, and the report says so. */
const mostLookedAt = 20_000

/** Of the shared draft, or of `instead`, which nobody keeps. */
export async function previewDraft(scope: Scope, name: string, instead?: readonly JsonObject[]): Promise<Preview> {
  const db = scope.store.read
  const blueprint = await blueprintNamed(scope, name)
  const draft = instead ? undefined : await draftToPublish(db, scope, blueprint)
  const tried = await tryOps(db, scope, blueprint, draft?.ops ?? instead ?? [])
  const counts = (await countsOf(db, scope.tenant.no, blueprint.no)).filter(({ live }) => live)
  const total = counts.reduce((sum, { n }) => sum + n, 0)
  const before = new Set(fillableFields(tried.head).map(({ id }) => id))
  const prepared = fillableFields(tried.version).filter(({ id }) => !before.has(id))
  return {
    report: {
      from: blueprint.head,
      to: tried.version.version,
      records: { total, byVersion: byVersion(counts), changed: 0 },
      sentences: describeOps(tried.head, tried.ops, scope.language),
      findings: await brokenRules(scope, blueprint, tried.head, tried.version),
      prepares: prepared.map(({ key }) => key),
      exact: total <= mostLookedAt,
      after: wireBlueprint(tried.version),
    },
    ...(draft && { token: draftToken(scope, await boundTo(db, scope, blueprint, draft)) }),
  }
}

export async function draftToPublish(db: Db, scope: Scope, blueprint: BlueprintRow): Promise<DraftRow> {
  const draft = await findDraft(db, scope.tenant.no, blueprint.no)
  if (!draft || draft.ops.length === 0) throw new ApiError('conflict', { detail: 'The draft is empty' })
  return draft
}

/** What the token stands for: the draft, the head it goes onto, and the flow that uses it. No record contents. */
export async function boundTo(db: Db, scope: Scope, blueprint: BlueprintRow, draft: DraftRow): Promise<Json> {
  const flows = await flowsOf(db, scope.tenant.no, blueprint.no)
  return [
    blueprint.id,
    blueprint.head,
    draft.rev,
    draft.updatedAt,
    draft.ops as readonly JsonObject[],
    flows.map((flow) => [flow.id, flow.head]),
  ]
}

function byVersion(counts: readonly { readonly version: number; readonly n: number }[]) {
  const sums = new Map<number, number>()
  for (const { version, n } of counts) sums.set(version, (sums.get(version) ?? 0) + n)
  return [...sums].map(([version, n]) => ({ version, n }))
}

/** How many records would not satisfy a rule that the draft brings. They stay readable; an edit has to mend them. */
async function brokenRules(
  scope: Scope,
  blueprint: BlueprintRow,
  before: BlueprintVersion,
  after: BlueprintVersion,
): Promise<DraftFinding[]> {
  const known = new Set(before.rules.map(({ id }) => id))
  const rules = after.rules
    .filter(({ id }) => !known.has(id))
    .map((rule) => ({ rule, holds: compileExpression(rule.check), n: 0 }))
  if (rules.length === 0) return []
  const now = scope.runtime.now()
  for await (const data of headData(scope, blueprint, before)) {
    for (const counted of rules) {
      const answer = counted.holds({ data, now, zone: scope.tenant.timezone })
      if (answer.kind === 'error' || (answer.kind === 'value' && answer.value === false)) counted.n += 1
    }
  }
  return rules
    .filter(({ n }) => n > 0)
    .map(({ rule, n }) => ({
      check: 'rule-violations',
      severity: 'warn',
      rule: rule.id,
      n,
      message: `${n} records do not satisfy this rule: ${typeof rule.message === 'string' ? rule.message : (rule.message['en'] ?? rule.id)}`,
    }))
}

async function* headData(scope: Scope, blueprint: BlueprintRow, head: BlueprintVersion) {
  const db = scope.store.read
  let after = 0
  for (let seen = 0; seen < mostLookedAt; ) {
    const rows = await recordsAfter(db, scope.tenant.no, blueprint.no, after, 500)
    if (rows.length === 0) return
    for (const row of rows.filter(({ live }) => live)) {
      const ops =
        row.version === head.version
          ? []
          : await opsBetween(db, scope.tenant.no, blueprint.no, row.version, head.version)
      yield migrateData(row.data, ops, head)
    }
    seen += rows.length
    after = rows.at(-1)?.no ?? after
    // A look at many records must not keep others waiting.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
