// Does a board show where each record stands, and does a card that is put elsewhere move its record by the rules of its flow?
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, signInAs, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('records move on a board', { person: somebody(), prepare: fill }, () => {
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const card = (title: string, within = page.locator('main')) =>
    within.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })

  it('is one click away from the table, and in the address', async () => {
    await page.goto('/t/shop/records/parcel')
    await page.getByText('4 records').waitFor()
    await page.getByText('Board', { exact: true }).click()
    await column('Pending').getByText('Tiles').waitFor()
    expect(page.url()).toContain('kind=board')
    await expect.poll(() => column('Pending').getByRole('link').count()).toBe(3)
    await expect.poll(() => column('On its way').getByRole('link').count()).toBe(1)
    await screenshot(page, 'board')
  })

  it('dragging a card sends the event that leads there', async () => {
    await card('Tiles').dragTo(column('On its way'))
    await column('On its way').getByRole('link', { name: 'Tiles' }).waitFor()
    await page.getByText('“Tiles” is now “On its way”.').waitFor()
    expect(await stateOf('Tiles')).toBe('ON_ITS_WAY')
  })

  it('asks what the form of the event asks, and goes back when it is not answered', async () => {
    await card('Tiles').dragTo(column('Delivered'))
    const dialog = page.getByRole('dialog', { name: 'Deliver' })
    await dialog.getByLabel('Signed by').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await column('On its way').getByRole('link', { name: 'Tiles' }).waitFor()
    await card('Tiles').dragTo(column('Delivered'))
    await dialog.getByLabel('Signed by').fill('Bia')
    await dialog.getByRole('button', { name: 'Deliver' }).click()
    await column('Delivered').getByRole('link', { name: 'Tiles' }).waitFor()
    // The card is there before the server has said yes.
    await expect.poll(() => stateOf('Tiles')).toBe('DELIVERED')
  })

  it('says why a card cannot go there, and puts it back', async () => {
    await card('Books').dragTo(column('Delivered'))
    await page.getByText('No step leads from here to “Delivered”.').waitFor()
    await column('Pending').getByRole('link', { name: 'Books' }).waitFor()
    await card('Nothing inside').dragTo(column('On its way'))
    await page.getByText('Not yet: only when Weight is more than 0.').waitFor()
    await column('Pending').getByRole('link', { name: 'Nothing inside' }).waitFor()
    expect(await stateOf('Books')).toBe('PENDING')
  })

  it('moves by keyboard alone', async () => {
    await page.getByRole('button', { name: 'Move: Books' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'On its way' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await column('On its way').getByRole('link', { name: 'Books' }).waitFor()
    await expect.poll(() => stateOf('Books')).toBe('ON_ITS_WAY')
  })

  it('adds a card where a record of the flow begins, and nowhere else', async () => {
    expect(await page.getByRole('button', { name: /^New record:/ }).count()).toBe(1)
    await column('Pending').getByRole('button', { name: 'New record: Pending' }).press('Enter')
    await page.getByRole('heading', { name: 'New: Parcel' }).waitFor()
    await page.goBack()
    await column('Pending').waitFor()
  })

  it('by a choice that is no state it changes the choice, and takes it back', async () => {
    await page.getByRole('combobox', { name: 'Columns' }).click()
    await page.getByRole('option', { name: 'Size' }).click()
    await column('No choice yet').getByRole('link', { name: 'Books' }).waitFor()
    await card('Books').dragTo(column('Large'))
    await page.getByText('Moved to “Large”.').waitFor()
    await column('Large').getByRole('link', { name: 'Books' }).waitFor()
    // A step that was made before offers the same.
    const told = page.getByRole('alert').filter({ hasText: 'Moved to “Large”.' })
    await told.getByRole('button', { name: 'Undo' }).click()
    await column('No choice yet').getByRole('link', { name: 'Books' }).waitFor()
    await column('Large').getByRole('button', { name: 'New record: Large' }).click()
    await expect.poll(() => page.getByRole('combobox', { name: 'Size' }).inputValue()).toBe('Large')
    await page.goBack()
    await column('Large').waitFor()
  })

  it('is kept as a view that a colleague opens by its name', async () => {
    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByLabel('Name of the view').fill('By size')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL(/view=/)
    const bia = await takeSeat(browser, molde)
    const colleague = somebody('Bia')
    await signInAs(bia, molde, colleague)
    await joinShop(bia, colleague.email)
    await bia.page.goto('/t/shop/records/parcel')
    await bia.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'By size' }).click()
    await bia.page.getByRole('region', { name: 'Large' }).waitFor()
    await bia.context.close()
  })

  it('on a phone a column fills the screen and the menu moves the card', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop/records/parcel?kind=board')
    // It opens where the first cards are, and says how many stand elsewhere.
    const guide = small.page.getByRole('navigation', { name: 'Columns' })
    await guide.getByRole('button', { name: /^Delivered/ }).waitFor()
    await screenshot(small.page, 'board-phone-opened')
    const box = await small.page.locator('[data-board]').boundingBox()
    // Down to the bar at the bottom.
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(844 - 60 - 40)
    await small.page.getByRole('button', { name: 'Move: Chairs' }).click()
    await small.page.getByRole('menuitem', { name: 'Delivered' }).click()
    await small.page.getByRole('dialog').getByLabel('Signed by').fill('Caio')
    await screenshot(small.page, 'board-phone-form')
    await small.page.getByRole('dialog').getByRole('button', { name: 'Deliver' }).click()
    await small.page.getByText('“Chairs” is now “Delivered”.').waitFor()
    await screenshot(small.page, 'board-phone')
    await small.context.close()
  })

  async function stateOf(title: string): Promise<string | null> {
    const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel?title=${encodeURIComponent(title)}`)) as {
      items: { state: string | null }[]
    }
    return items[0]?.state ?? null
  }

  async function joinShop(bia: Seat, email: string): Promise<void> {
    const { id } = (await call(seat, molde, 'POST', `${api}/members`, { email, role: 'member' })) as { id: string }
    await call(bia, molde, 'POST', `/api/v1/invitations/${id}/accept`, {})
  }
})

async function fill(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'weight', type: 'number' },
      { key: 'status', type: 'enum', options: ['PENDING', 'ON_ITS_WAY', 'DELIVERED'], required: true },
      { key: 'size', type: 'enum', options: ['SMALL', 'LARGE'] },
      { key: 'signed_by', type: 'text', label: 'Signed by' },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'parcel',
    blueprint: 'parcel',
    stateField: 'status',
    initial: 'PENDING',
    states: { PENDING: {}, ON_ITS_WAY: {}, DELIVERED: { type: 'final' } },
    transitions: [
      { event: 'start', label: 'Start', from: ['PENDING'], to: 'ON_ITS_WAY', guard: 'weight > 0' },
      { event: 'deliver', label: 'Deliver', from: ['ON_ITS_WAY'], to: 'DELIVERED', form: ['signed_by'] },
    ],
  })
  for (const [title, weight] of [
    ['Chairs', 40],
    ['Nothing inside', 0],
    ['Books', 12],
    ['Tiles', 30],
  ] as const)
    await call(seat, molde, 'POST', `${api}/records/parcel`, { data: { title, weight } })
  const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel?title=Chairs`)) as {
    items: { id: string }[]
  }
  await call(seat, molde, 'POST', `${api}/records/parcel/${items[0]?.id}/transitions/start`, {})
}
