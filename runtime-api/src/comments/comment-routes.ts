// What people say about a record.
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNumberPage } from '../http/number-page.ts'
import { expectedRev } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route, type TenantCall } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { deleteComment, restoreComment } from './delete-comment.ts'
import { listComments, readComment } from './list-comments.ts'
import { etagOfComment } from './present-comment.ts'
import { type CommentText, changeComment, createComment, longestComment, mostMentions } from './write-comment.ts'

const tag = 'Comments'
const path = '/api/v1/tenants/{t}/records/{name}/{id}/comments'
const one = `${path}/{comment}`
const ifMatch = { 'If-Match': 'The ETag that was read; another rev is answered with 412 and the present comment' }

const commentSchema: JsonSchema = {
  title: 'Comment',
  type: 'object',
  properties: {
    id: { type: 'string' },
    rev: { type: 'integer' },
    text: { type: 'string', description: 'Plain text with line breaks; a mention is @[<user id>]' },
    mentions: { type: 'array', items: { type: 'string' }, description: 'Ids of users' },
    createdBy: { type: 'string', description: "The user's or key's id" },
    keyName: { type: ['string', 'null'], description: 'What the key is called, where a key wrote it' },
    createdAt: timeSchema,
    editedAt: { type: ['string', 'null'] },
  },
}
const body: JsonSchema = {
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: {
    text: {
      type: 'string',
      minLength: 1,
      maxLength: longestComment,
      // Line breaks and tabs, no other control characters; not only space or what cannot be seen.
      pattern: '^(?=[^]*[^\\s\\p{DI}])(?:[^\\p{Cc}]|[\\n\\r\\t])*$',
      description: 'text that says something; a mention is @[<user id>]',
    },
    mentions: {
      type: 'array',
      maxItems: mostMentions,
      items: { type: 'string', maxLength: 100 },
      description: 'Ids of further users to be told, besides those the text mentions',
    },
  },
}

export const commentRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'What was said about a record, newest first; also of one in the trash',
    query: pageParameters,
    answer: { status: 200, schema: listOf(commentSchema) },
    async run({ scope, params, query }) {
      const { name = '', id = '' } = params
      return { status: 200, body: listBody(await listComments(scope, name, id, readNumberPage(query))) }
    },
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    tag,
    summary: 'Say something about a record',
    description:
      'Whoever may read the record may do it. Mentioned members and those who follow the record are notified.',
    body,
    answer: { status: 201, schema: commentSchema },
    refusals: ['invalid', 'conflict'],
    async run({ scope, params, body: sent }) {
      const { name = '', id = '' } = params
      const comment = await createComment(scope, { blueprint: name, id }, sent as CommentText)
      const Location = `/api/v1/tenants/${scope.tenant.slug}/records/${name}/${id}/comments/${comment.id}`
      return { status: 201, body: comment, headers: { ETag: etagOfComment(comment), Location } }
    },
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'One comment',
    answer: { status: 200, schema: commentSchema },
    async run({ scope, params }) {
      const { name = '', id = '', comment = '' } = params
      const said = await readComment(scope, name, id, comment)
      return { status: 200, body: said, headers: { ETag: etagOfComment(said) } }
    },
  }),
  route({
    method: 'patch',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'Say it better; only who wrote it',
    headers: ifMatch,
    body,
    answer: { status: 200, schema: commentSchema },
    refusals: ['forbidden', 'stale-rev', 'invalid', 'conflict'],
    async run(call) {
      const said = await changeComment(
        call.scope,
        { ...placeOf(call), expected: expectedRev(call) },
        call.body as CommentText,
      )
      return { status: 200, body: said, headers: { ETag: etagOfComment(said) } }
    },
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'Take a comment away; who wrote it, or an owner',
    headers: ifMatch,
    answer: { status: 204 },
    refusals: ['forbidden', 'stale-rev', 'conflict'],
    async run(call) {
      await deleteComment(call.scope, { ...placeOf(call), expected: expectedRev(call) })
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: `${one}/restore`,
    actor: 'tenant',
    tag,
    summary: 'Bring back a comment that you took away; for a day',
    body: { type: 'object', additionalProperties: false, properties: {} },
    bodyOptional: true,
    answer: { status: 200, schema: commentSchema },
    refusals: ['conflict'],
    async run(call) {
      const said = await restoreComment(call.scope, placeOf(call))
      return { status: 200, body: said, headers: { ETag: etagOfComment(said) } }
    },
  }),
]

function placeOf({ params }: TenantCall) {
  const { name = '', id = '', comment = '' } = params
  return { blueprint: name, id, comment }
}
