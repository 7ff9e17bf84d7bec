// Are records found by looking at cards: their titles, states and values, more of them while one scrolls, and by keyboard?
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, somebody, takeSeat } from './test-browser.ts'

const gallery = '/t/shop/records/chair?kind=gallery'

story('records are looked at as cards', { person: somebody(), prepare: fill }, () => {
  it('says what a record is, how it stands, and what is filled', async () => {
    await page.goto(gallery)
    await page.getByText('300 records').waitFor()
    const first = page.getByRole('list', { name: 'Records as cards' }).getByRole('listitem').first()
    await first.getByRole('link', { name: /Chair 300/ }).waitFor()
    await first.getByText('Sold', { exact: true }).waitFor()
    await first.getByText('Weight').waitFor()
    expect(await first.getByText('Colour').count()).toBe(0)
    // No name of a field is cut.
    const name = first.locator('dt').first()
    expect(await name.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true)
    expect(await name.evaluate((box) => getComputedStyle(box).whiteSpace)).toBe('normal')
  })

  it('draws only what is seen and loads more while one scrolls', async () => {
    await page.goto(gallery)
    await page.getByRole('link', { name: /Chair 300/ }).waitFor()
    expect(await page.getByRole('listitem').count()).toBeLessThan(60)
    const last = page.getByRole('link', { name: /Chair 1\b/ })
    for (let round = 0; round < 60 && !(await last.isVisible()); round += 1) {
      await page.mouse.move(700, 600)
      await page.mouse.wheel(0, 2_500)
      await page.waitForTimeout(80)
    }
    await last.waitFor()
  })

  it('opens a record by keyboard', async () => {
    await page.goto(gallery)
    await page.getByRole('link', { name: /Chair 300/ }).focus()
    await page.keyboard.press('Tab')
    await page
      .getByRole('link', { name: /Chair 299/ })
      .and(page.locator(':focus'))
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Chair 299' }).waitFor()
  })

  it('is one column on a phone', async () => {
    const state = await seat.context.storageState()
    const small = await takeSeat(browser, molde, { ...phone, storageState: state })
    await small.page.goto(gallery)
    await small.page.getByRole('link', { name: /Chair 300/ }).waitFor()
    const later = small.page.getByRole('link', { name: /Chair 180\b/ })
    for (let round = 0; round < 80 && !(await later.isVisible()); round += 1) {
      await small.page.evaluate(() => window.scrollBy(0, 1_500))
      await small.page.waitForTimeout(80)
    }
    await later.waitFor()
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await small.context.close()
  })
})

async function fill(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'chair',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'state', type: 'enum', options: ['IN_STOCK', 'SOLD'] },
      { key: 'weight', label: 'Weight of one chair without its cushion', type: 'number' },
      { key: 'colour', type: 'text' },
    ],
  })
  const items = Array.from({ length: 300 }, (_, i) => ({
    op: 'create',
    data: { title: `Chair ${i + 1}`, state: i % 2 ? 'SOLD' : 'IN_STOCK', weight: i + 1 },
  }))
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/records/chair/bulk', { items })
}
