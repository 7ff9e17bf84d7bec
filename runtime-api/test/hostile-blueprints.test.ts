// Can any definition that somebody sends bring the server down, or be accepted and then hold no record?
import { isDeepStrictEqual } from 'node:util'
import type { Json, JsonObject } from '@molde/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeApp } from './describe-app.ts'
import { bent, calmFieldList, calmSchemaDocument, fieldList, schemaDocument } from './hostile-definitions.ts'
import { type Answered, newPerson, newTenant, type TestApp } from './test-app.ts'

const count = process.env['TEST_SIZE'] === 'long' ? 1_000 : 100
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_120)
const slowest = 2_000

const document: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: calmFieldList as fc.Arbitrary<Json> },
  { weight: 2, arbitrary: calmSchemaDocument as fc.Arbitrary<Json> },
  { weight: 3, arbitrary: bent(calmFieldList) },
  { weight: 1, arbitrary: bent(calmSchemaDocument) },
  { weight: 4, arbitrary: bent(fieldList) },
  { weight: 3, arbitrary: bent(schemaDocument) },
)

describeApp('hostile blueprints', {}, (app) => {
  test(`${count} random definitions: refused with a place, or they hold a record`, {
    timeout: count * 500,
  }, async () => {
    const owner = await newPerson(app())
    const faults: string[] = []
    let accepted = 0
    let tenant = await newTenant(app(), owner)
    for (const [i, body] of fc.sample(document, { numRuns: count, seed }).entries()) {
      if (i % 100 === 99) tenant = await newTenant(app(), owner)
      const send = timed(app(), owner.token)
      // The names of a sample repeat; a name that is taken would hide what is behind it.
      const named =
        typeof body === 'object' &&
        body !== null &&
        !Array.isArray(body) &&
        typeof (body as JsonObject)['name'] === 'string'
      const isName = named && /^[a-z][a-z0-9_-]{0,40}$/.test(String((body as JsonObject)['name']))
      const sent = isName ? { ...(body as JsonObject), name: `${(body as JsonObject)['name']}_${i}` } : body
      const answered = await send('POST', `${tenant.path}/blueprints`, sent)
      const wrong =
        answered.status === 201 ? await holdARecord(send, tenant.path, answered.body) : refusalFaults(answered)
      if (answered.status === 201) accepted += 1
      const slow = answered.ms > slowest ? [`took ${Math.round(answered.ms)} ms`] : []
      faults.push(...[...slow, ...wrong].map((fault) => `#${i} ${fault}\n${JSON.stringify(sent).slice(0, 3_000)}`))
    }
    console.log(`hostile blueprints: ${accepted} of ${count} accepted, FUZZ_SEED=${seed}`)
    expect(faults).toEqual([])
    expect(accepted).toBeGreaterThan(count / 20)
    expect(accepted).toBeLessThan(count)
  })
})

type Timed = Answered & { readonly ms: number }
type Send = (method: string, path: string, body?: unknown) => Promise<Timed>

function timed(app: TestApp, token: string): Send {
  return async (method, path, body) => {
    const started = performance.now()
    const answered = await app.call(method, path, { token, ...(body === undefined ? {} : { body }) })
    return { ...answered, ms: performance.now() - started }
  }
}

function refusalFaults({ status, body, text }: Answered): string[] {
  if (![400, 409, 413, 422].includes(status)) return [`is answered ${status}: ${text.slice(0, 500)}`]
  const errors = (body.errors ?? []) as { pointer?: unknown; code?: unknown; message?: unknown }[]
  if (status === 413 || status === 409 || body.code === 'malformed-json') return []
  if (errors.length === 0) return [`is refused without a place: ${text.slice(0, 500)}`]
  const unsaid = errors.find(
    ({ pointer, message }) =>
      typeof pointer !== 'string' || typeof message !== 'string' || /undefined|\[object|\{\w+\}$/.test(message),
  )
  return unsaid ? [`is refused with an unfinished sentence: ${JSON.stringify(unsaid)}`] : []
}

/** Rules and patterns of a random blueprint may well refuse the values made here; nothing else may. */
const excusable = new Set(['pattern-mismatch', 'rule-broken', 'target-missing', 'not-a-member'])

async function holdARecord(send: Send, path: string, blueprint: JsonObject): Promise<string[]> {
  const name = String(blueprint['name'])
  const data = dataOf(blueprint['fields'] as readonly JsonObject[])
  const made = await send('POST', `${path}/records/${name}`, { data })
  if (made.ms > slowest) return [`is accepted, but creating a record takes ${Math.round(made.ms)} ms`]
  if (made.status === 422) {
    const other = (made.body.errors as { code: string; message: string; pointer: string }[]).find(
      ({ code }) => !excusable.has(code),
    )
    return other ? [`is accepted, but refuses ${JSON.stringify(data).slice(0, 500)}: ${JSON.stringify(other)}`] : []
  }
  if (made.status !== 201) return [`is accepted, but a record is answered ${made.status}: ${made.text.slice(0, 500)}`]
  const read = await send('GET', `${path}/records/${name}/${made.body.id}`)
  if (read.status !== 200 || !isDeepStrictEqual(read.body.data, made.body.data))
    return [`gives another record back: ${read.text.slice(0, 500)}`]
  const listed = await send('GET', `${path}/records/${name}?q=x&sort=-record.createdAt`)
  if (listed.status !== 200) return [`cannot be listed: ${listed.text.slice(0, 500)}`]
  const described = await send('GET', `${path}/blueprints/${name}/versions/1`)
  return described.status === 200 ? [] : [`has no version 1: ${described.text.slice(0, 500)}`]
}

/** Something legal for every required field; the others stay empty. */
function dataOf(fields: readonly JsonObject[]): JsonObject {
  const needed = fields.filter(
    (field) => field['required'] === true && field['readOnly'] !== true && field['default'] === undefined,
  )
  return Object.fromEntries(needed.map((field) => [String(field['key']), valueOf(field)]))
}

function valueOf(field: JsonObject): Json {
  const { type, options, minItems, fields, of } = field
  const many = Math.max(1, Number(minItems ?? 1))
  const keys = ((options ?? []) as (string | JsonObject)[]).map((one) =>
    typeof one === 'string' ? one : String(one['key']),
  )
  switch (type) {
    case 'enum':
      return keys[0] ?? ''
    case 'tags':
      return keys.slice(0, many)
    case 'list':
      return Array.from({ length: many }, () =>
        fields ? dataOf(fields as readonly JsonObject[]) : valueOf({ type: of ?? 'text' }),
      )
    case 'integer':
    case 'number':
    case 'percent':
    case 'rating':
      return numberOf(field)
    case 'money':
      return { amount: String(numberOf(field)), currency: ((field['currencies'] ?? ['EUR']) as string[])[0] ?? 'EUR' }
    default:
      return Object.hasOwn(examples, String(type)) ? (examples[String(type)] as Json) : textOf(field)
  }
}

function numberOf({ minimum, exclusiveMinimum, maximum, exclusiveMaximum, type }: JsonObject): Json {
  const least = Math.max(
    Number(minimum ?? Number.NEGATIVE_INFINITY),
    Number(exclusiveMinimum ?? Number.NEGATIVE_INFINITY) + 1,
  )
  const most = Math.min(
    Number(maximum ?? Number.POSITIVE_INFINITY),
    Number(exclusiveMaximum ?? Number.POSITIVE_INFINITY),
  )
  if (type === 'rating') return 1
  return Number.isFinite(least) ? Math.ceil(least) : Math.min(1, Number.isFinite(most) ? Math.floor(most) - 1 : 1)
}

function textOf({ minLength, maxLength }: JsonObject): string {
  return 'x'.repeat(Math.min(Math.max(Number(minLength ?? 1), 1), Number(maxLength ?? 1_000)))
}

const examples: { readonly [type: string]: Json } = {
  boolean: true,
  date: '2026-02-28',
  time: '12:30',
  datetime: '2026-02-28T12:00:00Z',
  duration: 'PT1H',
  email: 'ada@example.org',
  phone: '+5511987654321',
  url: 'https://example.org/',
  color: '#aabbcc',
  geo: { lat: 1, lng: 2 },
  address: { street: 'Main street 1' },
  json: { a: 1 },
  cpf: '529.982.247-25',
  cnpj: '11.222.333/0001-81',
  cep: '01310-100',
}
