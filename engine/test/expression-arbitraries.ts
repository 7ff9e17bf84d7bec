// Random expressions over one scope, and random records for them.
import fc from 'fast-check'
import type { EvaluationContext } from '../src/expression/expression.ts'
import type { ExpressionScope } from '../src/expression/types.ts'

export const scope: ExpressionScope = {
  fields: [
    { id: 'f1', key: 'cargo', type: { kind: 'text' } },
    { id: 'f2', key: 'note', type: { kind: 'text' } },
    { id: 'f3', key: 'weight', type: { kind: 'number' } },
    { id: 'f4', key: 'qty', type: { kind: 'number' } },
    { id: 'f5', key: 'urgent', type: { kind: 'boolean' } },
    {
      id: 'f6',
      key: 'status',
      type: { kind: 'enum', field: 'f6' },
      options: [
        { id: 'o1', key: 'PENDING' },
        { id: 'o2', key: 'IN_PROGRESS' },
        { id: 'o3', key: 'DONE' },
      ],
    },
    { id: 'f7', key: 'due', type: { kind: 'date' } },
    { id: 'f8', key: 'ordered', type: { kind: 'date' } },
    { id: 'f9', key: 'started_at', type: { kind: 'datetime' } },
    { id: 'f10', key: 'ended_at', type: { kind: 'datetime' } },
    { id: 'f11', key: 'price', type: { kind: 'money' } },
    {
      id: 'f12',
      key: 'tags',
      type: { kind: 'list', of: { kind: 'enum', field: 'f12' } },
      options: [
        { id: 'o4', key: 'red' },
        { id: 'o5', key: 'blue' },
        { id: 'o6', key: 'o4' },
      ],
    },
    { id: 'f13', key: 'scores', type: { kind: 'list', of: { kind: 'number' } } },
    { id: 'f14', key: 'customer', type: { kind: 'relation', blueprint: 'customer' } },
    { id: 'f15', key: 'driver', type: { kind: 'user' } },
    { id: 'f16', key: 'took', type: { kind: 'duration' } },
    { id: 'f17', key: 'in', type: { kind: 'text' } },
    { id: 'f18', key: 'extra', type: { kind: 'any' } },
    {
      id: 'f19',
      key: 'items',
      type: { kind: 'list', of: { kind: 'any' } },
      fields: [
        { id: 'f20', key: 'price', type: { kind: 'number' } },
        { id: 'f21', key: 'since', type: { kind: 'date' } },
      ],
    },
  ],
  stateField: 'f6',
}

export const known = {
  now: Date.UTC(2026, 4, 10, 15, 30),
  actor: { id: 'u1', roles: ['driver', 'boss'], email: 'a@b.example' },
  zone: 'America/Sao_Paulo',
}

const texts = ['', 'a', 'A', 'á', 'ab', 'Abc', 'b', 'Porto', 'porto', 'zz', 'ß', '\u{1f600}', '\ufb01']
const textLiteral = fc.constantFrom(...texts, 'o"q', "it's", '\\', 'line\nbreak').map((text) => JSON.stringify(text))
const numberLiteral = fc.constantFrom('0', '1', '2', '2.5', '-1', '10', '1e3', '0.1')
const dayLiteral = fc.constantFrom('2026-05-09', '2026-05-10', '2026-05-11', '1999-12-31', '2024-02-29')
const instantLiteral = fc.constantFrom(
  '2026-05-10T15:30:00Z',
  '2026-05-10T03:00:00.000Z',
  '2026-05-10T00:00:00-03:00',
  '2025-01-01T12:00:00.123Z',
)
const spanLiteral = fc.constantFrom('PT0S', 'PT1H', '48h', '1h30m', 'P2D', '-PT5M', '1.5s')
const comparator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
const equality = fc.constantFrom('==', '!=')

const texted = fc.constantFrom('cargo', 'note', 'record.data["in"]', 'record.data.cargo')
const numbered = fc.constantFrom('weight', 'qty', 'price', 'price.amount', 'record.rev')
const dated = fc.constantFrom('due', 'ordered', 'today()', 'date("2026-05-10")', 'due + days(1)', 'date(started_at)')
const timed = fc.constantFrom(
  'started_at',
  'ended_at',
  'now',
  'record.createdAt',
  'timestamp("2026-05-10T15:30:00Z")',
  'now - duration("48h")',
  'started_at + hours(3)',
)
const spans = fc.constantFrom(
  'took',
  'duration("PT1H")',
  'now - started_at',
  'ended_at - started_at',
  'due - ordered',
  'hours(2)',
)
const reads = fc.constantFrom(
  'cargo',
  'weight',
  'urgent',
  'status',
  'due',
  'started_at',
  'price',
  'tags',
  'scores',
  'customer',
  'driver',
  'took',
  'record.state',
  'extra',
  'record.createdBy',
)
const option = fc.constantFrom('PENDING', 'IN_PROGRESS', 'DONE', 'o1').map((key) => `'${key}'`)
const tag = fc.constantFrom('red', 'blue', 'o4').map((key) => `"${key}"`)
const method = fc.constantFrom('contains', 'startsWith', 'endsWith', 'like')

const joined = (...parts: readonly (string | fc.Arbitrary<string>)[]) =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(' '))

/** Wire texts of conditions, most of which a filter can say. */
export const condition: fc.Arbitrary<string> = fc.letrec<{ condition: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    joined(texted, comparator, textLiteral),
    joined(textLiteral, comparator, texted),
    joined(texted, comparator, texted),
    fc.tuple(texted, method, textLiteral).map(([field, name, part]) => `${field}.${name}(${part})`),
    joined(numbered, comparator, numberLiteral),
    joined(numbered, comparator, numbered),
    joined('weight * 2 + qty', comparator, numberLiteral),
    joined('weight', comparator, '2 * 3 - 1'),
    fc.constantFrom('urgent', '!urgent', 'urgent == true', 'urgent != false', 'true', 'false'),
    joined(fc.constantFrom('status', 'record.state'), equality, option),
    joined(
      fc.constantFrom('status', 'record.state'),
      'in',
      fc.array(option, { maxLength: 3 }).map((all) => `[${all.join(', ')}]`),
    ),
    joined('status', equality, 'record.state'),
    joined(dated, comparator, dated),
    joined(
      dated,
      comparator,
      dayLiteral.map((text) => `'${text}'`),
    ),
    joined(timed, comparator, timed),
    joined(
      timed,
      comparator,
      instantLiteral.map((text) => `'${text}'`),
    ),
    joined(timed, comparator, dated),
    joined(dated, comparator, timed),
    joined(spans, comparator, spans),
    joined(
      spans,
      comparator,
      spanLiteral.map((text) => `duration("${text}")`),
    ),
    joined(tag, 'in', 'tags'),
    joined(numberLiteral, 'in', 'scores'),
    joined(
      fc.constantFrom('weight', 'qty'),
      'in',
      fc.array(numberLiteral, { maxLength: 3 }).map((all) => `[${all.join(', ')}]`),
    ),
    joined('driver', equality, fc.constantFrom('actor.id', '"u2"')),
    joined('customer', equality, fc.constantFrom('"c1"', '"c2"')),
    fc.constantFrom(
      "'boss' in actor.roles",
      "'nobody' in actor.roles",
      "actor.email == 'a@b.example'",
      'actor.email == cargo',
      'cargo == actor.id',
    ),
    joined(reads, equality, 'null'),
    reads.map((read) => `has(${read})`),
    joined('size(tags)', comparator, numberLiteral),
    joined('size(cargo)', comparator, numberLiteral),
    fc.constantFrom(
      'tags.exists(t, t == "red")',
      'scores.all(s, s > 1)',
      'scores.exists_one(s, s == 2)',
      'items.exists(i, i.price > 1 && i.since < today())',
      'scores.filter(s, s > 1).size() > 0',
      'scores.map(s, s * 2).exists(s, s == 4)',
    ),
    fc.constantFrom(
      'extra.colour == "red"',
      'extra["n"] > 1',
      'coalesce(weight, 0) > 1',
      'cargo.matches("^[a-z]+$")',
      'lower(cargo) == "porto"',
      'round(weight) == 2',
      'price.currency == "BRL"',
      'year(due) == 2026',
      '(urgent ? weight : qty) > 1',
    ),
  ),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    tie('condition').map((of) => `!(${of})`),
    fc.tuple(tie('leaf'), tie('condition'), tie('condition')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
  ),
})).condition

const text = fc.constantFrom(...texts)
const number = fc.oneof(fc.constantFrom(0, 1, 2, 2.5, 5, -1, 10, 1000, 0.1), fc.integer({ min: -5, max: 5 }))
const day = fc.constantFrom('2026-05-08', '2026-05-09', '2026-05-10', '2026-05-11', '1999-12-31', '2026-02-28')
const instant = fc.oneof(
  fc.constantFrom(
    '2026-05-10T15:30:00.000Z',
    '2026-05-10T03:00:00.000Z',
    '2026-05-08T15:30:00.000Z',
    '2026-05-10T02:59:59.999Z',
    '2025-01-01T12:00:00.123Z',
  ),
  fc.integer({ min: 1e12, max: 2e12 }).map((ms) => new Date(ms).toISOString()),
)

/** Stored data: any field may be empty. */
export const data: fc.Arbitrary<{ readonly [field: string]: unknown }> = fc
  .record(
    {
      f1: text,
      f2: text,
      f3: number,
      f4: number,
      f5: fc.boolean(),
      f6: fc.constantFrom('o1', 'o2', 'o3'),
      f7: day,
      f8: day,
      f9: instant,
      f10: instant,
      f11: fc.record({
        amount: fc.constantFrom('0', '1', '2.50', '10.00', '-1'),
        currency: fc.constantFrom('BRL', 'EUR'),
      }),
      f12: fc.subarray(['o4', 'o5', 'o6']),
      f13: fc.array(number, { maxLength: 4 }),
      f14: fc.constantFrom('c1', 'c2'),
      f15: fc.constantFrom('u1', 'u2'),
      f16: fc.constantFrom('PT1H', 'PT48H', 'PT0S'),
      f17: text,
      f18: fc.oneof(fc.constant({ colour: 'red', n: 2 }), fc.constant({ colour: 'blue' }), fc.constant([])),
      f19: fc.array(fc.record({ f20: number, f21: day }, { requiredKeys: [] }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  .map((all) => ({ ...all }))

export const members = fc.record({
  id: fc.constantFrom('r1', 'r2'),
  state: fc.constantFrom('o1', 'o2', null),
  version: fc.constant(1),
  rev: fc.integer({ min: 1, max: 3 }),
  createdAt: fc.constantFrom(known.now, known.now - 1, Date.UTC(2020, 1, 1)),
  updatedAt: fc.constant(known.now),
  createdBy: fc.constantFrom('u1', 'u2', null),
})

export function contextOf(
  values: { readonly [field: string]: unknown },
  record: NonNullable<EvaluationContext['record']>,
): EvaluationContext {
  return { data: values, record, ...known }
}
