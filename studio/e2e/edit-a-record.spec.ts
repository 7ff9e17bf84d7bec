// Does a form take every type of value, say what is wrong where it is wrong, and lose nothing when two people save?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('a record is written and changed', { person: somebody(), prepare: define }, () => {
  let id: string
  const stored = async () =>
    ((await call(seat, molde, 'GET', `${api}/records/deal/${id}`)) as { data: Record<string, unknown> }).data
  const box = (name: string) => page.getByRole('textbox', { name, exact: true })

  it('says what is wrong at each field and sends nothing', async () => {
    await page.goto('/t/shop/records/deal/new')
    await box('Weight').fill('abc')
    await box('Weight').blur()
    await page.getByText('Enter a number, such as 12.5.').waitFor()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Title is required.').waitFor()
    await expectFocus(page, 'Title')
    const { count } = (await call(seat, molde, 'GET', `${api}/records/deal`)) as { count: { value: number } }
    expect(count.value).toBe(0)
  })

  it('takes every type of value as its reader writes it', async () => {
    await box('Title').fill('Big deal')
    await box('Weight').fill('1,234.5')
    const currency = page.getByRole('combobox', { name: 'Amount: Currency' })
    // The firm's, by the clocks it goes by; never the reader's.
    expect(await currency.inputValue()).toBe('BRL')
    await box('Amount: Amount').fill('much')
    await box('Amount: Amount').blur()
    await page.getByText('Enter an amount, such as 12.50.').waitFor()
    await box('Amount: Amount').fill('99,90')
    await page.getByText('Read as R$99.90').waitFor()
    await currency.click()
    await page.getByRole('option', { name: 'EUR Euro' }).click()
    await page.getByText('Read as €99.90').waitFor()
    await page.getByRole('radio', { name: 'Talking' }).check()
    await page
      .getByRole('textbox', { name: 'Labels' })
      .or(page.getByRole('combobox', { name: 'Labels' }))
      .click()
    await page.getByRole('option', { name: 'Hot' }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('Due').fill('2026-12-24')
    await page.getByLabel('Meeting').fill('2026-12-01T09:30')
    await box('Effort: Hours').fill('3')
    await page.getByRole('radio', { name: '2 stars' }).focus()
    await page.keyboard.press('Space')
    await page.getByText('Yes', { exact: true }).click()
    await box('Notes').fill('First line\nsecond line')
    await page.getByRole('button', { name: 'Add a row' }).click()
    await box('Item').fill('Book')
    await box('Qty').fill('3')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Big deal' }).waitFor()
    id = page.url().split('/').pop() ?? ''
    await expect.poll(stored).toMatchObject({
      title: 'Big deal',
      weight: 1234.5,
      amount: { amount: '99.90', currency: 'EUR' },
      stage: 'TALKING',
      labels: ['hot'],
      due: '2026-12-24',
      meeting: '2026-12-01T12:30:00.000Z',
      effort: 'PT3H',
      score: 2,
      active: true,
      notes: 'First line\nsecond line',
      lines: [{ item: 'Book', qty: 3 }],
    })
  })

  it('begins in the currency that the settings say', async () => {
    const settings = await seat.context.newPage()
    await settings.goto('/t/shop/settings')
    const currency = settings.getByRole('combobox', { name: 'Currency' })
    // Letters take the place of what was chosen, open the list that was closed, and Enter takes what they mean.
    await currency.focus()
    await settings.keyboard.press('Escape')
    await settings.keyboard.type('swiss')
    await settings.keyboard.press('Enter')
    await expect.poll(() => currency.inputValue()).toBe('CHF · Swiss Franc')
    await settings.getByRole('button', { name: 'Save', exact: true }).click()
    await settings.getByText('Saved', { exact: true }).waitFor()
    await settings.goto('/t/shop/records/customer/new')
    expect(await settings.getByRole('combobox', { name: 'Limit: Currency' }).inputValue()).toBe('CHF')
    await settings.goto('/t/shop/records/deal/new')
    // A field that takes only some currencies begins with its own.
    expect(await settings.getByRole('combobox', { name: 'Amount: Currency' }).inputValue()).toBe('BRL')
    await settings.close()
  })

  it('shows it again as its reader writes it', async () => {
    await page.reload()
    await page.getByRole('heading', { name: 'Big deal' }).waitFor()
    expect(await box('Weight').inputValue()).toBe('1234.5')
    expect(await page.getByLabel('Due').inputValue()).toBe('Dec 24, 2026')
    expect(await page.getByLabel('Meeting').inputValue()).toMatch(/^Dec 1, 2026, 9:30\sAM$/)
    expect(await page.getByRole('radio', { name: 'Talking' }).isChecked()).toBe(true)
  })

  it('relates it to another record, made on the spot', async () => {
    const picker = box('Customer')
    await picker.fill('Ana')
    await page.getByRole('option', { name: 'Create Customer “Ana”' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Ana')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Ana Souza')
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Ana Souza').waitFor()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Saved', { exact: true }).first().waitFor()
    await expect.poll(async () => (await stored()).customer).toBeTypeOf('string')
  })

  it('stays where it is for the keyboard when a record is chosen', async () => {
    await page.getByRole('button', { name: 'Remove Customer' }).click()
    await box('Customer').fill('ana')
    await page.getByRole('option', { name: 'Ana Souza' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Open Customer')
  })

  it('shows on the other record what points to it, and leads back', async () => {
    const other = await seat.context.newPage()
    await other.goto(`/t/shop/records/customer/${(await stored()).customer}`)
    await other.getByRole('heading', { name: 'Ana Souza' }).waitFor()
    const group = other.getByRole('region', { name: 'Deal by Customer' })
    await group.getByRole('link', { name: 'New: Deal' }).click()
    await other.getByRole('button', { name: 'Remove Customer' }).waitFor()
    await other.goBack()
    await group.getByRole('link', { name: 'Big deal' }).click()
    await other.getByRole('heading', { name: 'Big deal' }).waitFor()
    await other.close()
  })

  it('shows what the server refuses at its field', async () => {
    await call(seat, molde, 'POST', `${api}/records/deal`, { data: { title: 'Taken', stage: 'NEW' } })
    await box('Title').fill('Taken')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.locator('input[aria-invalid=true]').waitFor()
    await page.getByRole('button', { name: 'Discard changes' }).click()
    expect(await box('Title').inputValue()).toBe('Big deal')
  })

  it('keeps what is typed while it saves, and a second save waits for the first', async () => {
    const letGo = await holdSaves(page)
    await box('Title').fill('Bigger deal')
    await page.keyboard.press('Control+s')
    await expect.poll(letGo.held).toBe(1)
    await box('Notes').fill('Typed meanwhile')
    await page.keyboard.press('Control+s')
    await box('Weight').fill('8')
    await letGo()
    await page.getByRole('heading', { name: 'Bigger deal' }).waitFor()
    await expect.poll(stored).toMatchObject({ title: 'Bigger deal', notes: 'Typed meanwhile', weight: 1234.5 })
    expect(await box('Weight').inputValue()).toBe('8')
    await box('Title').fill('Big deal')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('region', { name: 'Not saved yet' }).waitFor({ state: 'detached' })
    await expect.poll(stored).toMatchObject({ title: 'Big deal', notes: 'Typed meanwhile', weight: 8 })
  })

  it('asks when somebody else saved first, and keeps what each chose', async () => {
    await box('Title').fill('My title')
    await call(seat, molde, 'PATCH', `${api}/records/deal/${id}`, { data: { title: 'Their title', weight: 7 } })
    await page.getByRole('button', { name: 'Save changes' }).click()
    const dialog = page.getByRole('dialog', { name: 'Changed in the meantime' })
    await dialog.getByText('Their title').waitFor()
    await dialog.getByText('My title').waitFor()
    await dialog.getByRole('button', { name: 'Save with these choices' }).click()
    await page.getByRole('heading', { name: 'My title' }).waitFor()
    await expect.poll(stored).toMatchObject({ title: 'My title', weight: 7 })
  })

  it('shows at once what somebody else changes while nothing is typed', async () => {
    await call(seat, molde, 'PATCH', `${api}/records/deal/${id}`, { data: { title: 'From elsewhere' } })
    await page.getByRole('heading', { name: 'From elsewhere' }).waitFor()
  })

  it('goes back to an earlier state', async () => {
    await page.getByRole('button', { name: 'Bring back these values: Revision 1', exact: true }).click()
    await page.getByRole('heading', { name: 'Big deal' }).waitFor()
    await expect.poll(async () => (await stored()).weight).toBe(1234.5)
  })

  it('asks before something typed is left behind', async () => {
    await box('Title').fill('Half done')
    await page.getByRole('navigation').getByRole('link', { name: 'Customer' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click()
    expect(await box('Title').inputValue()).toBe('Half done')
    await page.getByRole('button', { name: 'Discard changes' }).click()
  })

  it('throws it away, undoes that, and finds it in the trash when it is thrown away again', async () => {
    const throwAway = async () => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
      await page.getByText('“Big deal” is in the trash.').waitFor()
    }
    await throwAway()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: 'Big deal' }).click()
    await page.getByRole('heading', { name: 'Big deal' }).waitFor()
    await throwAway()
    await page.getByRole('link', { name: 'Trash' }).click()
    const thrown = page.getByRole('row', { name: 'Big deal' })
    await thrown.getByRole('cell', { name: 'now · Ana' }).waitFor()
    await thrown.getByRole('button', { name: 'Restore: Big deal' }).click()
    // The first undo has said the same, so the words alone are no sign that this one is done.
    await expect.poll(async () => (await stored().catch(() => undefined))?.title).toBe('Big deal')
  })

  it('says who still points to what is thrown away, and the pointer leads to where it can be brought back', async () => {
    const customer = (await call(seat, molde, 'POST', `${api}/records/customer`, {
      data: { name: 'Short-lived' },
    })) as {
      id: string
    }
    await call(seat, molde, 'PATCH', `${api}/records/deal/${id}`, { data: { customer: customer.id } })
    await page.goto(`/t/shop/records/customer/${customer.id}`)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
    await page.getByText('“Short-lived” is in the trash. One record is still linked to it.').waitFor()
    await page.goto(`/t/shop/records/deal/${id}`)
    await page.getByText('Short-lived (in the trash)').waitFor()
    await page.goto(`/t/shop/records/customer/${customer.id}`)
    await page.getByText('This record is in the trash.').waitFor()
    await page.getByRole('button', { name: 'Restore' }).click()
    await page.getByText('“Short-lived” is back.').waitFor()
  })
})

async function define(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', {
    name: 'Shop',
    slug: 'shop',
    timezone: 'America/Sao_Paulo',
    language: 'pt-BR',
  })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'customer',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', required: true },
      { key: 'limit', type: 'money' },
    ],
  })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'deal',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'weight', type: 'number' },
      { key: 'amount', type: 'money', currencies: ['BRL', 'EUR'] },
      { key: 'stage', type: 'enum', options: ['NEW', 'TALKING', 'WON'], default: 'NEW', required: true },
      { key: 'labels', type: 'tags', options: ['hot', 'cold'] },
      { key: 'due', type: 'date' },
      { key: 'meeting', type: 'datetime' },
      { key: 'effort', type: 'duration' },
      { key: 'score', type: 'rating' },
      { key: 'active', type: 'boolean' },
      { key: 'customer', type: 'relation', blueprint: 'customer' },
      { key: 'notes', type: 'longText' },
      {
        key: 'lines',
        type: 'list',
        fields: [
          { key: 'item', type: 'text', required: true },
          { key: 'qty', type: 'integer', minimum: 1 },
        ],
      },
    ],
    uniques: [['title']],
  })
}

async function expectFocus(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name, exact: true }).and(page.locator(':focus')).waitFor()
}

/** Saves of records do not reach the server until they are let go. */
async function holdSaves(on: Page) {
  const waiting: (() => Promise<void>)[] = []
  const address = /\/records\/deal\/[^/]+$/
  await on.route(address, (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback()
    return new Promise<void>((resolve) => {
      waiting.push(() => route.continue().then(resolve))
    })
  })
  const letGo = async () => {
    await Promise.all(waiting.map((go) => go()))
    await on.unroute(address)
  }
  return Object.assign(letGo, { held: () => waiting.length })
}
