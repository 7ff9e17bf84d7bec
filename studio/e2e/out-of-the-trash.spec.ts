// Is a kind of record whole again when it comes back out of the trash: here and in every other window, also where it was missed meanwhile?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

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

  it('is read there at any of its versions, and comes back under another name when its own is taken', async () => {
    const kind = (await call(seat, molde, 'POST', `${api}/blueprints`, {
      name: 'van',
      label: 'Vans',
      titleField: 'plate',
      fields: [
        { key: 'plate', type: 'text' },
        { key: 'load', label: 'Load', type: 'number' },
      ],
    })) as { id: string }
    const { id } = (await call(seat, molde, 'POST', `${api}/records/van`, {
      data: { plate: 'AB-12', load: 750 },
    })) as { id: string }
    await call(seat, molde, 'PUT', `${api}/blueprints/van/draft`, {
      ops: [{ op: 'relabel', field: 'load', label: 'Payload' }],
    })
    const { token } = (await call(seat, molde, 'POST', `${api}/blueprints/van/draft/preview`)) as { token: string }
    await call(seat, molde, 'POST', `${api}/blueprints/van/draft/publish`, { token })
    await call(seat, molde, 'DELETE', `${api}/blueprints/van`)
    await page.goto('/t/swift/settings/trash')
    await page.getByRole('row', { name: 'Vans' }).getByText('· Vera').filter({ visible: true }).waitFor()
    await page.getByRole('link', { name: 'Vans' }).click()
    await page.getByText('“Vans” lies in the trash with its records.').getByText('deleted by Vera').waitFor()
    await page.getByRole('link', { name: 'Trash', exact: true }).and(page.locator('[aria-current="page"]')).waitFor()
    await page.getByRole('columnheader', { name: 'Payload' }).waitFor()
    await page.getByRole('row', { name: 'AB-12 750 1' }).waitFor()
    expect(await page.getByRole('main').getByRole('button').allTextContents()).toEqual(['Restore'])
    await screenshot(page, 'kind-in-the-trash')
    await page.getByRole('combobox', { name: 'Version shown' }).click()
    await page.getByRole('option', { name: 'Version 1' }).click()
    await page.getByRole('columnheader', { name: 'Load' }).waitFor()
    await page.goto(`/t/swift/trash/${kind.id}`)
    await page.getByRole('link', { name: 'AB-12' }).click()
    await page.getByRole('heading', { name: 'AB-12' }).waitFor()
    // As it rests.
    await page.getByText('Load', { exact: true }).waitFor()
    await screenshot(page, 'record-of-a-kind-in-the-trash')
    await page.setViewportSize({ width: 390, height: 780 })
    await page.goBack()
    await page.getByRole('link', { name: 'AB-12' }).waitFor()
    await screenshot(page, 'kind-in-the-trash-at-390')
    await page.setViewportSize({ width: 1280, height: 800 })
    await call(seat, molde, 'POST', `${api}/blueprints`, {
      name: 'van',
      label: 'New vans',
      fields: [{ key: 'a', type: 'text' }],
    })
    await page.goto('/t/swift/settings/trash')
    await page.getByRole('button', { name: 'Restore: Vans' }).click()
    await page.getByRole('button', { name: 'Restore under another name…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Restore “Vans” under another name' })
    await dialog.getByLabel('Name on the API').fill('van')
    expect(await dialog.getByRole('button', { name: 'Restore' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Name on the API').fill('old_van')
    await screenshot(page, 'restore-under-another-name')
    await dialog.getByRole('button', { name: 'Restore' }).click()
    await page.waitForURL('**/t/swift/records/old_van')
    await page.getByText('“Vans” is back.').waitFor()
    await page.getByRole('link', { name: 'AB-12' }).waitFor()
    expect(await call(seat, molde, 'GET', `${api}/records/old_van/${id}`)).toMatchObject({ data: { load: 750 } })
  })

  it('a record of a kind that is there is read in the trash', async () => {
    const { id } = (await call(seat, molde, 'POST', `${api}/records/parcel`, { data: { goods: 'Clocks' } })) as {
      id: string
    }
    await call(seat, molde, 'DELETE', `${api}/records/parcel/${id}`)
    await page.goto('/t/swift/settings/trash')
    await page.getByRole('link', { name: 'Clocks' }).click()
    await page.getByText('This record is in the trash.').waitFor()
    await page.getByRole('button', { name: 'Restore' }).click()
    await page.getByText('“Clocks” is back.').waitFor()
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
