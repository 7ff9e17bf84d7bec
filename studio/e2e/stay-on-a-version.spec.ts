// Can a program stay on the version it was written for, and does the builder see who still needs which?
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const versions = '/t/shop/design/parcel?part=versions'
let key: { readonly id: string; readonly key: string }

const asShop = async (method: string, path: string, body?: object) => {
  const answer = await fetch(`${molde.url}${api}${path}`, {
    method,
    headers: { authorization: `Bearer ${key.key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await answer.json()) as { readonly [name: string]: unknown }
}

story('a program stays on the version it was written for', { person: somebody('Ana'), prepare }, () => {
  it('says who uses the only version there is', async () => {
    await page.goto('/t/shop/design/box?part=versions')
    const box = page.getByRole('region', { name: 'Who uses which version' })
    await box.getByText('Nobody has read or changed these records yet.', { exact: false }).waitFor()
    await asShop('POST', '/records/parcel', { data: { cargo: 'Cork', size: 'small' } })
    await asShop('GET', '/records/parcel')
    await page.goto(versions)
    const here = page.getByRole('region', { name: 'Who uses which version' })
    await here.getByText('1 change, last').waitFor()
    await here.getByText('1 read (with every field), last').waitFor()
    await here.getByText('Fills in Cargo and Size.').waitFor()
    expect(await here.getByText(/older version/).count()).toBe(0)
  })

  it('keeps a key on a version, and lets it go again by undoing', async () => {
    await page.goto('/t/shop/settings/api-keys')
    await page.getByRole('button', { name: 'Versions that “Web shop” uses' }).click()
    const dialog = page.getByRole('dialog', { name: 'Versions that “Web shop” uses' })
    const parcel = dialog.getByRole('listitem').filter({ hasText: 'Parcel' })
    await parcel.getByText('Last used version 1,').waitFor()
    const choice = parcel.getByRole('combobox', { name: 'Parcel' })
    expect(await choice.inputValue()).toBe('Always the newest (now 1)')
    await choice.click()
    await page.getByRole('option', { name: 'Stays on version 1' }).click()
    await page.getByText('“Web shop” stays on version 1 of Parcel.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => choice.inputValue()).toBe('Always the newest (now 1)')
    await expect.poll(() => pinned()).toEqual({})
    await choice.click()
    await page.getByRole('option', { name: 'Stays on version 1' }).click()
    await expect.poll(() => pinned()).toEqual({ parcel: 1 })
    // Also of a kind that the key has not met.
    await dialog.getByRole('combobox', { name: 'Another kind of record' }).fill('Bo')
    await page.keyboard.press('Enter')
    const box = dialog.getByRole('listitem').filter({ hasText: 'Box' })
    await box.getByText('Not used yet').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'key-versions')
    await page.keyboard.press('Escape')
  })

  it('nothing changes for it when the kind changes, and the builder sees who still needs the old version', async () => {
    await publish([
      { op: 'rename', field: 'cargo', key: 'goods' },
      { op: 'remove', field: 'size' },
    ])
    expect(await asShop('POST', '/records/parcel', { data: { cargo: 'Wine', size: 'big' } })).toMatchObject({
      version: 1,
      data: { cargo: 'Wine', size: 'big' },
    })
    await asShop('GET', '/records/parcel?fields=cargo&sort=size')
    await page.goto(versions)
    const here = page.getByRole('region', { name: 'Who uses which version' })
    await here.getByText('Version 1 is still used by Web shop.').waitFor()
    const shop = here.getByRole('listitem').filter({ hasText: 'Web shop' })
    await shop.getByText('kept on it').waitFor()
    await shop.getByText('2 reads (1 of them with every field), last').waitFor()
    await shop.getByText('Fills in Cargo and Size (until version 1).').waitFor()
    await shop.getByText('Asks by name for Cargo and Size (until version 1).').waitFor()
    await page.locator('.mantine-Timeline-item').last().getByText('Used by Web shop').waitFor()
  })

  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('and sees it on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto(versions)
    await there.page.getByText('Version 1 is still used by Web shop.').waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `who-uses-which on ${name}`.replaceAll(' ', '-'))
    await there.page.goto('/t/shop/settings/api-keys')
    await there.page.getByRole('button', { name: 'Versions that “Web shop” uses' }).click()
    await there.page.getByRole('dialog').getByRole('combobox', { name: 'Parcel' }).waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `key-versions on ${name}`.replaceAll(' ', '-'))
    await there.context.close()
  })

  it('follows the newest again, and then nobody is kept', async () => {
    await page.goto(versions)
    await page.getByRole('link', { name: 'Keep a key on a version' }).click()
    await page.getByRole('button', { name: 'Versions that “Web shop” uses' }).click()
    const choice = page.getByRole('dialog').getByRole('combobox', { name: 'Parcel' })
    await choice.click()
    await page.getByRole('option', { name: 'Always the newest (now 2)' }).click()
    await page.getByText('“Web shop” follows the newest version of Parcel.').waitFor()
    expect(await pinned()).toEqual({})
    await page.keyboard.press('Escape')
    await page.goto(versions)
    const here = page.getByRole('region', { name: 'Who uses which version' })
    // It used it a moment ago, though there was a newer one.
    await here.getByText('Version 1 is still used by Web shop.').waitFor()
    expect(await here.getByText('kept on it').count()).toBe(0)
  })
})

async function pinned(): Promise<unknown> {
  const { versions: kept } = (await call(seat, molde, 'GET', `${api}/api-keys/${key.id}/versions`)) as {
    readonly versions: object
  }
  return kept
}

async function publish(ops: readonly object[]): Promise<void> {
  const draft = `${api}/blueprints/parcel/draft`
  await call(seat, molde, 'PUT', draft, { ops })
  const { token } = (await call(seat, molde, 'POST', `${draft}/preview`, {})) as { readonly token: string }
  await call(seat, molde, 'POST', `${draft}/publish`, { token })
}

async function prepare(ana: Seat, at: Molde): Promise<void> {
  const ask = (method: string, path: string, body?: unknown) => call(ana, at, method, api + path, body)
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'Europe/Lisbon' })
  await ask('POST', '/blueprints', {
    name: 'box',
    label: 'Box',
    fields: [{ key: 'name', label: 'Name', type: 'text' }],
  })
  await ask('POST', '/blueprints', {
    name: 'parcel',
    label: 'Parcel',
    plural: 'Parcels',
    titleField: 'cargo',
    fields: [
      { key: 'cargo', label: 'Cargo', type: 'text' },
      { key: 'size', label: 'Size', type: 'text' },
    ],
  })
  key = (await ask('POST', '/api-keys', { name: 'Web shop', role: 'member' })) as typeof key
}
