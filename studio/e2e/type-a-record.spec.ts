// Is a record added where the others stand, in the last row of the table, and does the form open only where it is needed?
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

interface Stored {
  readonly state: string | null
  readonly data: { readonly [key: string]: unknown }
}

story('records are typed into the last row of a table', { person: somebody(), prepare }, () => {
  const row = () => page.getByRole('row', { name: 'New record' })
  const more = () => page.getByRole('grid').getByRole('button', { name: 'New', exact: true })
  const editing = (label: string) => page.locator('[data-cell-editor]').getByLabel(label).and(page.locator(':focus'))
  const parcels = async () =>
    ((await call(seat, molde, 'GET', `${api}/records/parcel?sort=title`)) as { items: Stored[] }).items

  it('Tab goes from one to the next, Enter saves and begins another one', async () => {
    await page.goto('/t/shop/records/parcel')
    await more().click()
    await editing('Title').waitFor()
    await screenshot(page, 'typed-row-begun')
    expect(await faultsOfAxe(page)).toEqual([])
    await page.keyboard.type('Books')
    await page.keyboard.press('Tab')
    await editing('Weight').waitFor()
    await page.keyboard.type('2.5')
    await page.keyboard.press('Tab')
    // Yes or no has no input: it is switched.
    await page.locator('[data-typed]:focus').waitFor()
    await page.keyboard.press(' ')
    await row().getByText('Yes').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('“Books” is created.').waitFor()
    await editing('Title').waitFor()
    await page.keyboard.type('Tiles')
    await screenshot(page, 'typed-row-second')
    await page.keyboard.press('Enter')
    await expect
      .poll(async () => (await parcels()).map(({ data }) => data['title']))
      .toEqual(['Books', 'Chair', 'Tiles'])
    const [books] = await parcels()
    expect(books).toMatchObject({ state: 'NEW', data: { weight: 2.5, fragile: true } })
    await page.keyboard.press('Escape')
    await more().and(page.locator(':focus')).waitFor()
    expect(await parcels()).toHaveLength(3)
    // Wherever its order has put it, it is marked, and the notice leads there: to the row or to the record.
    await page.locator('tr[data-made]').getByRole('link', { name: 'Tiles' }).waitFor()
    await page.getByRole('alert').filter({ hasText: 'Tiles' }).getByRole('button', { name: 'Show' }).click()
    await page.locator('td:focus').getByRole('link', { name: 'Tiles' }).waitFor()
    await expect.poll(() => page.locator('tr[data-made]').count()).toBe(0)
    await more().click()
    await editing('Title').waitFor()
    await page.keyboard.type('Vases')
    await page.keyboard.press('Enter')
    await page.getByText('“Vases” is created.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alert').filter({ hasText: 'Vases' }).getByRole('button', { name: 'Open' }).click()
    await page.getByRole('heading', { name: 'Vases', level: 1 }).waitFor()
    await page.goto('/t/shop/records/parcel')
  })

  it('what is missing or wrong is said at its cell, and what was typed stays', async () => {
    await more().click()
    await editing('Title').waitFor()
    await page.keyboard.press('Tab')
    await editing('Weight').waitFor()
    await page.keyboard.type('5000')
    await page.keyboard.press('Tab')
    await page
      .locator('[data-cell-editor]')
      .getByText(/1,?000/)
      .waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('50')
    await page.keyboard.press('Enter')
    await page.locator('[data-cell-editor]').getByText('Title is required.').waitFor()
    await screenshot(page, 'typed-row-missing')
    await row().getByText('50').waitFor()
    // One Escape leaves the cell, the next one the row.
    await page.keyboard.press('Escape')
    await page.locator('[data-typed]:focus').waitFor()
    await page.keyboard.press('Escape')
    await row().waitFor({ state: 'detached' })
    expect(await parcels()).toHaveLength(4)
  })

  it('leaving the row saves it, and a row that is not begun is none', async () => {
    await more().click()
    await editing('Title').waitFor()
    await page.keyboard.type('Lamp')
    await page.getByRole('searchbox').click()
    await page.getByText('“Lamp” is created.').waitFor()
    await row().waitFor({ state: 'detached' })
    await more().click()
    await editing('Title').waitFor()
    await page.getByRole('searchbox').click()
    await row().waitFor({ state: 'detached' })
    expect(await parcels()).toHaveLength(5)
  })

  it('what lacks something stays, whatever is clicked: in the table, beside it, on another page', async () => {
    await page.goto('/t/shop/records/stop')
    await more().click()
    await editing('Title').waitFor()
    await page.keyboard.type('Half')
    await page.getByRole('searchbox').click()
    await row().getByText('Half').waitFor()
    await page.getByRole('searchbox').and(page.locator(':focus')).waitFor()
    await page.getByRole('grid').getByRole('link', { name: 'Harbour' }).click()
    await page.getByRole('heading', { name: 'Harbour' }).waitFor()
    await page.goBack()
    await row().getByText('Half').waitFor()
    await page.reload()
    await row().getByText('Half').waitFor()
    await screenshot(page, 'typed-row-kept')
    await row().getByRole('gridcell').nth(2).click()
    await editing('Code').waitFor()
    await page.keyboard.type('H1')
    await page.keyboard.press('Enter')
    await page.getByText('“Half” is created.').waitFor()
    await editing('Title').waitFor()
    await page.keyboard.type('Nothing')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.reload()
    await more().waitFor()
    expect(await row().count()).toBe(0)
  })

  it('letters that come before the row is there are the first of it', async () => {
    await page.route('**/*.js', async (route) => {
      await new Promise((soon) => setTimeout(soon, 500))
      await route.continue()
    })
    await more().click()
    await page.keyboard.type('Early')
    await editing('Title').waitFor()
    await page.unroute('**/*.js')
    expect(await editing('Title').inputValue()).toBe('Early')
  })

  it('a kind that asks for more than the row has opens its form', async () => {
    await page.goto(`/t/shop/records/visit?columns=${encodeURIComponent('["title"]')}`)
    await page.getByRole('grid').getByRole('link', { name: 'New', exact: true }).click()
    await page.waitForURL('**/t/shop/records/visit/new')
    await page.getByLabel('Report').waitFor()
  })

  it('a form says nothing of what is only passed by, nor of an address that is half typed', async () => {
    await page.goto('/t/shop/records/visit/new')
    const report = page.getByLabel('Report')
    await report.focus()
    await page.keyboard.press('Tab')
    await page.waitForTimeout(200)
    expect(await page.locator('[aria-invalid="true"]').count()).toBe(0)
    await report.fill('x')
    await report.fill('')
    expect(await report.getAttribute('aria-invalid')).not.toBe('true')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Report is required.').waitFor()
    await page.goto('/new-tenant')
    const address = page.getByLabel('Web address')
    await address.fill('')
    await address.press('a')
    expect(await address.getAttribute('aria-invalid')).not.toBe('true')
    await address.blur()
    await page.getByText('Use 2 to 40 lowercase letters').waitFor()
  })

  it('the form of a new record leads back to where one came from, and asks before it throws away', async () => {
    await page.goto('/t/shop/records/visit')
    await page.getByRole('link', { name: 'New', exact: true }).first().click()
    await page.waitForURL('**/t/shop/records/visit/new')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.waitForURL('**/t/shop/records/visit')
    await page.goto('/t/shop')
    await page.goto('/t/shop/records/visit/new')
    await page.getByLabel('Report').fill('Something')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click()
    expect(await page.getByLabel('Report').inputValue()).toBe('Something')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
    await page.waitForURL('**/t/shop/records/visit')
  })

  it('what is said afterwards covers neither the row that is typed into nor the last one above it', async () => {
    const items = Array.from({ length: 45 }, (_, i) => ({ op: 'create', data: { title: `Stop ${i}`, code: `C${i}` } }))
    await call(seat, molde, 'POST', `${api}/records/stop/bulk`, { items })
    await page.goto('/t/shop/records/stop')
    await page.getByRole('link', { name: 'Stop 44' }).waitFor()
    await page.locator('[data-grid]').evaluate((box) => box.scrollTo(0, box.scrollHeight))
    await more().click()
    await editing('Title').waitFor()
    await page.keyboard.type('The last')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Said')
    await page.keyboard.press('Enter')
    await page.getByText('“The last” is created.').waitFor()
    await editing('Title').waitFor()
    const notice = page.locator('.mantine-Notification-root')
    const foot = async (part: Locator) => {
      const box = await part.boundingBox()
      return (box?.y ?? 999) + (box?.height ?? 0)
    }
    await expect.poll(async () => (await foot(row())) <= ((await notice.boundingBox())?.y ?? 0)).toBe(true)
    const last = page.getByRole('row').filter({ hasText: 'Harbour' })
    await last.waitFor()
    expect(await foot(last)).toBeLessThanOrEqual((await notice.boundingBox())?.y ?? 0)
    await screenshot(page, 'typed-row-notice')
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', language: 'en' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'weight', type: 'number', maximum: 1000 },
      { key: 'fragile', type: 'boolean' },
      { key: 'status', type: 'enum', options: ['NEW', 'SENT'], required: true },
      { key: 'note', type: 'longText' },
    ],
  })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'stop',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'code', type: 'text', required: true },
    ],
  })
  await call(seat, molde, 'POST', `${api}/records/stop`, { data: { title: 'Harbour', code: 'A1' } })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'parcel',
    blueprint: 'parcel',
    stateField: 'status',
    initial: 'NEW',
    states: { NEW: {}, SENT: { type: 'final' } },
    transitions: [{ event: 'send', from: ['NEW'], to: 'SENT' }],
  })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'visit',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text' },
      { key: 'report', type: 'longText', required: true },
    ],
  })
  await call(seat, molde, 'POST', `${api}/records/parcel`, { data: { title: 'Chair', weight: 9 } })
  await call(seat, molde, 'POST', `${api}/records/visit`, { data: { title: 'Porto', report: 'All well.' } })
}
