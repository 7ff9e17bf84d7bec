// Which changes lead to a schema that somebody sent, and what is asked first?
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { toJsonSchema } from '../blueprint/to-json-schema.ts'
import { wireBlueprint } from '../blueprint/wire-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { type IdGiver, idGiver } from '../ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { type AppliedOps, applyOps } from '../lens/apply-ops.ts'
import type { OpHistory } from '../lens/op-kind.ts'
import { type DeriveContext, deriveOps } from './derive-ops.ts'
import { type Question, wireQuestion } from './question.ts'
import type { WantedSource } from './wanted.ts'

const now = 1_790_000_000_000

interface Start {
  readonly head: BlueprintVersion
  readonly ids: IdGiver
}

function start(wire: Json): Start {
  const ids = idGiver({})
  return { head: newBlueprint(wire, ids), ids }
}

const delivery = () =>
  start({
    name: 'delivery',
    label: { en: 'Delivery', ru: 'Доставка' },
    titleField: 'cargo',
    fields: [
      { key: 'cargo', type: 'text', required: true, label: { en: 'Cargo', ru: 'Груз' }, maxLength: 80 },
      { key: 'weight', type: 'number', minimum: 0, precision: 2, quickFilter: true },
      { key: 'phone', type: 'phone' },
      { key: 'status', type: 'enum', options: [{ key: 'NEW', color: 'blue' }, 'SENT', 'DONE'], default: 'NEW' },
      { key: 'note', type: 'longText', showWhen: 'weight > 3' },
      {
        key: 'lines',
        type: 'list',
        fields: [
          { key: 'what', type: 'text' },
          { key: 'count', type: 'integer' },
        ],
      },
    ],
    rules: [{ check: 'weight < 1000', message: 'Too heavy' }],
    uniques: [['cargo', 'weight']],
  })

/** The field list as it is answered, changed by hand. */
function edited({ head }: Start, change: (fields: JsonObject[]) => Json): JsonObject {
  const document = structured(wireBlueprint(head)) as JsonObject
  return { ...document, fields: change(document['fields'] as unknown as JsonObject[]) }
}

function structured(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

function opsOf({ head, ids }: Start, source: WantedSource, context: Partial<DeriveContext> = {}) {
  const derived = deriveOps(head, source, ids, { now, ...context })
  if ('questions' in derived) throw new RangeError(`asked: ${derived.questions.map(({ id }) => id).join()}`)
  return derived.ops
}

function questionsOf({ head, ids }: Start, source: WantedSource, context: Partial<DeriveContext> = {}) {
  const derived = deriveOps(head, source, ids, { now, ...context })
  return 'questions' in derived ? derived.questions : []
}

function refusal(run: () => unknown): unknown[] {
  try {
    run()
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map(({ code, path }) => [code, path.join('/')])
    throw refused
  }
  return []
}

const without = (fields: readonly JsonObject[], ...keys: string[]) =>
  fields.filter(({ key }) => !keys.includes(key as string))
const change = (fields: readonly JsonObject[], key: string, more: JsonObject) =>
  fields.map((field) => (field['key'] === key ? { ...field, ...more } : field))

/** Without ids, as somebody writes a list by hand. */
function withoutIds(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => withoutIds(one))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name === 'id' ? [] : [[name, withoutIds(inner)]])),
  )
}

describe('deriveOps', () => {
  it('[D1] says only what differs, in words of changes', () => {
    const at = delivery()
    const document = edited(at, (fields) => {
      const shown = change(change(without(fields, 'phone'), 'note', { showWhen: 'mass > 3' }), 'cargo', {
        label: 'Goods',
      })
      const loose = shown.map(({ minimum: _, ...field }) => field as JsonObject)
      return [...change(loose, 'weight', { key: 'mass' }), { key: 'due', type: 'date' }]
    })
    const rules = [{ check: 'mass < 500', message: 'Too heavy' }]
    expect(
      opsOf(at, { document: { ...document, rules, icon: 'truck', plural: 'Parcels', uniques: [['cargo', 'mass']] } }),
    ).toEqual([
      { op: 'rules', remove: ['r1'] },
      { op: 'remove', field: 'phone' },
      { op: 'rename', field: 'weight', key: 'mass' },
      { op: 'relabel', field: 'cargo', label: 'Goods' },
      { op: 'change', field: 'mass', minimum: null },
      { op: 'add', field: { key: 'due', type: 'date' } },
      { op: 'rules', add: [{ check: 'mass < 500', message: 'Too heavy' }] },
      { op: 'meta', plural: 'Parcels', icon: 'truck' },
    ])
  })

  it('[D1] what no change leads to is refused at its place', () => {
    const at = start({
      name: 'x',
      fields: [
        { key: 'a', type: 'list', of: 'text' },
        { key: 'b', type: 'relation', blueprint: 'y' },
      ],
    })
    const to = (key: string, more: JsonObject) => ({ document: edited(at, (fields) => change(fields, key, more)) })
    expect(refusal(() => opsOf(at, to('a', { of: 'integer' })))).toEqual([['not-reached', 'document/fields/0']])
    expect(refusal(() => opsOf(at, to('b', { blueprint: 'z' })))).toEqual([['not-reached', 'document/fields/1']])
    const unique = (key: string) => ({ document: { ...edited(at, (fields) => fields), uniques: [[key]] } })
    expect(refusal(() => opsOf(at, unique('a')))).toEqual([['not-comparable', 'document/uniques/0']])
    expect(opsOf(at, unique('b'))).toEqual([{ op: 'uniques', add: [['b']] }])
  })

  it('[D2] a field is known by its id under any key, in our schema and in a foreign one', () => {
    const at = delivery()
    const document = edited(at, (fields) => change(fields, 'phone', { key: 'mobile' }))
    expect(opsOf(at, { document })).toEqual([{ op: 'rename', field: 'phone', key: 'mobile' }])
    const foreign = foreignOf(at.head, (all) => {
      const { phone, ...rest } = all
      return { ...rest, mobile: { ...(phone as JsonObject), 'x-field-id': 'f3' } }
    })
    expect(opsOf(at, { schema: foreign }).filter(({ op }) => op === 'rename')).toEqual([
      { op: 'rename', field: 'phone', key: 'mobile' },
    ])
  })

  it('[D2] an id that was never given out travels with its field and its options', () => {
    const at = delivery()
    const extra = { id: 'f40', key: 'kind', type: 'enum', options: [{ id: 'o77', key: 'a' }, 'b'] }
    const document = edited(at, (fields) => [...fields, extra])
    const ops = opsOf(at, { document })
    expect(ops).toEqual([
      { op: 'add', field: { id: 'f40', key: 'kind', type: 'enum', options: [{ id: 'o77', key: 'a' }, { key: 'b' }] } },
    ])
    const made = applyOps(at.head, ops, at.ids, { now })
    expect(made.version.fields.at(-1)).toMatchObject({ id: 'f40', options: [{ id: 'o77' }, { id: 'o78' }] })
    expect(at.ids.next('f')).toBe('f41')
  })

  it('[D2] a field that was removed comes back as itself', () => {
    const at = delivery()
    const removed = applyOps(at.head, [{ op: 'remove', field: 'phone' }], at.ids, { now })
    const history = historyOf(at.head, removed)
    const back = { head: removed.version, ids: at.ids }
    const document = edited(at, (fields) => change(fields, 'phone', { key: 'mobile', label: 'Mobile' }))
    expect(opsOf(back, { document }, { history })).toEqual([
      { op: 'restore', field: 'f3' },
      { op: 'rename', field: 'phone', key: 'mobile' },
      { op: 'relabel', field: 'mobile', label: 'Mobile' },
      { op: 'order', fields: ['cargo', 'weight', 'mobile', 'status', 'note', 'lines'] },
    ])
    expect(refusal(() => opsOf(back, { document }))).toEqual([['nothing-to-restore', 'document/fields/2']])
  })

  it('[D3] without an id it is known by its key; an id that contradicts the key is asked about', () => {
    const at = delivery()
    expect(opsOf(at, { document: withoutIds(wireBlueprint(at.head)) })).toEqual([])
    const document = edited(at, (fields) => change(fields, 'phone', { id: 'f50' }))
    const [question] = questionsOf(at, { document })
    expect(question).toMatchObject({ id: 'field:phone', code: 'field-same-key', default: 'new' })
    expect(opsOf(at, { document }, { answers: { 'field:phone': 'f3' } })).toEqual([])
    expect(opsOf(at, { document }, { answers: { 'field:phone': 'new' } })).toMatchObject([
      { op: 'remove', field: 'phone' },
      { op: 'add', field: { id: 'f50', key: 'phone' } },
      { op: 'order' },
    ])
  })

  it('[D4] a field under another name is always asked about, likeliest first', () => {
    const at = delivery()
    const list = withoutIds(
      edited(at, (fields) => [
        ...without(fields, 'cargo'),
        { key: 'goods', type: 'text', label: 'cargo', required: true, maxLength: 80 },
      ]),
    )
    const document = { ...(list as JsonObject), titleField: 'goods', uniques: [] }
    const [question] = questionsOf(at, { document }) as [Question]
    expect(question.choices.map(({ answer, confidence }) => [answer, confidence])).toEqual([
      ['f1', 0.9],
      ['new', undefined],
    ])
    expect(opsOf(at, { document }, { answers: { 'field:goods': 'f1' } })).toMatchObject([
      { op: 'uniques' },
      { op: 'rename', field: 'cargo', key: 'goods' },
      { op: 'relabel' },
      { op: 'order' },
    ])
    expect(opsOf(at, { document }, { answers: { 'field:goods': 'new' } }).map(({ op }) => op)).toEqual([
      'uniques',
      'meta',
      'remove',
      'add',
      'meta',
    ])
  })

  it('[D4] by the values that both hold', () => {
    const at = start({
      name: 'x',
      fields: [
        { key: 'a', type: 'text' },
        { key: 'b', type: 'text' },
        { key: 'z', type: 'text' },
      ],
    })
    const document = {
      fields: [
        { key: 'z', type: 'text' },
        { key: 'q', type: 'text' },
      ],
    }
    const samples = {
      before: { f1: ['Porto', 'Lisboa', 'Braga'], f2: ['x', 'y'] },
      after: { q: [' porto', 'LISBOA', 'Faro'] },
    }
    const [question] = questionsOf(at, { document }, { samples }) as [Question]
    // Two of four values in common.
    expect(question.choices.map(({ answer, confidence }) => [answer, confidence])).toEqual([
      ['f1', 0.65],
      ['new', undefined],
    ])
    expect(questionsOf(at, { document })).toEqual([])
    const examples = {
      type: 'object',
      properties: { z: { type: 'string' }, q: { type: 'string', examples: ['porto'] } },
    }
    expect(
      questionsOf(at, { schema: examples }, { samples: { before: { f2: ['Porto'] } } })[0]?.choices[0],
    ).toMatchObject({
      answer: 'f2',
      confidence: 0.9,
    })
  })

  it('[D4] the same field is not given to two', () => {
    const at = start({
      name: 'x',
      fields: [
        { key: 'amount', type: 'number' },
        { key: 'z', type: 'text' },
      ],
    })
    const document = {
      fields: [
        { key: 'amount_1', type: 'number' },
        { key: 'amount_2', type: 'number' },
        { key: 'z', type: 'text' },
      ],
    }
    const answers = { 'field:amount_1': 'f1', 'field:amount_2': 'f1' }
    expect(refusal(() => opsOf(at, { document }, { answers }))).toEqual([['given-twice', 'answers/field:amount_2']])
  })

  it('[D5] a question is a sentence with choices and a default, in every language', () => {
    const at = delivery()
    const document = edited(at, (fields) => [...without(fields, 'phone'), { key: 'mobile_phone', type: 'phone' }])
    const [question] = questionsOf(at, { document }) as [Question]
    const said = (['en', 'pt-BR', 'ru'] as const).map((language) => wireQuestion(question, language))
    expect(said[0]).toEqual({
      id: 'field:mobile_phone',
      pointer: '/document/fields/5',
      sentence: 'There is no field “mobile_phone” yet. Is it new, or another name for a field that would go away?',
      choices: [
        { answer: 'f3', sentence: 'It is “phone” under another name; its values stay.', confidence: 0.35 },
        {
          answer: 'new',
          sentence:
            'It is a new field. One that is not mentioned any more goes away; its values are kept for the way back.',
        },
      ],
      default: 'new',
    })
    expect(new Set(said.map(({ sentence }) => sentence)).size).toBe(3)
    const texts = said.flatMap(({ sentence, choices }) => [
      sentence,
      ...(choices as JsonObject[]).map((one) => one['sentence']),
    ])
    expect(texts.filter((text) => /[{}]/.test(String(text)))).toEqual([])
  })

  it('[D5] answers that answer nothing are refused by name', () => {
    const at = delivery()
    const document = edited(at, (fields) => change(fields, 'phone', { id: 'f50' }))
    expect(refusal(() => opsOf(at, { document }, { answers: { 'field:phone': 'f2' } }))).toEqual([
      ['unknown-answer', 'answers/field:phone'],
    ])
    expect(refusal(() => opsOf(at, { document }, { answers: { 'field:phone': 'new', 'field:nope': 'new' } }))).toEqual([
      ['unasked-answer', 'answers/field:nope'],
    ])
    // One that was answered ahead waits until its question comes.
    expect(questionsOf(at, { document }, { answers: { 'field:nope': 'new' } })).toHaveLength(1)
  })

  it('[D6] options are known by id, then by key; a new name is asked about', () => {
    const at = delivery()
    const options = (list: Json, standing = 'NEW') => ({
      document: edited(at, (fields) => change(fields, 'status', { options: list, default: standing })),
    })
    const [first, second, third] = optionsOf(at.head)
    expect(
      opsOf(at, options([third, { ...first, key: 'OPEN', label: 'Open' }, 'SENT'] as unknown as Json, 'OPEN')),
    ).toEqual([
      { op: 'options', field: 'status', rename: { NEW: 'OPEN' }, relabel: { OPEN: 'Open' } },
      { op: 'options', field: 'status', order: ['DONE', 'OPEN', 'SENT'] },
    ])
    const renamed = options([first, second, 'FINISHED'] as unknown as Json)
    const [question] = questionsOf(at, renamed) as [Question]
    expect(question).toMatchObject({ id: 'option:status.FINISHED', default: 'new' })
    expect(question.choices.map(({ answer }) => answer)).toEqual(['o3', 'new'])
    expect(opsOf(at, renamed, { answers: { 'option:status.FINISHED': 'o3' } })).toEqual([
      { op: 'options', field: 'status', rename: { DONE: 'FINISHED' } },
    ])
  })

  it('[D6] what becomes of records whose option goes away is asked', () => {
    const at = delivery()
    const [first, second] = optionsOf(at.head)
    const source = {
      document: edited(at, (fields) => change(fields, 'status', { options: [first, second] as unknown as Json })),
    }
    const [question] = questionsOf(at, source) as [Question]
    expect(question.choices.map(({ answer }) => answer)).toEqual(['empty', 'retire', 'to:NEW', 'to:SENT'])
    const by = (answer: string) => opsOf(at, source, { answers: { 'gone:status.DONE': answer } })
    expect(by('empty')).toEqual([{ op: 'remap', field: 'status', map: { DONE: null } }])
    expect(by('to:SENT')).toEqual([{ op: 'remap', field: 'status', map: { DONE: 'SENT' } }])
    expect(by('retire')).toEqual([{ op: 'options', field: 'status', retire: ['DONE'] }])
  })

  it('[D6] of very many that go away at once nobody is asked one by one', () => {
    const keys = (name: string) => Array.from({ length: 60 }, (_, i) => `${name}${i}`)
    const at = start({ name: 'x', fields: [{ key: 'a', type: 'enum', options: keys('old') }] })
    const source = { document: { fields: [{ key: 'a', type: 'enum', options: keys('new') }] } }
    expect(questionsOf(at, source).map(({ id, choices }) => [id, choices.length])).toEqual([['gone:a', 2]])
    const [added, remapped] = opsOf(at, source, { answers: { 'gone:a': 'empty' } })
    expect([added?.['op'], Object.keys(remapped?.['map'] as JsonObject).length]).toEqual(['options', 60])
  })

  it('[D6] a new option may be called as one that goes away', () => {
    const at = delivery()
    const [first, second] = optionsOf(at.head)
    const list = [first, second, { id: 'o9', key: 'LATE' }, { id: 'o3', key: 'LAST' }, { id: 'o8', key: 'DONE' }]
    const source = { document: edited(at, (fields) => change(fields, 'status', { options: list as unknown as Json })) }
    const made = applyOps(at.head, opsOf(at, source), at.ids, { now }).version
    expect(optionsOf(made).map(({ id, key }) => [id, key])).toEqual([
      ['o1', 'NEW'],
      ['o2', 'SENT'],
      ['o9', 'LATE'],
      ['o3', 'LAST'],
      ['o8', 'DONE'],
    ])
  })

  it('[D7] what the standard cannot say stays as it is', () => {
    const at = delivery()
    expect(opsOf(at, { schema: foreignOf(at.head, (all) => all) })).toEqual([])
    const schema = foreignOf(at.head, ({ weight, phone, status, ...rest }) => ({
      ...rest,
      phone: { ...(phone as JsonObject), title: 'Call' },
      weight: { type: 'number', maximum: 50 },
      status: { type: 'string', enum: ['NEW', 'SENT', 'DONE', 'LATE'], default: 'SENT' },
      due: { type: 'string', format: 'date' },
    }))
    expect(opsOf(at, { schema })).toEqual([
      { op: 'relabel', field: 'phone', label: 'Call' },
      { op: 'change', field: 'weight', minimum: null, maximum: 50 },
      { op: 'options', field: 'status', add: [{ key: 'LATE' }] },
      { op: 'change', field: 'status', default: 'SENT' },
      { op: 'add', field: { key: 'due', type: 'date' } },
      { op: 'order', fields: ['cargo', 'note', 'lines', 'phone', 'weight', 'status', 'due'] },
    ])
  })

  it('[D7] what reads a field that is not mentioned any more is in its way', () => {
    const at = delivery()
    const schema = foreignOf(at.head, ({ weight: _, ...rest }) => rest)
    expect(refusal(() => opsOf(at, { schema }))).toEqual([
      ['used-by-rule', 'schema'],
      ['used-by-condition', 'schema'],
      ['used-by-unique', 'schema'],
    ])
  })

  it('[D8] another type goes by the table of types, one value and several by themselves', () => {
    const kinds = (from: JsonObject, to: JsonObject) => {
      const at = start({
        name: 'x',
        fields: [
          { key: 'a', ...from },
          { key: 'z', type: 'text' },
        ],
      })
      return opsOf(at, {
        document: {
          fields: [
            { key: 'a', ...to },
            { key: 'z', type: 'text' },
          ],
        },
      }).map(({ op, type }) => (type === undefined ? op : `${op} ${type}`))
    }
    expect(kinds({ type: 'text', maxLength: 9 }, { type: 'number', minimum: 3 })).toEqual(['retype number', 'change'])
    expect(kinds({ type: 'text' }, { type: 'enum', options: ['a', 'b'] })).toEqual(['retype enum'])
    expect(kinds({ type: 'enum', options: ['a'] }, { type: 'tags', options: ['a'] })).toEqual(['toList'])
    expect(kinds({ type: 'tags', options: ['a'] }, { type: 'enum', options: ['a'] })).toEqual(['toSingle'])
    expect(kinds({ type: 'text' }, { type: 'list', of: 'integer' })).toEqual(['retype integer', 'toList'])
    expect(kinds({ type: 'list', of: 'integer' }, { type: 'text' })).toEqual(['toSingle', 'retype text'])
    expect(kinds({ type: 'user' }, { type: 'user', many: true })).toEqual(['toList'])
    const in2 = (from: JsonObject, to: JsonObject) => refusal(() => kinds(from, to))
    expect(in2({ type: 'money' }, { type: 'boolean' })).toEqual([['retype-in-steps', 'document/fields/0']])
    expect(in2({ type: 'text' }, { type: 'relation', blueprint: 'y' })).toEqual([['retype-by-op', 'document/fields/0']])
    expect(in2({ type: 'number' }, { type: 'money' })).toEqual([['currency-needed', 'document/fields/0']])
  })

  it('[D8] rules, conditions and defaults that read it are said anew', () => {
    const at = start({
      name: 'x',
      fields: [
        { key: 'n', type: 'text' },
        { key: 'm', type: 'text', showWhen: "n != ''", required: true },
        { key: 'd', type: 'text', default: { expr: 'n' } },
      ],
      rules: [{ check: "n != 'x'", message: 'No' }],
    })
    const document = {
      fields: [
        { key: 'n', type: 'number' },
        { key: 'm', type: 'text', showWhen: 'n > 3', required: true },
        { key: 'd', type: 'text' },
      ],
      rules: [{ check: 'n < 9', message: 'No' }],
    }
    expect(opsOf(at, { document }).map(({ op }) => op)).toEqual([
      'rules',
      'change',
      'change',
      'retype',
      'change',
      'rules',
    ])
  })

  it('[D9] what is asked for from now on waits for people', () => {
    const at = delivery()
    const document = edited(at, (fields) => [
      ...change(change(fields, 'phone', { required: true }), 'cargo', { maxLength: 20 }),
      { key: 'who', type: 'text', required: true },
      { key: 'kind', type: 'text', required: true, default: 'x' },
    ])
    expect(opsOf(at, { document })).toEqual([
      { op: 'change', field: 'cargo', maxLength: 20 },
      { op: 'change', field: 'phone', required: true, fill: { ask: true } },
      { op: 'add', field: { key: 'who', type: 'text', required: true }, fill: { ask: true } },
      { op: 'add', field: { key: 'kind', type: 'text', required: true, default: 'x' } },
    ])
  })

  it('[D10] keys change places, and a list of fields is replaced as a whole', () => {
    const at = start({
      name: 'x',
      fields: [
        { key: 'a', type: 'text' },
        { key: 'b', type: 'text' },
        { key: 'c', type: 'text' },
      ],
    })
    const ring = edited(at, (fields) => fields.map((field, i) => ({ ...field, key: 'bca'[i] as string })))
    expect(keysOf(applyOps(at.head, opsOf(at, { document: ring }), at.ids, { now }))).toEqual(['f1 b', 'f2 c', 'f3 a'])
    const other = start({ name: 'x', fields: [{ key: 'a', type: 'text' }] })
    const fresh = { document: { fields: [{ id: 'f9', key: 'a', type: 'geo' }] } }
    const ops = opsOf(other, fresh, { answers: { 'field:a': 'new' } })
    expect(keysOf(applyOps(other.head, ops, other.ids, { now }))).toEqual(['f9 a'])
  })

  it('[D10] new fields may read each other', () => {
    const at = start({ name: 'x', fields: [{ key: 'a', type: 'text' }] })
    const document = {
      fields: [
        { key: 'a', type: 'text' },
        { key: 'b', type: 'text', showWhen: 'c > 1' },
        { key: 'c', type: 'number', default: { expr: 'd' } },
        { key: 'd', type: 'number' },
      ],
    }
    expect(opsOf(at, { document }).map(({ op }) => op)).toEqual(['add', 'add', 'add', 'change', 'change'])
  })

  it('[D11] inside of a repeating group as outside', () => {
    const at = delivery()
    const inner = (list: Json) => ({ document: edited(at, (fields) => change(fields, 'lines', { fields: list })) })
    const [what, count] = at.head.fields[5]?.fields as unknown as [JsonObject, JsonObject]
    const source = inner([
      { ...count, key: 'qty', minimum: 1 },
      { ...what, label: 'What' },
      { key: 'price', type: 'number' },
    ])
    expect(opsOf(at, source)).toEqual([
      {
        op: 'each',
        field: 'lines',
        ops: [
          { op: 'rename', field: 'count', key: 'qty' },
          { op: 'change', field: 'qty', minimum: 1 },
          { op: 'relabel', field: 'what', label: 'What' },
          { op: 'add', field: { key: 'price', type: 'number' } },
          { op: 'order', fields: ['qty', 'what', 'price'] },
        ],
      },
    ])
    const asked = questionsOf(at, inner([what, { key: 'counted', type: 'integer' }]))
    expect(asked.map(({ id, path }) => [id, path.join('/')])).toEqual([
      ['field:lines.counted', 'document/fields/5/fields/1'],
    ])
    expect(refusal(() => opsOf(at, inner([{ ...what, type: 'geo' }, count])))).toEqual([
      ['retype-by-op', 'document/fields/5/fields/0'],
    ])
  })

  it('[D12] what is no blueprint, or another one, is refused at its place', () => {
    const at = delivery()
    expect(refusal(() => opsOf(at, { document: 5 }))).toEqual([['wrong-type', 'document']])
    expect(refusal(() => opsOf(at, { document: { ...wireBlueprint(at.head), name: 'other' } }))).toEqual([
      ['wrong-form', 'document/name'],
    ])
    expect(refusal(() => opsOf(at, { schema: { ...toJsonSchema(at.head), 'x-molde': { name: 'other' } } }))).toEqual([
      ['wrong-form', 'schema/x-molde/name'],
    ])
    const properties = { a: { type: 'string', format: 'ipv9' } }
    expect(refusal(() => opsOf(at, { schema: { type: 'object', properties } }))).toEqual([
      ['unreadable-keyword', 'schema/properties/a/format'],
    ])
    const document = edited(at, (fields) => change(fields, 'note', { showWhen: 'nope > 1' }))
    expect(refusal(() => opsOf(at, { document }))[0]).toEqual(['unknown-field-near', 'document/fields/4/showWhen'])
  })
})

/** The schema as another program writes it: nothing of ours in it. */
function foreignOf(head: BlueprintVersion, change: (properties: JsonObject) => JsonObject): JsonObject {
  const { properties, ...rest } = stripped(toJsonSchema(head)) as JsonObject
  return { ...rest, properties: change(properties as JsonObject) }
}

function stripped(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => stripped(one))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name.startsWith('x-molde') ? [] : [[name, stripped(inner)]])),
  )
}

function optionsOf(version: BlueprintVersion) {
  return version.fields.find(({ key }) => key === 'status')?.options ?? []
}

function keysOf({ version }: AppliedOps): string[] {
  return version.fields.map(({ id, key }) => `${id} ${key}`)
}

function historyOf(first: BlueprintVersion, second: AppliedOps): OpHistory {
  const versions = [first, second.version]
  return {
    versionAt: (number) => versions[number - 1],
    opsInto: (number) => (number === 2 ? second.ops : []),
  }
}

describe('fields that are worked out', () => {
  const line = () =>
    start({
      name: 'line',
      fields: [
        { key: 'qty', type: 'integer' },
        { key: 'price', type: 'number', required: true, minimum: 0 },
        { key: 'total', type: 'formula', expr: 'qty * price', precision: 2 },
      ],
    })
  const derivedOps = (from: Start, fields: (before: JsonObject[]) => Json) =>
    opsOf(from, { document: edited(from, fields) })

  it('[D10] come after what they read, in whatever order they are sent, and another formula is one change', () => {
    const from = line()
    expect(
      derivedOps(from, ([qty, price, total]) => [
        { key: 'double', type: 'formula', expr: 'half * 4.0' },
        { key: 'half', type: 'formula', expr: 'weight / 2.0' },
        { key: 'weight', type: 'number' },
        ...([qty, price, { ...total, computed: { kind: 'formula', expr: 'qty * weight' } }] as Json[]),
      ]).map(({ op, field }) => [op, typeof field === 'string' ? field : (field as JsonObject | undefined)?.['key']]),
    ).toEqual([
      ['add', 'weight'],
      ['add', 'half'],
      ['add', 'double'],
      ['change', 'total'],
      ['order', undefined],
    ])
    expect(derivedOps(line(), (fields) => fields.slice(1, 2)).map(({ field }) => field)).toEqual(['total', 'qty'])
  })

  it('[D10] become one from a field that was filled in, and the other way round', () => {
    expect(
      derivedOps(line(), ([qty, price, total]) => [
        qty as Json,
        { id: price?.['id'] as Json, key: 'price', type: 'number', computed: { kind: 'formula', expr: 'qty * 2' } },
        { id: total?.['id'] as Json, key: 'total', type: 'number', precision: 2, maximum: 9 },
      ]),
    ).toEqual([
      { op: 'materialise', field: 'total' },
      { op: 'change', field: 'total', maximum: 9 },
      { op: 'compute', field: 'price', expr: 'qty * 2', as: 'number' },
    ])
  })
})
