// What a template leaves in a tenant: everything, or nothing at all.
import type { JsonObject, MoldeError } from '@molde/engine'
import { expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld } from '../../test/tenant-world.ts'
import { newPerson, newTenant } from '../../test/test-app.ts'
import { findTenantOfMember } from '../tenants/tenant-table.ts'
import { applyBundle } from './apply-template.ts'
import { templateNames } from './templates.ts'

const bundle: JsonObject & { readonly blueprints: readonly JsonObject[]; readonly views: readonly JsonObject[] } = {
  name: 'shop',
  label: 'Shop',
  blueprints: [
    {
      name: 'sale',
      fields: [
        { key: 'what', type: 'relation', blueprint: 'ware' },
        { key: 'stage', type: 'enum', options: ['NEW', 'PAID'] },
      ],
    },
    {
      name: 'ware',
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text', required: true },
        { key: 'price', type: 'number' },
      ],
    },
  ],
  flows: [
    {
      name: 'sale',
      blueprint: 'sale',
      stateField: 'stage',
      initial: 'NEW',
      states: { NEW: {}, PAID: { type: 'final' } },
      transitions: [{ event: 'pay', from: ['NEW'], to: 'PAID' }],
    },
  ],
  views: [
    { name: 'cheap', label: 'Cheap', blueprint: 'ware', filter: 'price < 10', sort: 'price', columns: ['title'] },
  ],
  samples: {
    ware: [
      { title: 'Bread', price: 2 },
      { title: 'Lamp', price: 20 },
    ],
  },
}

describeApp('Templates', {}, (app) => {
  const scopeOf = async () => {
    const world = await newWorld(app())
    const { runtime } = world.app
    const found = await findTenantOfMember(runtime.control.read, world.tenant.slug, world.owner.id)
    if (!found) throw new Error('the tenant is there')
    const store = await runtime.tenants.open(found.tenant.no)
    const actor = { kind: 'member', id: world.owner.id, roles: ['owner'] } as const
    return { world, scope: { runtime, tenant: found.tenant, store, actor, language: 'en' } as const }
  }

  test('every template of the program makes a tenant that works', async () => {
    const owner = await newPerson(app())
    for (const template of templateNames()) {
      const tenant = await newTenant(app(), owner, { template })
      const { body } = await app().call('GET', `${tenant.path}/blueprints`, { token: owner.token })
      expect(body.items.length, template).toBeGreaterThan(0)
    }
  })

  test('a bundle brings blueprints in any order, flows, views and samples in one go', async () => {
    const { world, scope } = await scopeOf()
    await applyBundle(scope, bundle)
    expect((await world.must(200, 'GET', '/blueprints')).body.items.map((one: { name: string }) => one.name)).toEqual([
      'sale',
      'ware',
    ])
    expect((await world.must(200, 'GET', '/flows/sale')).body.blueprint).toBe('sale')
    const view = (await world.must(200, 'GET', '/records/ware?view=cheap')).body
    expect(view.items.map((one: { data: { title: string } }) => one.data.title)).toEqual(['Bread'])
    const ware = view.items[0].id
    expect((await world.must(201, 'POST', '/records/sale', { data: { what: ware } })).body.state).toBe('NEW')
  })

  test('a bundle with a fault leaves nothing behind', async () => {
    const { world, scope } = await scopeOf()
    await world.must(201, 'POST', '/blueprints', { name: 'kept', fields: [{ key: 'a', type: 'text' }] })
    const broken: readonly JsonObject[] = [
      { ...bundle, views: [{ name: 'bad', blueprint: 'ware', filter: 'nothing > 1' }] },
      { ...bundle, samples: { ware: [{ title: 'Bread' }, { price: 1 }] } },
      { ...bundle, samples: { sale: [{ what: '01M7XCQBPWRMQQPZVKXTQFM40D' }] } },
      { ...bundle, views: [...bundle.views, ...bundle.views] },
      { ...bundle, views: [{ name: 'sums', blueprint: 'ware', kind: 'chart' }] },
      { ...bundle, blueprints: [...bundle.blueprints, { name: 'kept', fields: [{ key: 'a', type: 'text' }] }] },
    ]
    for (const wrong of broken) {
      await expect(applyBundle(scope, wrong)).rejects.toThrow()
      expect((await world.must(200, 'GET', '/blueprints')).body.items.map((one: { name: string }) => one.name)).toEqual(
        ['kept'],
      )
      expect((await world.must(200, 'GET', '/flows')).body.items).toEqual([])
      expect((await world.must(200, 'GET', '/views')).body.items).toEqual([])
    }
    await applyBundle(scope, bundle)
  })

  test('a bundle is refused at the place of the view that cannot be shown', async () => {
    const { scope } = await scopeOf()
    for (const [more, place] of [
      [{ kind: 'form' }, 'kind'],
      [{ kind: 'chart' }, 'kind'],
      [{ kind: 'board', group: 'title' }, 'group'],
      [{ sort: 'nothing' }, 'sort'],
      [{ columns: ['nothing'] }, 'columns'],
    ] as const) {
      const views = [...bundle.views, { name: 'other', blueprint: 'ware', ...more }]
      const refused = await applyBundle(scope, { ...bundle, views }).catch((thrown: unknown) => thrown)
      expect((refused as MoldeError).issues[0]?.path.slice(0, 3)).toEqual(['views', 1, place])
    }
  })
})
