// Uploaded files: brought in, looked at, fetched; and those that hang on a record beside its fields.
import { type JsonSchema, type Route, route, type TenantCall } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { attachFile, detachFile, listAttachments } from './attachments.ts'
import { downloadFile, downloadPreview } from './download-file.ts'
import { sentName } from './file-name.ts'
import { presentAttachment, presentFile } from './present-file.ts'
import { readStorage, seeFile } from './see-file.ts'
import { uploadFile, uploadPreview } from './upload-file.ts'

const tag = 'Files'
const all = '/api/v1/tenants/{t}/files'
const one = `${all}/{id}`
const attachments = '/api/v1/tenants/{t}/records/{name}/{id}/attachments'

const facts = {
  id: { type: 'string' },
  name: { type: 'string' },
  size: { type: 'integer', description: 'Bytes' },
  type: { type: 'string', description: 'Media type, found out from the content' },
  preview: { type: 'boolean', description: 'Has a small picture' },
} satisfies { [name: string]: JsonSchema }
const fileSchema: JsonSchema = {
  title: 'File',
  type: 'object',
  properties: { ...facts, createdAt: timeSchema, createdBy: { type: 'string' } },
}
const attachmentSchema: JsonSchema = {
  title: 'Attachment',
  type: 'object',
  properties: { ...facts, at: timeSchema, by: { type: ['string', 'null'] } },
}
const fetching = {
  Range: 'bytes=0-999: one part, answered with 206',
  'If-Range': 'The part only if the file is still this one',
  'If-None-Match': '304 when it is held already',
}

const fetched = { 206: 'The part that was asked for', 304: 'Held already' }

export const fileRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: all,
    actor: 'tenant',
    tag,
    summary: 'How much is stored, and how large a file may be',
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          used: { type: 'integer', description: 'Bytes; equal contents count once' },
          limit: { type: ['integer', 'null'] },
          largest: { type: 'integer', description: 'Bytes of one file' },
        },
      },
    },
    run: async ({ scope }) => ({ status: 200, body: await readStorage(scope) }),
  }),
  route({
    method: 'post',
    path: all,
    actor: 'tenant',
    tag,
    summary: 'Upload a file: the body is its bytes',
    description:
      'Only the sender sees it until a record names it, in a field of type file or image (`{"id": "…"}`) or as an attachment. What no record names within a day is taken away. The type is found out from the content; what Content-Type says does not count.',
    rawBody: true,
    neverReplayed: true,
    headers: {
      'X-File-Name': 'The name, percent-encoded UTF-8',
      'Content-Disposition': "Instead: `attachment; filename*=UTF-8''…`",
    },
    answer: { status: 201, schema: fileSchema },
    refusals: ['bad-header'],
    async run(call) {
      const file = await uploadFile(call.scope, { ...bodyOf(call), name: sentName(call.header) })
      return { status: 201, body: presentFile(file) }
    },
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'What is known of a file',
    answer: { status: 200, schema: fileSchema },
    run: async ({ scope, params }) => ({ status: 200, body: presentFile(await seeFile(scope, params['id'] ?? '')) }),
  }),
  route({
    method: 'get',
    path: `${one}/content`,
    actor: 'tenant',
    tag,
    summary: 'The bytes of a file',
    description: 'Pictures and PDF are shown by a browser, everything else is kept by it.',
    query: { download: { type: 'boolean', description: 'Never shown by a browser' } },
    headers: fetching,
    answer: { status: 200, mediaType: 'application/octet-stream', also: fetched },
    refusals: ['range-not-satisfiable', 'bad-header'],
    run: (call) => downloadFile(call.scope, askedFor(call)),
  }),
  route({
    method: 'get',
    path: `${one}/preview`,
    actor: 'tenant',
    tag,
    summary: 'A small picture of a picture, else the picture itself',
    headers: fetching,
    answer: { status: 200, mediaType: 'application/octet-stream', also: fetched },
    refusals: ['range-not-satisfiable', 'bad-header'],
    run: (call) => downloadPreview(call.scope, askedFor(call)),
  }),
  route({
    method: 'put',
    path: `${one}/preview`,
    actor: 'tenant',
    tag,
    summary: 'Give a file a small picture: the body is its bytes, at most 300 KB',
    description: 'By whoever uploaded the file; a picture that is there stays.',
    rawBody: true,
    answer: { status: 204 },
    async run(call) {
      await uploadPreview(call.scope, call.params['id'] ?? '', bodyOf(call))
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: attachments,
    actor: 'tenant',
    tag,
    summary: 'Files that hang on a record beside its fields, in the order they came',
    answer: { status: 200, schema: listOf(attachmentSchema) },
    async run(call) {
      const rows = await listAttachments(call.scope, placeOf(call))
      return { status: 200, body: { items: rows.map(presentAttachment), next: null } }
    },
  }),
  route({
    method: 'post',
    path: attachments,
    actor: 'tenant',
    tag,
    summary: 'Hang an uploaded file on a record, or one again that was taken off it',
    body: {
      type: 'object',
      required: ['file'],
      additionalProperties: false,
      properties: { file: { type: 'string', minLength: 1, maxLength: 64 } },
    },
    answer: { status: 201, schema: attachmentSchema },
    refusals: ['conflict'],
    async run(call) {
      const { file } = call.body as { readonly file: string }
      return { status: 201, body: presentAttachment(await attachFile(call.scope, placeOf(call), file)) }
    },
  }),
  route({
    method: 'delete',
    path: `${attachments}/{file}`,
    actor: 'tenant',
    tag,
    summary: 'Take a file off a record; for 30 days it can be hung up again',
    answer: { status: 204 },
    async run(call) {
      await detachFile(call.scope, placeOf(call), call.params['file'] ?? '')
      return { status: 204 }
    },
  }),
]

function bodyOf(call: TenantCall) {
  const announced = call.header('content-length')
  return { bytes: call.bytes(), announced: announced === undefined ? undefined : Number(announced) }
}

function askedFor({ params, query, header }: TenantCall) {
  return { id: params['id'] ?? '', asAttachment: query['download'] === 'true', header }
}

function placeOf({ params }: TenantCall) {
  return { blueprint: params['name'] ?? '', id: params['id'] ?? '' }
}
