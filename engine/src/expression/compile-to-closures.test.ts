import { Environment } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { busyTime } from '../../test/busy-time.js'
import { contextOf, known, scope } from '../../test/expression-arbitraries.ts'
import { MoldeError } from '../errors.ts'
import { checkExpression } from './check-expression.ts'
import { compileExpression } from './compile-to-closures.ts'
import type { EvaluationContext, Expression } from './expression.ts'

const uses = { uses: [], usesRecord: [], usesInput: [], usesActor: false, usesNow: false }

const full = {
  f1: 'Ação',
  f2: 'porto',
  f3: 3,
  f4: 2.5,
  f5: true,
  f6: 'o1',
  f7: '2026-05-10',
  f8: '2026-05-01',
  f9: '2026-05-08T15:30:00.000Z',
  f10: '2026-05-10T02:00:00.000Z',
  f11: { amount: '12.50', currency: 'BRL' },
  f12: ['o4', 'o5'],
  f13: [1, 2, 3],
  f14: 'c1',
  f15: 'u1',
  f16: 'PT48H',
  f18: { colour: 'red', n: 2, when: null, inner: { deep: [1] } },
  f19: [{ f20: 1, f21: '2026-01-01' }, { f20: 5 }],
}
const record = {
  id: 'r1',
  state: 'o2',
  version: 1,
  rev: 7,
  createdAt: known.now - 1000,
  updatedAt: '2026-05-10T15:30:00.000Z',
  createdBy: null,
}
const context: EvaluationContext = contextOf(full, record)
const blank: EvaluationContext = { data: {}, now: known.now }

function stored(text: string): Expression {
  const found = checkExpression(text, scope, undefined, [])
  if ('issues' in found) throw new Error(`${text}: ${JSON.stringify(found.issues)}`)
  return found.expression
}

function run(text: string, in_: EvaluationContext = context): unknown {
  const answer = compileExpression(stored(text))(in_)
  return answer.kind === 'value' ? answer.value : answer.kind === 'empty' ? 'EMPTY' : answer.code
}

/** Text that stands in a definition without having been checked. */
function runStored(cel: string, in_: EvaluationContext = context): unknown {
  const answer = compileExpression({ cel, ...uses })(in_)
  return answer.kind === 'value' ? answer.value : answer.kind === 'empty' ? 'EMPTY' : answer.code
}

describe('three values', () => {
  const T = 'true'
  const F = 'false'
  const E = '(cargo == "x")'
  it.each<[string, unknown]>([
    [`${T} && ${T}`, true],
    [`${T} && ${F}`, false],
    [`${T} && ${E}`, 'EMPTY'],
    [`${F} && ${E}`, false],
    [`${E} && ${F}`, false],
    [`${E} && ${T}`, 'EMPTY'],
    [`${E} && ${E}`, 'EMPTY'],
    [`${T} || ${E}`, true],
    [`${E} || ${T}`, true],
    [`${E} || ${F}`, 'EMPTY'],
    [`${F} || ${E}`, 'EMPTY'],
    [`${F} || ${F}`, false],
    [`!${E}`, 'EMPTY'],
    [`!${T}`, false],
    [`${E} ? 1 : 2`, 'EMPTY'],
    [`${T} ? 1 : 2`, 1],
    [`${F} ? 1 : 2`, 2],
    [`${F} ? 1 / 0 : 2`, 2],
    [`${T} || 1 / 0 > 1`, true],
    [`${F} && 1 / 0 > 1`, false],
    [`1 / 0 > 1 || ${T}`, 'division-by-zero'],
  ])('[X20] gives %s', (text, wanted) => {
    expect(run(text, blank)).toBe(wanted)
  })

  it.each<[string, unknown]>([
    ["cargo != ''", 'EMPTY'],
    ['weight > 1', 'EMPTY'],
    ['weight + 1', 'EMPTY'],
    ['-weight', 'EMPTY'],
    ['size(cargo)', 'EMPTY'],
    ['price.amount', 'EMPTY'],
    ['price > 1', 'EMPTY'],
    ['due < today()', 'EMPTY'],
    ['now - started_at', 'EMPTY'],
    ['round(weight, 2)', 'EMPTY'],
    ['round(1.5, weight)', 'EMPTY'],
    ['status == "DONE"', 'EMPTY'],
    ['status in ["DONE"]', 'EMPTY'],
    ['extra.a.b.c', 'EMPTY'],
    ['cargo.matches("a")', 'EMPTY'],
    ['tags[0]', 'EMPTY'],
    ['min(weight, 1)', 'EMPTY'],
    ['record.id', 'EMPTY'],
    ['record.createdAt', 'EMPTY'],
    ['actor.id', 'EMPTY'],
    ['scores[qty]', 'EMPTY'],
    ['null', 'EMPTY'],
    ['cargo == null', true],
    ['cargo != null', false],
    ['has(cargo)', false],
    ['has(tags)', false],
    ['tags == null', true],
    ['null == record.state', true],
    ['size(tags)', 0],
    ["'red' in tags", false],
    ['tags.exists(t, true)', false],
    ['tags.all(t, false)', true],
    ['tags', []],
    ['coalesce(weight, qty, 7)', 7],
    ['coalesce(weight, qty)', 'EMPTY'],
    ['has(extra.a)', false],
  ])('[X21] of an empty record gives %s', (text, wanted) => {
    expect(run(text, blank)).toEqual(wanted)
    expect(
      run(text, {
        data: Object.fromEntries(Object.keys(full).map((id) => [id, null])),
        record: { id: null, state: null, createdAt: null },
        now: known.now,
      }),
    ).toEqual(wanted)
  })

  it('[X21] takes an empty list for empty', () => {
    const listless = contextOf({ f12: [] }, record)
    expect([run('has(tags)', listless), run('tags == null', listless), run('size(tags)', listless)]).toEqual([
      false,
      true,
      0,
    ])
    expect(run('cargo == null', contextOf({ f1: '' }, record))).toBe(false)
  })
})

describe('values', () => {
  it.each<[string, unknown]>([
    // equality is exact, order is folded
    ['cargo == "acao"', false],
    ['cargo <= "acao"', true],
    ['cargo >= "ACAO"', true],
    ['cargo < "b"', true],
    ['note < cargo', false],
    ['cargo > note', false],
    ['cargo == note', false],
    ['cargo != note', true],
    ['"\u{1f600}" > "\ufb01"', true],
    ['"z" < "\u00e9"', false],
    // numbers are one type
    ['weight + 1', 4],
    ['weight / 2', 1.5],
    ['weight % 2', 1],
    ['-7 % 3', -1],
    ['weight == 3.0', true],
    ['qty * 2 == 5', true],
    ['0.1 + 0.2', 0.1 + 0.2],
    ['2 - 3', -1],
    ['-(weight)', -3],
    ['weight / 0', 'division-by-zero'],
    ['weight % 0', 'division-by-zero'],
    ['1e308 * 10', 'bad-value'],
    ['0 * -1', 0],
    ['weight < qty', false],
    ['qty <= weight', true],
    // money
    ['price > 10', true],
    ['price == 12.5', true],
    ['12.5 == price', true],
    ['price != 12', true],
    ['price.amount * 2', 25],
    ['price * 2', 25],
    ['price + 1', 13.5],
    ['price.currency', 'BRL'],
    ['price == price', true],
    ['price < price', false],
    ['max(price.amount, 20)', 20],
    ['-price', -12.5],
    ['price', { amount: '12.50', currency: 'BRL' }],
    ['1 + price', 13.5],
    ['price / 2.5', 5],
    ['price - 1', 11.5],
    ['price % 5', 2.5],
    // choices, people, relations
    ['status == "PENDING"', true],
    ['record.state == "IN_PROGRESS"', true],
    ['status == record.state', false],
    ['driver == actor.id', true],
    ['customer == "c1"', true],
    ['status in ["DONE", "PENDING"]', true],
    ['record.createdBy == actor.id', 'EMPTY'],
    ['record.rev + 1', 8],
    ['record.id', 'r1'],
    ['actor.email.endsWith(".example")', true],
    ['"boss" in actor.roles', true],
    // text
    ['cargo + "!"', 'Ação!'],
    ['size(cargo)', 4],
    ['cargo.size()', 4],
    ['size("\u{1f600}a")', 2],
    ['cargo.contains("çã")', true],
    ['cargo.contains("ca")', false],
    ['cargo.like("CA")', true],
    ['cargo.startsWith("A")', true],
    ['cargo.endsWith("ão")', true],
    ['cargo.lower()', 'ação'],
    ['upper(note)', 'PORTO'],
    ['"  a ".trim()', 'a'],
    ['note.matches("^p.*o$")', true],
    ['note.matches("^x")', false],
    ['string(1.5)', '1.5'],
    ['string(true)', 'true'],
    ['string(due)', '2026-05-10'],
    ['string(now)', '2026-05-10T15:30:00.000Z'],
    ['string(took)', 'PT48H'],
    ['double("12.5")', 12.5],
    ['double(" -1e3 ")', -1000],
    ['double("12,5")', 'bad-value'],
    ['double("0x10")', 'bad-value'],
    ['double(weight)', 3],
    ['double(price)', 12.5],
    // numbers' functions
    ['round(2.5)', 3],
    ['round(-2.5)', -3],
    ['round(1.005, 2)', 1.01],
    ['round(weight)', 3],
    ['round(1e20)', 1e20],
    ['round(1.5, 13)', 'bad-value'],
    ['round(1.5, 0.5)', 'bad-value'],
    ['round(0.0000001)', 0],
    ['round(1e308 * 10)', 'bad-value'],
    ['floor(-1.5)', -2],
    ['ceil(1.2)', 2],
    ['abs(-3)', 3],
    ['min(3, 1, 2)', 1],
    ['max(3, 1, 2)', 3],
    ['min("b", "A")', 'A'],
    ['max(due, ordered)', '2026-05-10'],
    ['min(weight)', 3],
    ['qty.floor()', 2],
    // dates and times
    ['today()', '2026-05-10'],
    ['now', '2026-05-10T15:30:00.000Z'],
    ['due == today()', true],
    ['due == "2026-05-10"', true],
    ['due - ordered', 'PT216H'],
    ['due - ordered == days(9)', true],
    ['due + days(1)', '2026-05-11'],
    ['days(1) + due', '2026-05-11'],
    ['due - days(10)', '2026-04-30'],
    ['due + hours(1)', 'bad-value'],
    ['now - started_at', 'PT48H'],
    ['now - started_at > duration("47h")', true],
    ['now - started_at == took', true],
    ['started_at + took == now', true],
    ['took + hours(1)', 'PT49H'],
    ['took - hours(1)', 'PT47H'],
    ['took / 2', 'PT24H'],
    ['took / hours(12)', 4],
    ['took * 0.5', 'PT24H'],
    ['2 * took', 'PT96H'],
    ['-took', '-PT48H'],
    ['took / 0', 'division-by-zero'],
    ['took / (took - took)', 'division-by-zero'],
    ['date(ended_at)', '2026-05-09'],
    ['date(now) == due', true],
    ['timestamp(due)', '2026-05-10T03:00:00.000Z'],
    ['due < now', true],
    ['now > due', true],
    ['ended_at < due', true],
    ['started_at == due', false],
    ['due == timestamp("2026-05-10T03:00:00Z")', true],
    ['now - due', 'PT12H30M'],
    ['due - now', '-PT12H30M'],
    ['year(due)', 2026],
    ['month(due)', 5],
    ['day(ended_at)', 9],
    ['weekday(due)', 7],
    ['weekday(due + days(1))', 1],
    ['record.createdAt < now', true],
    ['record.updatedAt == now', true],
    ['now - record.createdAt', 'PT1S'],
    ['due + days(4000000)', 'bad-value'],
    ['now + days(4000000)', 'bad-value'],
    ['min(started_at, ended_at)', '2026-05-08T15:30:00.000Z'],
    ['date(note)', 'bad-value'],
    ['timestamp(note)', 'bad-value'],
    ['duration(note)', 'bad-value'],
    ['days(0.5)', 'PT12H'],
    // lists
    ['"red" in tags', true],
    ['size(tags)', 2],
    ['scores + [4]', [1, 2, 3, 4]],
    ['scores[0]', 1],
    ['scores[9]', 'EMPTY'],
    ['[weight, qty]', [3, 2.5]],
    ['2 in scores', true],
    ['9 in scores', false],
    ['scores == [1, 2, 3]', true],
    ['scores == [1, 2]', false],
    ['due in [today()]', true],
    ['[due, today()]', ['2026-05-10', '2026-05-10']],
    // anything
    ['extra.colour == "red"', true],
    ['extra["n"] + 1', 3],
    ['extra.inner.deep[0]', 1],
    ['extra.when == null', true],
    ['extra == extra', true],
    ['extra.inner == extra', false],
    ['extra == 1', false],
    ['extra > 1', 'bad-value'],
    ['extra && true', 'bad-value'],
    ['extra.constructor', 'EMPTY'],
    ['extra.__proto__', 'EMPTY'],
    ['extra["toString"]', 'EMPTY'],
    ['extra.n.length', 'EMPTY'],
    ['-extra', 'bad-value'],
    ['extra + days(1)', 'bad-value'],
    ['1 in extra', 'bad-value'],
    ['extra[0]', 'bad-value'],
    ['extra.n.contains("a")', 'bad-value'],
    ['extra.exists(x, true)', 'bad-value'],
    ['extra.inner.deep == [1]', true],
    ['string(extra)', 'bad-value'],
    ['extra.n.matches("2")', 'bad-value'],
  ])('[X22] %s', (text, wanted) => {
    expect(run(text)).toEqual(wanted)
  })

  it('[X24] cannot order money of two currencies, and tells it apart', () => {
    const two = { data: { f11: { amount: '1', currency: 'BRL' }, f18: { amount: '1.0', currency: 'EUR' } }, now: 0 }
    expect([run('price < extra', two), run('price == extra', two)]).toEqual(['EMPTY', false])
    const one = { data: { f11: { amount: '1', currency: 'BRL' }, f18: { amount: '1.00', currency: 'BRL' } }, now: 0 }
    expect([run('price <= extra', one), run('price == extra', one)]).toEqual([true, true])
  })

  it('[X25] knows the day and its beginning in the zone of the tenant', () => {
    const at = (zone: string | undefined) => ({
      data: { f7: '2026-03-08' },
      now: Date.UTC(2026, 2, 8, 3),
      ...(zone && { zone }),
    })
    expect(run('today()', at('America/New_York'))).toBe('2026-03-07')
    expect(run('today()', at('Asia/Tokyo'))).toBe('2026-03-08')
    expect(run('today()', at(undefined))).toBe('2026-03-08')
    expect(run('timestamp(due)', at('America/New_York'))).toBe('2026-03-08T05:00:00.000Z')
    // That day has 23 hours there.
    expect(run('timestamp(due + days(1)) - timestamp(due)', at('America/New_York'))).toBe('PT23H')
  })

  it.each<[string, unknown]>([
    ['scores.all(s, s > 0)', true],
    ['scores.all(s, s > 1)', false],
    ['scores.exists(s, s > 2)', true],
    ['scores.exists(s, s > 3)', false],
    ['scores.exists_one(s, s > 2)', true],
    ['scores.exists_one(s, s > 1)', false],
    ['scores.exists_one(s, s > 9)', false],
    ['scores.filter(s, s > 1)', [2, 3]],
    ['scores.map(s, s * 2)', [2, 4, 6]],
    ['scores.map(s, s > 1, s * 2)', [4, 6]],
    ['items.map(i, i.since)', ['2026-01-01', null]],
    ['items.exists(i, i.since < today())', true],
    ['items.all(i, i.since < today())', 'EMPTY'],
    ['items.exists(i, i.since > today())', 'EMPTY'],
    ['items.exists_one(i, i.since < today())', 'EMPTY'],
    ['items.exists_one(i, i.since > today() || i.price > 0)', false],
    ['scores.exists(a, scores.exists(b, a + b == 6))', true],
    [
      'scores.map(a, scores.map(b, a * b))',
      [
        [1, 2, 3],
        [2, 4, 6],
        [3, 6, 9],
      ],
    ],
    [
      'scores.map(a, scores.map(a, a))',
      [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ],
    ],
    ['tags.exists(t, t == "blue") && tags.exists(t, t == "red")', true],
    ['items[1].price', 5],
    ['items.filter(i, i.price > 1)', [{ f20: 5 }]],
    ['[due].map(d, d + days(1))', ['2026-05-11']],
    ['scores.map(s, now)[0] == now', true],
    ['tags.map(weight, weight == "red")', [true, false]],
  ])('[X27] looks into lists: %s', (text, wanted) => {
    expect(run(text)).toEqual(wanted)
  })
})

describe('budget', () => {
  const thousand = contextOf({ f13: Array.from({ length: 1000 }, (_, i) => i), f1: 'x'.repeat(100_000) }, record)
  it.each([
    ['scores.all(a, scores.all(b, scores.all(c, a + b + c >= 0)))'],
    ['scores.map(a, scores.map(b, a + b)).size() > 0'],
    ['scores.all(s, (cargo + cargo).size() > 0)'],
    ['scores.map(s, cargo.upper()).size() > 0'],
    ['scores.exists(s, cargo.like("zz"))'],
    ['scores.all(s, cargo.contains("zz") || true)'],
    ['scores.all(s, !cargo.matches("(a+)+$"))'],
    ['scores.all(s, cargo < "zz")'],
    ['scores.exists(s, scores == scores + [1])'],
    ['scores.exists(s, 5000 in scores)'],
    ['scores.all(s, cargo < note + cargo)'],
    ['scores.all(s, size(cargo) > 0)'],
    ['scores.exists(s, note.contains(cargo) || cargo.contains(cargo + "b"))'],
    ['scores.all(s, cargo.startsWith(cargo))'],
  ])('[X28] stops %s in time', (text) => {
    const made = compileExpression(stored(text))
    const spent = busyTime(() =>
      expect(made({ ...thousand, data: { ...thousand.data, f2: 'y' } })).toMatchObject({
        kind: 'error',
        code: 'budget',
      }),
    )
    expect(spent).toBeLessThan(250)
  })

  it('[X28] leaves a thousand elements alone', () => {
    expect(run('scores.all(s, s >= 0 && s < 1000)', thousand)).toBe(true)
  })

  it('[X28] survives data nested deeper than the stack', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    let same: unknown = 1
    for (let i = 0; i < 100_000; i++) same = [same]
    const answer = runStored('f1 == f2', { data: { f1: deep, f2: same }, now: 0 })
    expect(answer).toBe('budget')
  })
})

describe('what is reachable', () => {
  it('[X29] reads nothing but what it was given', () => {
    for (const cel of [
      'constructor',
      '__x',
      'f1.constructor',
      'f1.__proto__',
      'record.constructor',
      'actor.toString',
      'input.constructor',
      'list(f1).constructor',
    ]) {
      expect(['EMPTY', 'bad-value']).toContain(
        runStored(cel, { data: { f1: [] }, now: 0, actor: { id: 'a', roles: [] }, record: {}, input: {} }),
      )
    }
    expect(runStored('nonsense(1)')).toBe('bad-value')
    expect(runStored('record.data.f3')).toBe(3)
    expect(runStored('f7 < now')).toBe(true)
    expect(runStored('f7 < "x"')).toBe(true)
    expect(runStored('date(f7) > "x"')).toBe('bad-value')
    expect(runStored('duration(f16) > "PT1H"')).toBe(true)
    expect(runStored('duration(f16) > date(f7)')).toBe('bad-value')
    expect(runStored('list(f3)')).toBe('bad-value')
    expect(runStored('list(f12).size()')).toBe(2)
    expect(runStored('date("nonsense") == f7')).toBe('bad-value')
    expect(runStored('f9.all(x, true)')).toBe('bad-value')
  })

  it('[X29] refuses stored text that cannot be read', () => {
    expect(() => compileExpression({ cel: 'f1 ==', ...uses })).toThrow(MoldeError)
  })

  it('[X29] does not change with what it is given', () => {
    const frozen = Object.freeze({ ...full, f13: Object.freeze([3, 1, 2]) })
    const again = () => run('scores.map(s, s + 1) + scores.filter(s, s > 1)', contextOf(frozen, record))
    expect(again()).toEqual(again())
  })
})

describe('the CEL library agrees', () => {
  const environment = new Environment({ unlistedVariablesAreDyn: false })
    .registerVariable('f1', 'string')
    .registerVariable('f2', 'string')
    .registerVariable('f3', 'double')
    .registerVariable('f4', 'double')
    .registerVariable('f5', 'bool')
    .registerVariable('f13', 'list<double>')
    .registerFunction('list(list<double>): list<double>', (value: unknown) => value)

  const leaf = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('f1', 'f2', '"a"', '"b"', 'f1 + f2'),
        fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
        fc.constantFrom('f1', 'f2', '"ab"', '""'),
      )
      .map((all) => all.join(' ')),
    fc
      .tuple(
        fc.constantFrom('f3', 'f4', '1.5', '-f3', 'f3 + f4', 'f3 * 2.0 - f4', 'f4 / 4.0'),
        fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
        fc.constantFrom('f3', 'f4', '0.0', '2.0'),
      )
      .map((all) => all.join(' ')),
    fc.constantFrom(
      'f5',
      'true',
      'f1.contains("a")',
      'f1.startsWith(f2)',
      'f2.endsWith("b")',
      'f1.matches("^a*$")',
      'f3 in list(f13)',
      '"a" in [f1, f2]',
      'list(f13).exists(x, x > f3)',
      'list(f13).all(x, x < 2.0)',
      'list(f13).exists_one(x, x == 1.0)',
      'list(f13).filter(x, x > 0.0) == [1.0]',
      'list(f13).map(x, x * 2.0) == [2.0]',
      '(f5 ? f3 : f4) > 1.0',
      'timestamp("2026-01-01T00:00:00Z") < timestamp("2026-01-02T00:00:00Z")',
      'duration("1h") > duration("30m")',
    ),
  )
  const tree = fc.letrec<{ it: string }>((tie) => ({
    it: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.tuple(tie('it'), fc.constantFrom('&&', '||'), tie('it')).map(([a, op, b]) => `(${a}) ${op} (${b})`),
      tie('it').map((of) => `!(${of})`),
      fc.tuple(tie('it'), tie('it'), tie('it')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
    ),
  })).it
  const values = fc.record({
    f1: fc.constantFrom('', 'a', 'ab', 'b'),
    f2: fc.constantFrom('', 'a', 'b', 'ab'),
    f3: fc.constantFrom(0, 1, 2, -1, 0.5),
    f4: fc.constantFrom(0, 1, 2.5),
    f5: fc.boolean(),
    f13: fc.array(fc.constantFrom(0, 1, 2, 3), { maxLength: 3 }),
  })

  it('[X30] on full records of texts in small letters and numbers', () => {
    fc.assert(
      fc.property(tree, values, (cel, data) => {
        expect([cel, runStored(cel, { data, now: 0 })]).toEqual([cel, environment.evaluate(cel, data)])
      }),
      { numRuns: 2000 },
    )
  })
})

describe('speed', () => {
  it('[X31] compiles a text once', () => {
    expect(compileExpression(stored('weight < 12345'))).toBe(compileExpression(stored('weight < 12345')))
    for (let i = 0; i < 2100; i++) compileExpression({ cel: `f1 == "${'x'.repeat(300)}${i}"`, ...uses })
    expect(run('weight < 12345')).toBe(true)
  })

  it('[X31] answers a guard in about a microsecond', () => {
    const guard = compileExpression(stored('weight < 1000 && status == "PENDING" && urgent'))
    const runs = 200_000
    const rounds = [1, 2, 3, 4, 5].map(() =>
      busyTime(() => {
        for (let i = 0; i < runs; i++) guard(context)
      }),
    )
    expect((Math.min(...rounds) * 1e6) / runs).toBeLessThan(2000)
  })
})
