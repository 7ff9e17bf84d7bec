// What is met after a definition was changed: a record that waits says why and is mended there, moves are named and undone, parts are looked at.
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const waiting: string[] = []
let moved: string

story('after a change', { person: somebody('Ana'), prepare }, () => {
  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('a record that waits says so on its own page, on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto(`/t/shop/records/parcel/${waiting[0]}`)
    const said = there.page.getByRole('status').filter({ hasText: 'This record needs attention' })
    await said.getByText('“many” in Size cannot be carried over.').waitFor()
    await said.getByText('“Size” is empty here until somebody enters a value that fits.').waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `waits on ${name}`.replaceAll(' ', '-'))
    await there.context.close()
  })

  it('and in the list, in the cell that is empty for it, and on the cards of a phone', async () => {
    await page.goto('/t/shop/records/parcel')
    const grid = page.getByRole('grid', { name: 'Parcels' })
    const why = 'Waits for a decision: “many” in Size cannot be carried over.'
    const cell = grid.getByRole('gridcell').filter({ hasText: why })
    await cell.waitFor()
    expect(await cell.textContent()).toBe(why)
    await screenshot(page, 'waits-in-list')
    const there = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await there.page.goto('/t/shop/records/parcel')
    const marks = there.page.getByRole('listitem').filter({ hasText: 'Waits for a decision:' })
    await expect.poll(() => marks.count()).toBe(waiting.length)
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, 'waits-in-list-phone')
    await there.context.close()
  })

  it('and is mended there', async () => {
    await page.goto(`/t/shop/records/parcel/${waiting[0]}`)
    const said = page.getByRole('status').filter({ hasText: 'This record needs attention' })
    const value = said.getByLabel('A value for “Size” that fits')
    expect(await value.inputValue()).toBe('many')
    await said.getByText(/^What fits: (Whole n|N)umber, digits only. Or leave it empty.$/).waitFor()
    await screenshot(page, 'waits')
    await value.fill('some')
    await said.getByRole('button', { name: 'Save and move' }).click()
    await page
      .getByText(/^“some” does not fit “Size” either. What fits there: (Whole n|N)umber, digits only.$/)
      .waitFor()
    await said.getByText('“some” in Size cannot be carried over.').waitFor()
    await value.fill('12')
    await said.getByRole('button', { name: 'Save and move' }).click()
    await page.getByText('The record is up to date.').waitFor()
    await said.waitFor({ state: 'detached' })
    expect(await call(seat, molde, 'GET', `${api}/records/parcel/${waiting[0]}`)).toMatchObject({
      storedVersion: 2,
      data: { size: 12 },
    })
  })

  it('says of a record that was moved just that, and nothing of values that stayed', async () => {
    await page.goto(`/t/shop/records/parcel/${moved}`)
    const entry = page.getByRole('complementary', { name: 'Details' }).getByText('Moved to version 2')
    await entry.waitFor()
    expect(await page.locator('.mantine-Timeline-item', { has: entry }).locator('del').count()).toBe(0)
    await screenshot(page, 'moved-in-history')
  })

  it('leads from a record that waits to all of them', async () => {
    await page.goto(`/t/shop/records/parcel/${waiting[1]}`)
    await page.getByRole('link', { name: 'All records that need attention' }).click()
    await page.waitForURL(/\/design\/parcel\?part=versions/)
    await page.getByRole('button', { name: /records? that needs? attention/ }).waitFor()
  })

  it('names a move among background work after what it moves, and undoes it there', async () => {
    await page.goto('/t/shop/settings/jobs')
    await page.getByText('Moving Parcels to version 2').first().waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'jobs-named')
    await page.getByRole('button', { name: 'Undo the move… Moving Parcels to version 2' }).click()
    const asked = page.getByRole('dialog', { name: 'Undo the move' })
    await asked.getByText(/^Bring \d records? back to the version/).waitFor()
    await asked.getByRole('button', { name: 'Bring them back' }).click()
    await asked.getByText(/^\d records? (is|are) back where/).waitFor()
    await asked.getByRole('button', { name: 'Close' }).last().click()
    await page.getByText('Moving Parcels back').first().waitFor()
    expect(await page.getByRole('button', { name: /^Undo the move/ }).count()).toBe(0)
    const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel`)) as {
      items: { storedVersion: number }[]
    }
    expect(items.map(({ storedVersion }) => storedVersion)).toEqual(items.map(() => 1))
  })

  it('goes on with the first part after a split, and says names in quotes', async () => {
    await page.goto('/t/shop/design/parcel')
    await page
      .getByRole('button', { name: /^Customer/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Change what it holds' }).click()
    await page.getByRole('menuitem', { name: 'Split into several fields…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Split “Customer”' })
    await dialog.getByLabel('Name of part 1').fill('First name')
    await dialog.getByLabel('Name of part 2').fill('Last name')
    await dialog.getByRole('button', { name: 'Split', exact: true }).click()
    const settings = page.getByRole('region', { name: 'Settings' })
    await settings.getByText('“Customer” is split into “First name”, “Last name”.').waitFor()
    expect(await settings.getByLabel('Name of the field').inputValue()).toBe('First name')
    await screenshot(page, 'split-chosen')
  })

  it('offers the money of the place in the preview, and what the field takes', async () => {
    const currency = page.getByRole('region', { name: 'Preview' }).getByLabel('Price: Currency')
    await expect.poll(() => currency.inputValue()).toBe('BRL')
    const fee = page.getByRole('region', { name: 'Preview' }).getByLabel('Fee: Currency')
    expect(await fee.inputValue()).toBe('CHF')
  })
})

async function prepare(ana: Seat, at: Molde) {
  const tenant = { name: 'Shop', slug: 'shop', timezone: 'America/Sao_Paulo', language: 'en' }
  await call(ana, at, 'POST', '/api/v1/tenants', tenant)
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    label: 'Parcels',
    titleField: 'title',
    fields: [
      { key: 'title', label: 'Title', type: 'text' },
      { key: 'size', label: 'Size', type: 'text' },
      { key: 'customer', label: 'Customer', type: 'text' },
      { key: 'price', label: 'Price', type: 'money' },
      { key: 'fee', label: 'Fee', type: 'money', currencies: ['CHF', 'EUR'] },
    ],
  })
  for (const [title, size] of [
    ['A', '3'],
    ['B', 'many'],
    ['C', 'few'],
  ]) {
    const data = { title, size, customer: 'Ana Souza' }
    const { id } = (await call(ana, at, 'POST', `${api}/records/parcel`, { data })) as { id: string }
    if (size === '3') moved = id
    else waiting.push(id)
  }
  const ops = [{ op: 'retype', field: 'size', type: 'integer', onError: 'quarantine' }]
  await call(ana, at, 'PUT', `${api}/blueprints/parcel/draft`, { ops })
  const { token } = (await call(ana, at, 'POST', `${api}/blueprints/parcel/draft/preview`)) as { token: string }
  await call(ana, at, 'POST', `${api}/blueprints/parcel/draft/publish`, { token })
  const { id } = (await call(ana, at, 'POST', `${api}/blueprints/parcel/migrations`, { to: 2 })) as { id: string }
  const status = async () => ((await call(ana, at, 'GET', `${api}/jobs/${id}`)) as { status: string }).status
  while ((await status()) !== 'succeeded') await new Promise((resolve) => setTimeout(resolve, 100))
}
