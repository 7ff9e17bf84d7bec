import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, somebody } from './test-browser.ts'

/** On a machine with much else to do. */
const soon = <T>(ask: () => T | Promise<T>) => expect.poll(ask, { timeout: 10_000 })
const list = '/t/shop/records/deal?sort=title'

let ids: readonly string[]

story('a table is worked in', { person: somebody(), prepare }, () => {
  const stored = async (place: number) =>
    (
      (await call(seat, molde, 'GET', `/api/v1/tenants/shop/records/deal/${ids[place]}`)) as {
        data: Record<string, unknown>
      }
    ).data
  const cell = (row: number, column: number) => page.locator(`[data-row="${row}"] [data-column="${column}"]`)
  const focused = () =>
    page.evaluate(() => {
      const cell = document.activeElement
      return `${cell?.closest('[data-row]')?.getAttribute('data-row')} ${cell?.getAttribute('data-column')}`
    })
  const editor = () => page.locator('[data-cell-editor]')

  /** What a spreadsheet has put into the clipboard. */
  const paste = (text: string) =>
    page.evaluate((said) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', said)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    }, text)

  it('opened by its address, its own styles are not overruled by those of the program', async () => {
    await page.goto(list)
    await cell(0, 1).waitFor()
    const startOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => one.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(one).paddingLeft))
    expect(await startOf('thead th button')).toBe(await startOf('[data-row="0"] [data-column="0"]'))
  })

  it('its inputs are as high as its rows, also of low ones', async () => {
    const heights = async (rows: string) => {
      await page.goto(`${list}&rows=${rows}`)
      await cell(0, 1).dblclick()
      const typed = await editor().getByRole('textbox').boundingBox()
      const line = await cell(0, 1).boundingBox()
      await page.keyboard.press('Escape')
      return [line, typed].map((box) => Math.round(box?.height ?? 0))
    }
    expect(await heights('normal')).toEqual([36, 36])
    expect(await heights('compact')).toEqual([28, 28])
  })

  it('with the mouse: a click reaches a cell, a second one types into it, undo takes it back', async () => {
    await page.goto(list)
    await cell(0, 1).click()
    expect(await focused()).toBe('0 1')
    expect(page.url()).toContain('/records/deal?')
    await cell(0, 1).dblclick()
    await editor().getByRole('textbox').fill('55')
    await cell(2, 3).click()
    await cell(0, 1).getByText('55').waitFor()
    await soon(async () => (await stored(0)).weight).toBe(55)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await cell(0, 1).getByText('10').waitFor()
    await soon(async () => (await stored(0)).weight).toBe(10)
  })

  it('letters that come before the input is there are its first', async () => {
    await page.goto(list)
    await cell(0, 1).focus()
    await page.route('**/*.js', async (route) => {
      await new Promise((soon) => setTimeout(soon, 500))
      await route.continue()
    })
    await page.keyboard.type('123')
    await editor().getByRole('textbox').waitFor()
    await page.unroute('**/*.js')
    expect(await editor().getByRole('textbox').inputValue()).toBe('123')
    await page.keyboard.press('Escape')
    expect((await stored(0)).weight).toBe(10)
  })

  it('by keyboard alone: arrows, typing, Enter, Tab, Escape, Space, Delete', async () => {
    await page.goto(list)
    await cell(0, 0).focus()
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe('0 1')
    await page.keyboard.type('7')
    await editor().getByRole('textbox').waitFor()
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await soon(focused).toBe('1 1')
    await soon(async () => (await stored(0)).weight).toBe(77)
    // Tab saves and goes on; Escape gives up.
    await page.keyboard.press('F2')
    await editor().getByRole('textbox').fill('21')
    await page.keyboard.press('Tab')
    await soon(focused).toBe('1 2')
    await soon(async () => (await stored(1)).weight).toBe(21)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await editor().getByRole('textbox').fill('99')
    await page.keyboard.press('Escape')
    await soon(focused).toBe('1 1')
    expect(await editor().count()).toBe(0)
    // A choice is made from its list and saved at once.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Won' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await soon(async () => (await stored(1)).stage).toBe('WON')
    await soon(focused).toBe('1 2')
    await page.getByText('Stage changed.').waitFor()
    await page.keyboard.press('Control+z')
    await soon(async () => (await stored(1)).stage).toBe('NEW')
    // Yes and no.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press(' ')
    await soon(async () => (await stored(1)).done).toBe(true)
    await page.keyboard.press('Delete')
    await soon(async () => (await stored(1)).done).toBeUndefined()
    await page.keyboard.press('Control+Home')
    expect(await focused()).toBe('0 0')
    await page.keyboard.press(' ')
    await page.getByRole('region', { name: 'Record beside the table' }).waitFor()
    await page.keyboard.press('Escape')
    await soon(focused).toBe('0 0')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/records\/deal\/[0-9A-Z]{26}/)
  })

  it('says at the cell what is wrong, and keeps what was typed', async () => {
    await page.goto(list)
    await cell(0, 1).focus()
    await page.keyboard.press('Enter')
    await editor().getByRole('textbox').fill('2000')
    await page.keyboard.press('Enter')
    await editor()
      .getByText(/1,?000/)
      .waitFor()
    expect(await editor().getByRole('textbox').inputValue()).toBe('2000')
    // Neither another cell nor another page throws it away unasked.
    await cell(2, 0).click({ position: { x: 200, y: 18 } })
    expect(await editor().getByRole('textbox').inputValue()).toBe('2000')
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Trash' }).click()
    const leaving = page.getByRole('dialog', { name: 'Unsaved changes' })
    await leaving.getByRole('button', { name: 'Stay' }).click()
    await leaving.waitFor({ state: 'detached' })
    expect(await editor().getByRole('textbox').inputValue()).toBe('2000')
    await editor().getByRole('textbox').focus()
    await page.keyboard.press('Escape')
    // The title must be there.
    await cell(0, 0).focus()
    await page.keyboard.press('Delete')
    await page.locator('[class*=note]').waitFor()
    expect((await stored(0)).title).toBe('Deal 1')
  })

  it('says why a cell cannot be typed into', async () => {
    await page.goto(list)
    await cell(0, 4).focus()
    await page.keyboard.type('x')
    await page.getByText('Filled in by the system').first().waitFor()
    expect(await cell(0, 4).getAttribute('aria-readonly')).toBe('true')
    await cell(0, 6).dblclick()
    await page.getByRole('menuitem', { name: 'Shut', exact: true }).waitFor()
    expect(await editor().count()).toBe(0)
    await page.keyboard.press('Escape')
    await cell(0, 6).and(page.locator(':focus')).waitFor()
  })

  it('copies a cell and pastes it into another', async () => {
    await page.goto(list)
    await cell(2, 1).focus()
    await page.keyboard.press('Control+c')
    await cell(3, 1).focus()
    await page.keyboard.press('Control+v')
    await soon(async () => (await stored(3)).weight).toBe(110)
  })

  it('takes a block of cells from a spreadsheet, says what did not fit, and takes all of it back', async () => {
    await page.goto(list)
    const before = [await stored(10), await stored(11)]
    await cell(10, 1).focus()
    await paste('71\tlost\tyes\tsoon\nmuch\tWON\t\t\n')
    await page.getByText('4 cells filled.').waitFor()
    await page.getByText('1 cell stays as it was: “much” does not fit “Weight”. 1 cell is not typed into.').waitFor()
    await soon(() => stored(10)).toMatchObject({ weight: 71, stage: 'LOST', done: true })
    await soon(() => stored(11)).toMatchObject({ weight: before[1]?.['weight'], stage: 'WON' })
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('2 records are as they were.').waitFor()
    for (const [i, one] of before.entries()) await soon(() => stored(10 + i)).toMatchObject(one)
  })

  it('and makes records of the rows that are pasted below the last one', async () => {
    await page.goto(list)
    await cell(0, 0).focus()
    await page.keyboard.press('Control+End')
    const below = page.getByRole('grid').getByRole('button', { name: 'New' })
    await below.focus()
    await paste('"Pasted ""first"""\t5\tNEW\nPasted second\t6\tWON\nPasted third\t5000\tWON\n')
    await page.getByText('2 records added.').waitFor()
    await page.getByText(/^1 record stays as it was: .*1,?000/).waitFor()
    const found = async () => {
      const { items } = (await call(seat, molde, 'GET', `/api/v1/tenants/shop/records/deal?q=Pasted`)) as {
        items: { data: Record<string, unknown> }[]
      }
      return items.map(({ data }) => [data['title'], data['weight'], data['stage']])
    }
    await soon(found).toEqual([
      ['Pasted "first"', 5, 'NEW'],
      ['Pasted second', 6, 'WON'],
    ])
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await soon(found).toEqual([])
    // The same address again would be shown where it was left: at its end.
    await page.goto('/t/shop')
  })

  it('asks when somebody else has changed the same value', async () => {
    await page.goto(list)
    await cell(4, 1).focus()
    await page.keyboard.press('Enter')
    await call(seat, molde, 'PATCH', `/api/v1/tenants/shop/records/deal/${ids[4]}`, { data: { weight: 444 } })
    await editor().getByRole('textbox').fill('555')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Changed in the meantime' })
    await dialog.getByText('444').waitFor()
    await dialog.getByRole('button', { name: 'Save with these choices' }).click()
    await soon(async () => (await stored(4)).weight).toBe(555)
    // Another field of the record was changed: there is nothing to ask.
    await cell(5, 1).focus()
    await page.keyboard.press('Enter')
    await call(seat, molde, 'PATCH', `/api/v1/tenants/shop/records/deal/${ids[5]}`, { data: { stage: 'LOST' } })
    await editor().getByRole('textbox').fill('66')
    await page.keyboard.press('Enter')
    await soon(async () => await stored(5)).toMatchObject({ weight: 66, stage: 'LOST' })
  })

  it('sorts, pins, moves and hides a column from its menu', async () => {
    await page.goto('/t/shop/records/deal')
    const menu = async (column: string, item: string) => {
      await page.getByRole('button', { name: `Menu of ${column}` }).click()
      await page
        .getByRole('menu', { name: `Menu of ${column}` })
        .getByRole('menuitem', { name: item })
        .click()
    }
    const headers = () => page.getByRole('columnheader').allTextContents()
    await menu('Weight', 'Sort descending')
    await page.getByRole('columnheader', { name: 'Weight' }).and(page.locator('[aria-sort=descending]')).waitFor()
    await menu('Stage', 'Move left')
    await soon(headers).toEqual(['', 'Title', 'Stage', 'Weight', 'Done', 'Made', 'Price', 'Status'])
    await menu('Made', 'Hide column')
    await soon(headers).toEqual(['', 'Title', 'Stage', 'Weight', 'Done', 'Price', 'Status'])
    await menu('Weight', 'Pin to the left')
    await soon(headers).toEqual(['', 'Weight', 'Title', 'Stage', 'Done', 'Price', 'Status'])
    await page.setViewportSize({ width: 900, height: 700 })
    await page.locator('[data-grid]').evaluate((frame) => frame.scrollTo({ left: 400 }))
    const left = async (column: number) => (await cell(0, column).boundingBox())?.x ?? 0
    await soon(async () => (await left(1)) < (await left(0)) + 60).toBe(true)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.reload()
    await soon(headers).toEqual(['', 'Weight', 'Title', 'Stage', 'Done', 'Price', 'Status'])
    await menu('Weight', 'Unpin')
    await page.goto(list)
    await soon(headers).toEqual(['', 'Title', 'Weight', 'Stage', 'Done', 'Made', 'Price', 'Status'])
    await page
      .getByRole('columnheader', { name: 'Price' })
      .dragTo(page.getByRole('columnheader', { name: 'Weight' }), { targetPosition: { x: 8, y: 18 } })
    await soon(headers).toEqual(['', 'Title', 'Price', 'Weight', 'Stage', 'Done', 'Made', 'Status'])
  })

  it('groups by a field, adds up each group and all of them, and keeps that as a view', async () => {
    await page.goto(list)
    const total = async (column: string, item: string) => {
      await page.getByRole('button', { name: `Menu of ${column}` }).click()
      await page.getByRole('menuitem', { name: 'Total' }).hover()
      await page
        .getByRole('menu', { name: `Menu of ${column}` })
        .getByRole('menuitem', { name: item })
        .click()
    }
    await total('Price', 'Sum')
    await page.locator('tfoot').getByText('$1,830.00').waitFor()
    await page.getByRole('button', { name: 'Menu of Stage' }).click()
    await page.getByRole('menuitem', { name: 'Group by this' }).click()
    const group = (name: string) => page.getByRole('grid').getByRole('button', { name: new RegExp(`^${name}`) })
    await group('New').waitFor()
    expect(page.url()).toContain('group=stage')
    await page.getByRole('link', { name: 'Deal 1', exact: true }).waitFor()
    // By keyboard: closed, opened.
    await group('New').focus()
    await page.keyboard.press('ArrowLeft')
    await soon(() => group('New').getAttribute('aria-expanded')).toBe('false')
    await soon(() => page.getByRole('link', { name: 'Deal 1', exact: true }).count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    await soon(focused).toBe('1 *')
    await page.keyboard.press('ArrowLeft')
    const names = () => page.getByRole('button', { name: /in this group$/ }).allTextContents()
    await soon(async () => (await names()).map((name) => name.replace(/\d.*/, ''))).toEqual(['New', 'Won', 'Lost'])
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Deal 1', exact: true }).waitFor()
    await page.locator('tfoot').getByText('$1,830.00').waitFor()
    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('By stage')
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL(/view=/)
    await page.reload()
    await group('New').waitFor()
    expect(page.url()).not.toContain('group=')
  })

  it('below the last record is the way to one more', async () => {
    await page.goto(`/t/shop/records/deal?q=${encodeURIComponent('Deal 60')}`)
    const more = page.getByRole('grid').getByRole('button', { name: 'New', exact: true })
    await more.waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    const [last, own] = [await cell(0, 0).boundingBox(), await more.boundingBox()]
    expect(own?.y).toBeGreaterThan((last?.y ?? 0) + 30)
    await more.focus()
    await page.keyboard.press('ArrowUp')
    await soon(focused).toBe('0 0')
    await more.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: 'New record' }).waitFor()
    await editor().getByRole('textbox', { name: 'Title' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Escape')
    await more.and(page.locator(':focus')).waitFor()
  })

  it('offends no reader', async () => {
    await page.goto(`${list}&group=stage`)
    await page.getByRole('grid').waitFor()
    await page.getByRole('link', { name: 'Deal 1', exact: true }).waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await cell(1, 1).dblclick()
    await editor().getByRole('textbox').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
  })
})

async function fill(seat: Seat, molde: Molde): Promise<readonly string[]> {
  const path = '/api/v1/tenants/shop'
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', language: 'en' })
  await call(seat, molde, 'POST', `${path}/blueprints`, {
    name: 'deal',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'weight', type: 'number', maximum: 1000 },
      { key: 'stage', type: 'enum', options: ['NEW', 'WON', 'LOST'], required: true },
      { key: 'done', type: 'boolean' },
      { key: 'made', type: 'datetime', readOnly: true },
      { key: 'price', type: 'money' },
      { key: 'status', type: 'enum', options: ['OPEN', 'SHUT'], default: 'OPEN' },
    ],
  })
  await call(seat, molde, 'POST', `${path}/flows`, {
    name: 'deal',
    blueprint: 'deal',
    stateField: 'status',
    initial: 'OPEN',
    states: { OPEN: {}, SHUT: { type: 'final' } },
    transitions: [{ event: 'shut', from: ['OPEN'], to: 'SHUT' }],
  })
  const ids: string[] = []
  for (let i = 1; i <= 60; i++) {
    const data = {
      title: `Deal ${i}`,
      weight: i * 10,
      stage: ['NEW', 'WON', 'LOST'][Math.floor((i - 1) / 20)],
      price: { amount: `${i}.00`, currency: 'USD' },
    }
    ids.push(((await call(seat, molde, 'POST', `${path}/records/deal`, { data })) as { id: string }).id)
  }
  // In the order of the table: by title.
  return ids
    .map((id, i) => ({ id, title: `Deal ${i + 1}` }))
    .sort((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ id }) => id)
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  ids = await fill(seat, molde)
}
