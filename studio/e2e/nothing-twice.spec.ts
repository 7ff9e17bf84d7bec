// What was not unique becomes so: said how often it is there twice, reviewed, refused or waiting, and mended where it waits.
import { expect, it } from 'vitest'
import { chooseField } from './choose.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const customers = [
  { name: 'Ana', mail: 'ana@x.org' },
  { name: 'Bob', mail: 'bob@x.org' },
  { name: 'Ana Souza', mail: 'ana@x.org' },
  { name: 'Rita', mail: 'Rita@x.org' },
  { name: 'Rita Lopes', mail: 'rita@x.org ' },
]

story('nothing is there twice', { person: somebody('Ana'), prepare }, () => {
  const review = () => page.getByRole('dialog', { name: 'Review and publish' })

  it('says beside the field how many records repeat one another, and what is nearly the same', async () => {
    await page.goto('/t/shop/design/customer')
    await chooseField(page, 'Mail')
    await page.getByRole('switch', { name: 'No two records may have the same Mail' }).check()
    await page.getByText('Today 1 value stands in 2 records:').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'ana@x.org' }).waitFor()
    await page.getByText('1 value is there in spellings that differ in case, accents or spaces only.').waitFor()
    await page.getByText('This cannot be published as long as records repeat one another.').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'unique-field')
  })

  it('cannot be published as long as they do, and says why', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await review().getByText('No two records may have the same “Mail”.').waitFor()
    await review().getByText('Today 1 value stands in 2 records:').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'unique-review')
    await review().getByText('It is published once no two records have the same.').waitFor()
    expect(await review().getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
  })

  it('lets the later ones wait when that is chosen', async () => {
    await page.getByRole('radio', { name: 'Wait until somebody changes them' }).check()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await review().getByText('The earliest record counts.').waitFor()
    await review().getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 2 is in use').waitFor()
    await expect.poll(waiting).toEqual(['Ana Souza'])
    await page.goto('/t/shop/design/customer?part=versions')
    await page.getByText('New: no two records may have the same Mail.').waitFor()
    await page.getByRole('button', { name: 'See the 1 record that needs attention' }).click()
    const line = page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Ana Souza' })
    await line.waitFor()
    // What it repeats is said once above; there is no value to show beside it.
    expect(await line.textContent()).not.toContain('null')
  })

  it('says on the record whom it repeats, and moves it on once it is changed there', async () => {
    const [, , second] = await records()
    await page.goto(`/t/shop/records/customer/${second}`)
    await page.getByText('“Ana” has the same Mail, and no two records may.').waitFor()
    await page.getByRole('link', { name: 'Open “Ana”' }).waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'unique-waits')
    await page.getByRole('textbox', { name: 'A value for “Mail” that fits' }).fill('souza@x.org')
    await page.keyboard.press('Enter')
    await expect.poll(waiting).toEqual([])
    const read = async () => (await call(seat, molde, 'GET', `${api}/records/customer/${second}`)) as object
    await expect.poll(read).toMatchObject({ storedVersion: 2, data: { mail: 'souza@x.org' } })
  })

  it('makes a combination of fields unique among the rules, and takes it away again', async () => {
    // As a phone calls its part; here it lies within another one.
    await page.goto('/t/shop/design/customer?part=rules')
    await page.getByRole('tab', { name: 'Rules', exact: true }).click()
    const part = page.getByRole('region', { name: 'What no two records may share' })
    await part.getByRole('group', { name: 'No two records may have the same Mail.' }).waitFor()
    await part.getByRole('button', { name: 'Add combination' }).click()
    // The input has no width before it is in focus.
    await part.getByRole('combobox', { name: 'Fields' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: 'Name' }).click()
    await page.getByRole('option', { name: 'Day' }).click()
    await page.keyboard.press('Escape')
    await part.getByRole('button', { name: 'Add', exact: true }).click()
    const both = part.getByRole('group', { name: 'No two records may have the same Name and Day.' })
    await both.getByText('Today no two records have the same.').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'unique-rules')
    const mail = part.getByRole('group', { name: 'No two records may have the same Mail.' })
    await mail.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await review().getByText('Several records may now have the same “Mail”').waitFor()
    await review().getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 3 is in use').waitFor()
    await call(seat, molde, 'POST', `${api}/records/customer`, { data: { name: 'Twin', mail: 'bob@x.org' } })
  })

  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('can be asked for on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto('/t/shop/design/customer')
    await chooseField(there.page, 'Mail')
    await there.page.getByRole('switch', { name: 'No two records may have the same Mail' }).check()
    await there.page.getByText('Today 1 value stands in 2 records:').waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `unique on ${name}`.replaceAll(' ', '-'))
    await there.context.close()
  })
})

async function waiting() {
  const { items } = (await call(seat, molde, 'GET', `${api}/blueprints/customer/quarantine`)) as {
    items: { record: { title: string } }[]
  }
  return items.map(({ record }) => record.title)
}

/** In the order in which they were made. */
async function records() {
  const { items } = (await call(seat, molde, 'GET', `${api}/records/customer?limit=50`)) as {
    items: { id: string; data: { name: string } }[]
  }
  return customers.map(({ name }) => items.find(({ data }) => data.name === name)?.id)
}

async function prepare(ana: Seat, at: Molde) {
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'customer',
    label: 'Customer',
    titleField: 'name',
    fields: [
      { key: 'name', label: 'Name', type: 'text', required: true },
      { key: 'mail', label: 'Mail', type: 'text' },
      { key: 'day', label: 'Day', type: 'date' },
    ],
  })
  const items = customers.map((data) => ({ op: 'create', data }))
  await call(ana, at, 'POST', `${api}/records/customer/bulk`, { items })
}
