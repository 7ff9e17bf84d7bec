// What becomes of records whose option goes away, or comes too late for an older version?
import { describe, expect, it } from 'vitest'
import { crossOps, crossValue, refusal } from '../../test/cross-ops.ts'
import { languages } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'

const options: Json = ['new', { key: 'open', label: 'Open' }, 'won', { key: 'old', retired: true }]
const status = (type: string, op: JsonObject, field: JsonObject = {}, more: JsonObject = {}) =>
  crossOps(
    {
      fields: [
        { key: 'x', type, options, ...field },
        { key: 'n', type: 'number' },
      ],
      ...more,
    },
    [{ field: 'x', ...op }],
  )
const remap = (op: JsonObject, field?: JsonObject, more?: JsonObject, type = 'enum') =>
  status(type, { op: 'remap', ...op }, field, more)
const refused = (...all: Parameters<typeof remap>) => refusal(() => remap(...all))

describe('remap', () => {
  it('[L22] records get the other option or none; which one it was comes back', () => {
    const crossed = remap({ map: { new: 'open', won: null } })
    expect(crossed.version.fields[0]?.options?.map(({ key }) => key)).toEqual(['open', 'old'])
    expect(crossValue(crossed, 'o1')).toEqual({ becomes: 'o2', back: 'o1', fails: false, kept: true })
    expect(crossValue(crossed, 'o3')).toEqual({ becomes: null, back: 'o3', fails: false, kept: true })
    expect(crossValue(crossed, 'o2')).toEqual({ becomes: 'o2', back: 'o2', fails: false, kept: false })
    expect(crossed.backward({ f1: 'o4' }, crossed.forward({ f1: 'o1' }).attic).data).toEqual({ f1: 'o4' })
  })

  it('[L22] several choices: each once, and nothing when none is left', () => {
    const crossed = remap({ map: { new: 'open', won: null } }, {}, {}, 'tags')
    expect(crossValue(crossed, ['o1', 'o2', 'o3'])).toMatchObject({ becomes: ['o2'], back: ['o1', 'o2', 'o3'] })
    expect(crossValue(crossed, ['o3'])).toMatchObject({ becomes: null, back: ['o3'] })
    expect(crossValue(crossed, [])).toMatchObject({ becomes: [], back: [], kept: false })
  })

  it('[L22] a representative goes back instead of an option that was there before', () => {
    const crossed = remap({ map: { new: 'open' }, representative: { open: 'new' } })
    expect(crossed.backward({ f1: 'o2' }).data).toEqual({ f1: 'o1' })
    expect(crossValue(crossed, 'o1')).toMatchObject({ becomes: 'o2', back: 'o1', kept: false })
    expect(crossValue(crossed, 'o2')).toMatchObject({ becomes: 'o2', back: 'o2', kept: true })
    expect(remap({ map: { new: null }, representative: { open: null } } as never).ops[0]).not.toHaveProperty(
      'representative',
    )
  })

  it('[L22] a default goes along; one that would become nothing is in the way', () => {
    expect(remap({ map: { new: 'won' } }, { default: 'new' }).version.fields[0]?.default).toEqual({ value: 'o3' })
    expect(
      remap({ map: { new: 'open' } }, { default: ['new', 'open'] }, {}, 'tags').version.fields[0]?.default,
    ).toEqual({ value: ['o2'] })
    const at = ['ops', 0, 'map', 'new']
    expect(refused({ map: { new: null } }, { default: 'new' })).toEqual([['option-is-default', ...at]])
    expect(refused({ map: { new: null } }, { default: ['open', 'new'] }, {}, 'tags')).toEqual([
      ['option-is-default', ...at],
    ])
  })

  it('[L22] an option that an expression names is in the way', () => {
    const rule = { rules: [{ check: "x != 'won' || n > 0", message: 'm' }] }
    expect(refused({ map: { won: 'open' } }, {}, rule)).toEqual([['option-in-rule', 'ops', 0, 'map', 'won']])
    expect(refused({ map: { new: 'open' } }, {}, rule)).toEqual([])
    expect(refused({ map: { won: 'open' } }, { showWhen: "x == 'won'" })).toEqual([
      ['option-in-condition', 'ops', 0, 'map', 'won'],
    ])
    expect(
      refusal(() =>
        crossOps(
          {
            fields: [
              { key: 'x', type: 'enum', options },
              { key: 'n', type: 'number', default: { expr: "x == 'won' ? 1 : 2" } },
            ],
          },
          [{ op: 'remap', field: 'x', map: { won: 'open' } }],
        ),
      ),
    ).toEqual([['option-in-default', 'ops', 0, 'map', 'won']])
  })

  it('[L22] what cannot be', () => {
    const at = (...place: string[]) => ['ops', 0, ...place]
    expect(refused({ map: {} })).toEqual([['nothing-changes', ...at('map')]])
    expect(refused({ map: { nope: 'open' } })).toEqual([['unknown-option', ...at('map', 'nope')]])
    expect(refused({ map: { new: 'nope' } })).toEqual([['unknown-option', ...at('map', 'new')]])
    expect(refused({ map: { new: 'open', open: 'won' } })).toEqual([['option-stays', ...at('map', 'new')]])
    expect(refused({ map: { new: 'new' } })).toEqual([['option-stays', ...at('map', 'new')]])
    expect(refused({ map: { new: 'old' } })).toEqual([['retired-option', ...at('map', 'new')]])
    expect(refused({ map: { new: null, open: null, won: null } })).toEqual([['all-options-retired', ...at('options')]])
    expect(refused({ map: { new: 'open' }, representative: { won: 'new' } })).toEqual([
      ['not-mapped-there', ...at('representative', 'won')],
    ])
    expect(refused({ map: { new: 'open' }, representative: { open: 'nope' } })).toEqual([
      ['unknown-option', ...at('representative', 'open')],
    ])
    expect(
      refusal(() =>
        crossOps({ fields: [{ key: 'x', type: 'text' }] }, [{ op: 'remap', field: 'x', map: { a: null } }]),
      ),
    ).toEqual([['op-not-for-type', ...at('field')]])
    expect(
      refusal(() =>
        crossOps({ fields: [{ key: 'x', type: 'text' }] }, [{ op: 'remap', field: 'y', map: { a: null } }]),
      ),
    ).toEqual([['unknown-field', ...at('field')]])
  })

  it('[L22] is told option by option', () => {
    const { before, ops, summary } = remap({ map: { new: 'open', won: null }, representative: { open: 'new' } })
    expect(summary).toEqual([
      'The option “new” of “x” goes away; records that have it get “Open”. The option “won” of “x” goes away; records that have it lose it. Going back, “Open” becomes “new”.',
    ])
    for (const language of languages) expect(describeOps(before, ops, language)[0]).toMatch(/^[^{}]+[.]$/)
  })
})

describe('options that are added', () => {
  it('[L25] are empty for older versions, and come again', () => {
    const crossed = status('enum', { op: 'options', add: ['late'] })
    const back = crossed.backward({ f1: 'o5' })
    expect(back.data).toEqual({})
    expect(crossed.forward(back.data, back.attic).data).toEqual({ f1: 'o5' })
    // Edited at the older version: the edit wins.
    expect(crossed.forward({ f1: 'o1' }, back.attic)).toEqual({ data: { f1: 'o1' }, attic: {} })
    expect(crossed.forward({ f1: 'o1' })).toEqual({ data: { f1: 'o1' }, attic: {} })
  })

  it('[L25] of several choices only the new ones', () => {
    const crossed = status('tags', { op: 'options', add: ['late'] })
    const back = crossed.backward({ f1: ['o5', 'o1'] })
    expect(back.data).toEqual({ f1: ['o1'] })
    expect(crossed.forward(back.data, back.attic).data).toEqual({ f1: ['o5', 'o1'] })
    expect(crossed.backward({ f1: ['o5'] }).data).toEqual({})
    expect(crossed.backward({ f1: [] })).toEqual({ data: { f1: [] }, attic: {} })
    expect(status('tags', { op: 'options', rename: { new: 'fresh' } }).forward({ f1: ['o1'] }).attic).toEqual({})
  })
})
