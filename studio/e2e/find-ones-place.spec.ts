// Does a screen stand at once and stay where it is, and does it show what one came for, at a desk and on a phone?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { fillShop, openScreen, outside } from './every-screen.ts'
import { browser, molde, seat, story } from './stage.ts'
import { call, phone, somebody, takeSeat } from './test-browser.ts'

story('everything has its place', { person: somebody(), prepare: fillShop }, () => {
  const onPhone = async (locale = 'en-US') =>
    takeSeat(browser, molde, { ...phone, locale, storageState: await seat.context.storageState() })

  it('offers language and theme with the first drawing of each page before signing in', async () => {
    const other = await takeSeat(browser, molde)
    await other.page.addInitScript(() => {
      const drawn = new MutationObserver(() => {
        if (!document.querySelector('main')) return
        drawn.disconnect()
        document.documentElement.dataset['first'] = document.body.textContent ?? ''
      })
      drawn.observe(document, { childList: true, subtree: true })
    })
    for (const { path } of outside) {
      await openScreen(other.page, path)
      await other.page.getByRole('combobox', { name: 'Language' }).waitFor()
      const first = await other.page.evaluate(() => document.documentElement.dataset['first'])
      expect(first, path).toMatch(/Language.*English.*Theme.*Same as the system/)
      expect(await shifts(other.page), path).toBe(0)
    }
    await other.context.close()
  })

  it('has what a new record is made with in sight, however many fields it has', async () => {
    await openScreen(seat.page, '/t/shop/records/deal/new')
    const box = await seat.page.getByRole('button', { name: 'Create', exact: true }).boundingBox()
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(900)
  })

  it('has one row of tabs for a kind of record on a phone, two levels at a desk', async () => {
    await openScreen(seat.page, '/t/shop/design/deal')
    expect(await tabs(seat.page, 'What to look at')).toEqual(['Fields and rules', 'Versions'])
    expect(await tabs(seat.page, 'Fields and rules')).toEqual(['Fields', 'Rules'])
    const { page, context } = await onPhone()
    await openScreen(page, '/t/shop/design/deal')
    expect(await tabs(page, 'What to look at')).toEqual(['Fields', 'Rules', 'Versions'])
    expect(await tabs(page, 'Fields and rules')).toEqual([])
    await page.getByLabel('What is it called?').waitFor()
    await page.getByRole('tab', { name: 'Rules' }).tap()
    await page.getByRole('button', { name: 'Add rule' }).waitFor()
    expect(await page.getByLabel('What is it called?').count()).toBe(0)
    await page.getByRole('tab', { name: 'Fields' }).tap()
    await page.getByLabel('What is it called?').waitFor()
    await context.close()
  })

  it('begins the drawing of everything where its words can be read', async () => {
    const { page, context } = await onPhone()
    await openScreen(page, '/t/shop/model')
    const card = page.locator('.react-flow__node').first()
    await card.waitFor()
    // A card is 240 px wide at its own size.
    await expect.poll(async () => (await card.boundingBox())?.width).toBeGreaterThan(200)
    const box = await card.boundingBox()
    expect(box?.x).toBeGreaterThan(16)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(390)
    await context.close()
  })

  it('fades a row at the side where it goes on', async () => {
    const { page, context } = await onPhone()
    await openScreen(page, '/t/shop/settings')
    const row = page.getByRole('tablist', { name: 'Sections of the settings' })
    const goesOn = () => row.evaluate(({ dataset }) => [dataset['moreBefore'] === '', dataset['moreAfter'] === ''])
    await expect.poll(goesOn).toEqual([false, true])
    await row.evaluate((element) => element.scrollTo(element.scrollWidth, 0))
    await expect.poll(goesOn).toEqual([true, false])
    await context.close()
  })

  it('keeps the words of the bar below apart, and off the edges, in the longest language', async () => {
    await call(seat, molde, 'PATCH', '/api/v1/me', { language: 'ru' })
    const { page, context } = await onPhone('ru')
    await openScreen(page, '/t/shop')
    const words = await page.locator('.bar-link .mantine-Text-root').evaluateAll((all) =>
      all.map((one) => {
        const { left, right } = one.getBoundingClientRect()
        return { left, right, isCut: one.scrollWidth > one.clientWidth }
      }),
    )
    expect(words).toHaveLength(5)
    const edges = [0, ...words.flatMap(({ left, right }) => [left, right]), 390]
    const gaps = edges.flatMap((edge, at) => (at % 2 === 1 ? [edge - (edges[at - 1] ?? 0)] : []))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4)
    expect(Math.min(...gaps.slice(1, -1))).toBeGreaterThanOrEqual(8)
    expect(words.filter(({ isCut }) => isCut)).toEqual([])
    await call(seat, molde, 'PATCH', '/api/v1/me', { language: 'en' })
    await context.close()
  })

  it('moves nothing on the start page of a phone when favourites come late', async () => {
    const { page, context } = await onPhone()
    await page.route('**/favourites', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      await route.continue()
    })
    await openScreen(page, '/t/shop')
    await page.getByRole('region', { name: 'Favourites' }).getByRole('link', { name: 'Deal LATE' }).waitFor()
    expect(await shifts(page)).toBe(0)
    await context.close()
  })
})

async function tabs(page: Page, name: string): Promise<readonly string[]> {
  return page.getByRole('tablist', { name, exact: true }).getByRole('tab').allTextContents()
}

/** What has moved since the page was opened without anybody doing something: 0 is nothing. */
async function shifts(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        const read = (all: PerformanceEntryList) => {
          for (const one of all) sum += (one as PerformanceEntry & { readonly value: number }).value
        }
        const observer = new PerformanceObserver((list) => read(list.getEntries()))
        observer.observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => {
          read(observer.takeRecords())
          resolve(Math.round(sum * 1000) / 1000)
        }, 200)
      }),
  )
}
