import { expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, publishOps } from '../../test/tenant-world.ts'

describeApp('What was published before', {}, (app) => {
  test('a column of a list of rows comes back with its values, wherever the record rests', async () => {
    const world = await newWorld(app())
    const fields = [
      {
        key: 'lines',
        type: 'list',
        fields: ['item', 'colour'].map((key) => ({ key, type: 'text' })),
      },
    ]
    await world.must(201, 'POST', '/blueprints', { name: 'order', fields })
    const lines = [{ item: 'Cup', colour: 'Blue' }, { item: 'Plate' }]
    const { id } = (await world.must(201, 'POST', '/records/order', { data: { lines } })).body
    const linesNow = async () =>
      (await world.must(200, 'GET', `/records/order/${id}`)).body.data.lines.map(
        ({ _id, ...line }: { readonly _id: string }) => line,
      )
    await publishOps(world, 'order', [{ op: 'each', field: 'lines', ops: [{ op: 'remove', field: 'colour' }] }])
    expect(await linesNow()).toEqual([{ item: 'Cup' }, { item: 'Plate' }])
    await publishOps(world, 'order', [{ op: 'each', field: 'lines', ops: [{ op: 'restore', field: 'colour' }] }])
    expect(await linesNow()).toEqual(lines)
  })

  test.each([
    ['nothing', undefined],
    ['what is no op', [null]],
    ['a column that never was there', [{ op: 'restore', field: 'size' }]],
  ])('inside of a list of rows, %s is refused', async (_, ops) => {
    const world = await newWorld(app())
    const fields = [{ key: 'lines', type: 'list', fields: [{ key: 'item', type: 'text' }] }]
    await world.must(201, 'POST', '/blueprints', { name: 'order', fields })
    const draft = { ops: [{ op: 'each', field: 'lines', ops }] }
    expect((await world.call('PUT', '/blueprints/order/draft', draft)).status).toBe(422)
  })
})
