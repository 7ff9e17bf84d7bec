// Takes the last step of a record back: by whoever made it, for a while, and as long as nobody has changed the record since.
import {
  checkRecord,
  equalJson,
  type FieldId,
  type Json,
  refuseIf,
  type StoredData,
  type WireRecord,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { settledRow } from '../computed/settle.ts'
import { sinceComputed } from '../computed/since-computed.ts'
import { lookedUpData } from '../computed/with-lookups.ts'
import { ApiError } from '../errors.ts'
import { revMatches } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { dataAtRev } from '../record-store/history-table.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import { definitionAs } from '../records/as-version.ts'
import { changeRow } from '../records/change-row.ts'
import { checkTargets } from '../records/check-references.ts'
import { deriveRow } from '../records/derive-row.ts'
import { liftRow, movedState } from '../records/lift-row.ts'
import { presentRecord } from '../records/present-record.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { refuseIn, rowSpoken } from '../records/spoken-words.ts'
import { refuseStaleRow } from '../records/stale-rev.ts'
import { rowUnder, stateIn } from '../records/state-of.ts'
import { sayConflicts } from '../records/unique-conflict.ts'
import { writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import type { Db } from '../store/store.ts'
import { lastMove } from './flow-log-table.ts'
import { forgetNoted } from './memory-table.ts'
import { undoneNote } from './undone-note.ts'

/**
 * Long enough to look up from the screen and see the mistake, too short for anybody to have acted on the step: who was told
 * of a parcel that is delivered must not find it on its way an hour later without a step that leads there.
 */
const undoTime = 10 * 60_000

/** `rev` is the one that the step was answered with. */
export async function undoTransition(
  scope: Scope,
  blueprint: string,
  { id, rev, as }: { readonly id: string; readonly rev: number; readonly as?: string | undefined },
): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (definition) => {
    const spoken = await definitionAs(scope, scope.store.read, definition, as)
    const row = await commit(scope, definition, async (tx) => {
      const found = await findRecord(tx, scope.tenant.no, definition.no, id)
      if (!found?.live) throw new ApiError('not-found')
      const back = await refuseIn(spoken, 0, () => stepBack(tx, scope, { definition, spoken }, found, { rev }))
      return rowSpoken(tx, scope, spoken, await settledRow(tx, scope, definition, back))
    })
    announce(scope, [{ kind: 'record.updated', blueprint, id: row.id, rev: row.rev }])
    countUse(scope, spoken, 'write')
    return presentRecord(spoken, row)
  })
}

interface Words {
  readonly definition: Definition
  /** Those of the sender. */
  readonly spoken: Definition
}

interface MadeStep {
  /** The one that the step was answered with. */
  readonly rev: number
  /** For how long it can be taken back, in milliseconds. */
  readonly within?: number
}

/** In the caller's transaction. */
export async function stepBack(
  tx: Db,
  scope: Scope,
  { definition, spoken }: Words,
  found: RecordRow,
  { rev, within = undoTime }: MadeStep,
) {
  const { row: stored } = await deriveRow(tx, scope, definition, found)
  await refuseStaleRow(tx, scope, spoken, stored, await sinceComputed(tx, scope, stored, [rev]))
  const lifted = await liftRow(scope, tx, definition, stored)
  const { move, flow, event, from } = await undoableMove(tx, scope, definition, stored, within)
  const past = await dataAtRev(tx, scope.tenant.no, stored, move.rev - 1)
  if (!past) throw refused(nothingToUndo)
  const then = await liftRow(scope, tx, definition, past)
  // As it is called today: a flow may have moved its records since.
  const state = flow.isFirst ? movedState(definition, from, then.data) : stateIn(flow, rowUnder(flow, then, then.data))
  const data = await lookedUpData(tx, scope, definition, withFollowing(definition, then.data, lifted.data))
  const changed = definition.head.fields
    .map(({ id }) => id)
    .filter((id) => !equalJson(data[id] ?? null, lifted.data[id] ?? null))
  const context = {
    ...writeContext(scope, definition, { path: [] }),
    record: recordMembersOf(definition, lifted),
    system: true,
  }
  refuseIf(checkRecord(definition.head, data, context, new Set<FieldId>(changed)))
  await checkTargets(tx, scope, definition, [{ path: [], data, changed }])
  await forgetNoted(tx, scope.tenant.no, stored.no, move.flow, move.rev)
  return sayConflicts(scope, spoken, [], () =>
    changeRow(tx, scope, definition, {
      row: stored,
      // What it kept then belongs to the values it had then.
      lifted: { ...lifted, attic: then.attic },
      data,
      changed,
      context,
      flow,
      state,
      note: undoneNote(event),
    }),
  )
}

async function undoableMove(tx: Db, scope: Scope, { head, flows }: Definition, row: RecordRow, within: number) {
  const move = await lastMove(tx, scope.tenant.no, row.no)
  const flow = flows.find(({ no }) => no === move?.flow)
  const { options = [] } = head.fields.find(({ id }) => id === flow?.version.stateField) ?? {}
  // What was taken by itself would be taken again.
  if (!flow || !move?.event || move.from === null || !options.some(({ id }) => id === move.from))
    throw refused(nothingToUndo)
  const isLast = revMatches(await sinceComputed(tx, scope, row, [move.rev]), row.rev)
  if (!isLast) throw refused(nothingToUndo)
  if (move.actor !== scope.actor.id) throw new ApiError('forbidden', { detail: notYours })
  if (scope.runtime.now() - move.at > within) throw refused(tooLate)
  return { move, flow, event: move.event, from: move.from }
}

/** What comes from other records, and running numbers, are as they are now: others have not gone back. */
function withFollowing({ head }: Definition, then: StoredData, now: StoredData): StoredData {
  const data: { [field: string]: Json } = { ...then }
  for (const { id, computed } of head.fields) {
    if (!computed) continue
    const present = now[id]
    if (present === undefined) delete data[id]
    else data[id] = present
  }
  return data
}

type Sentence = Readonly<Record<'en' | 'pt-BR' | 'ru', string>>

function refused(detail: Sentence): ApiError {
  return new ApiError('transition-refused', { detail })
}

const nothingToUndo: Sentence = {
  en: 'The last change of this record was no step that can be undone.',
  'pt-BR': 'A última alteração deste registro não foi uma etapa que possa ser desfeita.',
  ru: 'Последнее изменение записи — не шаг, который можно отменить.',
}
const tooLate: Sentence = {
  en: 'A step can be undone for ten minutes.',
  'pt-BR': 'Uma etapa pode ser desfeita durante dez minutos.',
  ru: 'Шаг можно отменить в течение десяти минут.',
}
const notYours: Sentence = {
  en: 'Only whoever made the step can undo it.',
  'pt-BR': 'Só quem executou a etapa pode desfazê-la.',
  ru: 'Отменить шаг может только тот, кто его сделал.',
}
