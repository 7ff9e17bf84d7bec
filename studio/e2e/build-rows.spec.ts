// The lines of an order, each with fields of its own: built, filled in, changed while there are records, and changed back.
import { expect, it } from 'vitest'
import { chooseField } from './choose.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('rows with columns are built', { person: somebody('Ana'), prepare }, () => {
  const review = () => page.getByRole('dialog', { name: 'Review and publish' })
  const columns = () => page.getByRole('region', { name: 'Columns', exact: true })
  const column = (name: string) => page.getByRole('region', { name: `Column “${name}”` })
  const chooseColumn = (name: string) =>
    columns()
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click()
  const publish = async (version: number) => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await review().getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText(`Version ${version} is in use`).waitFor()
  }

  it('a field called Lines is meant to have rows, whose columns are fields', async () => {
    await page.goto('/t/shop/design/order')
    await page.getByLabel('New field', { exact: true }).fill('Lines')
    await page.getByText('Enter adds it as: Rows with columns', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await chooseField(page, 'Lines')
    await chooseColumn('Item')
    await column('Item').getByLabel('Name of the column').fill('Article')
    await column('Article').getByRole('switch', { name: 'Must be filled in' }).click()
    await columns().getByLabel('New column').fill('Count, Colour')
    await columns().getByRole('button', { name: 'Add 2 fields' }).click()
    await chooseColumn('Count')
    await column('Count').getByRole('button', { name: 'Remove column' }).waitFor()
    expect(await page.getByRole('button', { name: /^Type of field: / }).allTextContents()).toEqual([
      'Rows with columns',
      'Whole number',
    ])
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'rows-columns')
  })

  it('neither rows in rows nor what is worked out is offered for a column', async () => {
    await columns().getByRole('button', { name: 'Add column' }).click()
    await page
      .getByRole('menuitem', { name: /^Date One day/ })
      .or(page.getByRole('menuitem', { name: /^Date/ }).first())
      .waitFor()
    for (const name of [/^Rows with columns/, /^List/, /^Formula/, /^Roll-up/])
      expect(await page.getByRole('menuitem', { name }).count()).toBe(0)
    await page.keyboard.press('Escape')
  })

  it('is published and filled in row by row', async () => {
    await publish(2)
    await page.goto('/t/shop/records/order/new')
    await page.getByLabel('Title').fill('Order 1')
    const lines = page.getByRole('group', { name: 'Lines' })
    const row = (number: number) => lines.getByRole('group', { name: `Row ${number}` })
    await lines.getByRole('button', { name: 'Add a row' }).click()
    await row(1).getByLabel('Article').fill('Cup')
    await row(1).getByLabel('Count').fill('2')
    await lines.getByRole('button', { name: 'Add a row' }).click()
    await row(2).getByLabel('Count').fill('7')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await row(2)
      .getByText(/required|fill/i)
      .first()
      .waitFor()
    await row(2).getByLabel('Article').fill('Plate')
    await row(2).getByLabel('Colour').fill('Blue')
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'rows-form')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Order 1' }).waitFor()
    expect(await linesOf()).toEqual([
      { article: 'Cup', count: 2 },
      { article: 'Plate', count: 7, colour: 'Blue' },
    ])
    await screenshot(page, 'rows-record')
  })

  it('its columns change while there are records: called otherwise, added, to be filled in, gone', async () => {
    await page.goto('/t/shop/design/order')
    await chooseField(page, 'Lines')
    await chooseColumn('Article')
    await column('Article').getByLabel('Name of the column').fill('Product')
    await column('Product').getByText('For programs', { exact: true }).click()
    await column('Product').getByLabel('Name on the API').fill('product')
    await chooseColumn('Colour')
    await column('Colour').getByRole('button', { name: 'Remove column' }).click()
    await columns().getByLabel('New column').fill('Price')
    await page.keyboard.press('Enter')
    await columns()
      .getByRole('button', { name: /^Price/ })
      .first()
      .waitFor()
    // Read again as it was saved, the last change too.
    await expect.poll(draftOps).toMatchObject([{ op: 'each' }])
    await expect.poll(async () => JSON.stringify(await draftOps())).toContain('"price"')
    await page.reload()
    await chooseField(page, 'Lines')
    await columns()
      .getByRole('button', { name: /^Product/ })
      .first()
      .waitFor()
    expect(
      await columns()
        .getByRole('button', { name: /^Colour/ })
        .count(),
    ).toBe(0)
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await review().getByText(/Lines/).first().waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'rows-changed-review')
    await review().getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 3 is in use').waitFor()
    await expect.poll(linesOf).toEqual([
      { product: 'Cup', count: 2 },
      { product: 'Plate', count: 7 },
    ])
  })

  it('lost nothing: read as the version before, the colour is there', async () => {
    expect(await linesOf(2)).toEqual([
      { article: 'Cup', count: 2 },
      { article: 'Plate', count: 7, colour: 'Blue' },
    ])
  })

  it('the comparison of two versions says which columns came, went and changed', async () => {
    await page.goto('/t/shop/design/order?part=versions')
    const compared = page.getByRole('region', { name: 'Compare two versions' })
    const rows = compared.getByRole('group', { name: 'Columns' })
    await rows.getByText('Colour').waitFor()
    expect(await rows.locator('.mantine-Badge-root').allTextContents()).toEqual(['new', 'removed', 'changed'])
    await rows.getByRole('row', { name: 'Name of the field Article Product' }).waitFor()
    expect(await compared.getByText('[object Object]').count()).toBe(0)
    await screenshot(page, 'rows-compared')
  })

  it('a column that went comes back with its values, and so does one that only this draft takes away', async () => {
    await page.goto('/t/shop/design/order')
    await chooseField(page, 'Lines')
    const gone = page.getByRole('region', { name: 'Removed columns' })
    await gone.getByText('Removed in version 3; its values are kept').waitFor()
    await chooseColumn('Count')
    await column('Count').getByRole('button', { name: 'Remove column' }).click()
    await gone.getByText('Goes away when you publish').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'rows-columns-gone')
    await gone.getByRole('button', { name: 'Bring back “Count”' }).click()
    await gone.getByText('Goes away when you publish').waitFor({ state: 'detached' })
    await expect.poll(draftOps).toEqual([])
    await chooseColumn('Price')
    await column('Price').getByLabel('Name of the column').fill('Unit price')
    await gone.getByRole('button', { name: 'Bring back “Colour”' }).click()
    await column('Colour').waitFor()
    expect(await gone.count()).toBe(0)
    // Taken back and done again; what was edited besides stays.
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await gone.getByRole('button', { name: 'Bring back “Colour”' }).waitFor()
    await page.getByRole('button', { name: 'Redo', exact: true }).click()
    await column('Colour')
      .or(columns().getByRole('button', { name: /^Colour/ }))
      .first()
      .waitFor()
    await expect.poll(async () => JSON.stringify(await draftOps())).toContain('"restore"')
    // Read again as it was saved.
    await page.reload()
    await chooseField(page, 'Lines')
    for (const name of [/^Colour/, /^Unit price/]) await columns().getByRole('button', { name }).first().waitFor()
    await publish(4)
    await expect.poll(linesOf).toEqual([
      { product: 'Cup', count: 2 },
      { product: 'Plate', count: 7, colour: 'Blue' },
    ])
  })

  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('columns are set on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto('/t/shop/design/order')
    await chooseField(there.page, 'Lines')
    // On a phone they stand below all the fields, and come into sight.
    await expect
      .poll(
        async () => (await there.page.getByRole('region', { name: 'Field settings', exact: true }).boundingBox())?.y,
      )
      .toBeLessThan(200)
    await there.page
      .getByRole('button', { name: /^Count/ })
      .first()
      .click()
    await there.page.getByRole('region', { name: 'Column “Count”' }).waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `rows columns on ${name}`.replaceAll(' ', '-'))
    await there.context.close()
  })
})

async function linesOf(as?: number): Promise<unknown> {
  const query = as === undefined ? '' : `&as=${as}`
  const { items } = (await call(seat, molde, 'GET', `${api}/records/order?limit=1${query}`)) as {
    items: { data: { lines?: { _id: string }[] } }[]
  }
  return items[0]?.data.lines?.map(({ _id, ...line }) => line)
}

async function draftOps(): Promise<readonly unknown[]> {
  const { ops } = (await call(seat, molde, 'GET', `${api}/blueprints/order/draft`)) as { ops: { op: string }[] }
  return ops
}

async function prepare(ana: Seat, at: Molde) {
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'order',
    label: 'Order',
    titleField: 'title',
    fields: [{ key: 'title', label: 'Title', type: 'text', required: true }],
  })
}
