// Does a colleague find on the start page what is to be done, and is everything else about a day where somebody looks for it?
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, signInAs, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const bia = somebody('Bia')

story('a day begins', { person: somebody(), prepare }, () => {
  it('the start page shows what is due and still open, and what all look at', async () => {
    await page.goto('/t/shop')
    const today = page.getByRole('region', { name: 'Late, and due today' })
    await today.getByRole('link', { name: /^Rua Augusta 24/ }).waitFor()
    await today.getByText('On its way').first().waitFor()
    // What is late stands first, and says so; what was done late is done.
    await expect.poll(() => today.getByRole('link').count()).toBe(2)
    expect(await today.getByRole('link').first().textContent()).toMatch(/^Rua Nova 7.*Late: Jan 5, 2026/)
    const views = page.getByRole('region', { name: 'Shared views' })
    expect(await views.getByRole('link').count()).toBe(1)
    await screenshot(page, 'start-of-the-day')
    await views.getByRole('link', { name: /^Dispatch/ }).click()
    await page.getByRole('region', { name: 'On its way' }).getByRole('link', { name: 'Rua Augusta 24' }).click()
    await page.getByRole('heading', { name: 'Rua Augusta 24', level: 1 }).waitFor()
    // What is to be done stands above what was done, and stays there.
    await page.goto('/t/shop')
    const top = async (name: string) => (await page.getByRole('region', { name }).boundingBox())?.y ?? Number.NaN
    await today.waitFor()
    expect(await top('Late, and due today')).toBeLessThan(await top('Recent'))
    // One place is marked, not the page above it as well.
    await page.goto('/t/shop/new-blueprint')
    const rail = page.getByRole('navigation', { name: 'Main navigation' })
    await rail.getByRole('link', { name: 'New kind of record' }).waitFor()
    expect(await rail.locator('[data-active]').allTextContents()).toEqual(['New kind of record'])
    await page.goto('/t/shop')
    await views.getByRole('link', { name: /^Dispatch/ }).click()
    await page.getByRole('region', { name: 'On its way' }).waitFor()
  })

  it('the looks stay in their place, whichever is chosen', async () => {
    const place = async (name: string) => (await page.getByText(name, { exact: true }).boundingBox())?.x
    const before = await place('Calendar')
    await page.getByText('Table', { exact: true }).click()
    await page.getByRole('grid').waitFor()
    expect(await place('Calendar')).toBe(before)
  })

  it('a card that was dropped in the wrong column comes back by Ctrl + Z', async () => {
    await page.goto('/t/shop/records/parcel?kind=board')
    const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Rua Augusta 24' }) })
    await card.dragTo(page.getByRole('region', { name: 'Delivered', exact: true }))
    await page.getByText('“Rua Augusta 24” is now “Delivered”.').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('Undone: “Rua Augusta 24” is “On its way” again.').waitFor()
    await page.getByRole('region', { name: 'On its way' }).getByRole('link', { name: 'Rua Augusta 24' }).waitFor()
  })

  it('a view that all look at is not taken away without a question', async () => {
    await page.goto('/t/shop/records/parcel')
    const views = page.getByRole('navigation', { name: 'Views' })
    await views.getByRole('link', { name: 'Dispatch' }).click()
    const takeAway = async () => {
      await page.getByRole('button', { name: 'What to do with the view “Dispatch”' }).click()
      await page.getByRole('menuitem', { name: 'Remove this view' }).click()
      return page.getByRole('dialog', { name: 'Remove “Dispatch” for everybody?' })
    }
    await (await takeAway()).getByRole('button', { name: 'Cancel' }).click()
    await views.getByRole('link', { name: 'Dispatch' }).waitFor()
    const asked = await takeAway()
    await screenshot(page, 'view-delete')
    await asked.getByRole('button', { name: 'Remove this view' }).click()
    await views.getByRole('link', { name: 'Dispatch' }).waitFor({ state: 'detached' })
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await views.getByRole('link', { name: 'Dispatch' }).waitFor()
  })

  it('a new name of a field is no reason to tell of an earlier form', async () => {
    const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel?limit=1`)) as { items: { id: string }[] }
    await publish([{ op: 'relabel', field: 'address', label: 'Address (street)' }])
    await page.goto(`/t/shop/records/parcel/${items[0]?.id}`)
    await page.getByRole('textbox', { name: 'Address (street)' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('This record was created in an earlier version').count()).toBe(0)
  })

  it('the theme is one of three', async () => {
    await page.getByRole('button', { name: /Your account/ }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    expect(await page.getByRole('menuitemradio', { name: 'Dark' }).getAttribute('aria-checked')).toBe('true')
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['mantineColorScheme'])).toBe('dark')
    await screenshot(page, 'theme-menu')
    await page.getByRole('menuitemradio', { name: 'Light' }).click()
    await page.keyboard.press('Escape')
  })

  it('the list of members notices who joins', async () => {
    await page.goto('/t/shop/settings/members')
    const { id } = (await call(seat, molde, 'POST', `${api}/members`, { email: bia.email, role: 'member' })) as {
      id: string
    }
    await page.reload()
    await page.getByText('Invited', { exact: true }).first().waitFor()
    const colleague = await takeSeat(browser, molde)
    await signInAs(colleague, molde, bia)
    await call(colleague, molde, 'POST', `/api/v1/invitations/${id}/accept`, {})
    await page.getByText('Bia', { exact: true }).first().waitFor()
    expect(await page.getByText('Invited', { exact: true }).count()).toBe(0)
    await colleague.context.close()
  })

  it('on a phone a card says where its parcel stands, and the board opens where the parcels are', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop/records/parcel')
    const card = small.page.getByRole('link', { name: /Rua Augusta 24/ })
    await card.getByText('On its way').waitFor()
    await screenshot(small.page, 'phone-cards')
    await small.page.goto('/t/shop/records/parcel?kind=board')
    const guide = small.page.getByRole('navigation', { name: 'Columns' })
    await guide.getByRole('button', { name: /On its way\s*2/ }).waitFor()
    // The first state has none.
    await expect
      .poll(() => small.page.locator('[data-board]').evaluate((board) => board.scrollLeft))
      .toBeGreaterThan(100)
    await screenshot(small.page, 'phone-board')
    const box = await small.page.locator('[data-board]').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(844 - 60 - 40)
    await small.context.close()
  })

  async function publish(ops: readonly object[]): Promise<void> {
    await call(seat, molde, 'PUT', `${api}/blueprints/parcel/draft`, { ops })
    const { token } = (await call(seat, molde, 'POST', `${api}/blueprints/parcel/draft/preview`, {})) as {
      token: string
    }
    await call(seat, molde, 'POST', `${api}/blueprints/parcel/draft/publish`, { token })
  }
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  const post = (path: string, body: object) => call(seat, molde, 'POST', path, body)
  await post('/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  const option = (key: string, label: string) => ({ key, label })
  await post(`${api}/blueprints`, {
    name: 'parcel',
    titleField: 'address',
    fields: [
      { key: 'address', type: 'text', required: true },
      { key: 'size', type: 'enum', options: ['SMALL', 'LARGE'] },
      { key: 'price', type: 'money' },
      { key: 'weight', type: 'number' },
      { key: 'note', type: 'text' },
      { key: 'deliver_on', type: 'date' },
      {
        key: 'status',
        type: 'enum',
        options: [option('NEW', 'Ordered'), option('ROAD', 'On its way'), option('DONE', 'Delivered')],
      },
    ],
  })
  await post(`${api}/flows`, {
    name: 'parcel',
    blueprint: 'parcel',
    stateField: 'status',
    initial: 'NEW',
    states: { NEW: {}, ROAD: {}, DONE: { type: 'final' } },
    transitions: [
      { event: 'send', label: 'Send', from: ['NEW'], to: 'ROAD' },
      { event: 'deliver', label: 'Deliver', from: ['ROAD'], to: 'DONE' },
    ],
  })
  const deliver_on = new Date().toISOString().slice(0, 10)
  for (const [address, on, ...events] of [
    ['Rua Nova 7', '2026-01-05', 'send'],
    ['Rua da Prata 3', '2026-01-05', 'send', 'deliver'],
    ['Rua Augusta 24', deliver_on, 'send'],
    ['Rua do Ouro 1', deliver_on, 'send', 'deliver'],
  ]) {
    const data = { address, deliver_on: on, weight: 2, note: 'Ring twice', price: { amount: '12.50', currency: 'EUR' } }
    const { id } = (await post(`${api}/records/parcel`, { data })) as { id: string }
    for (const event of events) await post(`${api}/records/parcel/${id}/transitions/${event}`, {})
  }
  await post(`${api}/views`, { name: 'Dispatch', blueprint: 'parcel', kind: 'board', group: 'status', shared: true })
  await post(`${api}/views`, { name: 'My own', blueprint: 'parcel', shared: false })
}
