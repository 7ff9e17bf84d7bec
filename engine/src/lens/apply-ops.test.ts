// What does a version become when changes are applied to it, and what do people read about it?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyWireBlueprint } from '../../test/any-wire-blueprint.ts'
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { toJsonSchema } from '../blueprint/to-json-schema.ts'
import { wireBlueprint } from '../blueprint/wire-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { type IdGiver, idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { opKind } from '../lens-ops/all-ops.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type AppliedOps, applyOps, MAX_OPS } from './apply-ops.ts'
import { describeOps, withNames } from './describe-ops.ts'
import { fieldById } from './op-kind.ts'
import { compilePlan, runPlan } from './plan.ts'
import { versionAfter, wireOp } from './wire-op.ts'

/** Data at the version that these ops made. */
function carried(data: StoredData, ops: readonly StoredOp[]): StoredData {
  return runPlan(
    compilePlan(() => ops, 1, 2),
    data,
  ).data
}

const wire = {
  name: 'deal',
  label: 'Deal',
  fields: [
    { key: 'title', type: 'text', required: true, maxLength: 50, help: 'Short' },
    { key: 'qty', type: 'integer', minimum: 0, label: { en: 'Quantity', 'pt-BR': 'Quantidade', ru: 'Количество' } },
    { key: 'price', type: 'number', precision: 2 },
    {
      key: 'status',
      type: 'enum',
      options: ['open', { key: 'won', label: 'Won', color: 'green' }, 'lost'],
      default: 'open',
    },
    { key: 'due', type: 'date' },
    { key: 'stars', type: 'rating', max: 3 },
    { key: 'fee', type: 'money', currencies: ['BRL'] },
  ],
  rules: [
    {
      check: "status != 'won' || price > 0",
      message: { en: 'A won deal has a price', ru: 'У выигранной сделки есть цена' },
    },
  ],
  uniques: [['title'], ['title', 'due']],
}
const at = Date.UTC(2026, 10, 20, 2)

function head(): { readonly version: BlueprintVersion; readonly ids: IdGiver } {
  const ids = idGiver({})
  return { version: newBlueprint(wire, ids), ids }
}

function apply(...ops: readonly unknown[]): AppliedOps & { readonly before: BlueprintVersion } {
  const { version, ids } = head()
  return { before: version, ...applyOps(version, ops, ids, { now: at, zone: 'America/Sao_Paulo' }) }
}

function refusal(run: () => unknown): unknown[] {
  try {
    run()
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map((said) => [said.code, ...said.path])
  }
  return []
}

const fieldNamed = (version: BlueprintVersion, key: string) => version.fields.find((field) => field.key === key)

describe('applyOps', () => {
  it('[L1] gives the next version and leaves the one before as it was', () => {
    const { version: before, ids } = head()
    const copy = JSON.parse(JSON.stringify(before)) as unknown
    const { version, ops } = applyOps(before, { ops: [{ op: 'rename', field: 'price', key: 'amount' }] }, ids, {
      now: at,
    })
    expect(version.version).toBe(2)
    expect(ops).toEqual([{ id: 'p1', op: 'rename', field: 'f3', key: 'amount' }])
    expect(JSON.parse(JSON.stringify(before))).toEqual(copy)
    expect(() => ((version.fields as unknown as unknown[])[0] = 1)).toThrow(TypeError)
  })

  it('[L1] one fault and nothing is applied; every faulty op is named', () => {
    const faulty = [
      { op: 'rename', field: 'price', key: 'amount' },
      { op: 'relabel', field: 'nope', label: 'x' },
      5,
      { op: 'options', field: 'title', add: ['x'] },
    ]
    expect(refusal(() => apply(...faulty))).toEqual([
      ['unknown-field', 'ops', 1, 'field'],
      ['wrong-type', 'ops', 2],
      ['setting-not-for-type', 'ops', 3, 'field'],
    ])
  })

  it('[L1] the draft itself', () => {
    const { version, ids } = head()
    expect(refusal(() => applyOps(version, 5, ids, { now: at }))).toEqual([['wrong-type', 'ops']])
    expect(refusal(() => applyOps(version, [], ids, { now: at }))).toEqual([['nothing-changes', 'ops']])
    expect(refusal(() => applyOps(version, Array(MAX_OPS + 1).fill({}), ids, { now: at }))).toEqual([
      ['too-many-ops', 'ops'],
    ])
    expect(refusal(() => apply({ op: 'rename', id: 'p1', field: 'price', key: 'amount' }))).toEqual([
      ['id-is-given', 'ops', 0, 'id'],
    ])
  })

  it('[L1] the limits of a blueprint hold for what ops make of it', () => {
    const ids = idGiver({})
    const full = newBlueprint(
      { name: 'x', fields: Array.from({ length: 500 }, (_, i) => ({ key: `k${i}`, type: 'text' })) },
      ids,
    )
    expect(
      refusal(() => applyOps(full, [{ op: 'add', field: { key: 'more', type: 'text' } }], ids, { now: at })),
    ).toEqual([['too-many-fields', 'ops']])
  })

  it('[L2] a rename changes the key alone: rules, conditions and data go on', () => {
    const { before, version } = apply(
      { op: 'rename', field: 'price', key: 'amount' },
      { op: 'rename', field: 'f4', key: 'stage' },
      { op: 'rename', field: 'title', key: 'price' },
    )
    expect(version.rules).toEqual(before.rules)
    const [rule] = version.rules
    const check = compileExpression(rule?.check ?? before.rules[0]!.check)
    expect(check({ data: { f4: 'o2', f3: 0 }, now: 0 })).toEqual({ kind: 'value', value: false })
    expect(check({ data: { f4: 'o2', f3: 9 }, now: 0 })).toEqual({ kind: 'value', value: true })
    expect((wireBlueprint(version)['rules'] as JsonObject[])[0]?.['check']).toBe('stage != "won" || amount > 0')
    expect(version.fields.map((field) => ({ ...field, key: '' }))).toEqual(
      before.fields.map((field) => ({ ...field, key: '' })),
    )
  })

  it('[L2] an option rename changes its key alone', () => {
    const { before, version } = apply({ op: 'options', field: 'status', rename: { won: 'gained', open: 'won' } })
    expect(version.rules).toEqual(before.rules)
    expect(fieldNamed(version, 'status')).toMatchObject({
      default: { value: 'o1' },
      options: [
        { id: 'o1', key: 'won' },
        { id: 'o2', key: 'gained', label: 'Won', color: 'green' },
        { id: 'o3', key: 'lost' },
      ],
    })
    expect((wireBlueprint(version)['rules'] as JsonObject[])[0]?.['check']).toContain('status != "gained"')
  })

  it('[L3] a new field gets a new id, also when the key was there before', () => {
    const { version, ops } = apply(
      { op: 'rename', field: 'price', key: 'old_price' },
      { op: 'add', field: { key: 'price', type: 'money', label: 'Price' } },
      {
        op: 'add',
        field: { key: 'lines', type: 'list', fields: [{ key: 'what', type: 'enum', options: ['a'], default: 'a' }] },
      },
    )
    expect(fieldNamed(version, 'price')).toEqual({ id: 'f8', key: 'price', type: 'money', label: 'Price' })
    expect(ops[2]).toMatchObject({
      field: { id: 'f9', fields: [{ id: 'f10', options: [{ id: 'o4', key: 'a' }], default: { value: 'o4' } }] },
    })
  })

  it('[L3] its own condition may name it and the others', () => {
    const { version } = apply({
      op: 'add',
      field: { key: 'note', type: 'text', showWhen: "note == 'x' || qty > 1", default: { expr: 'title' } },
    })
    expect(fieldNamed(version, 'note')).toMatchObject({
      showWhen: { cel: 'f8 == "x" || f2 > 1.0' },
      default: { expr: { cel: 'f1' } },
    })
  })

  it('[L4] what existing records get', () => {
    const { ops } = apply(
      { op: 'add', field: { key: 'total', type: 'number' }, fill: { expr: 'qty * price' } },
      {
        op: 'add',
        field: { key: 'prio', type: 'enum', options: ['low', 'high'], required: true },
        fill: { value: 'low' },
      },
      { op: 'add', field: { key: 'since', type: 'datetime', required: true, default: { expr: 'now' } } },
      { op: 'add', field: { key: 'flag', type: 'boolean', required: true, default: false } },
      { op: 'add', field: { key: 'day', type: 'date' }, fill: { expr: 'today()' } },
      { op: 'add', field: { key: 'cost', type: 'money' }, fill: { value: { amount: '1', currency: 'BRL' } } },
      { op: 'add', field: { key: 'none', type: 'text', default: 'only new records' } },
      { op: 'add', field: { key: 'half', type: 'number' }, fill: { expr: 'total / 2' } },
      { op: 'add', field: { key: 'short', type: 'text', maxLength: 2 }, fill: { expr: 'title' } },
    )
    expect(carried({ f1: 'long', f2: 2, f3: 3.5 }, ops)).toEqual({
      f1: 'long',
      f2: 2,
      f3: 3.5,
      f8: 7,
      f9: 'o4',
      f10: '2026-11-20T02:00:00.000Z',
      f11: false,
      f12: '2026-11-19',
      f13: { amount: '1.00', currency: 'BRL' },
      f15: 3.5,
      f16: 'long',
    })
    // Nothing to work it out from: it stays empty. What is there stays.
    expect(carried({ f1: 'x', f9: 'o5' }, ops)).toMatchObject({ f9: 'o5' })
    expect(carried({ f1: 'x' }, ops)).not.toHaveProperty('f8')
  })

  it('[L4] a fill that the field could not hold is refused, at its place', () => {
    expect(
      refusal(() => apply({ op: 'add', field: { key: 'l', type: 'list', of: 'integer' }, fill: { value: [1, 'x'] } })),
    ).toEqual([['not-integer', 'ops', 0, 'fill', 'value', 1]])
    expect(
      refusal(() => apply({ op: 'add', field: { key: 'n', type: 'text', required: true }, fill: { value: null } })),
    ).toEqual([['required', 'ops', 0, 'fill', 'value']])
    expect(
      refusal(() => apply({ op: 'add', field: { key: 'n', type: 'text' }, fill: { expr: 'actor.id' } }))[0],
    ).toContain('expr')
    expect(
      refusal(() =>
        apply({ op: 'add', field: { key: 'n', type: 'user', required: true, default: { expr: 'actor.id' } } }),
      ),
    ).toEqual([['fill-needed', 'ops', 0, 'fill']])
    expect(
      refusal(() => apply({ op: 'add', field: { key: 'n', type: 'enum', options: [{ id: 'o1', key: 'x' }] } })),
    ).toEqual([['id-was-given', 'ops', 0, 'field', 'options', 0, 'id']])
    expect(
      refusal(() =>
        apply({ op: 'add', field: { key: 'n', type: 'list', fields: [{ id: 'f3', key: 'x', type: 'text' }] } }),
      ),
    ).toEqual([['id-was-given', 'ops', 0, 'field', 'fields', 0, 'id']])
    expect(refusal(() => apply({ op: 'add', field: { key: 'n', type: 'text', default: 5 } }))).toEqual([
      ['not-text', 'ops', 0, 'field', 'default'],
    ])
    expect(refusal(() => apply({ op: 'add', field: { key: 'n', type: 'text', showWhen: 'nope > 1' } }))[0]).toContain(
      'showWhen',
    )
  })

  it('[L4] data of fields that the target does not have is not shown', () => {
    const data = { f1: 'x' }
    expect(carried(data, [])).toBe(data)
  })

  it('[L5] loosening a field', () => {
    const { version, ops } = apply({
      op: 'change',
      field: 'title',
      required: false,
      maxLength: 80,
      help: null,
      label: 'Title',
      default: 'x',
      showWhen: 'qty > 1',
      readOnly: true,
      quickFilter: true,
      search: false,
    })
    expect(version.fields[0]).toMatchObject({
      id: 'f1',
      key: 'title',
      type: 'text',
      maxLength: 80,
      label: 'Title',
      default: { value: 'x' },
      readOnly: true,
      quickFilter: true,
      search: false,
    })
    expect(version.fields[0]).not.toHaveProperty('required')
    expect(version.fields[0]).not.toHaveProperty('help')
    const { ids } = head()
    const back = applyOps(
      version,
      [
        {
          op: 'change',
          field: 'title',
          default: null,
          showWhen: null,
          readOnly: false,
          quickFilter: false,
          search: true,
          label: null,
          maxLength: null,
        },
      ],
      ids,
      { now: at },
    )
    expect(back.version.fields[0]).toEqual({ id: 'f1', key: 'title', type: 'text' })
    expect(wireOp(ops[0] as StoredOp, head().version)).toMatchObject({
      op: 'change',
      field: 'title',
      required: false,
      maxLength: 80,
      help: null,
      search: false,
    })
    expect(wireOp(back.ops[0] as StoredOp, version)).toMatchObject({
      default: null,
      showWhen: null,
      readOnly: false,
      search: true,
    })
  })

  it('[L5] a condition of a required field changes with a fill, since records in which it was hidden may lack it', () => {
    const { ids } = head()
    const first = apply({ op: 'change', field: 'title', showWhen: 'qty > 1' }).version
    const next = (op: JsonObject) => applyOps(first, [{ op: 'change', field: 'title', ...op }], ids, { now: at })
    for (const showWhen of [null, 'qty > 2']) {
      expect(refusal(() => next({ showWhen }))).toEqual([['fill-needed', 'ops', 0, 'fill']])
      expect(next({ showWhen, fill: { value: '?' } }).ops).toMatchObject([{ fill: { value: '?' } }])
    }
    expect(next({ showWhen: 'qty > 2', required: false }).version.fields[0]?.showWhen?.cel).toBe('f2 > 2.0')
  })

  const loosen: readonly JsonObject[] = [
    { field: 'qty', minimum: -5 },
    { field: 'qty', minimum: null },
    { field: 'price', precision: 4 },
    { field: 'price', precision: null },
    { field: 'price', unit: 'kg' },
    { field: 'stars', max: 9 },
    { field: 'stars', max: null },
    { field: 'fee', currencies: ['USD', 'BRL'] },
    { field: 'fee', currencies: null },
    { field: 'title', pattern: null, maxLength: 51 },
    { field: 'qty', default: 3 },
    { field: 'due', default: { expr: 'today()' } },
  ]
  it.each(loosen)('[L5] %j is loosening', (settings) => {
    expect(apply({ op: 'change', ...settings }).ops).toHaveLength(1)
  })

  it('[L5] a unit is words about a number: it comes and goes without touching a value, and only numbers have one', () => {
    const named = apply({ op: 'change', field: 'price', unit: 'kg' })
    expect(wireBlueprint(named.version)).toMatchObject({
      fields: [{}, {}, { key: 'price', unit: 'kg' }, {}, {}, {}, {}],
    })
    expect(toJsonSchema(named.version)).toMatchObject({ properties: { price: { 'x-molde': { unit: 'kg' } } } })
    expect(carried({ f3: 2.5 }, named.ops)).toEqual({ f3: 2.5 })
    expect(refusal(() => apply({ op: 'change', field: 'title', unit: 'kg' }))).toEqual([
      ['setting-not-for-type', 'ops', 0, 'unit'],
    ])
  })

  const tighten: readonly JsonObject[] = [
    { field: 'qty', minimum: 1 },
    { field: 'qty', maximum: 9 },
    { field: 'qty', exclusiveMinimum: 0 },
    { field: 'price', precision: 1 },
    { field: 'stars', max: 2 },
    { field: 'fee', currencies: ['USD'] },
    { field: 'title', maxLength: 49 },
    { field: 'title', minLength: 1 },
    { field: 'title', pattern: '^a' },
    { field: 'due', required: true, fill: { expr: 'today()' } },
  ]
  it.each(tighten)('[L5] %j is tightening, and says what happens to what no longer fits', (settings) => {
    expect(apply({ op: 'change', ...settings }).ops).toMatchObject([{ tighter: { onFailure: 'quarantine' } }])
    expect(apply({ op: 'change', ...settings, onError: 'empty' }).ops).toMatchObject([
      { tighter: { onFailure: 'keep' } },
    ])
  })

  it('[L5] a rating without a limit has five stars', () => {
    const ids = idGiver({})
    const stars = newBlueprint(
      {
        name: 'x',
        fields: [
          { key: 'a', type: 'rating' },
          { key: 'm', type: 'money' },
        ],
      },
      ids,
    )
    const change = (settings: object) =>
      refusal(() => applyOps(stars, [{ op: 'change', ...settings }], ids, { now: at }))
    const onError = 'clamp'
    expect(change({ field: 'a', max: 4, onError })).toEqual([])
    expect(change({ field: 'a', max: 6, onError })).toEqual([['nothing-fails', 'ops', 0, 'onError']])
    expect(change({ field: 'm', currencies: ['BRL'], onError })).toEqual([
      ['on-error-not-possible', 'ops', 0, 'onError'],
    ])
  })

  it('[L5] what says how it is already is no change', () => {
    expect(
      refusal(() => apply({ op: 'change', field: 'title', required: true, maxLength: 50, readOnly: false })),
    ).toEqual([['nothing-changes', 'ops', 0]])
    expect(refusal(() => apply({ op: 'change', field: 'title', showWhen: 'nope' }))[0]).toContain('showWhen')
  })

  it('[L6] options: added, renamed, told anew, retired, ordered, in one go', () => {
    const { version, ops } = apply({
      op: 'options',
      field: 'status',
      add: ['late', { key: 'never', label: 'Never' }],
      rename: { open: 'new' },
      relabel: { won: null, late: { en: 'Late', ru: 'Поздно' } },
      recolour: { won: null, new: 'blue' },
      retire: ['lost'],
      order: ['late', 'new'],
    })
    const after = [
      { id: 'o4', key: 'late', label: { en: 'Late', ru: 'Поздно' } },
      { id: 'o1', key: 'new', color: 'blue' },
      { id: 'o2', key: 'won' },
      { id: 'o3', key: 'lost', retired: true },
      { id: 'o5', key: 'never', label: 'Never' },
    ]
    expect(fieldNamed(version, 'status')?.options).toEqual(after)
    const { ids } = head()
    const again = applyOps(version, [{ op: 'options', field: 'status', offer: ['lost'] }], ids, { now: at })
    expect(again.version.fields[3]?.options?.[3]).toEqual({ id: 'o3', key: 'lost' })
    expect(describeOps(version, again.ops, 'en')).toEqual(['The option “lost” of “status” is offered again.'])
    expect(wireOp(ops[0] as StoredOp, head().version)).toMatchObject({
      rename: { open: 'new' },
      recolour: { won: null, new: 'blue' },
      retire: ['lost'],
      order: ['late', 'new'],
    })
    expect(wireOp(again.ops[0] as StoredOp, version)).toMatchObject({ field: 'status', offer: ['lost'] })
  })

  it('[L6] what cannot be done to options', () => {
    expect(refusal(() => apply({ op: 'options', field: 'status' }))).toEqual([['nothing-changes', 'ops', 0]])
    expect(refusal(() => apply({ op: 'options', field: 'nope', add: ['x'] }))).toEqual([
      ['unknown-field', 'ops', 0, 'field'],
    ])
    expect(refusal(() => apply({ op: 'options', field: 'status', rename: { open: ' x' } }))).toEqual([
      ['bad-option-key', 'ops', 0, 'rename'],
    ])
    expect(refusal(() => apply({ op: 'options', field: 'status', add: [{ id: 'o1', key: 'x' }] }))).toEqual([
      ['id-was-given', 'ops', 0, 'add', 0, 'id'],
    ])
    expect(refusal(() => apply({ op: 'options', field: 'status', rename: { gone: 'x' } }))).toEqual([
      ['unknown-option', 'ops', 0, 'rename', 'gone'],
    ])
  })

  it('[L7] order, label, help, title, icon, rules and unique combinations', () => {
    const { version, ops } = apply(
      { op: 'order', fields: ['stars', 'due'] },
      { op: 'relabel', field: 'qty', label: 'How many', help: 'Pieces' },
      { op: 'relabel', field: 'title', help: null },
      { op: 'relabel', field: 'price', label: 'Cost' },
      { op: 'meta', label: null, plural: { en: 'Deals', ru: 'Сделки' }, titleField: 'title', icon: 'cart' },
      { op: 'rules', add: [{ check: 'qty < 100', message: 'Few' }], remove: ['r1'] },
      { op: 'uniques', remove: [['title'], 'u2'] },
    )
    expect(version.fields.map((field) => field.key)).toEqual(['stars', 'due', 'title', 'qty', 'price', 'status', 'fee'])
    expect(fieldNamed(version, 'qty')).toMatchObject({ label: 'How many', help: 'Pieces' })
    expect(fieldNamed(version, 'title')).not.toHaveProperty('help')
    expect(version).not.toHaveProperty('label')
    expect(version).toMatchObject({
      plural: { en: 'Deals', ru: 'Сделки' },
      titleField: 'f1',
      icon: 'cart',
      uniques: [],
      rules: [{ id: 'r2', check: { cel: 'f2 < 100.0' } }],
    })
    const { ids } = head()
    const back = applyOps(
      version,
      [
        { op: 'meta', titleField: null, icon: null, label: 'Deals', plural: null },
        { op: 'rules', add: [{ check: 'qty > 0', message: 'Some' }] },
      ],
      ids,
      { now: at },
    )
    expect(back.version).toMatchObject({ label: 'Deals' })
    expect(back.version).not.toHaveProperty('titleField')
    expect(back.version).not.toHaveProperty('icon')
    expect(back.version).not.toHaveProperty('plural')
    expect(wireOp(back.ops[0] as StoredOp, version)).toMatchObject({
      op: 'meta',
      titleField: null,
      icon: null,
      plural: null,
    })
    expect(ops).toHaveLength(7)
  })

  it('[L7] what cannot be', () => {
    expect(refusal(() => apply({ op: 'order', fields: ['qty', 'nope'] }))).toEqual([
      ['unknown-field', 'ops', 0, 'fields', 1],
    ])
    expect(refusal(() => apply({ op: 'order', fields: ['qty', 'f2'] }))).toEqual([
      ['given-twice', 'ops', 0, 'fields', 1],
    ])
    expect(refusal(() => apply({ op: 'meta' }))).toEqual([['nothing-changes', 'ops', 0]])
    expect(refusal(() => apply({ op: 'meta', titleField: 'nope' }))).toEqual([
      ['unknown-field', 'ops', 0, 'titleField'],
    ])
    expect(refusal(() => apply({ op: 'meta' }))).toEqual([['nothing-changes', 'ops', 0]])
    expect(apply({ op: 'meta', icon: 'truck' }, { op: 'meta', icon: null }).version).not.toHaveProperty('icon')
    expect(refusal(() => apply({ op: 'relabel', field: 'qty' }))).toEqual([['nothing-changes', 'ops', 0]])
    expect(refusal(() => apply({ op: 'rules' }))).toEqual([['nothing-changes', 'ops', 0]])
    expect(refusal(() => apply({ op: 'rules', add: [{ id: 'r7', check: 'qty > 1', message: 'x' }] }))).toEqual([
      ['id-is-given', 'ops', 0, 'add', 0, 'id'],
    ])
    expect(refusal(() => apply({ op: 'uniques' }))).toEqual([['nothing-changes', 'ops', 0]])
    expect(refusal(() => apply({ op: 'uniques', remove: [{ fields: ['due', 'title'] }, 'u9'] }))).toEqual([
      ['unknown-unique', 'ops', 0, 'remove', 0],
      ['unknown-unique', 'ops', 0, 'remove', 1],
    ])
    expect(apply({ op: 'uniques', remove: [{ fields: ['f1', 'due'] }] }).version.uniques).toEqual([
      { id: 'u1', fields: ['f1'] },
    ])
  })

  it('[L83] what no two records may share comes and goes, touches no value, and is told with what becomes of those that do', () => {
    const { version, ops, summary } = apply({
      ...{ op: 'uniques', add: [['qty'], { fields: ['status', 'due'] }] },
      ...{ remove: ['u2'], onError: 'quarantine' },
    })
    expect(version.uniques).toEqual([
      { id: 'u1', fields: ['f1'] },
      { id: 'u3', fields: ['f2'] },
      { id: 'u4', fields: ['f4', 'f5'] },
    ])
    expect(carried({ f1: 'a', f2: 3 }, ops)).toEqual({ f1: 'a', f2: 3 })
    expect(summary).toEqual([
      'Several records may now have the same “title”, “due”. No two records may have the same “Quantity”. No two records may have the same “status”, “due”. Later records that repeat what an earlier one has wait at their version until somebody changes them.',
    ])
    const { ids, version: before } = head()
    const said = ops.map((op) => wireOp(op, before))
    expect(applyOps(before, withoutIds(said), ids, { now: at }).ops).toMatchObject(said.map(({ op }) => ({ op })))
    expect(said).toEqual([
      {
        ...{ op: 'uniques', id: 'p1', onError: 'quarantine', remove: ['u2'] },
        add: [
          { id: 'u3', fields: ['qty'] },
          { id: 'u4', fields: ['status', 'due'] },
        ],
      },
    ])
  })

  it('[L83] nothing is unique that is so already, cannot be compared, or is not there', () => {
    const add = (...uniques: unknown[]) => refusal(() => apply({ op: 'uniques', add: uniques }))
    expect(add(['due', 'title'])).toEqual([['nothing-changes', 'ops', 0, 'add', 0]])
    expect(add(['qty'], ['qty'])).toEqual([['nothing-changes', 'ops', 0, 'add', 1]])
    expect(add(['gone'])).toEqual([['unknown-field', 'ops', 0, 'add', 0, 0]])
    expect(add(['qty', 'qty'])).toEqual([['given-twice', 'ops', 0, 'add', 0, 1, 'key']])
    expect(add({ id: 'u9', fields: ['qty'] })).toEqual([['id-is-given', 'ops', 0, 'add', 0, 'id']])
    expect(refusal(() => apply({ op: 'uniques', remove: ['u2'], onError: 'quarantine' }))).toEqual([
      ['on-error-not-here', 'ops', 0, 'onError'],
    ])
    // What goes makes room for the same.
    expect(apply({ op: 'uniques', add: [['title', 'due']], remove: ['u2'] }).version.uniques).toHaveLength(2)
  })

  it('[L8] every change is said in whole sentences, in every language', () => {
    const { before, ops, summary } = apply(
      {
        op: 'add',
        field: { key: 'prio', type: 'enum', options: ['low'], required: true, label: 'Priority' },
        fill: { value: 'low' },
      },
      { op: 'add', field: { key: 'total', type: 'number' }, fill: { expr: 'qty * price' } },
      { op: 'rename', field: 'price', key: 'amount' },
      { op: 'relabel', field: 'qty', label: { en: 'Pieces', ru: 'Штуки' }, help: 'x' },
      { op: 'order', fields: ['status'] },
      {
        op: 'change',
        field: 'title',
        required: false,
        readOnly: true,
        help: null,
        label: 'T',
        default: 'x',
        maxLength: null,
      },
      { op: 'change', field: 'status', default: null, search: false },
      {
        op: 'options',
        field: 'status',
        add: ['late'],
        rename: { open: 'new' },
        relabel: { won: 'Gain' },
        recolour: { lost: 'red' },
        retire: ['lost'],
        order: ['won'],
      },
      { op: 'meta', label: 'Deals', icon: 'x', titleField: 'title' },
      { op: 'rules', add: [{ check: 'qty < 9', message: 'Few' }], remove: ['r1'] },
      { op: 'uniques', remove: ['u2'] },
    )
    expect(summary).toEqual([
      'New field “Priority”. Its options: low. Existing records get low.',
      'New field “total”. In existing records it is worked out as qty * price.',
      'Programs find “price” under the name amount (until now: price).',
      '“Quantity” is now called “Pieces”. The help text of “Pieces” is new.',
      'The fields come in a new order: “status”, “title”, “Pieces”, “amount”, “due”, “stars”, “fee”, “Priority”, “total”.',
      expect.any(String),
      'search of “status” is now false. New records start with an empty “status”.',
      expect.any(String),
      'It is now called “Deals”. It has a new icon. Records are now titled by “T”.',
      'This rule no longer applies: “A won deal has a price”. New rule: “Few”.',
      'Several records may now have the same “T”, “due”.',
    ])
    expect(summary[5]?.split(/(?<=[.]) /).sort()).toEqual([
      'New records start with x in “title”.',
      'The help text of “title” is new.',
      'maxLength of “title” no longer applies.',
      '“title” can no longer be edited.',
      '“title” is now called “T”.',
      '“title” may be left empty.',
    ])
    expect(summary[7]).toContain('The option “lost” of “status” is not offered any more; records that have it keep it.')
    for (const language of languages) {
      for (const text of describeOps(before, ops, language)) expect(text).toMatch(/^[^{}]+[.]$/)
    }
    expect(describeOps(before, ops, 'ru')[3]).toBe(
      '«Количество» теперь называется «Штуки». У поля «Штуки» новая подсказка.',
    )
  })

  it('[L8] days, numbers and amounts are said in the notation of the reader', () => {
    const { ops, before } = apply(
      { op: 'add', field: { key: 'due_on', label: 'Due', type: 'date' }, fill: { value: '2026-12-05' } },
      {
        op: 'add',
        field: { key: 'fine', label: 'Fine', type: 'money' },
        fill: { value: { amount: '12.5', currency: 'BRL' } },
      },
      { op: 'add', field: { key: 'said', label: 'Said', type: 'text' }, fill: { value: '2026-12-05' } },
    )
    const said = (language: 'en' | 'pt-BR' | 'ru') =>
      describeOps(before, ops, language).map((one) => one.split('. ').at(-1))
    expect(said('en')).toEqual([
      'Existing records get Dec 5, 2026.',
      'Existing records get 12.50 BRL.',
      'Existing records get 2026-12-05.',
    ])
    expect(said('pt-BR')[0]).toBe('Os registros existentes recebem 05/12/2026.')
    expect(said('pt-BR')[1]).toBe('Os registros existentes recebem 12,50 BRL.')
    expect(said('ru')[0]).toBe('Существующие записи получают 05.12.2026.')
  })

  it('[L8] words in a language that the reader does not read are translations', () => {
    const before = head().version
    const { ops } = apply(
      { op: 'relabel', field: 'qty', label: { en: 'Quantity', ru: 'Штук' } },
      { op: 'options', field: 'status', relabel: { lost: { en: 'Lost', ru: 'Упущена' } } },
      { op: 'meta', label: { en: 'Deal', ru: 'Сделка' }, plural: { en: 'Deals', ru: 'Сделки' } },
      { op: 'meta', plural: { en: 'Deals', ru: 'Сделки', 'pt-BR': 'Negócios' } },
      {
        op: 'rules',
        add: [
          {
            check: "status != 'won' || price > 0",
            message: { en: 'A won deal has a price', ru: 'Без цены сделки не выигрывают' },
          },
        ],
        remove: ['r1'],
      },
    )
    const said = (language: 'en' | 'ru' | 'pt-BR') => describeOps(withNames(before), ops, language)
    expect(said('en')).toEqual([
      'The translations of “Quantity” change.',
      'The translations of the option “Lost” of “Status” change.',
      'The translations of “Deal” change. Several are now called “Deals”.',
      'The translations of “Deals”, for several, change.',
      'The rule “A won deal has a price” says so in other words or languages.',
    ])
    expect(said('ru')[0]).toBe('«Количество» теперь называется «Штук».')
  })

  it('[L8] people read the words of a key where there is no label', () => {
    const before = head().version
    const { ops } = apply(
      { op: 'relabel', field: 'price', label: 'Price in euros' },
      { op: 'change', field: 'qty', maximum: 9 },
      { op: 'options', field: 'status', retire: ['lost'] },
    )
    const said = describeOps(withNames(before), ops, 'en')
    expect(said[0]).toBe('“Price” is now called “Price in euros”.')
    expect(said[1]).toContain('“Quantity”')
    expect(said[2]).toContain('The option “Lost” of “Status” is not offered any more')
  })

  it('[L8] a very long value is cut', () => {
    const { summary } = apply({ op: 'add', field: { key: 'n', type: 'longText' }, fill: { value: 'x'.repeat(5000) } })
    expect(summary[0]?.length).toBeLessThan(300)
    const more = apply(
      { op: 'add', field: { key: 'g', type: 'geo' }, fill: { value: { lat: 1, lng: 2 } } },
      { op: 'change', field: 'title', readOnly: true },
      { op: 'meta', label: null, titleField: 'title' },
      { op: 'meta', titleField: null },
    )
    expect(more.summary[0]).toContain('{"lat":1,"lng":2}')
    expect(more.summary.slice(2)).toEqual([
      'It is now called “deal”. Records are now titled by “title”.',
      'Records have no title field any more.',
    ])
    expect(
      apply(
        { op: 'change', field: 'title', readOnly: true },
        { op: 'change', field: 'title', readOnly: false },
        { op: 'change', field: 'title', label: 'A' },
        { op: 'change', field: 'title', label: null },
      ).summary.slice(1),
    ).toEqual(['“title” can be edited again.', '“title” is now called “A”.', '“A” is now called “title”.'])
  })

  it('[L9] a stored op said with names and read again makes the same version', () => {
    const changes = [
      { op: 'add', field: { key: 'extra', type: 'tags', options: ['p', 'q'], default: ['p'] }, fill: { value: ['q'] } },
      { op: 'add', field: { key: 'sum', type: 'number' }, fill: { expr: 'the_count * 2' } },
      { op: 'rename', field: 'the_count', key: 'the_number' },
      { op: 'relabel', field: 'the_title', label: 'Title' },
      { op: 'options', field: 'the_kind', add: ['c'], rename: { a: 'x' }, relabel: { b: 'Bee' }, order: ['c', 'x'] },
      { op: 'change', field: 'the_title', help: 'h', default: 'd', showWhen: "the_kind != 'b'" },
      { op: 'order', fields: ['the_title'] },
      { op: 'meta', label: 'Thing', titleField: 'the_title' },
      { op: 'rules', add: [{ check: 'the_number > 1', message: 'm' }] },
    ]
    fc.assert(
      fc.property(anyWireBlueprint, fc.subarray(changes.slice(3), { minLength: 1 }), (any, some) => {
        const ids = idGiver({})
        const before = newBlueprint(
          {
            ...any,
            fields: [...(any['fields'] as JsonObject[]).slice(-3), ...(any['fields'] as JsonObject[]).slice(0, -3)],
          },
          ids,
        )
        const counters = ids.counters()
        const first = applyOps(before, [...changes.slice(0, 3), ...some], idGiver(counters), { now: at })
        let version = before
        const said = first.ops.map((op) => {
          const { id: _id, ...named } = wireOp(op, version)
          version = versionAfter(version, op)
          return named
        })
        expect({ ...version, version: 2 }).toEqual(first.version)
        expect(applyOps(before, withoutIds(said), idGiver(counters), { now: at })).toEqual(first)
        // Free ops leave data alone, whatever it is.
        const data = { [before.fields[0]?.id ?? '']: 'x' }
        expect(carried(data, first.ops.slice(2))).toEqual(data)
      }),
    )
  })

  it('[L9] so does one that changes values', () => {
    const fields = [
      { key: 'when', type: 'date', default: '2026-01-31' },
      { key: 'paid', type: 'boolean' },
      { key: 'kind', type: 'enum', options: ['a', { key: 'b', label: 'Bee' }, 'c'], default: 'a' },
      { key: 'who', type: 'text' },
      { key: 'first', type: 'text', required: true },
      { key: 'last', type: 'text' },
      { key: 'weight', type: 'number', minimum: 1, precision: 3 },
      { key: 'fee', type: 'number' },
      { key: 'note', type: 'longText' },
    ]
    const changes = [
      { op: 'retype', field: 'when', type: 'datetime', params: { time: '09:00' }, onError: 'quarantine' },
      { op: 'retype', field: 'paid', type: 'enum' },
      { op: 'retype', field: 'fee', type: 'money', currencies: ['BRL'], precision: 2, params: { rounding: 'up' } },
      { op: 'retype', field: 'note', type: 'enum', options: ['x', 'y'], onError: { value: 'y' } },
      { op: 'remap', field: 'kind', map: { c: null, a: 'b' }, representative: { b: 'a' } },
      { op: 'retype', field: 'kind', type: 'tags' },
      {
        op: 'split',
        field: 'who',
        into: [
          { key: 'who', type: 'text' },
          { key: 'n', type: 'integer' },
        ],
        at: [3],
      },
      {
        op: 'split',
        field: 'who',
        into: [
          { key: 'p', type: 'text' },
          { key: 'q', type: 'text' },
        ],
        pattern: '(a)(b)',
      },
      { op: 'merge', fields: ['last', 'first'], into: { key: 'name', type: 'text' }, template: '{first} {{{last}}}' },
      { op: 'merge', fields: ['p', 'q'], into: { key: 'pq', type: 'text' }, strategy: 'first-non-empty' },
      { op: 'normalise', field: 'name', form: 'trim' },
      { op: 'unit', field: 'weight', factor: '1/1000', offset: '2', rounding: 'down' },
    ]
    const ids = idGiver({})
    const before = newBlueprint({ name: 'x', fields }, ids)
    const counters = ids.counters()
    const context = { now: at, zone: 'America/Sao_Paulo' }
    const first = applyOps(before, changes, idGiver(counters), context)
    let version = before
    const said = first.ops.map((op) => {
      const { id: _, ...named } = wireOp(op, version)
      version = versionAfter(version, op)
      return named
    })
    expect({ ...version, version: 2 }).toEqual(first.version)
    expect(applyOps(before, withoutIds(said), idGiver(counters), context)).toEqual(first)
  })

  it('[L9] the list of kinds is the list of ops; what it does not know is a fault of the program', () => {
    const { version } = head()
    for (const name of ['constructor', 'toString', '']) expect(opKind(name)).toBeUndefined()
    expect(() => versionAfter(version, { id: 'p1', op: 'toString', field: 'f1' })).toThrow(RangeError)
    expect(() => fieldById(version, 'f99')).toThrow(RangeError)
  })
})

/** What the server gives beside the names is not sent back. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, inner]) => [name, withoutIds(inner)]),
  )
}
