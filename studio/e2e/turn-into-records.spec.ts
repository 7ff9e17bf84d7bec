// The choices of a field become records that can hold more: chosen with real values in sight, reviewed, published, used, and taken back.
import { expect, it } from 'vitest'
import { changeField, chooseField } from './choose.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const howMany = 30
const kinds = ['TEA', 'COFFEE', 'HONEY'] as const
/** Every tenth says nothing. */
const kindAt = (at: number) => (at % 10 === 9 ? {} : { kind: kinds[at % 3] })
const filled = howMany - howMany / 10
const cityAt = (at: number) => ['Porto', 'Faro', ' Porto ', 'Nowhere'][at % 4]

story('choices become records', { person: somebody('Ana'), prepare }, () => {
  const review = () => page.getByRole('dialog', { name: 'Review and publish' })

  it('says before the button is pressed what becomes of which value', async () => {
    await page.goto('/t/shop/design/product')
    await changeField(page, 'Category', 'Turn these choices into records…')
    const dialog = page.getByRole('dialog', { name: 'Turn the choices of “Category” into records' })
    expect(await dialog.getByLabel('Name of the new kind of record').inputValue()).toBe('Category')
    const trial = dialog.getByRole('region', { name: 'What becomes of the values' })
    await trial
      .getByText(`The 3 choices become records of Category. ${filled} records then link to them. You can go back.`)
      .waitFor()
    await trial.getByRole('row', { name: 'Tea 9 new record' }).waitFor()
    await trial.getByText('3 records are empty').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'links-choices')
    // The name can be another one, and is asked for.
    await dialog.getByLabel('Name of the new kind of record').fill(' ')
    await dialog.getByText('It needs a name.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Turn into records' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Name of the new kind of record').fill('Assortment')
    await trial.getByText(/^The 3 choices become records of Assortment/).waitFor()
    await dialog.getByRole('button', { name: 'Turn into records' }).click()
    await page.getByText('Every choice of “Category” becomes a link to a record of Assortment.').waitFor()
  })

  it('finds the records that are there for texts, and says what fits none', async () => {
    await changeField(page, 'City', 'Turn these texts into records…')
    const dialog = page.getByRole('dialog', { name: 'Turn the texts in “City” into records' })
    // "City" most likely means the cities that are there.
    expect(await dialog.getByLabel('Records that are there already').isChecked()).toBe(true)
    const trial = dialog.getByRole('region', { name: 'What becomes of the values' })
    await trial.getByText(/^Records of City fit 1 of the 3 different texts\./).waitFor()
    await trial.getByText('15 records have a value that fits no record').waitFor()
    await trial.getByRole('row', { name: 'Nowhere 7 fits no record' }).waitFor()
    await screenshot(page, 'links-texts')
    await dialog.getByLabel('Create the missing records').click()
    await trial.getByText(/^3 different texts become records of City\. 30 records then link to them\./).waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  it('is still understood when the page is opened anew', async () => {
    await expect.poll(draftOps).toMatchObject([{ op: 'toRelation', blueprint: 'assortment' }])
    await page.reload()
    await chooseField(page, 'Category')
    await page.getByText('Every choice of “Category” becomes a link to a record of Assortment.').waitFor()
    await page.goto('/t/shop/design')
    await page.getByText('Assortment').first().waitFor()
    await page.goto('/t/shop/design/product')
  })

  it('is reviewed with numbers and real records, and published', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await review().getByText('Every choice of “Category” becomes a link to a record of Assortment.').first().waitFor()
    await review().getByText('Records that do not exist yet are created.').first().waitFor()
    await review().getByText(`${filled} records change`).waitFor()
    await review().getByText('(new record)').first().waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'links-review')
    await review().getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 2 is in use').waitFor()
    await page.getByRole('button', { name: 'Leave them' }).click()
  })

  it('shows the links in the list and on the page of a record, and each leads to a record of its own', async () => {
    await page.goto('/t/shop/records/product')
    const row = page.getByRole('row', { name: /Product 8\b/ })
    await row.getByText('Honey').waitFor()
    await screenshot(page, 'links-list')
    await row.getByRole('link', { name: 'Product 8' }).click()
    await page.getByRole('heading', { name: 'Product 8' }).waitFor()
    await page.getByText('Honey', { exact: true }).waitFor()
    // It opens beside this one, in a window of its own.
    await page.goto(String(await page.getByRole('link', { name: 'Open Category' }).getAttribute('href')))
    await page.getByRole('heading', { name: 'Honey' }).waitFor()
    await page.waitForURL(/\/records\/assortment\//)
    await screenshot(page, 'links-record')
    const { items } = (await call(seat, molde, 'GET', `${api}/records/assortment`)) as {
      items: { data: { name: string } }[]
    }
    expect(items.map(({ data }) => data.name).sort()).toEqual(['Coffee', 'Honey', 'Tea'])
  })

  it('brings the choices back on the way back', async () => {
    await page.goto('/t/shop/design/product?part=versions')
    await page.getByRole('button', { name: 'Go back to version 1' }).click()
    const back = page.getByRole('dialog', { name: 'Go back to version 1' })
    await back.getByText(/Everything is again as in version 1/).waitFor()
    // The choices are seen to come back, and what was made of them is said to stay.
    const [sample] = await back.getByRole('table').all()
    await sample
      ?.getByText(/^(Tea|Coffee|Honey)$/)
      .last()
      .waitFor()
    await back
      .getByText('These kinds of record stay with their records, also those that came since: Assortment.')
      .waitFor()
    await back.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 3 is in use').waitFor()
    const { items } = (await call(seat, molde, 'GET', `${api}/records/product?limit=${howMany}&sort=name`)) as {
      items: { data: { name: string; kind?: string } }[]
    }
    expect(items.map(({ data }) => data)).toEqual(products())
  })

  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('can be done on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto('/t/shop/design/product')
    await changeField(there.page, 'City', 'Turn these texts into records…')
    await there.page.getByLabel('A new kind of record').check()
    await there.page.getByText('“City” exists already. Choose it above, or use another name.').waitFor()
    await there.page.getByLabel('Name of the new kind of record').fill('Town')
    await there.page.getByText(/^3 different texts become records of Town/).waitFor()
    await there.page.getByText('3 new records', { exact: true }).waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `links on ${name}`.replaceAll(' ', '-'))
    await there.context.close()
  })
})

async function draftOps() {
  const { ops } = (await call(seat, molde, 'GET', `${api}/blueprints/product/draft`)) as { ops: unknown }
  return ops
}

/** By name, as a list sorts them. */
const products = () =>
  Array.from({ length: howMany }, (_, at) => ({ name: `Product ${at}`, city: cityAt(at), ...kindAt(at) })).sort(
    (a, b) => (a.name < b.name ? -1 : 1),
  )

async function prepare(ana: Seat, at: Molde) {
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'city',
    label: 'City',
    titleField: 'name',
    fields: [{ key: 'name', label: 'Name', type: 'text' }],
  })
  await call(ana, at, 'POST', `${api}/records/city`, { data: { name: 'Porto' } })
  const options = kinds.map((key) => ({ key, label: `${key[0]}${key.slice(1).toLowerCase()}`, color: 'teal' }))
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'product',
    label: 'Product',
    titleField: 'name',
    fields: [
      { key: 'name', label: 'Name', type: 'text', required: true },
      { key: 'kind', label: 'Category', type: 'enum', options },
      { key: 'city', label: 'City', type: 'text' },
    ],
  })
  const items = products().map((data) => ({ op: 'create', data }))
  await call(ana, at, 'POST', `${api}/records/product/bulk`, { items })
}
