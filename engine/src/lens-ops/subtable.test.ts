// What becomes of rows that become records, and of the records when they become rows again?
import { describe, expect, it } from 'vitest'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { applyOps } from '../lens/apply-ops.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { noMaps, type OpMaps } from '../lens/lens.ts'
import { opOf, type SubtableGroupOp } from '../lens/op.ts'
import { compilePlan, runPlan } from '../lens/plan.ts'
import { OpsReporter } from '../lens/report-ops.ts'
import { movesRows, rowsElsewhereAt } from '../lens/rows-elsewhere.ts'
import { rowsText } from '../lens/rows-step.ts'
import { wireOp } from '../lens/wire-op.ts'
import { blueprintOfRows, makesBlueprint } from './subtable.ts'

const group = {
  key: 'lines',
  label: { en: 'Lines', ru: 'Строки' },
  type: 'list',
  fields: [
    { key: 'count', type: 'integer', required: true, minimum: 0 },
    { key: 'what', type: 'text' },
    { key: 'size', type: 'enum', options: ['S', 'L'], default: 'S' },
  ],
}
const title = { key: 'title', type: 'text' }
const turn = { op: 'subtable', field: 'lines', blueprint: 'line', parent: 'order' }
const back = { ...turn, direction: 'to-group' }

function turned(op: JsonObject = {}, fields: readonly JsonObject[] = [title, group], more: JsonObject = {}) {
  const others = [newBlueprint({ name: 'taken', fields: [title] }, idGiver({}))]
  return crossOps({ fields, ...more }, [{ ...turn, ...op }], undefined, { blueprints: others })
}
const opIn = (crossed: { readonly ops: readonly StoredOp[] }) => opOf(crossed.ops[0] as StoredOp) as SubtableGroupOp

/** Versions one after the other, each by a draft; `maps` know what is rows elsewhere today. */
function lived(drafts: readonly (readonly JsonObject[])[]) {
  const ids = idGiver({})
  const versions: BlueprintVersion[] = [newBlueprint({ name: 'thing', fields: [title, group] }, ids)]
  const edges: (readonly StoredOp[])[] = [[], []]
  const history = { versionAt: (n: number) => versions[n - 1], opsInto: (n: number) => edges[n] ?? [] }
  const made = new Set<string>()
  const blueprintNamed = (name: string) => (made.has(name) ? versions[0] : undefined)
  for (const draft of drafts) {
    const head = versions.at(-1) as BlueprintVersion
    const applied = applyOps(head, draft, ids, { now: 1, zone: 'UTC', history, blueprintNamed })
    for (const op of applied.ops) if (op.op === 'subtable') made.add(op['blueprint'] as string)
    versions.push(applied.version)
    edges.push(applied.ops)
  }
  const opsOf = (n: number) => edges[n] ?? []
  const move = (from: number, to: number, data: JsonObject, maps: OpMaps = noMaps, attic = {}) =>
    runPlan(compilePlan(opsOf, from, to), data, attic, { maps, record: 'R' })
  return { versions, opsOf, move }
}
const rowsOf = (rows: readonly JsonObject[]): OpMaps => ({
  ...noMaps,
  keyOf: (_, record) => (record === 'R' ? rowsText(rows) : undefined),
})

const a = { _id: 'a', f2: 1, f3: 'Tiles' }
const b = { _id: 'b', f2: 2 }
const c = { _id: 'c' }

describe('subtable', () => {
  it('[L51] a group becomes a blueprint of its own: its fields with their ids, and a link to where the rows were', () => {
    const crossed = turned()
    expect(crossed.version.fields.map(({ key }) => key)).toEqual(['title'])
    const op = opIn(crossed)
    expect(makesBlueprint(op)).toBe(true)
    const made = newBlueprint(blueprintOfRows(op), idGiver({}))
    const inner = crossed.before.fields[1]?.fields ?? []
    const link = { id: 'f6', key: 'order', label: 'thing', type: 'relation', blueprint: 'thing', required: true }
    expect(made.fields).toEqual([link, ...inner])
    expect(made).toMatchObject({ name: 'line', label: group.label, titleField: 'f4' })
    expect(movesRows(crossed.ops)).toBe(true)
  })

  it('[L80] the blueprint is called as somebody says, else as the group was', () => {
    const label = { en: 'Item', ru: 'Позиция' }
    const crossed = turned({ label })
    const op = opIn(crossed)
    expect(newBlueprint(blueprintOfRows(op), idGiver({}))).toMatchObject({ name: 'line', label })
    const [said] = describeOps(crossed.before, crossed.ops, 'ru')
    expect(said).toContain('отдельными записями, «Позиция»')
    expect(wireOp(crossed.ops[0] as StoredOp, crossed.before)).toMatchObject({ ...turn, label })
    expect(newBlueprint(blueprintOfRows(opIn(turned())), idGiver({}))).toMatchObject({ label: group.label })
  })

  it('[L51] rows leave the record as they are, and come back in their order', () => {
    const { forward, backward } = turned()
    const lines = [a, b, c]
    const there = forward({ f1: 't', f2: lines })
    expect(there).toEqual({
      data: { f1: 't' },
      attic: { p1: { from: [[{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]], to: [] } },
      left: { p1: lines },
    })
    expect(backward(there.data, there.attic).data).toEqual({ f1: 't' })
    const asked = runPlan(
      compilePlan((version) => (version === 2 ? turned().ops : []), 2, 1),
      there.data,
      there.attic,
      { maps: rowsOf([c, { _id: 'late' }, a]), record: 'R' },
    )
    // Those that came later come last; one that is out of sight keeps its place.
    expect(asked.data).toEqual({ f1: 't', f2: [a, c, { _id: 'late' }] })
    expect(asked.attic).toEqual(there.attic)
  })

  it('[L52] no list, an empty one, and what is no row come back exactly', () => {
    const { version, ops } = turned()
    expect(version.fields).toHaveLength(1)
    const opsOf = (n: number) => (n === 2 ? ops : [])
    for (const value of [undefined, [], [a], 'text', ['text', a, a, { f2: 1 }, b]]) {
      const data = { f1: 't', ...(value !== undefined && { f2: value }) } as JsonObject
      const there = runPlan(compilePlan(opsOf, 1, 2), data)
      const { left } = there
      const returned = runPlan(compilePlan(opsOf, 2, 1), there.data, there.attic, { left })
      expect(returned).toMatchObject({ data, attic: {} })
    }
  })

  it('[L52] a row that is out of sight stands behind the one it stood behind when it is back', () => {
    const { move } = lived([[turn]])
    const there = move(1, 2, { f2: [a, b, c] })
    const without = move(2, 1, there.data, rowsOf([a, c]), there.attic)
    expect(without.data['f2']).toEqual([a, c])
    const again = move(1, 2, { f2: [c, a] }, noMaps, without.attic)
    expect(move(2, 1, again.data, rowsOf([a, b, c]), again.attic).data['f2']).toEqual([c, a, b])
  })

  it('[L53] the records become rows again by a version, and the same records by another', () => {
    const { versions, opsOf, move } = lived([[turn], [back], [turn], [{ op: 'revert', to: 1 }]])
    expect(versions.map(({ fields }) => fields.map(({ key }) => key))).toEqual([
      ['title', 'lines'],
      ['title'],
      ['title', 'lines'],
      ['title'],
      ['title', 'lines'],
    ])
    expect(versions[2]?.fields[1]).toEqual(versions[0]?.fields[1])
    const side = (version: number) => [...rowsElsewhereAt(opsOf, version).keys()]
    expect([1, 2, 3, 4, 5].map(side)).toEqual([[], ['p1'], [], ['p1'], []])
    expect(opsOf(4).map((op) => makesBlueprint(opOf(op) as SubtableGroupOp))).toEqual([false])
    // On a way past all of them nobody needs to be asked.
    for (const to of [3, 5]) expect(move(1, to, { f2: [a, b] }).data).toEqual({ f2: [a, b] })
    expect(move(1, 4, { f2: [a, b] })).toMatchObject({ data: {}, left: { p1: [a, b] } })
    expect(move(3, 2, { f2: [b] })).toMatchObject({ data: {}, left: { p1: [b] } })
  })

  it('[L54] what stands in the way is named', () => {
    const first = { key: 'only', type: 'list', fields: [title] }
    const nested = { key: 'lines', type: 'list', fields: [{ key: 'inner', type: 'list', fields: [title] }] }
    const rule = { rules: [{ check: 'size(lines) < 9', message: 'm' }] }
    const at = (op: JsonObject = {}, ...more: [(readonly JsonObject[])?, JsonObject?]) =>
      refusal(() => turned(op, ...more))
    expect(at({ field: 'title' })).toEqual([['not-a-group', 'ops', 0, 'field']])
    expect(at({ field: 'only' }, [first])).toEqual([['last-field', 'ops', 0, 'field']])
    expect(at({ blueprint: 'taken' })).toEqual([['blueprint-taken', 'ops', 0, 'blueprint']])
    expect(at({ blueprint: 'thing' })).toEqual([['blueprint-taken', 'ops', 0, 'blueprint']])
    expect(at({ parent: 'what' })).toEqual([['given-twice', 'ops', 0, 'parent']])
    expect(at({}, [title, group], rule)).toEqual([['used-by-rule', 'ops', 0, 'field']])
    expect(at({ direction: 'to-group' })).toEqual([['no-rows-there', 'ops', 0, 'blueprint']])
    expect(at({}, [title, nested])).toEqual([['group-in-group', 'ops', 0, 'field']])
    const inside = { op: 'each', field: 'lines', ops: [turn] }
    expect(refusal(() => lived([[inside]]))).toEqual([['not-inside-group', 'ops', 0, 'ops', 0, 'op']])
    expect(refusal(() => lived([[turn], [{ op: 'purge', field: 'f2' }]]))).toEqual([
      ['rows-in-records', 'ops', 0, 'field'],
    ])
    // Another blueprint of that name, or rows that have other columns by now.
    const column = { op: 'each', field: 'lines', ops: [{ op: 'rename', field: 'what', key: 'thing' }] }
    expect(refusal(() => lived([[turn], [back], [column], [turn]]))).toEqual([
      ['blueprint-taken', 'ops', 0, 'blueprint'],
    ])
    expect(lived([[turn], [back], [column], [{ ...turn, blueprint: 'other' }]]).versions).toHaveLength(5)
    expect(refusal(() => lived([[turn], [back], [back]]))).toEqual([['no-rows-there', 'ops', 0, 'blueprint']])
  })

  it('[L55] is said in whole sentences, with how many rows there are', () => {
    const { before, ops } = turned()
    for (const language of languages) expect(describeOps(before, ops, language).join(' ')).not.toMatch(/\{|undefined/)
    expect(describeOps(before, ops, 'en')).toEqual([
      'The rows of “Lines” become records of their own, “Lines”; “thing” links each to the record it was in. Whoever may see or change records of “thing” may do the same with these.',
    ])
    const reporter = new OpsReporter(ops)
    for (const lines of [[a, b, c], [c], [], undefined]) reporter.see(lines ? { f2: lines } : {})
    expect(reporter.reports[0]).toMatchObject({ badge: 'kept', rows: { records: 2, rows: 4, empty: 2 } })
    const { opsOf, versions } = lived([[turn], [back]])
    const [undone] = opsOf(3) as [StoredOp]
    expect(wireOp(undone, versions[1] as BlueprintVersion)).toEqual({ id: 'p2', ...back })
    const again = new OpsReporter([undone], rowsOf([a, c]))
    again.see({ f1: 't' }, {}, {}, 'R')
    expect(again.reports[0]).toMatchObject({ changed: 1, rows: { records: 1, rows: 2, empty: 1 } })
  })
})
