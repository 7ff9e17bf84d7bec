// Does somebody who was told nothing make a total of linked records and a formula over it, and see both follow?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const base = '/api/v1/tenants/shop'
let order = ''

story('fields that are worked out', { person: somebody(), prepare: fill }, () => {
  const add = async (label: string, type: string) => {
    await page.getByLabel('New field').fill(label)
    await page.getByRole('button', { name: 'Add field' }).click()
    await page.getByRole('menuitem', { name: type }).first().click()
  }
  const choose = async (label: string, option: string | RegExp) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option }).click()
  }

  it('a roll-up is put together by choosing, without a word of the language', async () => {
    await page.goto('/t/shop/design/order')
    await add('Total', 'Roll-up')
    await page.getByText('Counts or adds up the records that are linked to this one').waitFor()
    await choose('Which records', /Line/)
    await choose('What to calculate', 'Sum')
    await choose('Of which field', 'Amount')
    await screenshot(page, 'computed-rollup')
  })

  it('a formula takes over an example of its own fields, and says at once what is wrong with it', async () => {
    await add('With tax', 'Formula')
    const text = page.getByRole('textbox', { name: 'Formula' })
    await text.fill('totl * 1.2')
    await page
      .getByText('Did you mean')
      .or(page.getByText(/“totl”/))
      .first()
      .waitFor()
    await text.fill('total * 1.2')
    await expect.poll(() => text.getAttribute('aria-invalid')).not.toBe('true')
    await screenshot(page, 'computed-formula')
    await add('Number', 'Running number')
    await page.getByLabel('Number format').fill('ORD-{0000}')
    await page.getByText('The first one is ORD-0001.').waitFor()
    await add('City', 'Lookup')
    await choose('Show', 'City')
    await screenshot(page, 'computed-lookup')
  })

  it('publishing says what each is, and records of before are worked out', async () => {
    await page.getByRole('button', { name: /Review and publish/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Nobody fills it in: it is sum(line.amount).').waitFor()
    await screenshot(page, 'computed-review')
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Published').first().waitFor()
    const data = async () =>
      ((await call(seat, molde, 'GET', `${base}/records/order/${order}`)) as { data: object }).data
    await expect
      .poll(data, { timeout: 15_000 })
      .toMatchObject({ total: 30, with_tax: 36, number: 'ORD-0001', city: 'Porto' })
  })

  it('the table and the record show them, and nobody can type into them', async () => {
    await page.goto('/t/shop/records/order')
    await page.getByText('ORD-0001').first().waitFor()
    await screenshot(page, 'computed-table')
    await page.goto(`/t/shop/records/order/${order}`)
    await page.getByText('ORD-0001').first().waitFor()
    expect(await page.getByRole('textbox', { name: 'With tax' }).count()).toBe(0)
    await screenshot(page, 'computed-record')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/t/shop/design/order')
    await page.getByText('With tax').first().waitFor()
    await screenshot(page, 'computed-phone')
  })

  it('a field that people fill in is worked out from now on, and the review says whose values change', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto('/t/shop/design/line')
    await page
      .getByRole('button', { name: /^Amount/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Change what it holds' }).click()
    await page.getByRole('menuitem', { name: /Calculate it from now on/ }).click()
    await page.getByText('Once published, nobody fills this in any more').waitFor()
    await page.getByRole('textbox', { name: 'Formula' }).fill('10.0 * 1.0')
    await screenshot(page, 'computed-from-now-on')
    await page.getByRole('button', { name: /Review and publish/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/Nobody fills in “Amount” any more/).waitFor()
    await dialog
      .getByText(/1 record/)
      .first()
      .waitFor()
    await screenshot(page, 'computed-from-now-on-review')
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Published').first().waitFor()
    const total = async () =>
      ((await call(seat, molde, 'GET', `${base}/records/order/${order}`)) as { data: { total: number } }).data.total
    await expect.poll(total, { timeout: 15_000 }).toBe(20)
  })

  it('and keeps the values as they are, to be typed again', async () => {
    await page.goto('/t/shop/design/line')
    await page
      .getByRole('button', { name: /^Amount/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Change what it holds' }).click()
    await page.getByRole('menuitem', { name: /Keep the values as they are/ }).click()
    await page.getByText('Once published, people fill this in').waitFor()
    await page.getByRole('button', { name: /Review and publish/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/“Amount” keeps the values that it has/).waitFor()
    await screenshot(page, 'computed-kept')
  })
})

async function fill(seat: Seat, molde: Molde): Promise<void> {
  const post = (path: string, body: object) => call(seat, molde, 'POST', path, body) as Promise<{ id: string }>
  await post('/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await post(`${base}/blueprints`, {
    name: 'customer',
    label: 'Customer',
    fields: [{ key: 'city', label: 'City', type: 'text' }],
  })
  await post(`${base}/blueprints`, {
    name: 'order',
    label: 'Order',
    fields: [
      { key: 'title', label: 'Title', type: 'text' },
      { key: 'customer', label: 'Customer', type: 'relation', blueprint: 'customer' },
    ],
  })
  await post(`${base}/blueprints`, {
    name: 'line',
    label: 'Line',
    fields: [
      { key: 'order', label: 'Order', type: 'relation', blueprint: 'order' },
      { key: 'amount', label: 'Amount', type: 'number' },
    ],
  })
  const customer = (await post(`${base}/records/customer`, { data: { city: 'Porto' } })).id
  order = (await post(`${base}/records/order`, { data: { title: 'First', customer } })).id
  for (const amount of [10, 20]) await post(`${base}/records/line`, { data: { order, amount } })
}
