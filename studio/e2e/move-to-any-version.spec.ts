// Can records be moved to any version: some of them back to the first one, looked at before, and forward again, with the same values?
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const ids: string[] = []

interface Stored {
  readonly storedVersion: number
  readonly data: object
}

story('records are moved to any version', { person: somebody('Ana'), prepare }, () => {
  const dialog = (): Locator => page.getByRole('dialog', { name: 'Move the records' })
  let before: readonly Stored[]

  it('says what a version means before some records are moved back to it, and tries it', async () => {
    before = await all()
    expect(before.map(({ storedVersion }) => storedVersion)).toEqual([2, 2, 2])
    await page.goto('/t/shop/records/parcel')
    for (const cargo of ['Cork bales', 'Red wine'])
      await page.getByRole('checkbox', { name: `Select ${cargo}` }).check()
    await page.getByRole('button', { name: 'Move to a version…' }).click()
    await dialog().getByText('All of them are in version 2 already.').waitFor()
    await dialog().getByText('The type of “Size” is now “Whole number”', { exact: false }).waitFor()
    await dialog().getByRole('combobox', { name: 'To which version' }).click()
    await page.getByRole('option', { name: 'Version 1', exact: true }).click()
    await dialog().getByText('Move the 2 selected records to version 1 now?').waitFor()
    await dialog().getByText('What version 1 brought:').waitFor()
    await dialog().getByText('Created with 2 fields: Cargo, Size.').waitFor()
    await dialog().getByText('What came after it; these records are stored without it again:').waitFor()
    await dialog().getByText('Everybody still sees them as version 2.', { exact: false }).waitFor()
    await dialog().getByRole('button', { name: 'Try it first' }).click()
    await dialog().getByText('2 records would move.').waitFor()
    expect(await all()).toEqual(before)
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'move-back')
  })

  it('moves them back: they are stored as they were, and everybody sees what they saw', async () => {
    await dialog().getByRole('button', { name: 'Move them now' }).click()
    await dialog().getByText('2 records are in version 1 now.').waitFor()
    await dialog().getByRole('button', { name: 'Close' }).last().click()
    const now = await all()
    expect(now.map(({ storedVersion }) => storedVersion)).toEqual([1, 1, 2])
    expect(now.map(({ data }) => data)).toEqual(before.map(({ data }) => data))
    const asThen = await all('?as=1')
    expect(asThen.map(({ data }) => data)).toEqual([
      { cargo: 'Cork bales', size: '12' },
      { cargo: 'Red wine', size: '7' },
      { cargo: 'Sea salt', size: '30' },
    ])
  })

  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('offers every version on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto('/t/shop/design/parcel?part=versions')
    await there.page.getByRole('button', { name: 'Move the records…' }).click()
    const asked = there.page.getByRole('dialog', { name: 'Move the records' })
    await asked.getByText('Move the 2 records to version 2 now?').waitFor()
    await asked.getByRole('combobox', { name: 'To which version' }).click()
    await there.page.getByRole('option', { name: 'Version 1', exact: true }).click()
    await asked.getByText('Move 1 record to version 1 now?').waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `move-to-any on ${name}`.replaceAll(' ', '-'))
    await there.context.close()
  })

  it('moves them forward again, and undoes a move back from where the records are listed by version', async () => {
    await page.goto('/t/shop/design/parcel?part=versions')
    const places = page.getByRole('region', { name: 'Where the records are' })
    await places.getByText('2 are still in an older one', { exact: false }).waitFor()
    await places.getByRole('button', { name: 'Undo the move…' }).click()
    const undoing = page.getByRole('dialog', { name: 'Undo the move' })
    await undoing.getByText('Bring 2 records back to the version they came from?').waitFor()
    await undoing.getByRole('button', { name: 'Bring them back' }).click()
    await undoing.getByText('2 records are back where they were.').waitFor()
    await undoing.getByRole('button', { name: 'Close' }).last().click()
    expect(await all()).toEqual(before)
    // All are in the newest version: they can go back nevertheless, and forward.
    await places.getByRole('button', { name: 'Move the records…' }).click()
    await dialog().getByText('All of them are in version 2 already.').waitFor()
    await dialog().getByRole('combobox', { name: 'To which version' }).click()
    await page.getByRole('option', { name: 'Version 1', exact: true }).click()
    await dialog().getByRole('button', { name: 'Move them now' }).click()
    await dialog().getByText('3 records are in version 1 now.').waitFor()
    await dialog().getByRole('button', { name: 'Close' }).last().click()
    await places.getByRole('button', { name: 'Move the records…' }).click()
    await dialog().getByRole('button', { name: 'Move them now' }).click()
    await dialog().getByText('3 records are in version 2 now.').waitFor()
    expect(await all()).toEqual(before)
  })
})

const all = async (query = ''): Promise<readonly Stored[]> => {
  const found: Stored[] = []
  for (const id of ids) {
    const { storedVersion, data } = (await call(seat, molde, 'GET', `${api}/records/parcel/${id}${query}`)) as Stored
    found.push({ storedVersion, data })
  }
  return found
}

async function prepare(ana: Seat, at: Molde): Promise<void> {
  const ask = (method: string, path: string, body?: unknown) => call(ana, at, method, api + path, body)
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'Europe/Lisbon' })
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
  for (const [cargo, size] of [
    ['Cork bales', '12'],
    ['Red wine', '7'],
    ['Sea salt', '30'],
  ])
    ids.push(((await ask('POST', '/records/parcel', { data: { cargo, size } })) as { readonly id: string }).id)
  await ask('PUT', '/blueprints/parcel/draft', { ops: [{ op: 'retype', field: 'size', type: 'integer' }] })
  const { token } = (await ask('POST', '/blueprints/parcel/draft/preview', {})) as { readonly token: string }
  await ask('POST', '/blueprints/parcel/draft/publish', { token })
  const { id } = (await ask('POST', '/blueprints/parcel/migrations', { to: 2 })) as { readonly id: string }
  const isDone = async () => ((await ask('GET', `/jobs/${id}`)) as { readonly status: string }).status === 'succeeded'
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 100))
}
