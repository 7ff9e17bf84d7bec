// How is a text taken apart into several fields, and how do they come together again?
import { describe, expect, it } from 'vitest'
import { busyTime } from '../../test/busy-time.js'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import { languages } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'

const two = [
  { key: 'a', type: 'text' },
  { key: 'b', type: 'text' },
]
const split = (op: JsonObject, field: JsonObject = { type: 'text' }, more: JsonObject = {}) =>
  crossOps(
    {
      fields: [
        { key: 'x', ...field },
        { key: 'other', type: 'text' },
      ],
      ...more,
    },
    [{ op: 'split', field: 'x', into: two, ...op }],
  )
const refused = (...all: Parameters<typeof split>) => refusal(() => split(...all))

/** The parts of each text; every text comes back as it was. */
function holds(op: JsonObject, rows: readonly (readonly [string, ...Json[]])[]): void {
  const crossed = split(op)
  const ids = crossed.version.fields.map(({ id }) => id).filter((id) => id !== 'f2')
  for (const [text, ...parts] of rows) {
    const there = crossed.forward({ f1: text, f2: 'stays' })
    expect([text, ...ids.map((id) => there.data[id] ?? null)]).toEqual([text, ...parts])
    expect(crossed.backward(there.data, there.attic).data).toEqual({ f1: text, f2: 'stays' })
  }
}

describe('split', () => {
  it('[L20] at a text: the last part is all that is left, what cannot be taken apart goes into the first', () => {
    holds({ by: ' ' }, [
      ['Ana Silva', 'Ana', 'Silva'],
      ['  Ana   Maria Silva ', 'Ana', 'Maria Silva'],
      ['Ana', 'Ana', null],
      ['   ', null, null],
      ['🙂 שלום', '🙂', 'שלום'],
      ['x'.repeat(10_000), 'x'.repeat(10_000), null],
    ])
    holds({ by: ',' }, [
      ['a, b', 'a', 'b'],
      ['a,b,c', 'a', 'b,c'],
      [', b', null, 'b'],
      ['a,', 'a', null],
    ])
    holds({ by: '-', into: [...two, { key: 'c', type: 'text' }] }, [
      ['a-b', 'a', 'b', null],
      ['a-b-c-d', 'a', 'b', 'c-d'],
    ])
  })

  it('[L20] by the groups of a pattern, at places, by the strategies', () => {
    holds({ pattern: '^(\\d+)x(\\d+)$' }, [
      ['12x30', '12', '30'],
      ['12 x 30', '12 x 30', null],
    ])
    holds({ pattern: '(a)|(b)' }, [['b', null, 'b']])
    holds({ at: [2] }, [
      ['abcd', 'ab', 'cd'],
      ['🙂🙂🙂', '🙂🙂', '🙂'],
      ['ab', 'ab', null],
    ])
    holds({ strategy: 'first-word' }, [['Ana Maria Silva', 'Ana', 'Maria Silva']])
    holds({ strategy: 'last-word' }, [
      ['Ana Maria Silva', 'Ana Maria', 'Silva'],
      ['Ana', 'Ana', null],
    ])
    holds({ strategy: 'city-state' }, [
      ['São Paulo, SP', 'São Paulo', 'SP'],
      ['Recife/PE', 'Recife', 'PE'],
      ['Lisboa - Alfama', 'Lisboa', 'Alfama'],
      ['Santos-SP', 'Santos', 'SP'],
      ['Embu-Guaçu', 'Embu-Guaçu', null],
      ['Niterói (RJ)', 'Niterói', 'RJ'],
      ['Austin, TX 78701', 'Austin', 'TX 78701'],
      ['Berlin', 'Berlin', null],
    ])
  })

  it('[L20] a pattern takes linear time, and looks at no text that is very long', () => {
    const crossed = split({ pattern: '^((?:a*)*)(b)$' }, { type: 'longText' })
    const text = 'a'.repeat(100_000)
    const spent = busyTime(() =>
      expect(crossed.forward({ f1: text.slice(0, 10_000) }).data).toEqual({ f3: text.slice(0, 10_000) }),
    )
    expect(spent).toBeLessThan(1_000)
    expect(crossed.forward({ f1: text }).attic).toHaveProperty('p1')
  })

  it('[L20] each part is read as its field wants it; one that fails is empty, and the text is kept', () => {
    const into: readonly JsonObject[] = [
      { key: 'w', type: 'integer' },
      { key: 'h', type: 'number', maximum: 50 },
    ]
    holds({ by: 'x', into }, [
      ['12x30', 12, 30],
      ['12x99', 12, null],
      ['wide', null, null],
    ])
    const failures: { readonly waits: boolean; readonly values: unknown }[] = []
    split({ by: 'x', into, onError: 'quarantine' }).forward({ f1: '12x99' }, {}, failures as never)
    expect(failures).toMatchObject([{ waits: true, values: ['12x99'] }])
  })

  it('[L20] edited parts come together with what was between them', () => {
    const edited = (op: JsonObject, a: Json, b: Json) => {
      const crossed = split(op)
      const there = crossed.forward({ f1: 'p' })
      return crossed.backward({ ...(a !== null && { f3: a }), ...(b !== null && { f4: b }) }, there.attic).data['f1']
    }
    expect(edited({ by: '-' }, 'a', 'b')).toBe('a-b')
    expect(edited({ by: '-' }, null, 'b')).toBe('-b')
    expect(edited({ by: '-' }, 'a', null)).toBe('a')
    expect(edited({ by: '-' }, null, null)).toBeUndefined()
    expect(edited({ at: [1] }, 'a', 'b')).toBe('ab')
    expect(edited({ strategy: 'first-word' }, 'a', 'b')).toBe('a b')
    expect(edited({ strategy: 'city-state' }, 'Rio', 'RJ')).toBe('Rio, RJ')
    expect(edited({ pattern: '(.)(.)' }, null, 'b')).toBe('b')
  })

  it('[L20] the parts stand where the field stood, and the first inherits the title', () => {
    const { version } = split({ by: ' ' }, { type: 'text', required: true }, { titleField: 'x' })
    expect(version.fields.map(({ key }) => key)).toEqual(['a', 'b', 'other'])
    expect(version).toMatchObject({ titleField: 'f3', reserved: ['f1'] })
    const again = split({ by: ' ', into: [{ key: 'x', type: 'text', showWhen: "other != ''" }, two[1]] as never })
    expect(again.version.fields[0]).toMatchObject({ id: 'f3', key: 'x' })
  })

  it('[L20] what cannot be', () => {
    const at = (...place: (string | number)[]) => ['ops', 0, ...place]
    expect(refused({})).toEqual([['one-way-needed', ...at()]])
    expect(refused({ by: ' ', at: [1] })).toEqual([['one-way-needed', ...at()]])
    expect(refused({ at: [1, 2] })).toEqual([['parts-and-fields', ...at('at')]])
    expect(refused({ at: [2, 2], into: [...two, { key: 'c', type: 'text' }] })).toEqual([
      ['not-rising', ...at('at', 1)],
    ])
    expect(refused({ pattern: '(a)' })).toEqual([['parts-and-fields', ...at('pattern')]])
    expect(refused({ pattern: '(a' })).toEqual([['bad-pattern', ...at('pattern')]])
    expect(refused({ strategy: 'first-word', into: [...two, { key: 'c', type: 'text' }] })).toEqual([
      ['parts-and-fields', ...at('strategy')],
    ])
    expect(refused({ by: ' ' }, { type: 'integer' })).toEqual([['op-not-for-type', ...at('field')]])
    expect(refused({ by: ' ', into: [two[0], { key: 'b', type: 'geo' }] as never })).toEqual([
      ['op-not-for-type', ...at('into', 1, 'type')],
    ])
    expect(refused({ by: ' ', into: [two[0], { key: 'other', type: 'text' }] as never })).toEqual([
      ['given-twice', ...at('into', 1, 'key')],
    ])
    expect(refused({ by: ' ', into: [two[0], { key: 'b', type: 'text', required: true }] as never })).toEqual([
      ['may-stay-empty', ...at('into', 1, 'required')],
    ])
    expect(refused({ by: ' ', into: [{ id: 'f1', key: 'a', type: 'text' }, two[1]] as never })).toEqual([
      ['id-was-given', ...at('into', 0, 'id')],
    ])
    for (const onError of ['truncate', { value: 'x' }])
      expect(refused({ by: ' ', onError })).toEqual([['on-error-not-here', ...at('onError')]])
    expect(refused({ by: ' ' }, { type: 'text' }, { rules: [{ check: "x != 'a'", message: 'm' }] })).toEqual([
      ['used-by-rule', ...at('field')],
    ])
    expect(refused({ by: ' ' }, { type: 'text' }, { uniques: [['x']] })).toEqual([['used-by-unique', ...at('field')]])
    const numbers = [
      { key: 'a', type: 'integer' },
      { key: 'b', type: 'integer' },
    ]
    expect(refused({ by: ' ', into: numbers }, { type: 'text' }, { titleField: 'x' })).toEqual([
      ['used-by-title', ...at('field')],
    ])
  })

  it('[L20] is told in whole sentences', () => {
    const ways: readonly JsonObject[] = [{ by: ', ' }, { pattern: '(a)(b)' }, { at: [3] }]
    const strategies = ['first-word', 'last-word', 'city-state'].map((strategy) => ({ strategy }))
    for (const way of [...ways, ...strategies]) {
      const { before, ops } = split(way)
      for (const language of languages) expect(describeOps(before, ops, language)[0]).toMatch(/^[^{}]+[.]$/)
    }
    expect(split({ by: ', ' }).summary[0]).toMatch(
      /^“x” is split into “a”, “b”[.] The text is divided at the comma; without one everything goes into “a”[.]/,
    )
    expect(split({ by: ' ' }).summary[0]).toContain('divided at the space;')
    expect(split({ by: ' e ' }).summary[0]).toContain('divided at “ e ”;')
  })
})
