// Is any record found among many: by words, by conditions, by order, by scrolling, and again by the same address?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { choose } from './choose.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, somebody, takeSeat } from './test-browser.ts'

const list = '/t/shop/records/deal'

story('records are found among many', { person: somebody(), prepare: fill }, () => {
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

  it('sorts and groups from above the table, which says by what', async () => {
    await page.goto(list)
    await page.getByRole('button', { name: 'Sort', exact: true }).click()
    const sorting = page.getByRole('dialog', { name: 'Sort by' })
    await sorting.getByRole('radio', { name: 'Amount' }).click()
    await sorting.getByText('Descending').click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Sort: Amount' }).waitFor()
    await page.getByRole('link', { name: 'Deal 600', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Stage' }).click()
    await page.getByRole('button', { name: 'Group: Stage' }).click()
    await page.getByRole('grid').getByRole('button', { name: /^New/ }).waitFor()
    await page.getByRole('menuitem', { name: 'Do not group' }).click()
    await page.getByRole('button', { name: 'Sort: Amount' }).click()
    await sorting.getByRole('radio', { name: 'Newest first' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Sort', exact: true }).waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  it('has menus that hold nothing but entries, and that Escape closes whichever way they were opened', async () => {
    await page.goto(list)
    await page.getByText('600 records').waitFor()
    const button = page.getByRole('button', { name: 'Group', exact: true })
    const menu = page.getByRole('menu')
    const inFocus = page.locator(':focus')
    const ways = { none: () => button.click(), solid: () => button.press('Enter') }
    for (const [outline, open] of Object.entries(ways)) {
      await open()
      await menu.and(inFocus).waitFor()
      expect(await menu.evaluate((one) => getComputedStyle(one).outlineStyle)).toBe(outline)
      expect(await faultsOfAxe(page, 'everything', menu)).toEqual([])
      await page.keyboard.press('Tab')
      await page.keyboard.press('ArrowDown')
      await page.getByRole('menuitem').first().and(inFocus).waitFor()
      await page.keyboard.press('Escape')
      await menu.waitFor({ state: 'detached' })
      await button.and(inFocus).waitFor()
    }
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
    await other.getByRole('button', { name: 'Stage is Won' }).waitFor()
    await other.close()
  })

  it('filters by a number and combines it with words', async () => {
    await page.goto(list)
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Weight' }).click()
    await choose(page.getByRole('dialog').getByRole('combobox'), 'is at least')
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
    expect(await headers()).toEqual(['', 'Title', 'Stage', 'Amount', 'Weight'])
    await page.getByRole('button', { name: /^Columns/ }).click()
    await page.getByRole('checkbox', { name: 'Amount' }).click()
    await page.getByRole('button', { name: 'Move Weight to the left' }).click()
    await page.keyboard.press('Escape')
    await expect.poll(headers).toEqual(['', 'Title', 'Weight', 'Stage'])
    const handle = page.getByRole('separator', { name: 'Width of Title' })
    const before = Number(await handle.getAttribute('aria-valuenow'))
    await handle.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    const width = async () => Number(await handle.getAttribute('aria-valuenow'))
    await expect.poll(width).toBe(before + 40)
    // The address learns of it once the hand rests.
    await page.waitForURL(/wide=/)
    await page.reload()
    await expect.poll(headers).toEqual(['', 'Title', 'Weight', 'Stage'])
    await expect.poll(width).toBe(before + 40)
    await page.getByRole('button', { name: /^Columns/ }).click()
    await page.getByRole('button', { name: 'Reset columns' }).click()
    await expect.poll(headers).toEqual(['', 'Title', 'Stage', 'Amount', 'Weight'])
    await expect.poll(() => page.url()).not.toContain('columns')
    await expect.poll(width).toBe(before + 40)
  })

  it('keeps a search as a view', async () => {
    await page.goto(
      `${list}?sort=amount&where=${encodeURIComponent('[{"field":"stage","op":"anyOf","value":["LOST"]}]')}`,
    )
    await page.getByText('150 records').waitFor()
    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByLabel('Name of the view').fill('Lost ones')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const views = page.getByRole('navigation', { name: 'Views' })
    await views.getByRole('link', { name: 'Lost ones' }).and(page.locator('[aria-current=page]')).waitFor()
    await page.reload()
    await page.getByText('150 records').waitFor()
    await page.getByRole('button', { name: 'Stage is Lost' }).waitFor()
    await views.getByRole('link', { name: 'All records' }).click()
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
    await page.getByRole('option', { name: 'Deal 417 Deal' }).click()
    await page.getByRole('heading', { name: 'Deal 417' }).waitFor()
    await page.keyboard.press('Control+k')
    await box.fill('nothing has these words')
    await page.getByText('Amounts, dates and choices are not searched.').waitFor()
    await page.keyboard.press('Escape')
  })

  it('tells records of the same name apart', async () => {
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Deal', exact: true }).first().waitFor()
    await page.keyboard.press('Control+k')
    const box = page.getByRole('combobox', { name: 'Search or jump to…' })
    await expect.poll(async () => (await foundBy('Twin')).length).toBe(2)
    await box.fill('twin')
    await page.getByRole('option', { name: /^Twin/ }).nth(1).waitFor()
    const options = await page.getByRole('option', { name: /^Twin/ }).allTextContents()
    expect(options.filter((one) => one.includes('Amount: €7.00'))).toHaveLength(1)
    expect(options.filter((one) => one.includes('Amount: €8.00'))).toHaveLength(1)
    await page.keyboard.press('Escape')
  })

  it('shows cards on a phone, and more of them while one scrolls', async () => {
    const state = await seat.context.storageState()
    const small = await takeSeat(browser, molde, { ...phone, storageState: state })
    await small.page.goto(list)
    await small.page.getByText('Deal 600', { exact: true }).waitFor()
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    // Only the cards that are seen are there: the last one when the end is reached, the first one again at the top.
    for (let round = 0; round < 60; round += 1) {
      await small.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      if (await small.page.getByText('Deal 1', { exact: true }).isVisible()) break
      await small.page.waitForTimeout(150)
    }
    await small.page.getByText('Deal 1', { exact: true }).waitFor()
    expect(await small.page.getByText('Deal 600', { exact: true }).count()).toBe(0)
    await small.page.evaluate(() => window.scrollTo(0, 0))
    await small.page.getByText('Deal 600', { exact: true }).waitFor()
    await small.page.getByRole('button', { name: 'Search', exact: true }).tap()
    await small.page.getByRole('combobox', { name: 'Search or jump to…' }).fill('deal 418')
    await small.page.getByRole('option', { name: /Deal 418/ }).tap()
    await small.page.getByRole('heading', { name: 'Deal 418' }).waitFor()
    await small.context.close()
  })
})

/** What a search everywhere finds: it is filled a moment after the commit. */
async function foundBy(words: string): Promise<unknown[]> {
  const answer = (await call(seat, molde, 'GET', `/api/v1/tenants/shop/records/invoice?q=${words}`)) as {
    items: unknown[]
  }
  return answer.items
}

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
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'invoice',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'amount', type: 'money' },
    ],
  })
  for (const amount of ['7.00', '8.00'])
    await call(seat, molde, 'POST', '/api/v1/tenants/shop/records/invoice', {
      data: { title: 'Twin', amount: { amount, currency: 'EUR' } },
    })
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
