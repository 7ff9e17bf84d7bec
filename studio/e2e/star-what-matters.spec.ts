// Can a person star what they need often: records, lists and views, in their own order, on every device?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { seat as ana, browser, molde, story } from './stage.ts'
import { call, phone, type Seat, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

let cork: string

story('people star what matters', { person: somebody('Ana'), prepare }, () => {
  const rail = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' })
  const starred = (page: Page) => rail(page).getByRole('region', { name: 'Favourites' })
  const here = async (page: Page) =>
    (await rail(page).locator('[aria-current], [data-active]').allTextContents()).map((one) => one.trim())
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
    await page.getByRole('main').getByRole('link', { name: 'By name' }).click()
    await page.getByRole('button', { name: 'Favourite: By name' }).click()
    await eventuallyNames(page, ['Cork', 'Deals', 'By name'])
    await starred(page).getByRole('link', { name: 'Cork' }).click()
    await page.waitForURL(`**/t/shop/records/deal/${cork}`)
    // One row says where one is, and it is the kind of record, whichever way one came.
    expect(await here(page)).toEqual(['Deals'])
    await starred(page).getByRole('link', { name: 'By name' }).click()
    await page.waitForURL('**/t/shop/records/deal?view=*')
    expect(await here(page)).toEqual(['Deals'])
    await rail(page).getByRole('link', { name: 'Trash' }).click()
    await page.getByRole('heading', { name: 'Trash', level: 1 }).waitFor()
    expect(await here(page)).toEqual(['Trash'])
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
    await page.goto('/t/shop')
    await eventuallyNames(page, ['By name', 'Cork', 'Wine', 'Deals'])
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
    await seat.context.close()
  })
})

async function prepare(seat: Seat): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'deal',
    label: 'Deals',
    titleField: 'title',
    fields: [{ key: 'title', type: 'text', required: true }],
  })
  const made = await call(seat, molde, 'POST', `${api}/records/deal`, { data: { title: 'Cork' } })
  cork = (made as { id: string }).id
  await call(seat, molde, 'POST', `${api}/records/deal`, { data: { title: 'Wine' } })
  await call(seat, molde, 'POST', `${api}/views`, { name: 'By name', blueprint: 'deal', sort: 'title' })
}
