// What does a report say about a record before anything is written?
import { describe, expect, it } from 'vitest'
import { crossOps } from '../../test/cross-ops.ts'
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { JsonObject } from '../json.ts'
import { failingPattern, valueJudge } from './judge-values.ts'

const judge = (field: JsonObject, op: JsonObject) =>
  valueJudge(crossOps({ fields: [{ key: 'x', ...field }] }, [{ field: 'x', ...op }]).ops[0] as StoredOp)

describe('valueJudge', () => {
  it('[L28] same, exact, kept, failing', () => {
    const number = judge({ type: 'text' }, { op: 'retype', type: 'number' })
    expect(number({}).outcome).toBe('same')
    expect(number({ f2: 'other' }).outcome).toBe('same')
    expect(number({ f1: '12.5' })).toEqual({
      outcome: 'exact',
      before: { f1: '12.5' },
      after: { f1: 12.5 },
      failures: [],
    })
    expect(number({ f1: ' 12,50 ' })).toMatchObject({ outcome: 'kept', after: { f1: 12.5 } })
    expect(number({ f1: 'x' })).toMatchObject({
      outcome: 'failing',
      after: {},
      failures: [{ step: 'p1', fields: ['f1'], values: ['x'], waits: false }],
    })
    expect(judge({ type: 'text' }, { op: 'retype', type: 'longText' })({ f1: 'x' }).outcome).toBe('same')
    expect(judge({ type: 'text' }, { op: 'relabel', label: 'X' })({ f1: 'x' }).outcome).toBe('same')
  })

  it('[L28] failing texts of one shape are counted together', () => {
    const shapes: readonly (readonly [string, string])[] = [
      ['R$ 1.234,56', 'A$ 9.9,9'],
      ['US$ 7', 'A$ 9'],
      ['1/3', '9/9'],
      ['  a\t\nb ', ' A A '],
      ['Ação №٣', 'A №9'],
      ['\u200fשלום\u200e 5', 'A 9'],
      ['🙂🙂', '🙂🙂'],
      ['', ''],
    ]
    for (const [text, shape] of shapes) expect(failingPattern(text)).toBe(shape)
    expect(failingPattern('x'.repeat(10_000))).toBe('A')
    expect(failingPattern('-'.repeat(10_000))).toBe(`${'-'.repeat(60)}…`)
  })
})
