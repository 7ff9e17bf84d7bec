// What does a field become when it gets another type, what may be said about it, and what stands in its way?
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import { MoldeError, sayIssue } from '../errors.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { storedOp } from '../lens/op.ts'
import { stepsOf } from '../lens/wire-op.ts'

const retype = (field: JsonObject, op: JsonObject, more: JsonObject = {}) =>
  crossOps(
    {
      fields: [
        { key: 'x', ...field },
        { key: 'other', type: 'number' },
      ],
      ...more,
    },
    [{ op: 'retype', field: 'x', ...op }],
  )
const first = (...all: Parameters<typeof retype>) => retype(...all).version.fields[0]
const refused = (...all: Parameters<typeof retype>) => refusal(() => retype(...all))

describe('values that fail', () => {
  it('[L18] what does not fit the limits of the new field fails too', () => {
    const kept = retype({ type: 'number', maximum: 10 }, { type: 'integer' })
    expect(crossValue(kept, 10)).toMatchObject({ becomes: 10, fails: false, kept: false })
    expect(crossValue(kept, 11)).toEqual({ becomes: null, back: 11, fails: true, kept: true })
    const short = retype({ type: 'longText', maxLength: 3 }, { type: 'text' })
    expect(crossValue(short, 'four')).toEqual({ becomes: null, back: 'four', fails: true, kept: true })
    const long = retype({ type: 'longText' }, { type: 'text' })
    expect(crossValue(long, 'x'.repeat(10_001))).toMatchObject({ becomes: null, fails: true })
    expect(crossValue(long, 'x'.repeat(10_000))).toMatchObject({ fails: false, kept: false })
  })

  it('[L18] a constant instead, waiting, or cutting', () => {
    const constant = retype({ type: 'text' }, { type: 'integer', onError: { value: 7 } })
    expect(crossValue(constant, 'x')).toEqual({ becomes: 7, back: 'x', fails: true, kept: true })
    expect(crossValue(constant, null)).toMatchObject({ becomes: null, fails: false })
    const failures: { readonly waits: boolean }[] = []
    const waiting = retype({ type: 'text' }, { type: 'integer', onError: 'quarantine' })
    waiting.forward({ f1: 'x' }, {}, failures as never)
    constant.forward({ f1: 'x' }, {}, failures as never)
    expect(failures.map(({ waits }) => waits)).toEqual([true, false])
    const cut = retype({ type: 'longText', maxLength: 4 }, { type: 'text', onError: 'truncate' })
    expect(crossValue(cut, 'ab🙂cde')).toEqual({ becomes: 'ab🙂c', back: 'ab🙂cde', fails: false, kept: true })
    const choice = retype({ type: 'text' }, { type: 'enum', options: ['a', 'b'], onError: { value: 'b' } })
    expect(crossValue(choice, 'z')).toMatchObject({ becomes: 'o2', back: 'z' })
  })

  it('[L18] ways out that there are not', () => {
    const refusedFor = (onError: JsonObject | string) => refused({ type: 'text' }, { type: 'integer', onError })
    for (const onError of ['truncate', 'clamp', 'empty'])
      expect(refusedFor(onError)).toEqual([['on-error-not-here', 'ops', 0, 'onError']])
    expect(refusedFor({ value: 'x' })).toEqual([['not-integer', 'ops', 0, 'onError', 'value']])
    expect(refusedFor('sometimes')).toEqual([['bad-on-error', 'ops', 0, 'onError']])
  })
})

describe('params', () => {
  it('[L19] are checked one by one, and refused where they have no meaning', () => {
    const at = (from: string, to: string, params: JsonObject) => refused({ type: from }, { type: to, params })
    const place = (name: string) => ['ops', 0, 'params', name]
    expect(at('text', 'number', { locale: 'tlh' })).toEqual([['unknown-locale', ...place('locale')]])
    expect(at('date', 'datetime', { zone: 'Mars' })).toEqual([['unknown-time-zone', ...place('zone')]])
    expect(at('date', 'datetime', { time: '25:00' })).toEqual([['not-time', ...place('time')]])
    for (const format of ['DD/MM', 'DD/MM/YYYY mm', 'DD/DD/YYYY', 'Day DD/MM/YYYY', 'x'])
      expect(at('text', 'date', { format })).toEqual([['bad-moment-format', ...place('format')]])
    expect(at('text', 'date', { currency: 'BRL' })).toEqual([['no-meaning-here', ...place('currency')]])
    expect(at('text', 'number', { match: 'x' })).toEqual([['no-meaning-here', ...place('match')]])
    expect(at('number', 'integer', { locale: 'en', zone: 'UTC' })).toEqual([
      ['no-meaning-here', ...place('locale')],
      ['no-meaning-here', ...place('zone')],
    ])
    expect(refused({ type: 'text' }, { type: 'money', currencies: ['BRL'], params: { currency: 'USD' } })).toEqual([
      ['unknown-currency', ...place('currency')],
    ])
    expect(at('number', 'money', {})).toEqual([['currency-needed', ...place('currency')]])
    expect(at('text', 'money', {})).toEqual([])
  })

  it("[L19] the tenant's zone is written down with the op, and its canonical time", () => {
    expect(retype({ type: 'date' }, { type: 'datetime', params: { time: '09:00:00' } }).ops[0]).toMatchObject({
      there: 'date→datetime@1',
      back: 'datetime→date@1',
      params: { zone: 'America/Sao_Paulo', time: '09:00' },
    })
    expect(retype({ type: 'number' }, { type: 'integer' }).ops[0]).not.toHaveProperty('params')
  })

  it('[L19] a converter that this program does not know is a fault of the program', () => {
    const [op] = retype({ type: 'number' }, { type: 'integer' }).ops
    for (const there of ['number→integer@2', 'constructor'])
      expect(() => stepsOf({ ...storedOp(op as never), there })).toThrow(RangeError)
  })
})

describe('the field', () => {
  it('[L19] keeps what both types take and mean alike, and says what goes', () => {
    expect(
      first({ type: 'number', minimum: 1, precision: 2, required: true, label: 'X', help: 'h' }, { type: 'integer' }),
    ).toEqual({ id: 'f1', key: 'x', type: 'integer', minimum: 1, required: true, label: 'X', help: 'h' })
    expect(first({ type: 'text', maxLength: 5, pattern: '^a' }, { type: 'longText' })).toMatchObject({
      maxLength: 5,
      pattern: '^a',
    })
    const email = retype({ type: 'text', maxLength: 500, pattern: '^a' }, { type: 'email' })
    expect(email.version.fields[0]).toEqual({ id: 'f1', key: 'x', type: 'email' })
    expect(email.summary[0]).toContain('pattern of “x” no longer applies.')
    expect(first({ type: 'longText', maxLength: 50_000 }, { type: 'text' })).not.toHaveProperty('maxLength')
    expect(first({ type: 'enum', options: ['a', 'b'] }, { type: 'tags' })?.options).toHaveLength(2)
    expect(first({ type: 'enum', options: ['a', 'b'] }, { type: 'text' })).not.toHaveProperty('options')
    expect(first({ type: 'number' }, { type: 'money', currencies: ['BRL'], precision: 2 })).toMatchObject({
      currencies: ['BRL'],
      precision: 2,
    })
  })

  it('[L19] takes only the settings of its new type, and only new options', () => {
    expect(refused({ type: 'number' }, { type: 'integer', max: 3 })).toEqual([
      ['setting-not-for-type', 'ops', 0, 'max'],
    ])
    expect(refused({ type: 'number' }, { type: 'integer', of: 'text' })).toEqual([
      ['setting-not-for-type', 'ops', 0, 'of'],
    ])
    expect(refused({ type: 'text' }, { type: 'enum' })).toEqual([['setting-missing', 'ops', 0]])
    const twice = [
      { id: 'o9', key: 'a' },
      { id: 'o9', key: 'b' },
    ]
    expect(refused({ type: 'text' }, { type: 'enum', options: twice })).toEqual([
      ['given-twice', 'ops', 0, 'options', 1, 'id'],
    ])
    for (const [from, to] of [
      ['enum', 'tags'],
      ['enum', 'text'],
    ] as const)
      expect(refused({ type: from, options: ['a'] }, { type: to, options: ['b'] })).toEqual([
        ['no-meaning-here', 'ops', 0, 'options'],
      ])
    expect(refused({ type: 'boolean' }, { type: 'enum', options: ['a', 'b', 'c'] })).toEqual([
      ['no-yes-and-no', 'ops', 0, 'options'],
    ])
    expect(refused({ type: 'enum', options: ['a', 'b', 'c'] }, { type: 'boolean' })).toEqual([
      ['no-yes-and-no', 'ops', 0, 'options'],
    ])
    expect(refused({ type: 'text' }, { type: 'text' })).toEqual([['nothing-changes', 'ops', 0, 'type']])
    expect(
      refusal(() => crossOps({ fields: [{ key: 'x', type: 'text' }] }, [{ op: 'retype', field: 'y', type: 'date' }])),
    ).toEqual([['unknown-field', 'ops', 0, 'field']])
  })

  it('[L19] its default goes through the converter too, and goes away when it means nothing any more', () => {
    expect(first({ type: 'text', default: ' 7 ' }, { type: 'integer' })).toMatchObject({ default: { value: 7 } })
    const gone = retype({ type: 'text', default: 'x' }, { type: 'integer' })
    expect(gone.version.fields[0]).not.toHaveProperty('default')
    expect(gone.summary[0]).toContain('New records start with an empty “x”.')
    expect(first({ type: 'integer', default: { expr: 'other' } }, { type: 'number' })).toMatchObject({
      default: { expr: { cel: 'f2' } },
    })
    expect(first({ type: 'number', default: { expr: 'other' } }, { type: 'boolean' })).not.toHaveProperty('default')
    expect(first({ type: 'enum', options: ['a', 'b'], default: 'b' }, { type: 'tags' })).toMatchObject({
      default: { value: ['o2'] },
    })
  })

  it('[L19] nothing that reads it may lose its meaning', () => {
    const rule = { rules: [{ check: 'x > 1', message: 'm' }] }
    expect(refused({ type: 'number' }, { type: 'text' }, rule)).toEqual([['used-by-rule', 'ops', 0, 'field']])
    expect(refused({ type: 'number' }, { type: 'integer' }, rule)).toEqual([])
    expect(refused({ type: 'text' }, { type: 'number' }, { titleField: 'x' })).toEqual([
      ['used-by-title', 'ops', 0, 'field'],
    ])
    expect(refused({ type: 'text' }, { type: 'email' }, { titleField: 'x', uniques: [['x']] })).toEqual([])
    expect(refused({ type: 'text' }, { type: 'richText' }, { uniques: [['x']] })).toEqual([
      ['used-by-unique', 'ops', 0, 'field'],
    ])
    expect(refused({ type: 'number', showWhen: 'x > 1' }, { type: 'text' })).toEqual([
      ['used-by-condition', 'ops', 0, 'field'],
    ])
    expect(first({ type: 'number', showWhen: 'other > 1' }, { type: 'text' })?.showWhen?.cel).toBe('f2 > 1.0')
    expect(
      refusal(() =>
        crossOps(
          {
            fields: [
              { key: 'x', type: 'number' },
              { key: 'y', type: 'text', showWhen: 'x > 1' },
              { key: 'z', type: 'number', default: { expr: 'x' } },
            ],
          },
          [{ op: 'retype', field: 'x', type: 'text' }],
        ),
      ),
    ).toEqual([
      ['used-by-condition', 'ops', 0, 'field'],
      ['used-by-default', 'ops', 0, 'field'],
    ])
  })

  it('[L19] is told in sentences without holes, refusals too', () => {
    const { before, ops, summary } = retype(
      { type: 'boolean', label: 'Paid' },
      { type: 'enum', options: [{ key: 'yes', label: 'Paid' }, 'no'], onError: 'quarantine' },
    )
    expect(summary).toEqual([
      'The type of “Paid” is now “One of several choices”. Its options: Paid, no. Yes becomes “Paid”, no becomes “no”. Where a value does not fit, the field is empty until somebody decides; the original is kept.',
    ])
    expect(describeOps(before, ops, 'ru')[0]).toContain('Тип поля «Paid» теперь «Один из вариантов».')
    for (const onError of ['keep', 'truncate', { value: 'z' }] as const) {
      const said = retype({ type: 'integer', maximum: 4, default: 3 }, { type: 'text', onError })
      for (const language of languages) expect(describeOps(said.before, said.ops, language)[0]).toMatch(/^[^{}]+[.]$/)
    }
    for (const rounding of ['half-even', 'half-up', 'up', 'down']) {
      const params = { rounding, locale: 'ru', currency: 'BRL' }
      const said = retype({ type: 'text' }, { type: 'money', params })
      for (const language of languages) expect(describeOps(said.before, said.ops, language)[0]).toMatch(/^[^{}]+[.]$/)
    }
    const moments = { format: 'DD/MM/YYYY', time: '09:00', zone: 'UTC' }
    expect(retype({ type: 'text' }, { type: 'datetime', params: moments }).summary[0]).toContain(
      'Days are written as DD/MM/YYYY. Times are those of UTC. A day without a time begins at 09:00.',
    )
    expect(retype({ type: 'money' }, { type: 'number', params: { currency: 'BRL' } }).summary[0]).toContain(
      'Only amounts in BRL are carried over.',
    )
    try {
      retype({ type: 'integer' }, { type: 'date' })
    } catch (refused) {
      const [issue] = (refused as MoldeError).issues
      expect(sayIssue(issue as never, 'en')).toBe(
        'A field of type “integer” does not become “date” directly. Do it in two steps: first to “text”, then to “date”.',
      )
    }
  })
})
