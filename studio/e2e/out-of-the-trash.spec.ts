// Is a kind of record whole again when it comes back out of the trash: here and in every other window, also where it was missed meanwhile?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/swift'

story('a kind of record comes back out of the trash', { person: somebody('Vera'), prepare }, () => {
  it('is said, and is there at the next click and in another window', async () => {
    const rail = page.getByRole('navigation', { name: 'Main navigation' })
    await page.goto('/t/swift/records/customer')
    await page.getByRole('link', { name: 'Ben Carter' }).waitFor()
    const other = await seat.context.newPage()
    await other.goto('/t/swift/records/customer')
    await other.getByRole('link', { name: 'Ben Carter' }).waitFor()
    await rail.getByRole('link', { name: 'Parcels' }).click()
    await page.getByRole('link', { name: 'Books' }).click()
    await page.getByRole('main').getByText('Ben Carter').first().waitFor()
    await call(seat, molde, 'DELETE', `${api}/blueprints/customer`)
    await other.getByText('There is nothing at this address').waitFor()
    await rail.getByRole('link', { name: 'Customers' }).waitFor({ state: 'detached' })
    await rail.getByRole('link', { name: 'Trash' }).click()
    await page.getByRole('button', { name: 'Restore: Customers' }).click()
    await page.getByText('“Customers” is back.').waitFor()
    await rail.getByRole('link', { name: 'Customers' }).click()
    await page.getByRole('link', { name: 'Ben Carter' }).waitFor()
    await other.getByRole('link', { name: 'Ben Carter' }).waitFor()
    await rail.getByRole('link', { name: 'Parcels' }).click()
    await page.getByRole('row', { name: 'Books' }).getByText('Ben Carter').waitFor()
    await other.close()
  })

  it('and so is a record', async () => {
    const { id } = (await call(seat, molde, 'POST', `${api}/records/parcel`, { data: { goods: 'Lamps' } })) as {
      id: string
    }
    await call(seat, molde, 'DELETE', `${api}/records/parcel/${id}`)
    await page.goto('/t/swift/settings/trash')
    await page.getByRole('button', { name: 'Restore: Lamps' }).click()
    await page.getByText('“Lamps” is back.').waitFor()
    await page.getByText('The trash is empty.').waitFor()
    expect(await page.getByText('“Lamps” is back.').count()).toBe(1)
  })

  it('and so are several at once, by keyboard', async () => {
    for (const goods of ['Chairs', 'Desks', 'Rugs']) {
      const { id } = (await call(seat, molde, 'POST', `${api}/records/parcel`, { data: { goods } })) as { id: string }
      await call(seat, molde, 'DELETE', `${api}/records/parcel/${id}`)
    }
    await page.goto('/t/swift/settings/trash')
    await page.getByRole('checkbox', { name: 'Select Desks' }).focus()
    await page.keyboard.press('Space')
    const bar = page.getByRole('region', { name: 'Selected in the trash' })
    await bar.getByText('1 selected').waitFor()
    await page.getByRole('checkbox', { name: 'Select everything shown' }).focus()
    await page.keyboard.press('Space')
    await bar.getByText('3 selected').waitFor()
    await page.getByRole('checkbox', { name: 'Select Desks' }).click()
    await bar.getByText('2 selected').waitFor()
    await bar.getByRole('button', { name: 'Restore' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('2 restored.').waitFor()
    await expect.poll(() => bar.count()).toBe(0)
    await page.getByRole('button', { name: 'Restore: Desks' }).waitFor()
    await page.goto('/t/swift/records/parcel')
    await page.getByRole('link', { name: 'Chairs' }).waitFor()
    await page.getByRole('link', { name: 'Rugs' }).waitFor()
    expect(await page.getByRole('link', { name: 'Desks' }).count()).toBe(0)
  })
})

async function prepare(vera: Seat, at: Molde) {
  await call(vera, at, 'POST', '/api/v1/tenants', { name: 'Swift', slug: 'swift', timezone: 'UTC', language: 'en' })
  await call(vera, at, 'POST', `${api}/blueprints`, {
    name: 'customer',
    label: 'Customers',
    titleField: 'name',
    fields: [{ key: 'name', type: 'text' }],
  })
  await call(vera, at, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    label: 'Parcels',
    titleField: 'goods',
    fields: [
      { key: 'goods', type: 'text' },
      { key: 'customer', type: 'relation', blueprint: 'customer' },
    ],
  })
  const { id } = (await call(vera, at, 'POST', `${api}/records/customer`, { data: { name: 'Ben Carter' } })) as {
    id: string
  }
  await call(vera, at, 'POST', `${api}/records/parcel`, { data: { goods: 'Books', customer: id } })
}
