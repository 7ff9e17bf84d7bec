// Does the preview name everybody who works with a field that a draft changes?
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('Uses of fields', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      name: 'parcel',
      fields: [
        { key: 'title', type: 'text' },
        { key: 'weight', label: 'Weight', type: 'number' },
        { key: 'twice', label: 'Twice', type: 'formula', expr: 'weight * 2.0' },
        { key: 'hint', label: 'Hint', type: 'text', showWhen: 'weight > 30.0' },
        { key: 'stage', type: 'enum', options: ['NEW', 'DONE'] },
        { key: 'until', label: 'Until', type: 'date' },
      ],
      rules: [{ check: 'weight < 100.0', message: 'Too heavy' }],
      uniques: [['title', 'weight']],
    })
    await world.must(201, 'POST', '/blueprints', {
      name: 'trip',
      label: 'Trip',
      fields: [
        { key: 'parcel', type: 'relation', blueprint: 'parcel' },
        { key: 'load', label: 'Load', type: 'lookup', via: 'parcel', field: 'weight' },
      ],
    })
    await world.must(201, 'POST', '/flows', {
      name: 'way',
      label: 'On its way',
      blueprint: 'parcel',
      stateField: 'stage',
      initial: 'NEW',
      states: { NEW: { timers: [{ name: 'late', at: 'until', event: 'finish' }] }, DONE: { type: 'final' } },
      transitions: [
        {
          event: 'finish',
          label: 'Finish',
          from: ['NEW'],
          to: 'DONE',
          guard: 'weight > 3.0',
          do: [{ set: 'title', value: "'done'" }],
        },
        { event: 'weigh', label: 'Weigh', from: ['NEW'], to: 'NEW', form: ['weight'] },
      ],
    })
    for (const view of [
      { name: 'Heavy', filter: 'weight > 20.0', sort: '-weight', columns: ['weight'], shared: true },
      { name: 'Other', columns: ['title'], shared: true },
      { name: 'Mine', filter: 'weight > 20.0', shared: false },
    ])
      await world.must(201, 'POST', '/views', { ...view, blueprint: 'parcel' })
  })

  const told = async (ops: readonly object[], more: object = {}) => {
    const { report } = (await world.must(200, 'POST', '/blueprints/parcel/draft/preview', { ops }, more)).body
    return report.changes.map(({ uses = [] }: { uses?: readonly { kind: string; sentence: string }[] }) => uses)
  }

  test('flows by their steps, views, rules, formulas, uniques and other blueprints', async () => {
    const [uses] = await told([{ op: 'change', field: 'weight', maximum: 1000 }])
    expect(uses.map(({ kind, sentence }: { kind: string; sentence: string }) => [kind, sentence])).toEqual([
      ['flow', 'The flow “On its way” has a condition on Weight at: Finish.'],
      ['flow', 'The flow “On its way” asks people for Weight at: Weigh.'],
      ['view', 'The view “Heavy” filters by Weight.'],
      ['view', 'The view “Heavy” sorts by Weight.'],
      ['view', 'The view “Heavy” shows Weight.'],
      ['rule', 'The rule “Too heavy” reads Weight.'],
      ['formula', 'The value of “Twice” is worked out from Weight.'],
      ['condition', 'Whether “Hint” is shown depends on Weight.'],
      ['unique', 'No two records may have the same title + weight.'],
      ['blueprint', 'In “Trip”, Weight is read by: Load.'],
    ])
    expect(new Set(uses.map(({ weight }: { weight: string }) => weight))).toEqual(new Set(['info']))
  })

  test('timers and actions, in the reader’s language; nobody where a name is all that changes', async () => {
    const ops = [
      { op: 'change', field: 'title', maxLength: 50 },
      { op: 'retype', field: 'until', type: 'datetime' },
      { op: 'rename', field: 'weight', key: 'mass' },
    ]
    const [title, until, renamed] = await told(ops, { headers: { 'Accept-Language': 'pt-BR' } })
    expect(title?.[0]?.sentence).toBe('O fluxo “On its way” calcula ou altera valores com title em: Finish.')
    expect(until?.[0]?.sentence).toBe('O fluxo “On its way” tem um prazo que segue Until em: NEW.')
    expect(renamed).toEqual([])
  })
})
