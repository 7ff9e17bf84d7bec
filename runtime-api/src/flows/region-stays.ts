// How long did records stay in the states of regions, which the log of the flow names only by what a step changed?
import { type FieldId, type FlowVersion, type OptionId, regionFieldsOf } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import { type ChangingMove, changingMoves, changingMovesBefore, createdAt } from '../transitions/changing-move-table.ts'

const atOnce = 500

export interface Stay {
  readonly state: OptionId
  readonly ms: number
}

/** One that has ended, and of which the beginning is still looked for. */
interface Ended {
  readonly record: number
  readonly field: FieldId
  readonly state: string
  readonly left: number
  readonly seq: number
}

/** Of those that ended since then, the newest first; `capped`: there may be more than `most` steps. */
export async function regionStays(
  scope: Scope,
  { flow, definition, since, most }: { flow: number; definition: FlowVersion; since: number; most: number },
): Promise<{ readonly stays: readonly Stay[]; readonly capped: boolean }> {
  const fields = regionFieldsOf(definition)
  if (fields.length === 0) return { stays: [], capped: false }
  const db = scope.store.read
  const open = new Map<string, Ended>()
  const stays: Stay[] = []
  let looked = 0
  let before: readonly [number, number] | undefined
  for (;;) {
    const moves = await changingMoves(db, scope.tenant.no, { flow, since, before }, atOnce)
    for (const move of moves) lookAt(move, fields, open, stays)
    looked += moves.length
    const last = moves.at(-1)
    before = last && [last.at, last.seq]
    if (moves.length < atOnce || looked >= most) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (const ended of open.values()) stays.push(stayOf(ended, await cameEarlier(scope, ended)))
  return { stays, capped: looked >= most }
}

/** From the newest move to the oldest: what came into a state began the stay that was seen to end. */
function lookAt(
  { record, at, seq, data }: ChangingMove,
  fields: readonly FieldId[],
  open: Map<string, Ended>,
  stays: Stay[],
): void {
  for (const field of fields) {
    const [from, to] = data[field] ?? []
    const key = `${record} ${field}`
    const ended = open.get(key)
    if (ended && ended.state === to) {
      stays.push(stayOf(ended, at))
      open.delete(key)
    }
    if (typeof from === 'string' && from !== to) open.set(key, { record, field, state: from, left: at, seq })
  }
}

/** It began before anybody looks; where no step led there, with the record. */
async function cameEarlier(scope: Scope, { record, field, state, seq, left }: Ended): Promise<number> {
  const moves = await changingMovesBefore(scope.store.read, scope.tenant.no, record, seq)
  const came = moves.find(({ data }) => data[field]?.[1] === state)?.at
  return came ?? (await createdAt(scope.store.read, scope.tenant.no, record)) ?? left
}

function stayOf({ state, left }: Ended, came: number): Stay {
  return { state: state as OptionId, ms: Math.max(0, left - came) }
}
