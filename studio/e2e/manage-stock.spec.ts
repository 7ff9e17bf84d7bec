import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { page, story } from './stage.ts'
import { screenshot, somebody } from './test-browser.ts'

// The stock story S2-18 and S2-19: things in a store room, managed without any flow.
story('a person manages stock without a flow', { person: somebody('Bruno') }, () => {
  it('creates the tenant "X Stock" from the template', async () => {
    await page.goto('/new-tenant')
    await page.getByLabel('Name').fill('X Stock')
    await page.getByRole('radio', { name: 'Stock' }).click()
    await page.getByRole('button', { name: 'Create workspace' }).click()
    await page.waitForURL(/\/t\/x-stock/)
    await page.getByRole('link', { name: 'Stock item' }).first().click()
    await page.waitForURL(/records\/item/)
  })

  it('enters items; each gets its moment by itself, and no button of a flow is there', async () => {
    await enter(page, { Type: 'Tiles', Space: 'A1', 'Weight (kg)': '12.5', Quantity: '40' })
    await page.getByText('Recorded at').first().waitFor()
    expect(await page.getByText('Changes only when a step is taken').count()).toBe(0)
    for (const item of [
      { Type: 'Grout', Space: 'B2', 'Weight (kg)': '5', Quantity: '9' },
      { Type: 'Trowel', Space: 'A2', 'Weight (kg)': '0.4', Quantity: '3' },
    ]) {
      await page.getByRole('link', { name: 'Stock item' }).first().click()
      await enter(page, item)
    }
  })

  it('refuses what the definition refuses, at the field', async () => {
    await page.getByRole('link', { name: 'Stock item' }).first().click()
    await openForm(page)
    await page.getByRole('main').getByLabel('Type').fill('Nothing')
    await page.getByRole('main').getByLabel('Space').fill('Z9')
    await page.getByRole('main').getByLabel('Quantity').fill('-1')
    await save(page)
    await page
      .getByText(/must be 0 or more/)
      .first()
      .waitFor()
    await page.getByRole('main').getByLabel('Quantity').fill('1')
    await save(page)
    await page.waitForURL(/item\/[0-9A-Z]{26}/)
  })

  it('lists, sorts by a header, and searches', async () => {
    await page.getByRole('link', { name: 'Stock item' }).first().click()
    const table = page.getByRole('grid')
    await table.getByText('Tiles').first().waitFor()
    await table.getByRole('button', { name: 'Quantity', exact: true }).click()
    await expect.poll(() => firstColumn(page)).toEqual(['Nothing', 'Trowel', 'Grout', 'Tiles'])
    await screenshot(page, 'stock-list')
    await page.getByRole('searchbox').fill('grout')
    await expect.poll(() => firstColumn(page), { timeout: 10_000 }).toEqual(['Grout'])
    await page.getByRole('button', { name: 'Clear' }).or(page.getByLabel(/clear/i)).first().click()
    await expect.poll(() => firstColumn(page).then((rows) => rows.length)).toBe(4)
  })

  it('edits one and takes one away, which can be undone', async () => {
    await page.getByRole('grid').getByText('Nothing').first().click()
    await page.waitForURL(/item\/[0-9A-Z]{26}/)
    await page.getByRole('main').getByLabel('Quantity').fill('7')
    await save(page)
    await page
      .getByText(/1.*→.*7/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: /delete|trash/i }).click()
    await page.waitForURL(/records\/item(\?|$)/)
    await expect.poll(() => firstColumn(page).then((rows) => rows.length)).toBe(3)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => firstColumn(page).then((rows) => rows.length)).toBe(4)
  })
})

async function openForm(page: Page): Promise<void> {
  const create = /^(New|Create)$/
  await page
    .getByRole('link', { name: create })
    .or(page.getByRole('button', { name: create }))
    .first()
    .click()
}

async function enter(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await openForm(page)
  for (const [label, value] of Object.entries(values)) await page.getByRole('main').getByLabel(label).fill(value)
  await save(page)
  await page.waitForURL(/item\/[0-9A-Z]{26}/)
}

const save = (page: Page) =>
  page
    .getByRole('button', { name: /^(Save changes|Create)$/ })
    .last()
    .click()

async function firstColumn(page: Page): Promise<string[]> {
  const rows = page.getByRole('grid').getByRole('row')
  const texts = await rows.evaluateAll((all) =>
    all.slice(1).map((row) => row.querySelector('td[data-column], th')?.textContent?.trim() ?? ''),
  )
  return texts.filter(Boolean)
}
