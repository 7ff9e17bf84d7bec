// Is a phone enough? From signing up to a delivered parcel with a thumb: nothing too small, too wide, or behind the bar below.
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { fillShop, inside, openScreen, outside } from './every-screen.ts'
import { browser, molde, page, story } from './stage.ts'
import { call, linkFor, phone, screenshot, signInAs, somebody, takeSeat } from './test-browser.ts'
import { faultsOfTouch } from './touch.ts'

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>

const ana = somebody('Ana')
const fits = async () => expect(await faultsOfTouch(page)).toEqual([])
/** How far above the bar of places it ends, whatever the page is scrolled to. */
const aboveBar = async (one: Locator) => {
  const bar = await page.getByRole('contentinfo').boundingBox()
  const box = await one.boundingBox()
  return bar && box ? Math.round(bar.y - box.y - box.height) : Number.NaN
}
/** While a keyboard takes its room from the page. Says how much is free below a box of what is seen. */
async function withKeyboard(see: (below: (box: Box | null) => number) => Promise<void>) {
  const { width, height } = phone.viewport
  const seen = 480
  await page.setViewportSize({ width, height: seen })
  await see((box) => (box ? Math.round(seen - box.y - box.height) : Number.NaN))
  await page.setViewportSize({ width, height })
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
}
const scrollTo = (place: 'top' | 'end') =>
  page.evaluate((to) => window.scrollTo(0, to === 'top' ? 0 : document.documentElement.scrollHeight), place)

story('a person delivers a parcel with a thumb', { look: phone }, () => {
  it('signs up and in', async () => {
    await page.goto('/sign-up')
    await page.getByLabel('Your name').fill(ana.name)
    await page.getByLabel('E-mail').fill(ana.email)
    await page.getByLabel('Password', { exact: true }).fill(ana.password)
    await fits()
    await page.getByRole('button', { name: 'Create an account' }).tap()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    await fits()
    await page.goto(await linkFor(molde, ana.email))
    await page.getByRole('heading', { name: 'New workspace' }).waitFor()
    await fits()
  })

  it('creates a workspace from a template', async () => {
    await page.getByLabel('Name').fill('Parcels')
    await page.getByRole('radio', { name: /^Deliver/ }).tap()
    await fits()
    await page.getByRole('button', { name: 'Create workspace' }).tap()
    await page.waitForURL('**/t/parcels')
    await page.getByRole('main').getByRole('link', { name: 'Deliveries', exact: true }).waitFor()
    await fits()
  })

  it('creates a delivery', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Deliveries', exact: true }).tap()
    await page.getByText('No records yet').waitFor()
    await fits()
    const begin = page.getByRole('link', { name: 'New', exact: true })
    expect(await aboveBar(begin)).toBe(12)
    expect(await page.getByRole('main').getByRole('link', { name: 'Create', exact: true }).count()).toBe(0)
    await begin.tap()
    await page.getByRole('textbox', { name: 'From', exact: true }).fill('Porto')
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('Lisbon')
    await page.getByRole('button', { name: 'Create', exact: true }).tap()
    await page.getByText('Cargo is required.').waitFor()
    await fits()
    await page.getByLabel('Cargo').fill('A box of tiles')
    const create = page.getByRole('button', { name: 'Create', exact: true })
    await withKeyboard((below) => expect.poll(async () => below(await create.boundingBox())).toBe(12))
    await page.getByRole('button', { name: 'Create', exact: true }).tap()
    await page.getByRole('heading', { name: 'A box of tiles' }).waitFor()
    await fits()
  })

  it('changes it: the bar to save stands above the one below', async () => {
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('Faro')
    const save = page.getByRole('button', { name: 'Save changes' })
    await save.waitFor()
    await page.waitForTimeout(300)
    await fits()
    expect(await aboveBar(page.getByRole('region', { name: 'Not saved yet' }))).toBe(0)
    expect(await aboveBar(page.getByRole('button', { name: 'Save and start delivery' }))).toBe(61 + 8)
    await screenshot(page, 'phone-unsaved')
    await withKeyboard(async (below) => {
      await expect.poll(async () => below(await save.boundingBox())).toBe(8)
      expect(await page.getByRole('navigation', { name: 'Main navigation' }).isVisible()).toBe(false)
      await screenshot(page, 'phone-keyboard')
    })
    await save.tap()
    await page.getByText('Saved', { exact: true }).first().waitFor()
  })

  it('brings it to its end: the next steps lie above the bar, wherever the page is read', async () => {
    const start = page.getByRole('button', { name: 'Start delivery' })
    await page.getByRole('region', { name: 'Not saved yet' }).waitFor({ state: 'detached' })
    for (const place of ['top', 'end'] as const) {
      await scrollTo(place)
      expect(await aboveBar(start)).toBe(8)
    }
    await fits()
    await start.tap()
    await page.getByText(/ is now “In progress”\.$/).waitFor()
    await page.getByRole('button', { name: 'Mark as delivered' }).tap()
    await page.getByText(/ is now “Delivered”\.$/).waitFor()
    await fits()
    await screenshot(page, 'phone-delivered')
  })

  it('finds it on every look, from the menus and by searching', async () => {
    const bar = page.getByRole('navigation', { name: 'Main navigation' })
    await bar.getByRole('link', { name: 'Records' }).tap()
    await page.getByRole('main').getByRole('link', { name: 'Deliveries', exact: true }).tap()
    const card = page.getByRole('link', { name: /A box of tiles/ })
    await card.getByText('Delivered', { exact: true }).waitFor()
    await fits()
    for (const look of ['Board', 'Calendar', 'Gallery', 'Form', 'List']) {
      await page.getByRole('button', { name: 'More' }).tap()
      await page.getByRole('menuitem', { name: look, exact: true }).tap()
      await page.getByRole('menu').waitFor({ state: 'detached' })
      await page.waitForTimeout(600)
      await fits()
    }
    await page.getByRole('button', { name: 'Filter' }).tap()
    const conditions = page.getByRole('dialog', { name: 'Filter' })
    // By what is asked at once, without a menu.
    await conditions.getByRole('button', { name: 'Cargo', exact: true }).waitFor()
    await page.waitForTimeout(200)
    await fits()
    await conditions.getByRole('button', { name: 'Cargo', exact: true }).tap()
    await page.getByRole('textbox', { name: 'Value' }).waitFor()
    await page.waitForTimeout(200)
    await fits()
    await page.getByRole('textbox', { name: 'Value' }).fill('tiles')
    await page.getByRole('textbox', { name: 'Value' }).press('Enter')
    await conditions.getByRole('button', { name: 'Close' }).tap()
    await conditions.waitFor({ state: 'detached' })
    await page.getByText('1 record', { exact: true }).waitFor()
    await bar.getByRole('button', { name: 'Search' }).tap()
    await page.getByRole('combobox', { name: 'Search or jump to…' }).fill('tiles')
    await page.getByRole('option', { name: /A box of tiles/ }).waitFor()
    await fits()
    await page.getByRole('option', { name: /A box of tiles/ }).tap()
    await page.getByRole('heading', { name: 'A box of tiles' }).waitFor()
    await page.getByRole('button', { name: 'More' }).tap()
    await page.getByRole('menuitem', { name: 'Move to the trash' }).waitFor()
    await page.waitForTimeout(200)
    await fits()
  })

  it('shows a table in groups as cards below their headers', async () => {
    await page.goto('/t/parcels/records/delivery?group=status')
    const header = page.getByRole('main').getByRole('button', { name: /^Delivered 1/ })
    const card = page.getByRole('link', { name: /A box of tiles/ })
    await card.waitFor()
    await fits()
    // The header says where they stand: not once more on each card.
    expect(await card.getByText('Delivered', { exact: true }).count()).toBe(0)
    await header.tap()
    await card.waitFor({ state: 'detached' })
    await header.tap()
    await card.waitFor()
  })

  it('draws a flow and the kinds of record from the tools to the bar, with a list of each beside it', async () => {
    const fills = async (drawing: string) => {
      const ground = page.getByRole('region', { name: drawing })
      await ground.waitFor()
      expect(await aboveBar(ground)).toBe(16)
      expect((await ground.boundingBox())?.height).toBeGreaterThan(320)
      await fits()
    }
    await page.goto('/t/parcels/design/delivery/flow')
    await page.getByText('Start delivery', { exact: true }).first().waitFor()
    await page.getByText('Drawing', { exact: true }).tap()
    await fills('Flow drawing')
    await page.goto('/t/parcels/model')
    await fills('Data model')
    await page.getByText('List', { exact: true }).tap()
    await page
      .getByRole('main')
      .getByRole('link', { name: /Delivery/ })
      .first()
      .waitFor()
    await fits()
  })

  it('has the keyboard that fits: digits where there are only digits, all the keys where a sign may be needed', async () => {
    const seat = await takeSeat(browser, molde, phone)
    await signInAs(seat, molde, somebody('Eva'))
    await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Depot', slug: 'depot' })
    await call(seat, molde, 'POST', '/api/v1/tenants/depot/blueprints', {
      name: 'reading',
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text' },
        { key: 'boxes', type: 'integer', minimum: 0 },
        { key: 'weight', type: 'number' },
        { key: 'warmth', type: 'number', minimum: -40 },
        { key: 'mail', type: 'email' },
        { key: 'call', type: 'phone' },
        { key: 'spot', type: 'geo' },
      ],
    })
    await openScreen(seat.page, '/t/depot/records/reading/new')
    const keysOf = async (label: string | RegExp) => {
      const input = seat.page.getByRole('textbox', { name: label })
      return (await input.getAttribute('inputmode')) ?? 'text'
    }
    expect(
      await Promise.all(
        ['Boxes', 'Weight', 'Warmth', 'Mail', 'Call', /^Spot: Latitude/, /^Spot: Longitude/].map(keysOf),
      ),
    ).toEqual(['numeric', 'decimal', 'text', 'email', 'tel', 'text', 'text'])
    await openScreen(seat.page, '/t/depot/design/reading')
    await seat.page.getByRole('button', { name: /^Name/ }).first().click()
    const length = seat.page.getByLabel('Maximum length')
    await length.waitFor()
    const hanging = await length.evaluate((input) => {
      const { bottom } = input.getBoundingClientRect()
      const around = input.closest('.mantine-NumberInput-root')
      return [...(around?.querySelectorAll('button') ?? [])]
        .map((one) => one.getBoundingClientRect())
        .filter((box) => box.height > 0 && box.bottom > bottom + 1).length
    })
    expect(hanging).toBe(0)
    await length.fill('40')
    expect(await length.inputValue()).toBe('40')
    await seat.context.close()
  })

  it('fits on every other screen as well, in the language with the longest words', async () => {
    const other = await takeSeat(browser, molde, { ...phone, locale: 'ru' })
    const found: string[] = []
    const look = async (path: string) => {
      await openScreen(other.page, path)
      found.push(...(await faultsOfTouch(other.page)))
    }
    for (const { path } of outside) await look(path)
    await signInAs(other, molde, somebody('Bia'))
    await call(other, molde, 'PATCH', '/api/v1/me', { language: 'ru' })
    const record = await fillShop(other, molde)
    for (const { path } of inside(record)) await look(path)
    expect(found).toEqual([])
    await other.context.close()
  }, 180_000)
})
