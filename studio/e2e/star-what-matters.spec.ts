// Can a person star what they need often: records, lists and views, in their own order, on every device?
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
const api = '/api/v1/tenants/shop'

describe.skipIf(missing !== '')(`people star what matters${missing}`, () => {
  let molde: Molde
  let browser: Browser
  let ana: Seat
  let cork: string
  photographFailures(() => ana?.page)
  beforeAll(async () => {
    molde = await startMolde()
    browser = await openBrowser()
    ana = await takeSeat(browser, molde)
    await signInAs(ana, molde, somebody('Ana'))
    await call(ana, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
    await call(ana, molde, 'POST', `${api}/blueprints`, {
      name: 'deal',
      label: 'Deals',
      titleField: 'title',
      fields: [{ key: 'title', type: 'text', required: true }],
    })
    const made = await call(ana, molde, 'POST', `${api}/records/deal`, { data: { title: 'Cork' } })
    cork = (made as { id: string }).id
    await call(ana, molde, 'POST', `${api}/records/deal`, { data: { title: 'Wine' } })
    await call(ana, molde, 'POST', `${api}/views`, { name: 'By name', blueprint: 'deal', sort: 'title' })
  })
  afterAll(async () => {
    expect(ana?.complaints ?? []).toEqual([])
    await browser?.close()
    await molde?.stop()
  })

  const rail = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' })
  const starred = (page: Page) => rail(page).getByRole('region', { name: 'Favourites' })
  const names = async (page: Page) => (await starred(page).getByRole('link').allTextContents()).map((one) => one.trim())
  const eventuallyNames = (page: Page, wanted: readonly string[]) =>
    expect.poll(() => names(page), { timeout: 10_000 }).toEqual(wanted)

  it('stars a record, a list and a view where they are, and finds them in the rail', async () => {
    const { page } = ana
    await page.goto(`/t/shop/records/deal/${cork}`)
    const star = page.getByRole('button', { name: 'Favourite: Cork' })
    await star.click()
    await starred(page).getByRole('link', { name: 'Cork' }).waitFor()
    expect(await star.getAttribute('aria-pressed')).toBe('true')
    await page.goto('/t/shop/records/deal')
    await page.getByRole('button', { name: 'Favourite: Deals' }).click()
    await page.getByRole('button', { name: 'View: All records' }).click()
    await page.getByRole('menuitem', { name: 'By name' }).click()
    await page.getByRole('button', { name: 'Favourite: By name' }).click()
    await eventuallyNames(page, ['Cork', 'Deals', 'By name'])
    await starred(page).getByRole('link', { name: 'Cork' }).click()
    await page.waitForURL(`**/t/shop/records/deal/${cork}`)
    await starred(page).getByRole('link', { name: 'By name' }).click()
    await page.waitForURL('**/t/shop/records/deal?view=*')
  })

  it('stars what was found by typing, without a mouse', async () => {
    const { page } = ana
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or jump to…' }).fill('wine')
    await page.getByRole('option', { name: /Wine/ }).waitFor()
    await page.getByText('Alt S: favourite').waitFor()
    await page.keyboard.press('Alt+s')
    await page.getByRole('option', { name: /Favourites/ }).waitFor()
    await page.keyboard.press('Escape')
    await eventuallyNames(page, ['Cork', 'Deals', 'By name', 'Wine'])
  })

  it('has its own order: by keyboard, by mouse, and after a reload', async () => {
    const { page } = ana
    await starred(page).getByRole('link', { name: 'Wine' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await eventuallyNames(page, ['Cork', 'Deals', 'Wine', 'By name'])
    await page.getByText('Wine is now 3 of 4').waitFor({ state: 'attached' })
    await page.keyboard.press('Alt+ArrowUp')
    await eventuallyNames(page, ['Cork', 'Wine', 'Deals', 'By name'])
    await starred(page)
      .getByRole('link', { name: 'By name' })
      .dragTo(starred(page).getByRole('link', { name: 'Cork' }))
    await eventuallyNames(page, ['By name', 'Cork', 'Wine', 'Deals'])
    await page.reload()
    await eventuallyNames(page, ['By name', 'Cork', 'Wine', 'Deals'])
  })

  it('lets go of what is gone and of what is starred no more', async () => {
    const { page } = ana
    const line = page.waitForResponse('**/events')
    await page.goto('/t/shop')
    await line
    await call(ana, molde, 'DELETE', `${api}/records/deal/${cork}`)
    await eventuallyNames(page, ['By name', 'Wine', 'Deals'])
    await call(ana, molde, 'POST', `${api}/records/deal/${cork}/restore`, {})
    await eventuallyNames(page, ['By name', 'Cork', 'Wine', 'Deals'])
    await page.goto('/t/shop/records/deal')
    await page.getByRole('button', { name: 'Favourite: Deals' }).click()
    await eventuallyNames(page, ['By name', 'Cork', 'Wine'])
  })

  it('stands at the top of the start page on a phone', async () => {
    const seat = await takeSeat(browser, molde, { ...phone, storageState: await ana.context.storageState() })
    await seat.page.goto('/t/shop')
    const cards = seat.page.getByRole('main').getByRole('region', { name: 'Favourites' })
    await cards.getByRole('link', { name: 'Cork' }).click()
    await seat.page.waitForURL(`**/t/shop/records/deal/${cork}`)
    expect(seat.complaints).toEqual([])
    await seat.context.close()
  })
})
