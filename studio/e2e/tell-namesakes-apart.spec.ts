// Are two records of the same name told apart wherever they are named: in a picker, a form, a cell, on a card and in a condition?
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const customers = new Map<string, string>()

story('namesakes are told apart', { person: somebody(), prepare }, () => {
  it('in a picker, and in the form once one is chosen', async () => {
    await page.goto('/t/shop/records/order/new')
    await page.getByRole('textbox', { name: 'Title' }).fill('Second')
    await page.getByRole('textbox', { name: 'Customer' }).fill('Ana')
    await page.getByRole('option', { name: /Ana Souza.*ana@first\.example/ }).waitFor()
    // Whoever shares their name with nobody needs nothing beside it.
    await page.getByRole('option', { name: 'Anatol', exact: true }).waitFor()
    await page.getByRole('option', { name: /Ana Souza.*souza@second\.example/ }).click()
    const below = page.getByRole('main').getByText('souza@second.example', { exact: true })
    await below.waitFor()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Second' }).waitFor()
    // Whoever comes by the address, and has opened no picker, reads the same.
    await page.reload()
    await below.waitFor()
  })

  it('in cells and on cards, on a desk and on a phone', async () => {
    await page.goto('/t/shop/records/order')
    await page.getByRole('gridcell', { name: 'Ana Souza · ana@first.example' }).waitFor()
    await page.getByRole('gridcell', { name: 'Ana Souza · souza@second.example' }).waitFor()
    await page.getByRole('gridcell', { name: 'Anatol', exact: true }).waitFor()
    // In a narrow column the name gives way, not what tells it from the other.
    const width = page.getByRole('separator', { name: 'Width of Customer' })
    await width.focus()
    while (Number(await width.getAttribute('aria-valuenow')) > 170) await page.keyboard.press('ArrowLeft')
    const apart = page.getByTitle('Ana Souza · ana@first.example').locator(':scope > *')
    const isCut = (place: number) => apart.nth(place).evaluate((part) => part.scrollWidth > part.clientWidth)
    await expect.poll(() => isCut(0)).toBe(true)
    expect(await isCut(1)).toBe(false)
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop/records/order')
    const card = small.page.getByRole('link', { name: /First/ })
    await card.getByText('Ana Souza · ana@first.example').waitFor()
    // Where it stands, who, when, and how much; each begins below the one above it.
    await card.getByText('New', { exact: true }).waitFor()
    await card.getByText('Dec 1, 2026').waitFor()
    const starts = await card
      .getByRole('definition')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x))
    expect(starts).toHaveLength(3)
    expect(new Set(starts).size).toBe(1)
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await small.context.close()
  })

  it('what was opened elsewhere changes no name in a list', async () => {
    await page.goto('/t/shop/records/order?q=Third')
    await page.getByRole('gridcell', { name: 'Anatol', exact: true }).waitFor()
    await page.goto('/t/shop/records/order?q=First')
    const alone = page.getByRole('gridcell', { name: 'Ana Souza', exact: true })
    await alone.waitFor()
    await alone.dblclick()
    // What the cell holds is still said in it.
    await page.getByPlaceholder('Ana Souza').waitFor()
    await page.getByRole('option', { name: /Ana Souza.*souza@second\.example/ }).waitFor()
    await page.keyboard.press('Escape')
    await alone.waitFor()
  })

  it('the page stays as wide as the phone where a long name is in the trash', async () => {
    await call(seat, molde, 'DELETE', `${api}/records/customer/${customers.get('long')}`)
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop/records/order')
    await small.page.getByTitle('A customer whose name is much longer than a phone is wide (in the trash)').waitFor()
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await small.context.close()
  })
})

async function prepare(owner: Seat, server: Molde): Promise<void> {
  await call(owner, server, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(owner, server, 'POST', `${api}/blueprints`, {
    name: 'customer',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text' },
      { key: 'email', type: 'email' },
    ],
  })
  await call(owner, server, 'POST', `${api}/blueprints`, {
    name: 'order',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text' },
      { key: 'weight', type: 'number' },
      { key: 'customer', type: 'relation', blueprint: 'customer' },
      { key: 'stage', type: 'enum', options: ['NEW', 'DONE'] },
      { key: 'due', type: 'date' },
    ],
  })
  const make = async (kind: string, data: object) =>
    ((await call(owner, server, 'POST', `${api}/records/${kind}`, { data })) as { id: string }).id
  const named = [
    ['first', { name: 'Ana Souza', email: 'ana@first.example' }],
    ['second', { name: 'Ana Souza', email: 'souza@second.example' }],
    ['other', { name: 'Anatol', email: 'anatol@third.example' }],
    ['long', { name: 'A customer whose name is much longer than a phone is wide', email: 'long@fourth.example' }],
  ] as const
  for (const [key, data] of named) customers.set(key, await make('customer', data))
  const more = { stage: 'NEW', due: '2026-12-01', weight: 4 }
  await make('order', { title: 'First', customer: customers.get('first'), ...more })
  await make('order', { title: 'Third', customer: customers.get('other'), ...more })
  await make('order', { title: 'Fourth', customer: customers.get('long'), ...more })
}
