// Somebody says something about a record, or says it better.
import { type Issue, issue, refuseIf } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, revMatches } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { membersAmong } from '../members/member-table.ts'
import { newId } from '../new-id.ts'
import { listenersOf, notifyComment } from '../notifications/notify-comment.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { StaleRecord } from '../record-store/record-errors.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type CommentRow, findComment, insertComment, updateComment } from './comment-table.ts'
import { mentionsIn } from './mention.ts'
import { etagOfComment, presentComment, type WireComment } from './present-comment.ts'

export const longestComment = 5_000
export const mostMentions = 50

export interface CommentText {
  readonly text: string
  /** Further people to be told, besides those the text mentions. */
  readonly mentions?: readonly string[]
}

/** Where a comment stands: the blueprint's name, the record's id. */
export interface Place {
  readonly blueprint: string
  readonly id: string
}

export async function createComment(scope: Scope, place: Place, sent: CommentText): Promise<WireComment> {
  const row = await inDefinition(scope, place.blueprint, async (definition) => {
    const said = await readText(scope, sent, [])
    const told = await listenersOf(scope, definition, place.id, said.mentions)
    return commit(scope, definition, async (tx) => {
      const record = await openRecord(tx, scope, definition, place.id)
      const at = scope.runtime.now()
      const { id: author, kind: authorKind } = scope.actor
      const comment = { id: newId(at), record: record.no, ...said, author, authorKind, createdAt: at }
      const inserted = await insertComment(tx, scope.tenant.no, comment)
      await notifyComment(tx, scope, { definition, record: record.no, comment: inserted.no, ...told })
      return inserted
    })
  })
  announce(scope, [{ kind: 'comment.created', ...place, comment: row.id }])
  return presentComment(scope, row)
}

/** Only who wrote it changes it. People who are mentioned for the first time are told. */
export async function changeComment(
  scope: Scope,
  place: Place & { readonly comment: string; readonly expected: ExpectedRev | undefined },
  sent: CommentText,
): Promise<WireComment> {
  const { blueprint, id, comment } = place
  const row = await inDefinition(scope, blueprint, async (definition) => {
    const record = await findRecord(scope.store.read, scope.tenant.no, definition.no, id)
    const known = record && (await findComment(scope.store.read, scope.tenant.no, record.no, comment))
    const said = await readText(scope, sent, known?.mentions ?? [])
    return commit(scope, definition, async (tx) => {
      const { no } = await openRecord(tx, scope, definition, id)
      const before = await standingComment(tx, scope, no, comment)
      if (before.author !== scope.actor.id) throw new ApiError('forbidden')
      await refuseStaleComment(scope, before, place.expected)
      const mentioned = said.mentions.filter((one) => !before.mentions.includes(one))
      if (before.text === said.text && mentioned.length === 0) return before
      const at = scope.runtime.now()
      const after = await updateComment(tx, scope.tenant.no, before, { ...said, at })
      if (!after) throw new StaleRecord(no)
      await notifyComment(tx, scope, { definition, record: no, comment: after.no, mentioned, followers: [] })
      return after
    })
  })
  announce(scope, [{ kind: 'comment.updated', blueprint, id, comment }])
  return presentComment(scope, row)
}

/** In the trash nothing is said any more; what was said stays readable. */
export async function openRecord(tx: Db, scope: Scope, definition: Definition, id: string): Promise<RecordRow> {
  const record = await findRecord(tx, scope.tenant.no, definition.no, id)
  if (!record) throw await missingRecord(tx, scope, definition, id)
  if (!record.live) throw new ApiError('conflict', { detail: inTrash })
  return record
}

const inTrash = {
  en: 'The record is in the trash; restore it first',
  'pt-BR': 'O registro está na lixeira; restaure-o primeiro',
  ru: 'Запись в корзине; сначала восстановите её',
}

export async function standingComment(tx: Db, scope: Scope, record: number, id: string): Promise<CommentRow> {
  const row = await findComment(tx, scope.tenant.no, record, id)
  if (!row || row.deletedAt !== null) throw new ApiError('not-found')
  return row
}

export async function refuseStaleComment(
  scope: Scope,
  row: CommentRow,
  expected: ExpectedRev | undefined,
): Promise<void> {
  if (revMatches(expected, row.rev)) return
  throw new ApiError('stale-rev', {
    members: { current: await presentComment(scope, row) },
    headers: { ETag: etagOfComment(row) },
  })
}

/** Line breaks of one kind, and everybody who is mentioned a member; whoever was mentioned before may have left since. */
async function readText(scope: Scope, sent: CommentText, before: readonly string[]) {
  const text = sent.text.replaceAll(/\r\n?/g, '\n').trim()
  const inText = mentionsIn(text)
  const mentions = [...new Set([...inText, ...(sent.mentions ?? [])])]
  if (mentions.length > mostMentions)
    refuseIf([issue(['mentions'], 'too-many', { label: 'mentions', limit: mostMentions })])
  const fresh = mentions.filter((id) => !before.includes(id))
  const members = await membersAmong(scope.runtime.control.read, scope.tenant.no, fresh)
  const strange = (id: string, path: Issue['path'], label: string): Issue[] =>
    members.has(id) || before.includes(id) ? [] : [issue(path, 'not-a-member', { label, id: id.slice(0, 60) })]
  refuseIf([
    ...inText.flatMap((id) => strange(id, ['text'], 'text')),
    ...(sent.mentions ?? []).flatMap((id, i) => strange(id, ['mentions', i], 'mentions')),
  ])
  return { text, mentions }
}
