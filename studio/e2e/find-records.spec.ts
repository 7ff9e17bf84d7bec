// Is any record found among many: by words, by conditions, by order, by scrolling, and again by the same address?
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserMissing, findBrowser } from './find-browser.ts'
import {
  call,
  type Molde,
  openBrowser,
  phone,
  photographFailures,
  type Seat,
  signInAs,
  somebody,
  startMolde,
  takeSeat,
} from './test-browser.ts'

const missing = findBrowser() ? '' : ` (skipped: ${browserMissing})`
const list = '/t/shop/records/deal'

describe.skipIf(missing !== '')(`records are found among many${missing}`, () => {
  let molde: Molde
  let browser: Browser
  let seat: Seat
  let page: Page
  photographFailures(() => page)
  beforeAll(async () => {
    molde = await startMolde()
    browser = await openBrowser()
    seat = await takeSeat(browser, molde)
    page = seat.page
    await signInAs(seat, molde, somebody())
    await fill(seat, molde)
  })
  afterAll(async () => {
    expect(seat?.complaints ?? []).toEqual([])
    await browser?.close()
    await molde?.stop()
  })

  it('shows the newest first, counts them, and loads more while one scrolls', async () => {
    await page.goto(list)
    await page.getByText('600 records').waitFor()
    expect(await firstTitle(page)).toBe('Deal 600')
    expect(await page.getByRole('row').count()).toBeLessThan(80)
    await scrollUntil(page, 'Deal 1')
  })

  it('sorts by a click on a header, upwards, downwards, and not', async () => {
    await page.goto(list)
    await page.getByRole('button', { name: 'Amount', exact: true }).click()
    await page.getByRole('columnheader', { name: 'Amount' }).and(page.locator('[aria-sort=ascending]')).waitFor()
    await page.getByRole('link', { name: 'Deal 1', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Amount', exact: true }).click()
    await page.getByRole('columnheader', { name: 'Amount' }).and(page.locator('[aria-sort=descending]')).waitFor()
    await page.getByRole('link', { name: 'Deal 600', exact: true }).waitFor()
    expect(page.url()).toContain('sort=-amount')
  })

  it('filters by a condition, and the address alone shows the same', async () => {
    await page.goto(list)
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Stage' }).click()
    await page.getByRole('combobox', { name: 'Value' }).click()
    await page.getByRole('option', { name: 'Won' }).click()
    await page.getByText('150 records').waitFor()
    const address = page.url()
    const other = await seat.context.newPage()
    await other.goto(address)
    await other.getByText('150 records').waitFor()
    await other.getByRole('button', { name: 'Stage is one of Won' }).waitFor()
    await other.close()
  })

  it('filters by a number and combines it with words', async () => {
    await page.goto(list)
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Weight' }).click()
    await page.getByLabel('Comparison').or(page.getByRole('dialog').getByRole('combobox')).selectOption('gte')
    await page.getByRole('textbox', { name: 'Value' }).fill('591')
    await page.getByRole('textbox', { name: 'Value' }).press('Enter')
    await page.getByText('10 records').waitFor()
    await page.getByRole('searchbox', { name: 'Search these records' }).fill('deal 595')
    await page.getByText('1 record', { exact: true }).waitFor()
    expect(await firstTitle(page)).toBe('Deal 595')
    await page.getByRole('button', { name: 'Clear search and conditions' }).click()
    await page.getByText('600 records').waitFor()
  })

  it('shows the columns one wants, as wide as one wants, and the address knows them', async () => {
    await page.goto(list)
    await page.getByText('600 records').waitFor()
    const headers = () => page.getByRole('columnheader').allTextContents()
    expect(await headers()).toEqual(['', 'Title', 'Amount', 'Weight', 'Stage'])
    await page.getByRole('button', { name: 'Columns of the table' }).click()
    await page.getByRole('checkbox', { name: 'Amount' }).click()
    await page.getByRole('button', { name: 'Move Stage to the left' }).click()
    await page.keyboard.press('Escape')
    await expect.poll(headers).toEqual(['', 'Title', 'Stage', 'Weight'])
    const handle = page.getByRole('separator', { name: 'Width of Title' })
    const before = Number(await handle.getAttribute('aria-valuenow'))
    await handle.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(Number(await handle.getAttribute('aria-valuenow'))).toBe(before + 40)
    await page.reload()
    await expect.poll(headers).toEqual(['', 'Title', 'Stage', 'Weight'])
    expect(Number(await handle.getAttribute('aria-valuenow'))).toBe(before + 40)
    await page.getByRole('button', { name: 'Columns of the table' }).click()
    await page.getByRole('button', { name: 'Back to the usual columns' }).click()
    await expect.poll(headers).toEqual(['', 'Title', 'Amount', 'Weight', 'Stage'])
    await page.keyboard.press('Escape')
  })

  it('keeps a search as a view', async () => {
    await page.goto(
      `${list}?sort=amount&where=${encodeURIComponent('[{"field":"stage","op":"anyOf","value":["LOST"]}]')}`,
    )
    await page.getByText('150 records').waitFor()
    await page.getByRole('button', { name: 'View: All records' }).click()
    await page.getByRole('menuitem', { name: 'Save this view' }).click()
    await page.getByLabel('Name of the view').fill('Lost ones')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'View: Lost ones' }).waitFor()
    await page.reload()
    await page.getByText('150 records').waitFor()
    await page.getByText(/^The view shows only: stage in \[.LOST.\]$/).waitFor()
    await page.getByRole('button', { name: 'View: Lost ones' }).click()
    await page.getByRole('menuitem', { name: 'All records' }).click()
    await page.getByText('600 records').waitFor()
  })

  it('says when nothing matches, and the way back', async () => {
    await page.goto(`${list}?q=nowhere`)
    await page.getByText('Nothing matches these conditions.').waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Clear search and conditions' }).last().click()
    await page.getByText('600 records').waitFor()
  })

  it('opens a record by keyboard and comes back to the same list', async () => {
    await page.goto(`${list}?sort=amount`)
    await page.getByRole('link', { name: 'Deal 2', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Deal 2' }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'Deal 2', exact: true }).waitFor()
    expect(page.url()).toContain('sort=amount')
  })

  it('is found from anywhere by its words, and again among what was opened lately', async () => {
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Deal', exact: true }).first().waitFor()
    await page.keyboard.press('Control+k')
    const box = page.getByRole('combobox', { name: 'Search or jump to…' })
    await box.fill('deal 417')
    await page.getByRole('option', { name: /Deal 417/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Deal 417' }).waitFor()
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Deal', exact: true }).first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: 'Deal 417 Opened lately' }).click()
    await page.getByRole('heading', { name: 'Deal 417' }).waitFor()
    await page.keyboard.press('Control+k')
    await box.fill('nothing has these words')
    await page.getByText('Nothing is called that.').waitFor()
    await page.keyboard.press('Escape')
  })

  it('shows cards on a phone, and more of them while one scrolls', async () => {
    const state = await seat.context.storageState()
    const small = await takeSeat(browser, molde, { ...phone, storageState: state })
    await small.page.goto(list)
    await small.page.getByText('Deal 600', { exact: true }).waitFor()
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    for (let round = 0; round < 40; round += 1) {
      await small.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      if (await small.page.getByText('Deal 450', { exact: true }).isVisible()) break
      await small.page.waitForTimeout(150)
    }
    await small.page.getByText('Deal 450', { exact: true }).waitFor()
    await small.page.getByRole('button', { name: 'Search', exact: true }).tap()
    await small.page.getByRole('combobox', { name: 'Search or jump to…' }).fill('deal 418')
    await small.page.getByRole('option', { name: /Deal 418/ }).tap()
    await small.page.getByRole('heading', { name: 'Deal 418' }).waitFor()
    expect(small.complaints).toEqual([])
    await small.context.close()
  })
})

async function fill(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'deal',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true, quickFilter: true },
      { key: 'amount', type: 'money', quickFilter: true },
      { key: 'weight', type: 'number', quickFilter: true },
      { key: 'stage', type: 'enum', options: ['NEW', 'TALKING', 'WON', 'LOST'], quickFilter: true },
    ],
  })
  const stages = ['NEW', 'TALKING', 'WON', 'LOST']
  const items = Array.from({ length: 600 }, (_, i) => ({
    op: 'create',
    data: {
      title: `Deal ${i + 1}`,
      amount: { amount: `${i + 1}.00`, currency: 'EUR' },
      weight: i + 1,
      stage: stages[i % 4],
    },
  }))
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/records/deal/bulk', { items })
  await searchable(seat, molde)
}

/** Full-text search is filled a moment after the commit. */
async function searchable(seat: Seat, molde: Molde): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = (await call(seat, molde, 'GET', '/api/v1/tenants/shop/records/deal?q=595')) as { items: unknown[] }
    if (found.items.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the records never became searchable')
}

function firstTitle(page: Page): Promise<string | null> {
  return page.getByRole('row').nth(1).getByRole('link').textContent()
}

async function scrollUntil(page: Page, title: string): Promise<void> {
  const row = page.getByRole('link', { name: title, exact: true })
  for (let round = 0; round < 60 && !(await row.isVisible()); round += 1) {
    await page.locator('table').evaluate((table) => table.parentElement?.scrollBy(0, 3_000))
    await page.waitForTimeout(100)
  }
  await row.waitFor()
}
