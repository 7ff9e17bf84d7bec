// The rows of a group become records of their own: asked with counts in sight, reviewed, published, used, and taken back.
import { expect, it } from 'vitest'
import { changeField } from './choose.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const howMany = 12
/** Every fourth has none. */
const rowsAt = (at: number) =>
  Array.from({ length: at % 4 }, (_, row) => ({ what: `Part ${at}.${row}`, count: row + 1 }))
const rows = Array.from({ length: howMany }, (_, at) => rowsAt(at)).flat().length

story('rows become records', { person: somebody('Ana'), prepare }, () => {
  const review = () => page.getByRole('dialog', { name: 'Review and publish' })

  it('says how many there are and what they will be', async () => {
    await page.goto('/t/shop/design/order')
    await changeField(page, 'Lines', 'Turn these rows into records…')
    const dialog = page.getByRole('dialog', { name: 'Turn the rows of “Lines” into records' })
    await dialog.getByText(`${rows} rows become records`).waitFor()
    const name = dialog.getByRole('textbox', { name: 'Name of the new kind of record' })
    await name.fill('Parts')
    await dialog.getByText('A new kind of record is created, “Parts”').waitFor()
    await name.fill('')
    await expect.poll(() => dialog.getByRole('button', { name: 'Turn into records' }).isDisabled()).toBe(true)
    await name.fill('Lines')
    await dialog.getByText('A new kind of record is created, “Lines”, with these fields: What, Count.').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'rows-dialog')
    await dialog.getByRole('button', { name: 'Turn into records' }).click()
    await page.getByText('Its rows become records with the next version').waitFor()
  })

  it('is reviewed with the number of rows, and published', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await review().getByText(`${rows} rows`).first().waitFor()
    await review().getByText('become records', { exact: true }).first().waitFor()
    expect(await review().getByText('kept, not shown').count()).toBe(0)
    expect(await review().getByText('blueprint').count()).toBe(0)
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'rows-review')
    await review().getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 2 is in use').waitFor()
    await expect.poll(async () => (await lines()).length).toBe(rows)
  })

  it('shows them in a list of their own and on the record that had them', async () => {
    await page.goto('/t/shop/records/lines')
    await page.getByRole('row', { name: /Part 3\.2/ }).waitFor()
    await screenshot(page, 'rows-list')
    await page.goto('/t/shop/records/order')
    await page.getByRole('link', { name: 'Order 3' }).click()
    await page.getByRole('heading', { name: 'Order 3' }).waitFor()
    await page.getByText('Part 3.2').first().waitFor()
    await screenshot(page, 'rows-parent')
  })

  it('makes them rows again, the very same', async () => {
    await page.goto('/t/shop/design/order')
    await page.getByRole('button', { name: /Make the records of “?Lines”? rows again|Make rows again/ }).click()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await review().getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 3 is in use').waitFor()
    await expect.poll(async () => (await lines()).length).toBe(0)
    const { items } = (await call(seat, molde, 'GET', `${api}/records/order?limit=50&sort=title`)) as {
      items: { data: { title: string; lines?: { what: string; count: number }[] } }[]
    }
    const said = items.map(({ data }) => [data.title, (data.lines ?? []).map(({ what, count }) => ({ what, count }))])
    expect(said).toEqual(orders().map(({ title, lines: own }) => [title, own ?? []]))
  })

  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('can be asked for on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto('/t/shop/design/order')
    await changeField(there.page, 'Lines', 'Turn these rows into records…')
    await there.page.getByText(`${rows} rows become records`).waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `rows on ${name}`.replaceAll(' ', '-'))
    await there.context.close()
  })
})

async function lines() {
  const { items } = (await call(seat, molde, 'GET', `${api}/records/lines?limit=200`)) as { items: unknown[] }
  return items
}

/** By title, as a list sorts them. */
const orders = () =>
  Array.from({ length: howMany }, (_, at) => {
    const own = rowsAt(at)
    return { title: `Order ${at}`, ...(own.length > 0 && { lines: own }) }
  }).sort((a, b) => (a.title < b.title ? -1 : 1))

async function prepare(ana: Seat, at: Molde) {
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  const group = [
    { key: 'what', label: 'What', type: 'text' },
    { key: 'count', label: 'Count', type: 'integer' },
  ]
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'order',
    label: 'Order',
    titleField: 'title',
    fields: [
      { key: 'title', label: 'Title', type: 'text', required: true },
      { key: 'lines', label: 'Lines', type: 'list', fields: group },
    ],
  })
  const items = orders().map((data) => ({ op: 'create', data }))
  await call(ana, at, 'POST', `${api}/records/order/bulk`, { items })
}
