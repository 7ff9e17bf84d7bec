// Is a record looked at beside its table: by the keyboard and by the mouse, kept in the address, and left again at its row?
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const list = '/t/shop/records/deal'

story('a record beside its table', { person: somebody(), prepare: fill }, () => {
  const panel = () => page.getByRole('region', { name: 'Record beside the table' })
  const shows = (title: string) => panel().getByRole('heading', { name: title, exact: true }).waitFor()
  const cell = (text: string) => page.getByRole('gridcell', { name: text, exact: true })
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')

  it('is opened by Space, goes on with the arrows, and comes back to its row with Escape', async () => {
    await page.goto(list)
    await page.getByText('40 records').waitFor()
    await cell('40').click()
    await page.keyboard.press('Space')
    await shows('Deal 40')
    await expect.poll(() => panel().evaluate((one) => one === document.activeElement)).toBe(true)
    expect(page.url()).toMatch(/peek=/)
    await page.keyboard.press('ArrowDown')
    await shows('Deal 39')
    await page.keyboard.press('ArrowDown')
    await shows('Deal 38')
    await page.keyboard.press('ArrowUp')
    await shows('Deal 39')
    await screenshot(page, 'peek')
    await page.keyboard.press('Escape')
    await expect.poll(() => panel().count()).toBe(0)
    await expect.poll(focused).toBe('39')
    expect(page.url()).not.toMatch(/peek=/)
  })

  it('is in the address: a reload shows it, and the way back leads to the table', async () => {
    await page.keyboard.press('Space')
    await shows('Deal 39')
    await page.reload()
    await shows('Deal 39')
    await page.keyboard.press('ArrowDown')
    await shows('Deal 38')
    await page.goBack()
    await expect.poll(() => panel().count()).toBe(0)
    await page.getByText('40 records').waitFor()
  })

  it('leaves no head of a column half behind it where the keyboard is', async () => {
    await page.goto(list)
    await page.getByText('40 records').waitFor()
    await cell('38').click()
    await page.keyboard.press('Space')
    await shows('Deal 38')
    const heads = page.getByRole('columnheader').getByRole('button', { name: /^(?!Menu|Width)/ })
    await heads.first().focus()
    for (let stops = 0; stops < 40; stops += 1) {
      await page.keyboard.press('Tab')
      const hidden = await page.evaluate(() => {
        const head = document.activeElement?.closest('th')?.getBoundingClientRect()
        const frame = document.querySelector('[data-grid]')?.getBoundingClientRect()
        if (!head || !frame) return undefined
        return Math.max(0, frame.left - head.left, head.right - frame.right)
      })
      if (hidden === undefined) break
      expect(hidden).toBe(0)
    }
    await panel().getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => panel().count()).toBe(0)
  })

  it('is opened by the mouse, changed and saved beside the table', async () => {
    await page.getByRole('row', { name: /Deal 37/ }).hover()
    await page.getByRole('button', { name: 'Open Deal 37 beside the table' }).click()
    await shows('Deal 37')
    await panel().getByLabel('Weight').fill('3700')
    await panel()
      .getByRole('region', { name: 'Not saved yet' })
      .or(panel().getByRole('button', { name: 'Save' }))
      .first()
      .waitFor()
    await screenshot(page, 'peek-unsaved')
    // What is typed is not lost by looking at another one.
    await panel().getByRole('button', { name: 'Record below' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await shows('Deal 36')
    await cell('3,700').waitFor()
    await panel().getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => panel().count()).toBe(0)
  })

  it('opens as a whole page with Enter', async () => {
    await cell('35').click()
    await page.keyboard.press('Space')
    await shows('Deal 35')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/records\/deal\/[^?]+$/)
    await page.getByRole('heading', { name: 'Deal 35', level: 1 }).waitFor()
    await page.goBack()
    await shows('Deal 35')
    await page.keyboard.press('Escape')
    await expect.poll(() => panel().count()).toBe(0)
  })

  it('is thrown away beside the table, which closes it', async () => {
    await cell('34').click()
    await page.keyboard.press('Space')
    await shows('Deal 34')
    await panel().getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
    await expect.poll(() => panel().count()).toBe(0)
    await page.getByText('39 records').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('40 records').waitFor()
  })

  it('a phone has no room for it: the list is a list', async () => {
    await cell('33').click()
    await page.keyboard.press('Space')
    await shows('Deal 33')
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto(page.url())
    await small.page.getByText('Deal 40', { exact: true }).waitFor()
    expect(await small.page.getByRole('region', { name: 'Record beside the table' }).count()).toBe(0)
    await small.context.close()
  })
})

async function fill(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'deal',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'weight', type: 'number' },
      { key: 'stage', type: 'enum', options: ['NEW', 'TALKING', 'WON'] },
      { key: 'notes', type: 'longText' },
      { key: 'amount', type: 'money' },
      { key: 'meeting', type: 'datetime' },
      { key: 'effort', type: 'duration' },
      { key: 'score', type: 'rating' },
    ],
  })
  const items = Array.from({ length: 40 }, (_, i) => ({
    op: 'create',
    data: { title: `Deal ${i + 1}`, weight: i + 1, stage: 'NEW' },
  }))
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/records/deal/bulk', { items })
}
