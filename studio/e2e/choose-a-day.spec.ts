// Is a day typed in any notation, and chosen in a calendar by mouse, by keys and by thumb, as its reader writes days?
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, somebody, takeSeat } from './test-browser.ts'
import { faultsOfTouch } from './touch.ts'

const api = '/api/v1/tenants/shop'

// A service worker would answer in place of the line that one test makes slow.
story('days are typed and chosen', { person: somebody(), look: { serviceWorkers: 'block' }, prepare: define }, () => {
  const stored = async () => {
    const { items } = (await call(seat, molde, 'GET', `${api}/records/visit?sort=title`)) as {
      items: readonly { data: Record<string, unknown> }[]
    }
    return items[0]?.data
  }
  const box = (name: string) => page.getByRole('textbox', { name, exact: true })
  const calendar = () => page.getByRole('dialog', { name: 'Choose in a calendar' })
  const open = (name: string) =>
    page.locator('.mantine-InputWrapper-root', { has: box(name) }).getByRole('button', { name: 'Choose in a calendar' })

  it('says in its reader’s notation what it could not read', async () => {
    await page.goto('/t/shop/records/visit/new')
    await box('Title').fill('Harbour')
    await box('Due').fill('31/31')
    await box('Due').blur()
    await page.getByText('Enter a date, such as Dec 31, 2026.').waitFor()
    await box('Begins').fill('12/24/2026')
    await box('Begins').blur()
    await page.getByText(/Enter a date and a time, such as Dec 31, 2026, 9:30\sAM\./).waitFor()
    expect(await box('Begins').inputValue()).toBe('12/24/2026')
  })

  it('takes what can mean one day only, and writes it as days are written', async () => {
    await box('Due').fill('24/12/2026')
    await box('Begins').fill('12/24/2026 9:30 pm')
    await box('Opens').fill('8h15')
    await box('Opens').blur()
    expect(await box('Due').inputValue()).toBe('Dec 24, 2026')
    expect(await box('Begins').inputValue()).toMatch(/^Dec 24, 2026, 9:30\sPM$/)
    expect(await box('Opens').inputValue()).toMatch(/^8:15\sAM$/)
  })

  it('is chosen by keys, and the focus comes back', async () => {
    // On a slow line the calendar comes a moment later: a key that is meant for it does not create the record.
    await page.route(/day-panel/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400))
      await route.continue()
    })
    await box('Due').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await calendar().getByRole('button', { name: 'Thursday, December 24, 2026' }).and(page.locator(':focus')).waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await page.keyboard.press('PageDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Home')
    // A week begins on Sunday where English is read.
    await calendar().getByRole('button', { name: 'Sunday, January 17, 2027' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Escape')
    await calendar().waitFor({ state: 'detached' })
    expect(await box('Due').inputValue()).toBe('Dec 24, 2026')
    await box('Due').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('ArrowDown')
    await calendar().getByRole('button', { name: 'Thursday, December 24, 2026' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await box('Due').and(page.locator(':focus')).waitFor()
    expect(await box('Due').inputValue()).toBe('Dec 25, 2026')
  })

  it('is chosen by mouse, and a moment keeps its time', async () => {
    await open('Begins').click()
    await calendar().getByRole('button', { name: 'Next month' }).click()
    await calendar().getByRole('button', { name: 'Friday, January 8, 2027' }).click()
    expect(await box('Begins').inputValue()).toMatch(/^Jan 8, 2027, 9:30\sPM$/)
    await open('Begins').click()
    await calendar().getByRole('textbox', { name: 'Time' }).fill('10:00')
    await page.keyboard.press('Enter')
    await calendar().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Harbour' }).waitFor()
    // Three hours are between São Paulo's clocks and the world's.
    expect(await stored()).toMatchObject({ due: '2026-12-25', begins: '2027-01-08T13:00:00.000Z', opens: '08:15' })
  })

  it('is typed and chosen in a cell of the table', async () => {
    await page.goto('/t/shop/records/visit')
    const cell = page.getByRole('gridcell', { name: 'Dec 25, 2026' })
    await cell.click()
    await page.keyboard.press('Enter')
    await box('Due').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('1/2')
    await page.keyboard.press('Enter')
    await expect.poll(stored).toMatchObject({ due: '2026-01-02' })
    await page.getByRole('gridcell', { name: 'Jan 2, 2026' }).click()
    await page.keyboard.press('Enter')
    await box('Due').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('ArrowDown')
    await calendar().getByRole('button', { name: 'Saturday, January 3, 2026' }).click()
    await box('Due').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(stored).toMatchObject({ due: '2026-01-03' })
    await page.getByRole('gridcell', { name: 'Jan 3, 2026' }).waitFor()
  })

  it('begins a week on the day that the workspace says, whatever language is read', async () => {
    await page.goto('/t/shop/settings')
    await page.getByRole('combobox', { name: 'Week begins on' }).click()
    await page.getByRole('option', { name: 'Monday' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.goto('/t/shop/records/visit/new')
    await box('Due').fill('8 Jan 2027')
    await open('Due').click()
    await calendar().getByRole('columnheader').first().getByText('Monday').waitFor()
    await page.keyboard.press('Home')
    await calendar().getByRole('button', { name: 'Monday, January 4, 2027' }).and(page.locator(':focus')).waitFor()
    await page.goto('/t/shop/settings/calendars')
    await page.getByRole('button', { name: 'New calendar' }).click()
    const days = page.getByRole('dialog').getByRole('textbox', { name: / opens, 1$/ })
    await days.first().waitFor()
    expect(await days.first().getAttribute('aria-label')).toBe('Monday opens, 1')
    await call(seat, molde, 'PATCH', api, { weekStart: null })
  })

  it.each([
    ['pt-BR', 'Escolher no calendário', '5/2/2027', '5 de fev. de 2027', 'domingo'],
    ['ru', 'Выбрать в календаре', '5.2.2027', '5 февр. 2027 г.', 'понедельник'],
  ])('speaks %s by thumb, on a phone', async (language, button, typed, written, firstDay) => {
    await call(seat, molde, 'PATCH', '/api/v1/me', { language })
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop/records/visit/new')
    const due = small.page.getByRole('textbox', { name: 'Due', exact: true })
    await due.fill(typed)
    await due.blur()
    expect(await due.inputValue()).toBe(written)
    // The field itself opens it: no wider than the field, and not upon it.
    await due.tap()
    const panel = small.page.getByRole('dialog', { name: button })
    await panel.waitFor()
    expect(await due.getAttribute('inputmode')).toBe('none')
    const [field, month] = [await due.boundingBox(), await panel.boundingBox()]
    expect(month?.width).toBeLessThanOrEqual((field?.width ?? 0) + 1)
    expect(
      (month?.y ?? 0) >= (field?.y ?? 0) + (field?.height ?? 0) ||
        (month?.y ?? 0) + (month?.height ?? 0) <= (field?.y ?? 0),
    ).toBe(true)
    // A second tap is for typing.
    await due.tap()
    await panel.waitFor({ state: 'detached' })
    expect(await due.getAttribute('inputmode')).toBeNull()
    await small.page.locator('.mantine-InputWrapper-root', { has: due }).getByRole('button', { name: button }).tap()
    await panel.getByRole('columnheader').first().getByText(firstDay).waitFor()
    expect(await faultsOfTouch(small.page)).toEqual([])
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await small.context.close()
  })
})

async function define(owner: Seat, server: Molde): Promise<void> {
  await call(owner, server, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'America/Sao_Paulo' })
  await call(owner, server, 'POST', `${api}/blueprints`, {
    name: 'visit',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'due', type: 'date' },
      { key: 'begins', type: 'datetime' },
      { key: 'opens', type: 'time' },
    ],
  })
}
