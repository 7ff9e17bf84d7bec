// How is a text spelled when equal values have one spelling?
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'

const normalise = (form: string, field: JsonObject = { type: 'text' }) =>
  crossOps({ fields: [{ key: 'x', ...field }] }, [{ op: 'normalise', field: 'x', form }])

const rows: readonly (readonly [string, string, string | null])[] = [
  ['trim', ' 7 ', '7'],
  ['trim', '\u00a0a  b\n', 'a  b'],
  ['trim', '   ', null],
  ['lower', 'ÀB🙂Ж', 'àb🙂ж'],
  ['upper', 'straße', 'STRASSE'],
  ['phone', '+55 (11) 91234-5678', '+5511912345678'],
  ['phone', '0044 20 7946 0958', '+442079460958'],
  ['phone', '(11) 91234-5678', '11912345678'],
  ['phone', 'call me', 'call me'],
  ['phone', '123', '123'],
  ['email', ' Ana@Example.COM ', 'ana@example.com'],
  ['email', 'mailto:A@b.co', 'a@b.co'],
  ['email', 'Nobody Here', 'Nobody Here'],
]

describe('normalise', () => {
  it.each(rows)('[L23] %s: %j becomes %j, and comes back', (form, text, wanted) => {
    const { becomes, back, kept, fails } = crossValue(normalise(form), text)
    expect([becomes, back, fails]).toEqual([wanted, text, false])
    expect(kept).toBe(text !== wanted)
  })

  it('[L23] a text that the field would not take in its new spelling stays as it is', () => {
    const upper = normalise('upper', { type: 'text', maxLength: 6 })
    expect(crossValue(upper, 'straße')).toMatchObject({ becomes: 'straße', kept: false })
  })

  it('[L23] what is typed later is kept as it was typed', () => {
    const crossed = normalise('trim')
    const back = crossed.backward({ f1: ' typed ' }, crossed.forward({ f1: ' old ' }).attic)
    expect(back.data).toEqual({ f1: ' typed ' })
    expect(crossed.forward(back.data, back.attic).data).toEqual({ f1: ' typed ' })
  })

  it('[L23] a default is spelled so too', () => {
    expect(normalise('lower', { type: 'text', default: 'ABC' }).version.fields[0]?.default).toEqual({ value: 'abc' })
    expect(normalise('trim', { type: 'text', default: ' ' }).version.fields[0]).not.toHaveProperty('default')
    expect(normalise('lower', { type: 'text', default: { expr: "'A'" } }).version.fields[0]?.default).toHaveProperty(
      'expr',
    )
  })

  it('[L23] fits texts of a kind', () => {
    const at = ['ops', 0, 'field']
    for (const [form, type] of [
      ['trim', 'integer'],
      ['lower', 'phone'],
      ['upper', 'email'],
      ['phone', 'email'],
      ['email', 'phone'],
    ] as const)
      expect(refusal(() => normalise(form, { type }))).toEqual([['op-not-for-type', ...at]])
    expect(refusal(() => normalise('shout'))).toEqual([['not-one-of', 'ops', 0, 'form']])
    expect(
      refusal(() =>
        crossOps({ fields: [{ key: 'x', type: 'text' }] }, [{ op: 'normalise', field: 'y', form: 'trim' }]),
      ),
    ).toEqual([['unknown-field', ...at]])
  })

  it('[L23] is told', () => {
    expect(normalise('trim').summary).toEqual(['Spaces around “x” are taken off.'])
    for (const form of ['trim', 'lower', 'upper', 'phone', 'email']) {
      const { before, ops } = normalise(form)
      for (const language of languages) expect(describeOps(before, ops, language)[0]).toMatch(/^[^{}]+[.]$/)
    }
  })
})
