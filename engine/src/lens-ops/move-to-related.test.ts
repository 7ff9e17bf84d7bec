// What becomes of a field that moves to the records that a link points to, and back?
import { describe, expect, it } from 'vitest'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { Voices } from '../lens/chosen-value.ts'
import type { Failure } from '../lens/crossing.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { noMaps, type OpMaps } from '../lens/lens.ts'
import { keyOfMoved, mapKeysOf, movedRecordOf, movedValueOf } from '../lens/map-ops.ts'
import type { MoveToRelatedFieldOp } from '../lens/op.ts'
import { PretendedMaps } from '../lens/pretended-maps.ts'
import { RelatedGroups } from '../lens/related-groups.ts'
import { OpsReporter } from '../lens/report-ops.ts'
import { wireOp } from '../lens/wire-op.ts'

const tier = { key: 'tier', type: 'enum', options: ['gold', 'tin'] }
const phone = { key: 'phone', type: 'text', maxLength: 9 }
const blueprint = (name: string, fields: readonly JsonObject[]) =>
  newBlueprint({ name, fields, label: `A ${name}` }, idGiver({ f: 20, o: 40 }))
const blueprints = [blueprint('customer', [{ key: 'name', type: 'text' }, phone, tier]), blueprint('bare', [tier])]
const fields: readonly JsonObject[] = [
  { key: 'title', type: 'text' },
  phone,
  tier,
  { key: 'customer', label: 'Customer', type: 'relation', blueprint: 'customer' },
  { key: 'others', type: 'relation', blueprint: 'customer', many: true },
  { key: 'bare', type: 'relation', blueprint: 'bare' },
]

function moved(op: JsonObject = {}, maps: OpMaps = noMaps, more: JsonObject = {}) {
  return crossOps({ fields, ...more }, [{ op: 'moveToRelated', field: 'phone', via: 'customer', ...op }], undefined, {
    blueprints,
    maps,
  })
}
const opIn = (op: JsonObject = {}) => moved(op).ops[0] as unknown as MoveToRelatedFieldOp
const agreed = () => new GrownMaps().add('p1', '["555"]', 'C1').add('p1', '["777"]', 'C2').add('p1', '[null]', 'C3')

describe('moveToRelated', () => {
  it('[L48] the field goes, the link stays, and what all agree upon is kept nowhere besides', () => {
    const crossed = moved({}, agreed())
    expect(crossed.version.fields.map(({ key }) => key)).toEqual(['title', 'tier', 'customer', 'others', 'bare'])
    const there = crossed.forward({ f1: 'x', f2: '555', f4: 'C1' })
    expect(there).toEqual({ data: { f1: 'x', f4: 'C1' }, attic: {} })
    expect(crossed.backward(there.data).data).toEqual({ f1: 'x', f2: '555', f4: 'C1' })
  })

  it('[L49] who says something else has its own value again, and an edited link brings that of its record', () => {
    const crossed = moved({}, agreed())
    const records: readonly JsonObject[] = [{ f2: '999', f4: 'C1' }, { f4: 'C1' }, { f2: '999', f4: 'C3' }, { f2: '1' }]
    for (const data of records) {
      const there = crossed.forward(data)
      expect(Object.keys(there.attic)).toEqual(['p1'])
      expect(crossed.backward(there.data, there.attic).data).toEqual(data)
    }
    const there = crossed.forward({ f2: '999', f4: 'C1' })
    const edited = crossed.backward({ f4: 'C2' }, there.attic)
    expect(edited.data).toEqual({ f2: '777', f4: 'C2' })
    expect(crossed.forward(edited.data, edited.attic).data).toEqual({ f4: 'C2' })
    expect(crossed.backward({ f4: 'C3' }, there.attic).data).toEqual({ f4: 'C3' })
  })

  it('[L49] as long as nothing was decided everything is kept, also that nothing was said', () => {
    const maps = new GrownMaps()
    const crossed = moved({}, maps)
    const [said, silent] = [crossed.forward({ f2: '1', f4: 'C9' }), crossed.forward({ f4: 'C9' })]
    maps.add('p1', '["2"]', 'C9')
    expect(crossed.backward(said.data, said.attic).data).toEqual({ f2: '1', f4: 'C9' })
    expect(crossed.backward(silent.data, silent.attic).data).toEqual({ f4: 'C9' })
    // A record that came later has what was decided.
    expect(crossed.backward({ f4: 'C9' }).data).toEqual({ f2: '2', f4: 'C9' })
    const long = moved({}, new GrownMaps().add('p1', '["a text too long for it"]', 'C1'))
    expect(long.backward({ f4: 'C1' }).data).toEqual({ f4: 'C1' })
  })

  it.each([
    ['ask', [true, true]],
    ['newest', [false, false]],
    ['most-common', [false, false]],
  ] as const)('[L48] by %s a value of which nothing was decided waits: %j', (choose, [waits]) => {
    const crossed = moved({ choose }, agreed())
    const failures: Failure[] = []
    crossed.forward({ f2: '1', f4: 'C9' }, {}, failures)
    expect(failures).toEqual([{ step: 'p1', fields: ['f2', 'f4'], values: ['1', 'C9'], waits }])
    const others: Failure[] = []
    crossed.forward({ f2: '1', f4: 'C1' }, {}, others)
    crossed.forward({ f4: 'C9' }, {}, others)
    expect(others).toEqual([])
    // Without a link there is nobody to agree with.
    crossed.forward({ f2: '1' }, {}, others)
    expect(others.map((failure) => failure.waits)).toEqual(choose === 'ask' ? [] : [false])
  })

  it('[L48] refuses what cannot move, at its place', () => {
    const at = (op: JsonObject, more: JsonObject = {}) => refusal(() => moved(op, noMaps, more))
    expect(at({ field: 'nope' })).toEqual([['unknown-field', 'ops', 0, 'field']])
    expect(at({ via: 'nope' })).toEqual([['unknown-field', 'ops', 0, 'via']])
    expect(at({ via: 'title' })).toEqual([['op-not-for-type', 'ops', 0, 'via']])
    expect(at({ via: 'others' })).toEqual([['inline-of-many', 'ops', 0, 'via']])
    expect(at({ field: 'customer' })).toEqual([['given-twice', 'ops', 0, 'via']])
    expect(at({ field: 'others' })).toEqual([
      ['op-not-for-type', 'ops', 0, 'field'],
      ['extract-lacks', 'ops', 0, 'via'],
    ])
    expect(at({ via: 'bare' })).toEqual([['extract-lacks', 'ops', 0, 'via']])
    expect(at({ field: 'title' })).toEqual([['extract-lacks', 'ops', 0, 'via']])
    expect(at({}, { rules: [{ check: "phone != ''", message: 'm' }] })).toEqual([['used-by-rule', 'ops', 0, 'field']])
    expect(at({}, { titleField: 'phone' })).toEqual([['used-by-title', 'ops', 0, 'field']])
    const group = { key: 'rows', type: 'list', fields: [{ key: 'a', type: 'text' }] }
    const inside = [{ op: 'each', field: 'rows', ops: [{ op: 'moveToRelated', field: 'a', via: 'a' }] }]
    expect(refusal(() => crossOps({ fields: [group] }, inside))).toEqual([
      ['not-inside-group', 'ops', 0, 'ops', 0, 'op'],
    ])
  })

  it('[L48] is said in every language, and with names again', () => {
    const { before, ops } = moved({ choose: 'newest' })
    expect(describeOps(before, ops, 'en')).toEqual([
      '“phone” moves to the record of A customer that “Customer” links to. Where records that link to the same one disagree, ' +
        'the value of the one edited last is taken; each keeps its own for the way back.',
    ])
    for (const choose of ['newest', 'most-common', 'ask'])
      for (const language of languages) {
        const [said] = describeOps(before, moved({ choose }).ops, language)
        expect(said).toMatch(/phone.*customer.*Customer/)
        expect(said).not.toMatch(/[{][a-z]+[}]|undefined/)
      }
    const op = ops[0] as unknown as MoveToRelatedFieldOp
    expect(wireOp(ops[0] as never, before)).toEqual({
      ...{ id: 'p1', op: 'moveToRelated', field: 'phone', via: 'customer', choose: 'newest' },
    })
    expect(opIn().choose).toBe('ask')
    expect(JSON.parse(JSON.stringify(op))).toEqual(op)
  })

  it('[L44] asks for what the related record was given, and says what it is to be given', () => {
    const op = opIn({ field: 'tier' })
    expect(mapKeysOf(op as never, { f3: 'o1', f4: 'C1' })).toEqual([{ map: 'p1', keys: [], records: ['C1'] }])
    expect(mapKeysOf(op as never, { f3: 'o1' })).toEqual([])
    // The choices have ids of their own over there.
    expect(movedRecordOf(op, '["o1"]')).toEqual({ f23: 'o41' })
    expect(movedRecordOf(op, '[null]')).toEqual({})
    expect([movedValueOf(op, '["o1"]'), movedValueOf(op, '[null]'), movedValueOf(op, 'nonsense')]).toEqual([
      'o1',
      null,
      null,
    ])
    expect([keyOfMoved(op, { f23: 'o42' }), keyOfMoved(op, {})]).toEqual(['["o2"]', undefined])
  })
})

describe('whose value is taken', () => {
  const voices = (...said: readonly (readonly [string | null, number])[]) => {
    const all = new Voices()
    for (const [value, at] of said) all.add(value, at)
    return all
  }
  const chosen = (all: Voices) => (['newest', 'most-common', 'ask'] as const).map((by) => all.chosen(by))

  it('[L48] by age, by number, or nobody’s', () => {
    expect(chosen(voices())).toEqual([null, null, null])
    expect(chosen(voices([null, 3], ['a', 1], [null, 2]))).toEqual(['a', 'a', 'a'])
    expect(chosen(voices(['a', 1], ['b', 9], ['a', 2]))).toEqual(['b', 'a', undefined])
    expect(chosen(voices(['a', 9], ['b', 1], ['b', 2]))).toEqual(['a', 'b', undefined])
    // Of two that are as common the one that was said last.
    expect(voices(['a', 5], ['b', 7]).chosen('most-common')).toBe('b')
  })
})

describe('before anything is decided', () => {
  const seen = (choose: string) => {
    const { ops } = moved({ choose })
    const groups = new RelatedGroups(ops)
    const records: readonly (readonly [JsonObject, number])[] = [
      [{ f2: '1', f4: 'C1' }, 5],
      [{ f2: '2', f4: 'C1' }, 9],
      [{ f2: '1', f4: 'C1' }, 1],
      [{ f2: '3', f4: 'C2' }, 1],
      [{ f4: 'C2' }, 1],
      [{ f2: '4' }, 1],
    ]
    for (const [data, at] of records) groups.see(data, {}, at)
    const reporter = new OpsReporter(ops, new PretendedMaps(groups, ops))
    for (const [data] of records) reporter.see(data)
    return { groups, report: reporter.reports[0] }
  }

  it('[L50] conflicts are counted, with examples', () => {
    const { groups, report } = seen('ask')
    expect(groups.isNeeded).toBe(true)
    expect(groups.conflictsOf(0)).toMatchObject({
      n: 1,
      examples: [
        {
          record: 'C1',
          values: [
            { value: '1', n: 2 },
            { value: '2', n: 1 },
          ],
        },
      ],
    })
    expect(report).toMatchObject({ changed: 5, failing: 3, waiting: 3 })
    expect(seen('most-common').report).toMatchObject({ changed: 5, failing: 1, waiting: 0 })
    expect(groups.conflictsOf(1)).toBeUndefined()
    expect(new RelatedGroups([]).isNeeded).toBe(false)
    expect([groups.keyOf('p9', 'C1'), groups.keyOf('p1', 'C9'), groups.recordOf()]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
