// Something happened to a record: what it sets off is written down in the same transaction, and done after the commit.
import {
  type Happening,
  isTriggered,
  type Json,
  type JsonObject,
  type Judgement,
  judgeAutomation,
  type StoredData,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { newId } from '../new-id.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { flowActor } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { WatchingAutomation } from './automations-of.ts'
import { type Cause, causeOf, isSilent } from './cause.ts'
import { insertRuns, type NewRun } from './run-table.ts'

/** Automations that set each other off, one after the other. */
const longestChain = 10

export interface Happened {
  readonly happening: Happening
  /** As it is afterwards. */
  readonly row: RecordRow
  /** In the newest shape; before and after are the same where nothing changed. */
  readonly before?: StoredData
  readonly after: StoredData
}

/** What a run is kept with, so that it can be judged and done later: by ids. */
export interface RunInput {
  readonly after?: StoredData
  readonly before?: StoredData
  /** Its system members. */
  readonly record?: JsonObject
  readonly step?: { readonly event: string | null; readonly from: string | null; readonly to: string }
  readonly actor?: { readonly id: string; readonly roles: readonly string[]; readonly email?: string }
  readonly payload?: Json
  /** Of a schedule: the moment that it was due. */
  readonly due?: number
  /** Of one that is about many records: the number of the last that was looked at, and how many so far. */
  readonly seen?: { readonly after: number; readonly looked: number; readonly matched: number }
}

export async function queueRuns(tx: Db, scope: Scope, { newest }: Definition, happened: Happened): Promise<void> {
  if (newest.automations.length === 0 || isSilent(tx)) return
  const { happening } = happened
  const watching = newest.automations.filter(({ automation }) => isTriggered(automation.trigger, happening))
  if (watching.length === 0) return
  const cause = causeOf(tx)
  const rows = watching.map((one) => runOf(scope, newest, one, happened, cause))
  await insertRuns(tx, scope.tenant.no, rows)
}

function runOf(
  scope: Scope,
  definition: Definition,
  { no, name, version, automation }: WatchingAutomation,
  { happening, row, before, after }: Happened,
  cause: Cause | undefined,
): NewRun {
  const at = scope.runtime.now()
  const record = recordMembersOf(definition, row)
  const { id, roles, email } = flowActor(scope)
  const actor = { id, roles, ...(email !== undefined && { email }) }
  const input: RunInput = {
    ...{ after, record: record as unknown as JsonObject, actor },
    ...(before && { before }),
    ...(happening.kind === 'transition' && {
      step: { event: happening.event ?? null, from: happening.from, to: happening.to },
    }),
  }
  const condition = judgeAutomation(automation, {
    ...{ record, data: after, actor, now: at, zone: scope.tenant.timezone, own: scope.tenant.language },
    ...(before && { before }),
  })
  const chain = cause?.chain ?? []
  const isStopped = runs(condition) && chain.length >= longestChain
  return {
    ...{ id: newId(at), automation: no, version, key: `${happening.kind}:${row.id}:${row.rev}`, kind: happening.kind },
    ...{ record: row.no, input: input as unknown as Json, condition, chain, cause: cause?.run ?? null, at },
    status: isStopped ? 'stopped' : runs(condition) ? 'waiting' : 'skipped',
    error: isStopped ? inCircle([...chain, name]) : null,
  }
}

export function runs(condition: Judgement): boolean {
  return condition === 'none' || condition === 'holds'
}

/** Those that come round again, each once; of a long way that never does, all of them. */
function inCircle(chain: readonly string[]): JsonObject {
  const last = chain.at(-1) as string
  const from = chain.lastIndexOf(last, chain.length - 2)
  const names = [...new Set(from < 0 ? chain : chain.slice(from))]
  const joined = names.map((name) => `“${name}”`).join(' ↔ ')
  const joinedRu = names.map((name) => `«${name}»`).join(' ↔ ')
  return names.length === 1
    ? {
        en: `Stopped: ${joined} sets itself off again and again.`,
        'pt-BR': `Interrompido: ${joined} dispara a si mesma repetidamente.`,
        ru: `Остановлено: ${joinedRu} запускает сама себя снова и снова.`,
      }
    : {
        en: `Stopped: ${joined} set each other off.`,
        'pt-BR': `Interrompido: ${joined} disparam umas às outras.`,
        ru: `Остановлено: ${joinedRu} запускают друг друга.`,
      }
}
