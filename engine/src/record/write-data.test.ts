// Who may write what, and what does a record hold afterwards?
import { describe, expect, it } from 'vitest'
import { context, dataOf, expressionOf, issuesOf, saidOf, versionOf } from '../../test/record-context.ts'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { StoredData } from './stored-record.ts'
import { createData, patchData, putData } from './write-data.ts'

describe('a field that asks on edit', () => {
  const fields = [
    { id: 'f1', key: 'title', type: 'text' },
    { id: 'f2', key: 'owner', type: 'text', required: true, askOnEdit: true },
    {
      id: 'f3',
      key: 'lines',
      type: 'list',
      fields: [{ id: 'f4', key: 'n', type: 'integer', required: true, askOnEdit: true }],
    },
  ] as const
  const asking = versionOf(fields)

  it('[R31] is asked of whoever writes, at its place, and of nobody else', () => {
    expect(saidOf(patchData(asking, {}, { title: 'x' }, context))).toEqual(['/data/owner required'])
    expect(saidOf(createData(asking, { title: 'x', lines: [{}] }, context))).toEqual([
      '/data/owner required',
      '/data/lines/0/n required',
    ])
    expect(dataOf(patchData(asking, {}, { owner: 'Ana' }, context))).toEqual({ f2: 'Ana' })
    expect(dataOf(patchData(asking, {}, { title: 'x' }, { ...context, system: true }))).toEqual({ f1: 'x' })
  })

  it('[R31] together with what else is wrong, and not while it is hidden', () => {
    expect(saidOf(patchData(asking, {}, { title: 5 }, context))).toEqual([
      '/data/title not-text',
      '/data/owner required',
    ])
    const hidden = versionOf([{ ...fields[1], showWhen: expressionOf('f1 == "x"', ['f1']) }, fields[0]])
    expect(dataOf(patchData(hidden, {}, { title: 'y' }, context))).toEqual({ f1: 'y' })
    expect(saidOf(patchData(hidden, {}, { title: 'x' }, context))).toEqual(['/data/owner required'])
  })
})

const version = versionOf(
  [
    { id: 'f1', key: 'title', type: 'text', required: true, maxLength: 20 },
    { id: 'f2', key: 'weight', type: 'number', minimum: 0 },
    {
      id: 'f3',
      key: 'status',
      type: 'enum',
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'DONE' },
        { id: 'o3', key: 'OLD', retired: true },
      ],
    },
    { id: 'f4', key: 'serial', type: 'text', readOnly: true },
    { id: 'f5', key: 'place', type: 'address' },
    { id: 'f6', key: 'price', type: 'money' },
    {
      id: 'f7',
      key: 'lines',
      type: 'list',
      fields: [
        { id: 'f8', key: 'n', type: 'integer' },
        {
          id: 'f9',
          key: 'kind',
          type: 'enum',
          options: [
            { id: 'o4', key: 'A' },
            { id: 'o5', key: 'B', retired: true },
          ],
        },
      ],
    },
    {
      id: 'f10',
      key: 'labels',
      type: 'tags',
      options: [
        { id: 'o6', key: 'x' },
        { id: 'o7', key: 'y', retired: true },
      ],
    },
    { id: 'f11', key: 'extra', type: 'json' },
  ],
  { rules: [{ id: 'r1', check: expressionOf('f2 < 1000.0', ['f2']), message: 'Too heavy for a van' }] },
)
const flowContext = { ...context, flows: [{ stateField: 'f3', initial: 'o1', regionFields: [] }] } as const
const system = { ...context, system: true }

describe('create', () => {
  it('[R13] takes what is valid and names what it wrote', () => {
    expect(createData(version, { weight: 5, title: ' x ' }, context)).toEqual({
      data: { f1: ' x ', f2: 5 },
      changed: ['f1', 'f2'],
    })
  })

  it('[R7] tells all faults at once, each once', () => {
    expect(saidOf(createData(version, { weight: -1, status: 'GONE', colour: 1 }, context))).toEqual([
      '/data/status unknown-option',
      '/data/colour unknown-member',
      '/data/title required',
      '/data/weight too-small',
    ])
    expect(saidOf(createData(version, { title: 5 }, context))).toEqual(['/data/title not-text'])
    expect(saidOf(createData(version, [], context))).toEqual(['/data not-a-record'])
  })

  it('[R30] a field that is not shown need not be filled in, and must be right all the same', () => {
    const shown = { ...expressionOf('f1 == "b"', ['f1']) }
    const conditional = versionOf([
      { id: 'f1', key: 'kind', type: 'text' },
      { id: 'f2', key: 'why', type: 'text', required: true, maxLength: 3, showWhen: shown },
    ])
    expect(dataOf(createData(conditional, { kind: 'a' }, context))).toEqual({ f1: 'a' })
    expect(dataOf(createData(conditional, {}, context))).toEqual({})
    expect(dataOf(createData(conditional, { kind: 'a', why: 'x' }, context))).toEqual({ f1: 'a', f2: 'x' })
    expect(saidOf(createData(conditional, { kind: 'b' }, context))).toEqual(['/data/why required'])
    expect(saidOf(createData(conditional, { kind: 'a', why: 'long' }, context))).toEqual(['/data/why too-long'])
    expect(saidOf(createData(conditional, { kind: 'a', odd: 1 }, context))).toEqual(['/data/odd unknown-member'])
    expect(saidOf(createData(conditional, { kind: 'b', odd: 1 }, context))).toEqual([
      '/data/odd unknown-member',
      '/data/why required',
    ])
    const hidden = { f1: 'a' }
    expect(saidOf(patchData(conditional, hidden, { kind: 'b' }, context))).toEqual(['/data/why required'])
    expect(dataOf(patchData(conditional, { f1: 'b', f2: 'x' }, { kind: 'a' }, context))).toEqual({ f1: 'a', f2: 'x' })
  })

  it('[R7] a place begins where the data lies', () => {
    expect(saidOf(createData(version, {}, { ...context, path: ['items', 3, 'data'] }))).toEqual([
      '/items/3/data/title required',
    ])
  })

  it('[R16] the state is the first one of the flow, and may be sent as that only', () => {
    expect(dataOf(createData(version, { title: 'x' }, flowContext))).toEqual({ f1: 'x', f3: 'o1' })
    expect(dataOf(createData(version, { title: 'x', status: 'NEW' }, flowContext))).toEqual({ f1: 'x', f3: 'o1' })
    expect(dataOf(createData(version, { title: 'x', status: null }, flowContext))).toEqual({ f1: 'x', f3: 'o1' })
    expect(saidOf(createData(version, { title: 'x', status: 'DONE' }, flowContext))).toEqual([
      '/data/status moved-by-flow',
    ])
  })

  it('[R16] a read-only field takes its default and nothing else', () => {
    const numbered = versionOf([
      { id: 'f1', key: 'serial', type: 'text', readOnly: true, default: { value: 'A1' } },
      { id: 'f2', key: 'sum', type: 'text', readOnly: true, computed: { kind: 'autonumber', format: 'N{0}' } },
    ])
    expect(dataOf(createData(numbered, {}, context))).toEqual({ f1: 'A1' })
    expect(dataOf(createData(numbered, { serial: 'A1' }, context))).toEqual({ f1: 'A1' })
    expect(saidOf(createData(numbered, { serial: 'A2', sum: '3' }, context))).toEqual([
      '/data/serial read-only',
      '/data/sum read-only',
    ])
  })
})

describe('patch', () => {
  const current = dataOf(
    createData(
      version,
      {
        title: 'x',
        weight: 5,
        place: { city: 'Porto', street: 'A' },
        price: { amount: '1', currency: 'BRL' },
        lines: [{ n: 1 }, { n: 2 }],
      },
      context,
    ),
  )

  it('[R14] objects merge, lists are replaced, null clears', () => {
    const written = patchData(
      version,
      current,
      { place: { street: null, country: 'PT' }, price: { amount: '2.5' }, lines: [{ n: 3 }], weight: null },
      context,
    )
    expect(written).toMatchObject({ changed: ['f2', 'f5', 'f6', 'f7'] })
    const { f7, ...rest } = dataOf(written)
    expect(rest).toEqual({ f1: 'x', f5: { city: 'Porto', country: 'PT' }, f6: { amount: '2.50', currency: 'BRL' } })
    expect(f7).toMatchObject([{ f8: 3 }])
  })

  it('[R10] elements keep their _id when they are sent with it, or without', () => {
    const [first, second] = current['f7'] as { _id: string }[]
    const lines = (patch: unknown[]) =>
      dataOf(patchData(version, current, { lines: patch }, { ...context, now: 99 }))['f7'] as { _id: string }[]
    expect(lines([{ _id: second?._id, n: 7 }]).map(({ _id }) => _id)).toEqual([second?._id])
    expect(lines([{ n: 2 }, { n: 9 }]).map(({ _id }) => _id)).toEqual([second?._id, '2r-1'])
    expect(lines([{ n: 8 }]).map(({ _id }) => _id)).toEqual([first?._id])
  })

  it('[R14] a json field merges; what is sent back as it was read is no write', () => {
    const held = dataOf(patchData(version, current, { extra: { a: { b: 1, c: [1] } } }, context))
    expect(dataOf(patchData(version, held, { extra: { a: { c: null } } }, context))['f11']).toEqual({ a: { b: 1 } })
    const nulled = { ...held, f11: { a: null } }
    expect(patchData(version, nulled, { extra: { a: null } }, context)).toEqual({ data: nulled, changed: [] })
  })

  it('[R14] changing nothing is allowed even where the record is no longer valid', () => {
    const old = { f2: 5000 }
    expect(patchData(version, old, { weight: 5000 }, context)).toEqual({ data: old, changed: [] })
    expect(saidOf(patchData(version, old, { weight: 4000 }, context))).toEqual(['/data/title required'])
  })

  it('[R14] clearing what is required is refused, and so is a patch that is no object', () => {
    expect(saidOf(patchData(version, current, { title: null }, context))).toEqual(['/data/title required'])
    for (const patch of [null, 'x', 5, []])
      expect(saidOf(patchData(version, current, patch, context))).toEqual(['/data not-a-record'])
  })

  it('[R16] the field of a region is the flow’s alone, and begins with nothing, whatever its default', () => {
    const fields = [
      { id: 'f1', key: 'title', type: 'text' },
      { id: 'f2', key: 'picking', type: 'enum', options: [{ id: 'o1', key: 'OPEN' }], default: { value: 'o1' } },
    ] as const
    const own: BlueprintVersion = { ...version, fields, rules: [], uniques: [] }
    const moving = { ...context, flows: [{ stateField: 'f3', initial: 'o1', regionFields: ['f2'] }] } as const
    expect(dataOf(createData(own, { title: 'x' }, moving))).toEqual({ f1: 'x' })
    expect(saidOf(createData(own, { picking: 'OPEN' }, moving))).toEqual(['/data/picking moved-by-flow'])
    expect(saidOf(patchData(own, { f2: 'o1' }, { picking: null }, moving))).toEqual(['/data/picking moved-by-flow'])
    expect(dataOf(patchData(own, { f2: 'o1' }, { title: 'y', picking: 'OPEN' }, moving))).toEqual({ f1: 'y', f2: 'o1' })
    expect(dataOf(putData(own, { f1: 'x', f2: 'o1' }, { title: 'y' }, moving))).toEqual({ f1: 'y', f2: 'o1' })
  })

  it('[R16] read-only and state members may be sent with the value they have', () => {
    const moving = { ...current, f3: 'o2', f4: 'S-1' }
    expect(patchData(version, moving, { status: 'DONE', serial: 'S-1' }, flowContext)).toEqual({
      data: moving,
      changed: [],
    })
    expect(saidOf(patchData(version, moving, { status: 'NEW', serial: null }, flowContext))).toEqual([
      '/data/status moved-by-flow',
      '/data/serial read-only',
    ])
    expect(patchData(version, current, { serial: null }, flowContext)).toEqual({ data: current, changed: [] })
    expect(dataOf(patchData(version, moving, { status: 'NEW' }, context))['f3']).toBe('o1')
  })

  it('[R16] a read-only list is compared by its content', () => {
    const fixed = versionOf([
      { id: 'f1', key: 'lines', type: 'list', readOnly: true, fields: [{ id: 'f2', key: 'n', type: 'integer' }] },
    ])
    const held = { f1: [{ _id: 'a', f2: 1 }] }
    expect(patchData(fixed, held, { lines: [{ n: 1 }] }, context)).toEqual({ data: held, changed: [] })
    expect(saidOf(patchData(fixed, held, { lines: [{ n: 2 }] }, context))).toEqual(['/data/lines read-only'])
  })
})

describe('read-only members of a group', () => {
  const grouped = versionOf([
    {
      id: 'f1',
      key: 'lines',
      type: 'list',
      fields: [
        { id: 'f2', key: 'n', type: 'integer' },
        { id: 'f3', key: 'code', type: 'text', readOnly: true, default: { value: 'A' } },
      ],
    },
  ])
  const held: StoredData = {
    f1: [
      { _id: 'a', f2: 1, f3: 'K' },
      { _id: 'b', f2: 2 },
    ],
  }
  const patched = (lines: unknown, more = {}) => patchData(grouped, held, { lines }, { ...context, ...more })

  it('[R16] stay when they are not sent, and are refused with another value', () => {
    expect(
      dataOf(
        patched([
          { _id: 'a', n: 5 },
          { _id: 'b', n: 6 },
        ]),
      ),
    ).toEqual({
      f1: [
        { _id: 'a', f2: 5, f3: 'K' },
        { _id: 'b', f2: 6 },
      ],
    })
    expect(dataOf(patched([{ _id: 'a', n: 5, code: 'K' }]))).toEqual({ f1: [{ _id: 'a', f2: 5, f3: 'K' }] })
    expect(
      saidOf(
        patched([
          { _id: 'a', n: 5, code: 'L' },
          { _id: 'b', code: 'L' },
        ]),
      ),
    ).toEqual(['/data/lines/0/code read-only', '/data/lines/1/code read-only'])
  })

  it('[R16] are their default in a new element', () => {
    expect(saidOf(patched([{ _id: 'c', code: 'B' }]))).toEqual(['/data/lines/0/code read-only'])
    expect(patched([{ _id: 'c', code: 'A' }, { _id: 'd' }])).toHaveProperty('data')
    expect(dataOf(createData(grouped, { lines: [{ n: 1 }] }, context))['f1']).toMatchObject([{ f2: 1, f3: 'A' }])
    expect(saidOf(createData(grouped, { lines: [{ code: 'B' }] }, context))).toEqual(['/data/lines/0/code read-only'])
  })

  it('[R19] are written by the system', () => {
    expect(dataOf(patched([{ _id: 'a', code: 'L' }], { system: true }))).toEqual({ f1: [{ _id: 'a', f3: 'L' }] })
  })
})

describe('put', () => {
  it('[R15] clears what is absent and keeps what the writer cannot write', () => {
    const current = { f1: 'x', f2: 5, f3: 'o2', f4: 'S-1' }
    expect(putData(version, current, { title: 'y' }, flowContext)).toEqual({
      data: { f1: 'y', f3: 'o2', f4: 'S-1' },
      changed: ['f1', 'f2'],
    })
    expect(
      dataOf(putData(version, current, { title: 'y', weight: null, status: 'DONE', serial: 'S-1' }, flowContext)),
    ).toEqual({ f1: 'y', f3: 'o2', f4: 'S-1' })
    expect(saidOf(putData(version, current, { title: 'y', status: 'NEW' }, flowContext))).toEqual([
      '/data/status moved-by-flow',
    ])
    expect(saidOf(putData(version, current, {}, flowContext))).toEqual(['/data/title required'])
  })
})

describe('rules', () => {
  it('[R17] refuse when the check is false, pass when an operand is empty', () => {
    expect(issuesOf(createData(version, { title: 'x', weight: 1000 }, context))).toEqual([
      { path: ['data'], code: 'rule-broken', params: { message: 'Too heavy for a van' } },
    ])
    expect(createData(version, { title: 'x' }, context)).toHaveProperty('data')
  })

  it('[R17] refuse when the check fails, and are not asked of data of the wrong shape', () => {
    const failing = versionOf([{ id: 'f1', key: 'n', type: 'number' }], {
      rules: [{ id: 'r1', check: expressionOf('1.0 / f1 > 0.0', ['f1']), message: 'm' }],
    })
    expect(saidOf(createData(failing, { n: 0 }, context))).toEqual(['/data rule-failed'])
    expect(saidOf(createData(failing, { n: 'x' }, context))).toEqual(['/data/n not-number'])
  })

  it('[R17] see the record’s system members', () => {
    const guarded = versionOf([{ id: 'f1', key: 'n', type: 'number' }], {
      rules: [{ id: 'r1', check: expressionOf('record.state != "o2"'), message: 'm' }],
    })
    expect(saidOf(createData(guarded, { n: 1 }, { ...context, record: { state: 'o2' } }))).toEqual([
      '/data rule-broken',
    ])
    expect(createData(guarded, { n: 1 }, { ...context, record: { state: 'o1' } })).toHaveProperty('data')
    expect(createData(guarded, { n: 1 }, context)).toHaveProperty('data')
  })
})

describe('retired options', () => {
  it('[R18] stay where they are and go nowhere else', () => {
    expect(saidOf(createData(version, { title: 'x', status: 'OLD' }, context))).toEqual(['/data/status retired-option'])
    const old = { f1: 'x', f3: 'o3', f10: ['o7'] }
    expect(dataOf(patchData(version, old, { title: 'y', status: 'OLD', labels: ['y', 'x'] }, context))).toEqual({
      f1: 'y',
      f3: 'o3',
      f10: ['o7', 'o6'],
    })
    expect(saidOf(patchData(version, { f1: 'x' }, { labels: ['y'] }, context))).toEqual(['/data/labels retired-option'])
  })

  it('[R18] in elements too, wherever these are moved', () => {
    const old = { f1: 'x', f7: [{ _id: 'a', f9: 'o5' }] }
    expect(
      patchData(
        version,
        old,
        {
          lines: [
            { n: 1, kind: 'A' },
            { _id: 'a', kind: 'B' },
          ],
        },
        context,
      ),
    ).toHaveProperty('data')
    expect(saidOf(patchData(version, { f1: 'x' }, { lines: [{ kind: 'B' }] }, context))).toEqual([
      '/data/lines/kind retired-option',
    ])
  })
})

describe('system writes', () => {
  it('[R19] write the state, read-only fields and retired options', () => {
    const written = patchData(version, { f1: 'x' }, { status: 'OLD', serial: 'S-2' }, { ...flowContext, system: true })
    expect(dataOf(written)).toEqual({ f1: 'x', f3: 'o3', f4: 'S-2' })
    expect(dataOf(putData(version, { f1: 'x', f4: 'S-1' }, { title: 'y' }, system))).toEqual({ f1: 'y' })
  })

  it('[R19] are held to what they touch only', () => {
    const invalid = { f2: 5000 }
    expect(dataOf(patchData(version, invalid, { status: 'DONE' }, system))).toEqual({ f2: 5000, f3: 'o2' })
    expect(saidOf(patchData(version, invalid, { weight: 6000 }, system))).toEqual(['/data rule-broken'])
    expect(saidOf(patchData(version, invalid, { weight: -1 }, system))).toEqual(['/data/weight too-small'])
    expect(saidOf(createData(version, {}, system))).toEqual(['/data/title required'])
  })

  it('[R19] a rule that reads one touched field among others is asked', () => {
    const both = expressionOf('f2 < 1000.0 || f1 == "crane"', ['f1', 'f2'])
    const ruled = { ...version, rules: [{ id: 'r1', check: both, message: 'Too heavy' } as const] }
    expect(saidOf(patchData(ruled, { f1: 'crane', f2: 5000 }, { title: 'van' }, system))).toEqual(['/data rule-broken'])
    expect(dataOf(patchData(ruled, { f1: 'van', f2: 5000 }, { status: 'DONE' }, system))).toMatchObject({ f3: 'o2' })
  })
})
