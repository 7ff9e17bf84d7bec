// Where do records go whose state a flow takes away, and how do they come back?
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { applyOps } from '../lens/apply-ops.ts'
import { describeOps } from '../lens/describe-ops.ts'
import type { MoveStatesOp } from '../lens/op.ts'
import { compilePlan, runPlan } from '../lens/plan.ts'
import { wireOp } from '../lens/wire-op.ts'
import type { StoredData } from '../record/stored-record.ts'
import { dataAfterMove, stateAfterMove } from './flow.ts'

const options: Json = [
  'new',
  { key: 'triage', label: 'Triage' },
  'open',
  'urgent',
  'hold',
  { key: 'old', retired: true },
]
const [fresh, triage, open, urgent, hold] = ['o1', 'o2', 'o3', 'o4', 'o5'] as const
const moved = (op: JsonObject, field: JsonObject = {}) =>
  crossOps(
    {
      fields: [
        { key: 'x', type: 'enum', options, ...field },
        { key: 'n', type: 'number' },
      ],
    },
    [{ op: 'flow', flow: 'tickets', field: 'x', states: {}, ...op }],
  )
const refused = (...all: Parameters<typeof moved>) => refusal(() => moved(...all))
const parted: JsonObject = { states: { triage: [{ when: 'n > 100', to: 'urgent' }, { to: 'open' }], hold: 'new' } }

describe('flow', () => {
  it('[L70] records in a state that goes away go on in another one; the very state comes back', () => {
    const crossed = moved(parted)
    expect(crossed.forward({ f1: hold }).data).toEqual({ f1: fresh })
    expect(crossValue(crossed, hold)).toMatchObject({ becomes: fresh, back: hold, kept: true })
    expect(crossValue(crossed, open)).toMatchObject({ becomes: open, back: open, kept: false })
    expect(crossValue(crossed, null)).toMatchObject({ becomes: null, back: null, kept: false })
  })

  it('[L71] several ways: the first whose condition is true, else the one without; an empty operand is not true', () => {
    const { forward } = moved(parted)
    expect(forward({ f1: triage, f2: 101 }).data['f1']).toBe(urgent)
    expect(forward({ f1: triage, f2: 100 }).data['f1']).toBe(open)
    expect(forward({ f1: triage }).data['f1']).toBe(open)
  })

  it('[L72] an edit of what a condition reads moves nobody: the state stays there and comes back here', () => {
    const { forward, backward } = moved({ ...parted, back: { urgent: 'triage', open: 'triage' } })
    const there = forward({ f1: triage, f2: 500 })
    const back = backward({ ...there.data, f2: 1 }, there.attic)
    expect(back.data).toEqual({ f1: triage, f2: 1 })
    expect(forward(back.data, back.attic).data).toEqual({ f1: urgent, f2: 1 })
    const edited = backward(there.data, there.attic)
    expect(forward({ ...edited.data, f2: 2 }, edited.attic).data).toEqual({ f1: urgent, f2: 2 })
  })

  it('[L72] a record that has moved on since comes back where it is, or in the state that stands for it', () => {
    const { forward, backward } = moved({ ...parted, back: { urgent: 'triage' } })
    const { attic } = forward({ f1: hold })
    expect(backward({ f1: open }, attic).data).toEqual({ f1: open })
    expect(backward({ f1: urgent }, attic).data).toEqual({ f1: triage })
  })

  it('[L73] records that finish where they are, or leave first, keep their state; whoever leaves asks where to', () => {
    const crossed = moved({ ...parted, policy: { triage: 'leave', new: 'finish', hold: 'now' } })
    const [op] = crossed.ops as unknown as [MoveStatesOp]
    expect(op.policy).toEqual({ [triage]: 'leave', [fresh]: 'finish' })
    expect(crossed.forward({ f1: triage, f2: 500 }).data['f1']).toBe(triage)
    expect(stateAfterMove(op, triage, { f2: 500 })).toBe(urgent)
    expect(stateAfterMove(op, triage, {})).toBe(open)
    expect(stateAfterMove(op, open, {})).toBeUndefined()
  })

  it('[L74] every record needs a place that is a state and stays one', () => {
    const at = ['ops', 0]
    expect(refused({ states: { triage: [{ when: 'n > 1', to: 'open' }] } })).toEqual([
      ['state-branches', ...at, 'states', 'triage'],
    ])
    expect(refused({ states: { triage: [{ to: 'open' }, { to: 'new' }] } })).toEqual([
      ['state-branches', ...at, 'states', 'triage'],
    ])
    expect(refused({ states: { triage: 'hold', hold: 'open' } })).toEqual([['option-stays', ...at, 'states', 'triage']])
    expect(refused({ states: { triage: 'old' } })).toEqual([['retired-option', ...at, 'states', 'triage']])
    expect(refused({ states: { nowhere: 'open' } })).toEqual([['unknown-option', ...at, 'states', 'nowhere']])
    expect(refused({ states: { triage: [{ when: 'm > 1', to: 'open' }, { to: 'nowhere' }] } })).toEqual([
      ['unknown-field-near', ...at, 'states', 'triage', 0, 'when'],
      ['unknown-option', ...at, 'states', 'triage', 1],
    ])
    expect(refused({ states: { hold: 'open' }, back: { nowhere: 'hold' } })).toEqual([
      ['unknown-option', ...at, 'back', 'nowhere'],
    ])
    expect(refused({ policy: { nowhere: 'finish' } })).toEqual([['unknown-option', ...at, 'policy', 'nowhere']])
    expect(refused({ policy: { hold: 'now' } })).toEqual([['nothing-changes', ...at, 'states']])
    expect(refused({ field: 'n', states: { hold: 'open' } })).toEqual([['op-not-for-type', ...at, 'field']])
    expect(refused({ states: { hold: 'open' } }, { type: 'tags' })).toEqual([['op-not-for-type', ...at, 'field']])
  })

  describe('of a region', () => {
    const fields = [
      { key: 'status', type: 'enum', options: ['A', 'P', 'B'] },
      { key: 'pick', type: 'enum', options: ['one', 'two', 'gone'] },
    ]
    const region = { field: 'status', states: ['P'], initial: 'one' }
    const move = (more: JsonObject) => ({ op: 'flow', flow: 'tickets', field: 'pick', states: {}, region, ...more })
    const [a, p] = ['o1', 'o2']
    const [one, two, gone] = ['o4', 'o5', 'o6']

    it('[L77] one that begins does so in its state, and is empty elsewhere', () => {
      const { forward, backward } = crossOps({ fields }, [move({})])
      expect(forward({ f1: p }).data).toEqual({ f1: p, f2: one })
      expect(forward({ f1: a }).data).toEqual({ f1: a })
      const there = forward({ f1: p })
      expect(backward(there.data, there.attic).data).toEqual({ f1: p })
      expect(forward({ f1: p, f2: two })).toMatchObject({ data: { f2: two }, attic: {} })
    })

    it('[L77] one that ends is emptied, and what it said comes back', () => {
      const { forward, backward } = crossOps({ fields }, [move({ region: { field: 'status', states: [] } })])
      const there = forward({ f1: p, f2: two })
      expect(there.data).toEqual({ f1: p })
      expect(backward(there.data, there.attic).data).toEqual({ f1: p, f2: two })
      const left = forward({ f1: a, f2: two })
      expect([left.data, backward(left.data, left.attic).data]).toEqual([{ f1: a }, { f1: a, f2: two }])
    })

    it('[L77] states of it move as those of the flow do, by the state that the same change gives', () => {
      const main = { op: 'flow', flow: 'tickets', field: 'status', states: { A: 'P' } }
      const { forward } = crossOps({ fields }, [main, move({ states: { gone: 'two' } })])
      expect(forward({ f1: a }).data).toEqual({ f1: p, f2: one })
      expect(forward({ f1: p, f2: gone }).data).toEqual({ f1: p, f2: two })
    })

    it('[L77] records that stay behind keep it; once they go over it is as it would have been', () => {
      const { forward, ops } = crossOps({ fields }, [move({ region: { field: 'status', states: [], stay: ['P'] } })])
      expect(forward({ f1: p, f2: two }).data).toEqual({ f1: p, f2: two })
      expect(dataAfterMove(ops[0] as never, { f1: p, f2: two } as StoredData)).toEqual({ f1: p })
    })

    it('[L77] it is said in every language, and written as it was read', () => {
      const { ops, before } = crossOps({ fields }, [move({})])
      for (const language of languages) expect(describeOps(before, ops, language)[0]).toContain('pick')
      expect(wireOp(ops[0] as never, before)).toMatchObject({ field: 'pick', region })
      expect(refusal(() => crossOps({ fields }, [move({ region: { ...region, states: ['X'] } })]))).toEqual([
        ['unknown-option', 'ops', 0, 'region', 'states', 0],
      ])
    })
  })

  it('[L76] a later version takes the moves of an earlier one back: the very state, an edit wins, and a way over both crosses neither', () => {
    const ids = idGiver({})
    const head = newBlueprint(
      {
        name: 'thing',
        fields: [
          { key: 'x', type: 'enum', options },
          { key: 'n', type: 'number' },
        ],
      },
      ids,
    )
    const move = { op: 'flow', flow: 'tickets', field: 'x', ...parted, back: { urgent: 'triage' }, version: 2 }
    const undo = { op: 'flow', flow: 'tickets', field: 'x', states: {}, undo: 2, version: 3 }
    const context = { now: 0, zone: 'UTC' }
    const two = applyOps(head, [move], ids, context)
    const history = { versionAt: () => two.version, opsInto: (version: number) => (version === 2 ? two.ops : []) }
    const three = applyOps(two.version, [undo], ids, { ...context, history })
    const opsOf = (version: number) => ({ 2: two.ops, 3: three.ops })[version] ?? []
    const run = (from: number, to: number, data: StoredData, attic = {}) =>
      runPlan(compilePlan(opsOf, from, to), data, attic)
    const there = run(1, 2, { f1: triage, f2: 500 })
    expect(there.data['f1']).toBe(urgent)
    expect(run(2, 3, there.data, there.attic).data['f1']).toBe(triage)
    expect(run(2, 3, { ...there.data, f1: open }, there.attic).data['f1']).toBe(open)
    expect(run(2, 3, { f1: urgent }).data['f1']).toBe(triage)
    expect(run(1, 3, { f1: hold })).toEqual({ data: { f1: hold }, attic: {} })
    const { id: _, ...said } = wireOp(three.ops[0] as never, two.version)
    expect(said).toEqual({ ...undo, timers: 'keep-deadline' })
    expect(three.summary[0]).toContain('version 2 of the flow')
    const refusedUndo = (more: JsonObject) =>
      refusal(() => applyOps(two.version, [{ ...undo, ...more }], ids, { ...context, history }))
    expect(refusedUndo({ undo: 7 })).toEqual([['no-such-move', 'ops', 0, 'undo']])
    expect(refusedUndo({ states: { hold: 'open' } })).toEqual([['one-way-needed', 'ops', 0, 'undo']])
  })

  it('[L75] is said in whole sentences, and on the wire with names', () => {
    const wire = {
      ...{ field: 'x', flow: 'tickets', version: 3, ...parted },
      ...{ back: { urgent: 'triage' }, policy: { open: 'finish', new: 'leave' }, timers: 'restart' },
    }
    const { before, ops } = moved(wire)
    const { id: _, ...said } = wireOp(ops[0] as never, before)
    expect(said).toEqual({ op: 'flow', ...wire })
    expect(describeOps(before, ops, 'en')).toEqual([
      'Records in “Triage” for which n > 100 holds go on in “urgent”. All others in “Triage” go on in “open”. ' +
        'Records in “hold” go on in “new”. Records in “open” finish on the version of the flow that they are in. ' +
        'Records in “new” go over to the new version of the flow when they leave that state. ' +
        'Going back, records in “urgent” are in “Triage”.',
    ])
    for (const language of languages) expect(describeOps(before, ops, language)[0]).not.toMatch(/[{}]/)
  })
})
