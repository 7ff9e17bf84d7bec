// A field is counted in another unit: what goes on with the old numbers is told by name, and published only when somebody said so.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

const grams = [{ op: 'unit', field: 'weight', factor: '1000' }]

describeApp('Units', {}, (app) => {
  let world: TenantWorld
  let trip: string
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      name: 'parcel',
      label: 'Parcel',
      fields: [
        { key: 'title', type: 'text' },
        { key: 'weight', label: 'Weight', type: 'number' },
        { key: 'stage', type: 'enum', options: ['NEW', 'HELD', 'DONE'] },
      ],
      rules: [{ check: 'weight < 100.0', message: 'Too heavy' }],
    })
    trip = (
      await world.must(201, 'POST', '/blueprints', {
        name: 'trip',
        label: 'Trip',
        fields: [
          { key: 'parcel', type: 'relation', blueprint: 'parcel' },
          { key: 'load', label: 'Load', type: 'lookup', via: 'parcel', field: 'weight' },
        ],
        rules: [{ check: 'load < 50.0', message: 'Too much for a bicycle' }],
      })
    ).body.id
    await world.must(201, 'POST', '/flows', {
      name: 'way',
      label: 'On its way',
      blueprint: 'parcel',
      stateField: 'stage',
      initial: 'NEW',
      states: { NEW: {}, HELD: {}, DONE: { type: 'final' } },
      transitions: [
        { event: 'hold', label: 'Hold it', from: ['NEW'], to: 'HELD', guard: 'weight > 3.0' },
        { event: 'finish', label: 'Finish', from: ['NEW', 'HELD'], to: 'DONE', guard: 'weight > 0.0' },
        { event: 'weigh', label: 'Weigh', from: ['NEW'], to: 'NEW', form: ['weight'] },
      ],
    })
    for (const view of [
      { name: 'Heavy', filter: 'weight > 20.0', shared: true },
      { name: 'Weighed', filter: 'weight != null', sort: '-weight', columns: ['weight'], shared: true },
      { name: 'Mine', filter: 'weight > 20.0', shared: false },
    ])
      await world.must(201, 'POST', '/views', { ...view, blueprint: 'parcel' })
  })

  const preview = async (ops: readonly object[], more: object = {}) => {
    await world.must(200, 'PUT', '/blueprints/parcel/draft', { ops })
    return (await world.must(200, 'POST', '/blueprints/parcel/draft/preview', undefined, more)).body
  }
  const decisionsOf = ({ report }: { readonly report: { readonly findings: readonly Finding[] } }) =>
    report.findings.filter(({ check }) => check === 'needs-decision')
  const publish = (body: object, more: object = {}) =>
    world.call('POST', '/blueprints/parcel/draft/publish', body, more)

  test('the preview names flow and step, view, blueprint and field', async () => {
    const end = 'Nothing of that is changed: from then on its numbers are counted in the new unit.'
    const told = decisionsOf(await preview(grams))
    expect(told.map(({ kind, name, message }) => [kind, name, message])).toEqual([
      ['flow', 'On its way', `The flow “On its way” has a condition on Weight at: Hold it. ${end}`],
      ['view', 'Heavy', `The view “Heavy” filters by Weight. ${end}`],
      [
        'blueprint',
        'Trip',
        `In “Trip”, Weight is read by: Load. In “Trip”, Load is read by: Too much for a bicycle. ${end}`,
      ],
    ])
    expect(told.map(({ severity, op }) => [severity, op])).toEqual(told.map(() => ['decide', 0]))
    expect(told.at(-1)?.id).toBe(`0 blueprint ${trip}`)
    const russian = decisionsOf(await preview(grams, { headers: { 'Accept-Language': 'ru' } }))
    expect(russian[0]?.message).toBe(
      'В процессе «On its way» есть условие по полю «Weight»: Hold it. Там ничего не изменится: после этого числа будут считаться в новых единицах.',
    )
    // Whoever reads none of its numbers has nothing to decide.
    expect(decisionsOf(await preview([{ op: 'relabel', field: 'weight', label: 'Weight' }]))).toEqual([])
  })

  test('publishing without an answer, or with half of one, is refused and names what is left', async () => {
    const { token, ...told } = await preview(grams)
    const ids = decisionsOf(told as never).map(({ id }) => id)
    for (const accept of [undefined, [], ids.slice(1), ['nonsense', ...ids.slice(1)]]) {
      const refused = await publish({ token, ...(accept && { accept }) })
      expect(refused.status, refused.text).toBe(422)
      const left = ids.length - (accept ?? []).filter((id) => ids.includes(id)).length
      expect(refused.body.errors).toHaveLength(left)
      expect(refused.body.errors[0]).toMatchObject({ pointer: '/accept', code: 'undecided' })
      expect(refused.body.errors[0].message).toContain('The flow “On its way” has a condition on Weight at: Hold it.')
      expect(refused.body.errors[0].message).toContain(`{"accept": ["${ids[0]}"]}`)
    }
    expect((await world.must(200, 'GET', '/blueprints/parcel')).body.version).toBe(1)
  })

  test('what was accepted is published as it was told; who came meanwhile is asked about, too', async () => {
    const { token, ...told } = await preview(grams)
    const accept = decisionsOf(told as never).map(({ id }) => id)
    const late = { name: 'Late', filter: 'weight > 9.0', shared: true, blueprint: 'parcel' }
    const { id } = (await world.must(201, 'POST', '/views', late)).body
    const refused = await publish({ token, accept })
    expect(refused.body.errors.map(({ message }: { message: string }) => message.slice(0, 15))).toEqual([
      'The view “Late”',
    ])
    await world.must(204, 'DELETE', `/views/${id}`)
    expect((await publish({ token, accept })).status).toBe(201)
    expect((await world.must(200, 'GET', '/blueprints/parcel')).body.rules[0].check).toBe('weight < 100000')
    expect((await world.must(200, 'GET', '/views/Heavy')).body.filter).toBe('weight > 20')
    const made = await world.must(201, 'POST', '/records/parcel', { data: { weight: 4, stage: 'NEW' } })
    await world.must(200, 'POST', `/records/parcel/${made.body.id}/transitions/hold`, {})
  })

  test('the way back is a change of the unit, too', async () => {
    const { token, ...told } = await preview([{ op: 'revert', to: 1 }])
    const ids = decisionsOf(told as never).map(({ id }) => id)
    expect(ids).toHaveLength(3)
    expect((await publish({ token })).status).toBe(422)
    expect((await publish({ token, accept: ids })).status).toBe(201)
  })
})

interface Finding {
  readonly check: string
  readonly severity: string
  readonly id: string
  readonly op: number
  readonly kind: string
  readonly name: string
  readonly message: string
}
