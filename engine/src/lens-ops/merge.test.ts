// What do several fields make together, and what does each get back?
import { describe, expect, it } from 'vitest'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import type { StoredData } from '../record/stored-record.ts'

const fields: readonly JsonObject[] = [
  { key: 'a', type: 'text', label: 'A' },
  { key: 'b', type: 'text' },
  { key: 'n', type: 'integer' },
  { key: 'm', type: 'number' },
  { key: 'd', type: 'date' },
  { key: 'e', type: 'date' },
  { key: 'fee', type: 'money' },
  { key: 'tip', type: 'money' },
  { key: 'place', type: 'geo' },
]
const merge = (op: JsonObject, more: JsonObject = {}) =>
  crossOps({ fields, ...more }, [{ op: 'merge', into: { key: 'all', type: 'text' }, ...op }])
const refused = (...all: Parameters<typeof merge>) => refusal(() => merge(...all))
const names = { fields: ['a', 'b'], template: '{a} {b}' }

function holds(op: JsonObject, rows: readonly (readonly [StoredData, unknown])[]): void {
  const crossed = merge(op)
  for (const [data, wanted] of rows) {
    const there = crossed.forward(data)
    expect([data, there.data['f10']]).toEqual([data, wanted])
    expect(crossed.backward(there.data, there.attic).data).toEqual(data)
  }
}

describe('merge', () => {
  it('[L21] by a template: nothing dangles beside an empty value', () => {
    holds(names, [
      [{ f1: 'Ana', f2: 'Silva' }, 'Ana Silva'],
      [{ f1: 'Ana' }, 'Ana'],
      [{ f2: 'Silva' }, 'Silva'],
      [{}, undefined],
      [{ f1: ' 7 ', f2: '🙂' }, ' 7  🙂'],
    ])
    holds({ fields: ['a', 'n', 'b'], template: '<{a}, {n} - {b}>' }, [
      [{ f1: 'Rua', f3: 5, f2: 'Recife' }, '<Rua, 5 - Recife>'],
      [{ f1: 'Rua', f2: 'Recife' }, '<Rua - Recife>'],
      [{ f1: 'Rua', f3: 5 }, '<Rua, 5'],
      [{ f3: 5 }, '5'],
    ])
    holds({ fields: ['n', 'fee'], template: '{{{n}}} {f7}' }, [
      [{ f3: 5, f7: { amount: '1.00', currency: 'BRL' } }, '{5} 1.00 BRL'],
    ])
    holds({ fields: ['n', 'm'], template: '{n}.{m}', into: { key: 'all', type: 'number' } }, [
      [{ f3: 1, f4: 5 }, 1.5],
      [{ f3: 1, f4: 0.5 }, undefined],
    ])
  })

  it('[L21] an edited text is taken apart by the template, else it goes into the first field', () => {
    const crossed = merge({ fields: ['a', 'n'], template: '{a}: {n}' })
    const back = (text: string) => crossed.backward({ f10: text }).data
    expect(back('Ana: 5')).toEqual({ f1: 'Ana', f3: 5 })
    expect(back('Ana')).toEqual({ f1: 'Ana' })
    expect(back('Ana: many')).toEqual({ f1: 'Ana: many' })
    expect(back(': 5')).toEqual({ f3: 5 })
    const side = merge({ fields: ['a', 'b'], template: '{a}{b}' })
    expect(side.backward({ f10: 'xy' }).data).toEqual({ f1: 'xy' })
    const twice = merge({ fields: ['a', 'b'], template: '[{a}] {b} {a}' })
    expect(twice.backward({ f10: '[x] y z' }).data).toEqual({ f1: '[x] y z' })
    const closed = merge({ fields: ['a', 'b'], template: '({a})({b})' })
    expect(closed.backward({ f10: '(x)(y)' }).data).toEqual({ f1: 'x', f2: 'y' })
    expect(closed.backward({ f10: '(x)(y)!' }).data).toEqual({ f1: '(x)(y)!' })
    expect(closed.backward({ f10: '!(x)(y)' }).data).toEqual({ f1: '!(x)(y)' })
  })

  it('[L21] the first that is filled in, the sum, the least, the greatest', () => {
    holds({ fields: ['b', 'a'], strategy: 'first-non-empty' }, [
      [{ f1: 'x' }, 'x'],
      [{ f1: 'x', f2: 'y' }, 'y'],
    ])
    const number = { key: 'all', type: 'number' }
    holds({ fields: ['n', 'm'], strategy: 'sum', into: number }, [
      [{ f3: 1, f4: 0.2 }, 1.2],
      [{ f4: 0.1 }, 0.1],
      [{ f3: 1, f4: 1e300 }, 1e300],
    ])
    holds({ fields: ['m', 'n'], strategy: 'sum', into: { ...number, maximum: 3 } }, [[{ f3: 2, f4: 2 }, undefined]])
    const money = { key: 'all', type: 'money' }
    const amount = (value: string, currency = 'BRL') => ({ amount: value, currency })
    holds({ fields: ['fee', 'tip'], strategy: 'sum', into: money }, [
      [{ f7: amount('0.10'), f8: amount('0.20') }, amount('0.30')],
      [{ f7: amount('0.50'), f8: amount('0.50') }, amount('1.00')],
      [{ f7: amount('1.00'), f8: amount('1.00', 'USD') }, undefined],
    ])
    holds({ fields: ['fee', 'tip'], strategy: 'max', into: money }, [
      [{ f7: amount('9.00'), f8: amount('10.00') }, amount('10.00')],
      [{ f7: amount('1.00'), f8: amount('1.00', 'USD') }, undefined],
    ])
    holds({ fields: ['n', 'm'], strategy: 'min', into: number }, [[{ f3: 1, f4: 0.5 }, 0.5]])
    holds({ fields: ['d', 'e'], strategy: 'max', into: { key: 'all', type: 'date' } }, [
      [{ f5: '2026-01-02', f6: '2026-01-10' }, '2026-01-10'],
    ])
    holds({ fields: ['d', 'e'], strategy: 'min', into: { key: 'all', type: 'date' } }, [
      [{ f5: '2026-01-02', f6: '2026-01-10' }, '2026-01-02'],
      [{ f5: '2026-01-02', f6: '2026-01-02' }, '2026-01-02'],
    ])
  })

  it('[L21] an edited sum goes into the first field', () => {
    const crossed = merge({ fields: ['n', 'm'], strategy: 'sum', into: { key: 'all', type: 'number' } })
    const there = crossed.forward({ f3: 1, f4: 2 })
    expect(crossed.backward({ f10: 9 }, there.attic).data).toEqual({ f3: 9 })
    expect(crossed.backward({}, there.attic).data).toEqual({})
  })

  it('[L21] what makes nothing together is told', () => {
    const failures: unknown[] = []
    merge({ fields: ['n', 'm'], strategy: 'sum', into: { key: 'all', type: 'number', maximum: 3 } }).forward(
      { f3: 2, f4: 2 },
      {},
      failures as never,
    )
    expect(failures).toMatchObject([{ values: [2, 2], waits: false }])
  })

  it('[L21] the new field stands where the first stood, and inherits the title', () => {
    const { version } = merge({ ...names, fields: ['b', 'f1'] }, { titleField: 'a' })
    expect(version.fields.map(({ key }) => key).slice(0, 3)).toEqual(['all', 'n', 'm'])
    expect(version).toMatchObject({ titleField: 'f10', reserved: ['f2', 'f1'] })
    expect(merge({ ...names, into: { key: 'a', type: 'text' } }).version.fields[0]).toMatchObject({
      id: 'f10',
      key: 'a',
    })
  })

  it('[L21] what cannot be', () => {
    const at = (...place: (string | number)[]) => ['ops', 0, ...place]
    expect(refused({ fields: ['a'], template: '{a}' })).toEqual([['count-out-of-range', ...at('fields')]])
    expect(refused({ fields: ['a', 'f1'], template: '{a}' })).toEqual([['given-twice', ...at('fields', 1)]])
    expect(refused({ fields: ['a', 'x'], template: '{a}' })).toEqual([['unknown-field', ...at('fields', 1)]])
    expect(refused({ fields: ['a', 'b'] })).toEqual([['one-way-needed', ...at()]])
    expect(refused({ ...names, strategy: 'sum' })).toEqual([['one-way-needed', ...at()]])
    expect(refused({ fields: ['a', 'b'], strategy: 'template' })).toEqual([['one-way-needed', ...at()]])
    expect(refused({ ...names, strategy: 'template' })).toEqual([])
    expect(refused({ fields: ['a', 'b'], template: '{a}' })).toEqual([['template-lacks', ...at('template')]])
    expect(refused({ fields: ['a', 'b'], template: '{a} {b} {n}' })).toEqual([['unknown-field', ...at('template')]])
    for (const template of ['{a} {b', '{a} {b}}', '{a} } {b}'])
      expect(refused({ fields: ['a', 'b'], template })).toEqual([['bad-template', ...at('template')]])
    expect(refused({ fields: ['a', 'place'], template: '{a}{place}' })).toEqual([
      ['op-not-for-type', ...at('fields', 1)],
    ])
    expect(refused({ ...names, into: { key: 'all', type: 'geo' } })).toEqual([
      ['op-not-for-type', ...at('into', 'type')],
    ])
    expect(refused({ fields: ['a', 'b'], strategy: 'sum' })).toEqual([['op-not-for-type', ...at('into', 'type')]])
    expect(refused({ fields: ['d', 'n'], strategy: 'sum', into: { key: 'all', type: 'number' } })).toEqual([
      ['retype-in-steps', ...at('fields', 0)],
    ])
    expect(refused({ ...names, into: { key: 'n', type: 'text' } })).toEqual([['given-twice', ...at('into', 'key')]])
    expect(refused({ ...names, into: { key: 'all', type: 'text', required: true } })).toEqual([
      ['may-stay-empty', ...at('into', 'required')],
    ])
    expect(refused(names, { rules: [{ check: "b != 'a'", message: 'm' }] })).toEqual([['used-by-rule', ...at('field')]])
    expect(
      refused(
        { fields: ['a', 'b'], strategy: 'first-non-empty', into: { key: 'all', type: 'integer' } },
        { titleField: 'a' },
      ),
    ).toEqual([['used-by-title', ...at('field')]])
  })

  it('[L21] is told in whole sentences, with the template as it is written today', () => {
    expect(merge(names).summary).toEqual(['“A”, “b” become one field, “all”. It reads {a} {b}.'])
    for (const strategy of ['first-non-empty', 'sum', 'min', 'max']) {
      const { before, ops } = merge({ fields: ['n', 'm'], strategy, into: { key: 'all', type: 'number' } })
      for (const language of languages) expect(describeOps(before, ops, language)[0]).toMatch(/^[^{}]+[.]$/)
    }
  })
})
