// Can one plan on a calendar: see records on their days by the tenant's clocks, move them by mouse and by keyboard, and undo?
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, somebody, takeSeat } from './test-browser.ts'

const records = '/api/v1/tenants/shop/records/visit'
const byDay = '/t/shop/records/visit?kind=calendar&start=due&end=until&at=2026-11-10'
const byHour = '/t/shop/records/visit?kind=calendar&start=begins&end=ends&at=2026-11-10&span=week'
const byMade = '/t/shop/records/visit?kind=calendar&start=made'

interface Visit {
  readonly due: string
  readonly until: string
  readonly begins: string
  readonly ends: string
}

let harbour: string

// The reader sits in Tokyo; the tenant's clocks are those of São Paulo.
story('records are planned on a calendar', { person: somebody(), look: { timezoneId: 'Asia/Tokyo' }, prepare }, () => {
  const stored = async () => ((await call(seat, molde, 'GET', `${records}/${harbour}`)) as { data: Visit }).data

  it('shows each record on its day, and says how many have none', async () => {
    await page.goto(byDay)
    await page.getByRole('grid', { name: 'November 2026' }).waitFor()
    await day(page, 'Tuesday, November 10, 2026').getByRole('link', { name: 'Harbour (New)' }).waitFor()
    await day(page, 'Thursday, November 12, 2026').getByRole('link', { name: 'Museum (Done)' }).waitFor()
    expect(await page.getByRole('columnheader').first().textContent()).toContain('Sunday')
    const starts = await page.getByRole('gridcell').evaluateAll((cells) =>
      cells.map((cell) => {
        const words = document.createRange()
        const digits = [...cell.querySelectorAll('button > [aria-hidden]')].find(
          (one) => one.clientWidth > 0 || one.getClientRects().length > 0,
        )
        words.selectNodeContents(digits ?? cell)
        return Math.round(words.getBoundingClientRect().x - cell.getBoundingClientRect().x)
      }),
    )
    // Digits stand below each other, however many a day has.
    expect([...new Set(starts)]).toHaveLength(1)
    await page.getByText(/^\d+ of \d+ records, on the days shown$/).waitFor()
    await page.getByRole('link', { name: '1 record without a date' }).click()
    await page.getByRole('link', { name: 'Someday' }).waitFor()
    await page.getByText('1 record', { exact: true }).waitFor()
    await page.goBack()
    await page.getByRole('grid', { name: 'November 2026' }).waitFor()
  })

  it('moves a record by dragging, keeps its length, and takes it back', async () => {
    await page.goto(byDay)
    const friday = day(page, 'Friday, November 20, 2026')
    await drag(page, page.getByRole('link', { name: 'Harbour (New)' }), friday)
    await friday.getByRole('link', { name: 'Harbour (New)' }).waitFor()
    await page.getByText('“Harbour” is moved to Nov 20, 2026.').waitFor()
    expect(await stored()).toMatchObject({ due: '2026-11-20', until: '2026-11-21' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await day(page, 'Tuesday, November 10, 2026').getByRole('link', { name: 'Harbour (New)' }).waitFor()
    await expect.poll(stored).toMatchObject({ due: '2026-11-10', until: '2026-11-11' })
  })

  it('is walked through and changed without a mouse', async () => {
    await page.goto(byDay)
    await day(page, 'Tuesday, November 10, 2026').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Harbour (New)' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog', { name: 'Move “Harbour”' })
    await dialog.getByLabel('To which day').and(page.locator(':focus')).waitFor()
    await dialog.getByLabel('To which day').fill('')
    await page.keyboard.press('Enter')
    await dialog.getByText('Give a complete date').waitFor()
    await dialog.getByLabel('To which day').fill('2026-11-17')
    await page.keyboard.press('Enter')
    const moved = day(page, 'Tuesday, November 17, 2026').getByRole('link', { name: 'Harbour (New)' })
    await moved.and(page.locator(':focus')).waitFor()
    await expect.poll(stored).toMatchObject({ due: '2026-11-17', until: '2026-11-18' })
    // The first closes the hint that tells the whole name.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await focused(page, 'Tuesday, November 17, 2026')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowLeft')
    await focused(page, 'Monday, November 9, 2026')
    await page.keyboard.press('PageDown')
    await page.getByRole('grid', { name: 'December 2026' }).waitFor()
    await focused(page, 'Wednesday, December 9, 2026')
    await page.keyboard.press('PageUp')
    await focused(page, 'Monday, November 9, 2026')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Harbour' }).waitFor()
    await page.goBack()
    await day(page, 'Wednesday, November 25, 2026').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'New: Visit' }).waitFor()
    expect(await page.getByLabel('Due').inputValue()).toBe('Nov 25, 2026')
  })

  it('turns the page, and the address alone shows the same', async () => {
    await page.goto(byDay)
    await page.getByRole('button', { name: 'Next month' }).click()
    await page.getByRole('heading', { name: 'December 2026' }).waitFor()
    await page.getByRole('link', { name: 'Winter (Done)' }).waitFor()
    const other = await seat.context.newPage()
    await other.goto(page.url())
    await other.getByRole('grid', { name: 'December 2026' }).getByRole('link', { name: 'Winter (Done)' }).waitFor()
    await other.close()
    await page.goBack()
    await page.getByRole('heading', { name: 'November 2026' }).waitFor()
  })

  it('shows a week by the hour, and moves a time by the mouse', async () => {
    await page.goto(byHour)
    await page.getByRole('grid', { name: 'Nov 8 – 14, 2026' }).waitFor()
    const thursday = hours(page, '2026-11-12')
    await hours(page, '2026-11-10').getByRole('link', { name: '9:00 AM – 10:30 AM Harbour' }).waitFor()
    // Half past eleven at night in São Paulo is the next day in the reader's Tokyo.
    await hours(page, '2026-11-11').getByRole('link', { name: 'Museum 11:30 PM' }).waitFor()
    const box = await boxOf(thursday)
    await drag(page, page.getByRole('link', { name: /Harbour/ }), thursday, {
      x: box.width / 2,
      y: (box.height / 24) * 14 + 4,
    })
    await thursday.getByRole('link', { name: '2:00 PM – 3:30 PM Harbour' }).waitFor()
    await expect.poll(stored).toMatchObject({ begins: '2026-11-12T17:00:00.000Z', ends: '2026-11-12T18:30:00.000Z' })
    await page.getByRole('link', { name: /Harbour/ }).focus()
    await page.keyboard.press('m')
    await page.getByLabel('To which day and time').fill('2026-11-13T08:15')
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await hours(page, '2026-11-13').getByRole('link', { name: '8:15 AM – 9:45 AM Harbour' }).waitFor()
    await expect.poll(stored).toMatchObject({ begins: '2026-11-13T11:15:00.000Z' })
  })

  it('puts a record back that somebody else has changed, and says so', async () => {
    await page.goto(byDay)
    const from = day(page, 'Tuesday, November 17, 2026')
    await from.getByRole('link', { name: 'Harbour (New)' }).waitFor()
    // The live line would tell the page; it is cut, as on a bad connection.
    await page.route('**/events?*', (route) => route.abort())
    await page.reload()
    await from.getByRole('link', { name: 'Harbour (New)' }).waitFor()
    const { rev, version } = (await call(seat, molde, 'GET', `${records}/${harbour}`)) as {
      rev: number
      version: number
    }
    await seat.context.request.patch(`${molde.url}${records}/${harbour}`, {
      headers: { origin: molde.url, 'if-match': `"${rev}.${version}"` },
      data: { data: { stage: 'DONE' } },
    })
    await drag(page, page.getByRole('link', { name: 'Harbour (New)' }), day(page, 'Friday, November 20, 2026'))
    await page.getByText('Somebody else changed “Harbour” in the meantime').waitFor()
    await from.getByRole('link', { name: 'Harbour (Done)' }).waitFor()
    expect(await stored()).toMatchObject({ due: '2026-11-17' })
    await page.unroute('**/events?*')
  })

  it('puts a record back that may not be there, with the reason', async () => {
    await page.goto(byDay)
    await drag(page, page.getByRole('link', { name: 'Museum (Done)' }), day(page, 'Sunday, November 1, 2026'))
    await page.getByText('“Museum” stays where it was. Not so early.').waitFor()
    await day(page, 'Thursday, November 12, 2026').getByRole('link', { name: 'Museum (Done)' }).waitFor()
  })

  it('does not move what the system fills in', async () => {
    await page.goto(byMade)
    const link = page.getByRole('link', { name: /Harbour/ })
    await link.waitFor()
    expect(await page.getByRole('button', { name: /^Move/ }).count()).toBe(0)
    await link.hover()
    await page.getByRole('tooltip').getByText('“Made” is filled in by the system').waitFor()
  })

  it('is a list of days on a phone', async () => {
    const state = await seat.context.storageState()
    const small = await takeSeat(browser, molde, { ...phone, storageState: state })
    await small.page.goto(byDay)
    const winter = small.page.getByRole('region', { name: 'Tuesday, December 1, 2026' })
    await small.page.getByRole('region', { name: 'Thursday, November 12, 2026' }).getByText('Museum').waitFor()
    expect(await faultsOfAxe(small.page)).toEqual([])
    await small.page.getByRole('button', { name: 'Next month' }).tap()
    await winter.getByRole('link', { name: /Winter/ }).waitFor()
    // Which date lays them out is said, and stays the same however much is shown.
    const named = small.page.getByText('Dates by: Due', { exact: true })
    await named.waitFor()
    await small.page.getByText('Week', { exact: true }).tap()
    await small.page.getByRole('button', { name: 'Previous week' }).tap()
    await small.page.getByRole('heading', { name: 'Nov 29 – Dec 5, 2026' }).waitFor()
    await winter.getByRole('link', { name: /Winter/ }).waitFor()
    await named.waitFor()
    await winter.getByRole('button', { name: 'Move “Winter”' }).tap()
    await small.page.getByLabel('To which day').fill('2026-12-02')
    await small.page.getByRole('button', { name: 'Move', exact: true }).tap()
    await small.page
      .getByRole('region', { name: 'Wednesday, December 2, 2026' })
      .getByRole('link', { name: /Winter/ })
      .waitFor()
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await small.context.close()
  })

  for (const colorScheme of ['light', 'dark'] as const)
    it(`can be used by everybody, ${colorScheme}`, async () => {
      const state = await seat.context.storageState()
      const other = await takeSeat(browser, molde, { colorScheme, storageState: state })
      for (const address of [byDay, byHour, `${byDay}&span=week`, byHour.replace('week', 'day')]) {
        await other.page.goto(address)
        await other.page.getByRole('grid').waitFor()
        expect(await faultsOfAxe(other.page), address).toEqual([])
      }
      await other.context.close()
    })
})

function day(page: Page, name: string): Locator {
  return page.getByRole('gridcell', { name })
}

/** The column of hours: the cell above it, for whole days, belongs to the same day. */
function hours(page: Page, date: string): Locator {
  return page.locator(`[role=gridcell][data-cell][data-day="${date}"]`)
}

async function focused(page: Page, name: string): Promise<void> {
  await day(page, name).and(page.locator(':focus')).waitFor()
}

async function boxOf(one: Locator) {
  await one.waitFor()
  const box = await one.boundingBox()
  if (!box) throw new Error('it is not on the screen')
  return box
}

/** By the mouse, as a hand does it: press, pull, let go. */
async function drag(page: Page, what: Locator, to: Locator, at?: { x: number; y: number }): Promise<void> {
  const from = await boxOf(what)
  const target = await boxOf(to)
  const [x, y] = at ? [target.x + at.x, target.y + at.y] : [target.x + target.width / 2, target.y + target.height / 2]
  await page.mouse.move(from.x + 12, from.y + 4)
  await page.mouse.down()
  await page.mouse.move(from.x + 24, from.y + 12, { steps: 4 })
  await page.mouse.move(x, y, { steps: 8 })
  await page.waitForTimeout(100)
  await page.mouse.up()
}

/** Answers with the id of the record that is moved about. */
async function fill(seat: Seat, molde: Molde): Promise<string> {
  await call(seat, molde, 'POST', '/api/v1/tenants', {
    name: 'Shop',
    slug: 'shop',
    timezone: 'America/Sao_Paulo',
    language: 'en',
  })
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'visit',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'stage', type: 'enum', options: ['NEW', 'DONE'] },
      { key: 'due', type: 'date' },
      { key: 'until', type: 'date' },
      { key: 'begins', type: 'datetime' },
      { key: 'ends', type: 'datetime' },
      { key: 'made', type: 'datetime', readOnly: true, default: { expr: 'now' } },
    ],
    rules: [{ check: 'due > date("2026-11-05")', message: 'Not so early.' }],
  })
  const items = [
    {
      title: 'Harbour',
      stage: 'NEW',
      due: '2026-11-10',
      until: '2026-11-11',
      begins: '2026-11-10T12:00:00Z',
      ends: '2026-11-10T13:30:00Z',
    },
    { title: 'Museum', stage: 'DONE', due: '2026-11-12', begins: '2026-11-12T02:30:00Z' },
    { title: 'Winter', stage: 'DONE', due: '2026-12-01' },
    { title: 'Someday', stage: 'NEW' },
  ].map((data) => ({ op: 'create', data }))
  await call(seat, molde, 'POST', `${records}/bulk`, { items })
  const found = (await call(seat, molde, 'GET', `${records}?filter=${encodeURIComponent('title == "Harbour"')}`)) as {
    items: { id: string }[]
  }
  return found.items[0]?.id ?? ''
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  harbour = await fill(seat, molde)
}
