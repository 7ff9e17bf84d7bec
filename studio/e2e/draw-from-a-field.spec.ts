// Can a field of the data model be led elsewhere by drawing from its row or by the end of its line, by mouse and by keyboard?
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const toCustomer = 'Order · Customer → Customer, many to one'
const toSupplier = 'Order · Customer → Supplier, many to one'

story('an owner draws from the rows of fields', { person: somebody(), prepare }, () => {
  const draft = async (blueprint = 'order'): Promise<readonly { op: string; [member: string]: unknown }[]> =>
    ((await call(seat, molde, 'GET', `${api}/blueprints/${blueprint}/draft`)) as { ops: [] }).ops
  const panel = (name: string) => page.getByRole('complementary', { name, exact: true })

  it('leads a link that records hold to another kind, and asks how they are carried over', async () => {
    await page.goto('/t/shop/model')
    await card(page, 'Order').waitFor()
    await page.getByRole('button', { name: toCustomer }).waitFor()
    await draw(page, dotOf(card(page, 'Order'), 'Customer'), card(page, 'Supplier'))
    const dialog = page.getByRole('dialog', { name: '“Customer” links to another kind of record' })
    await dialog.getByText(/with the same name/i).waitFor()
    await screenshot(page, 'draw-field-retarget')
    await dialog.getByRole('button', { name: 'Change the link' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: toSupplier }).waitFor()
    await expect
      .poll(draft)
      .toMatchObject([{ op: 'retarget', field: expect.anything(), blueprint: 'supplier', match: 'name' }])
    // What it became is shown, and that it cannot be done twice is said.
    await draw(page, dotOf(card(page, 'Order'), 'Customer'), card(page, 'Customer'))
    await page.getByText('The draft already changes what “Customer” holds.').waitFor()
    await press(page, 'Escape')
    await card(page, 'Order').focus()
    await press(page, 'Control+z')
    await page.getByRole('button', { name: toCustomer }).waitFor()
    await expect.poll(draft).toEqual([])
  })

  it('draws the end of a line to another kind', async () => {
    const line = page.getByRole('img', { name: toCustomer })
    const end = await middle(line.locator('.react-flow__edgeupdater-target'))
    const to = await middle(card(page, 'Supplier'))
    await page.mouse.move(end.x, end.y)
    await page.mouse.down()
    await page.mouse.move(to.x - 20, to.y - 5, { steps: 6 })
    await screenshot(page, 'draw-line-end')
    await page.mouse.move(to.x, to.y, { steps: 3 })
    await page.mouse.up()
    const dialog = page.getByRole('dialog', { name: '“Customer” links to another kind of record' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await draft()).toEqual([])
  })

  it('turns the choices of a field into records of the kind it is drawn to', async () => {
    await draw(page, dotOf(card(page, 'Order'), 'Status'), card(page, 'Customer'))
    const dialog = page.getByRole('dialog', { name: 'Turn the choices of “Status” into records' })
    await dialog.getByRole('radio', { name: 'Records that are there already' }).waitFor()
    expect(await dialog.getByRole('radio', { name: 'Records that are there already' }).isChecked()).toBe(true)
    await dialog.getByRole('combobox').first().waitFor()
    await screenshot(page, 'draw-field-records')
    await dialog.getByRole('button', { name: 'Turn into records' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Order · Status → Customer, many to one' }).waitFor()
    await expect.poll(draft).toMatchObject([{ op: 'toRelation', blueprint: 'customer' }])
    await press(page, 'Escape')
    await card(page, 'Order').focus()
    await press(page, 'Control+z')
    await expect.poll(draft).toEqual([])
  })

  it('offers a field of its own where values can be no links', async () => {
    await draw(page, dotOf(card(page, 'Order'), 'Amount'), card(page, 'Supplier'))
    const dialog = page.getByRole('dialog', { name: 'New relation' })
    await dialog.getByText('What “Amount” holds cannot become links.').waitFor()
    expect(await dialog.getByLabel('Name of the field').inputValue()).toBe('Supplier')
    await dialog.getByRole('button', { name: 'Add relation' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Order · Supplier → Supplier, many to one' }).waitFor()
  })

  it('leads a link that nobody has yet elsewhere at once, with the way back', async () => {
    await draw(page, dotOf(card(page, 'Order'), 'Supplier'), card(page, 'Customer'))
    await page.getByText('“Supplier” now leads to “Customer”.').waitFor()
    await page.getByRole('button', { name: 'Order · Supplier → Customer, many to one' }).waitFor()
    await expect.poll(draft).toMatchObject([{ op: 'add', field: { key: 'supplier', blueprint: 'customer' } }])
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByRole('button', { name: 'Order · Supplier → Supplier, many to one' }).waitFor()
    await expect.poll(draft).toMatchObject([{ op: 'add', field: { key: 'supplier', blueprint: 'supplier' } }])
  })

  it('walks along lines by keyboard, opens what they say and takes them away', async () => {
    await press(page, 'Escape')
    await card(page, 'Order').focus()
    await press(page, 'Tab')
    expect(await focused(page)).toBe(toCustomer)
    await screenshot(page, 'line-focused')
    await press(page, 'ArrowDown')
    expect(await focused(page)).toBe('Order · Supplier → Supplier, many to one')
    await press(page, 'ArrowUp')
    expect(await focused(page)).toBe(toCustomer)
    await press(page, 'ArrowRight')
    await expect.poll(() => focused(page)).toBe('Kind of record Customer')
    await card(page, 'Order').focus()
    await press(page, 'Tab')
    await press(page, 'Enter')
    await panel('Order').getByRole('region', { name: 'Field settings' }).waitFor()
    expect(await panel('Order').getByRole('textbox', { name: 'Name of the field' }).inputValue()).toBe('Customer')
    await press(page, 'Escape')
    await press(page, 'Escape')
    await card(page, 'Order').focus()
    await press(page, 'Tab')
    await press(page, 'Delete')
    await page.getByText('“Customer” is removed from “Order”.').waitFor()
    await page.getByRole('button', { name: toCustomer }).waitFor({ state: 'detached' })
    await expect.poll(() => focused(page)).toBe('Kind of record Order')
    await press(page, 'Control+z')
    await page.getByRole('button', { name: toCustomer }).waitFor()
  })

  it('finds a field, and shows its row also where a card has no room for all of them', async () => {
    await press(page, '/')
    await page.keyboard.type('postcode')
    await press(page, 'Enter')
    const row = card(page, 'Supplier').locator('[aria-current="true"]')
    await row.getByText('Postcode').waitFor()
    expect(await row.getByText('and 2 more').count()).toBe(1)
    await panel('Supplier').getByRole('region', { name: 'Field settings' }).waitFor()
    await expect.poll(() => isInSight(page, row)).toBe(true)
    await screenshot(page, 'model-found-field')
    await card(page, 'Customer').focus()
    await press(page, 'Enter')
    await panel('Customer').getByRole('button', { name: 'New relation' }).waitFor()
    await card(page, 'Supplier').getByText('and 3 more').waitFor()
  })

  it('draws from a row with a finger, and shows what is found on a phone', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop/model')
    await card(small.page, 'Order').waitFor()
    await screenshot(small.page, 'draw-field-phone')
    const start = await middle(dotOf(card(small.page, 'Supplier'), 'Name'))
    const end = await middle(card(small.page, 'Customer'))
    const hand = await small.context.newCDPSession(small.page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
      hand.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
    await touch('touchStart', start)
    for (const share of [0.2, 0.5, 0.8, 1])
      await touch('touchMove', { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share + 8 })
    await touch('touchEnd')
    const dialog = small.page.getByRole('dialog', { name: 'Turn the texts in “Name” into records' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await small.page.getByLabel('Find a kind of record or a field').first().fill('postcode')
    await small.page.getByRole('option', { name: 'Supplier › Postcode' }).click()
    const row = card(small.page, 'Supplier').locator('[aria-current="true"]')
    await row.getByText('Postcode').waitFor()
    // Its settings would cover it: they come when the card is touched.
    await expect.poll(() => isInSight(small.page, row)).toBe(true)
    expect(await small.page.getByRole('complementary', { name: 'Supplier' }).count()).toBe(0)
    await screenshot(small.page, 'model-found-field-phone')
    await small.context.close()
  })
})

const card = (page: Page, label: string): Locator =>
  page.getByRole('group', { name: `Kind of record ${label}`, exact: true })

/** The dot of a field's row. */
const dotOf = (card: Locator, field: string): Locator =>
  card.getByTitle(`Draw “${field}” to a kind of record`, { exact: true })

const press = (page: Page, keys: string) => page.keyboard.press(keys)

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

async function isInSight(page: Page, element: Locator): Promise<boolean> {
  const [box, ground] = [
    await element.boundingBox(),
    await page.getByRole('region', { name: 'Data model' }).boundingBox(),
  ]
  if (!box || !ground) return false
  return box.y >= ground.y && box.y + box.height <= ground.y + ground.height && box.x >= ground.x
}

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox()
  if (!box) throw new Error('not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function draw(page: Page, dot: Locator, onto: Locator): Promise<void> {
  const [start, end] = [await middle(dot), await middle(onto)]
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(end.x - 20, end.y - 5, { steps: 6 })
  await page.mouse.move(end.x, end.y, { steps: 3 })
  await page.mouse.up()
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  const post = (path: string, body: unknown) => call(seat, molde, 'POST', path, body)
  await post('/api/v1/tenants', { slug: 'shop', name: 'Shop' })
  const name = { key: 'name', label: 'Name', type: 'text' }
  const many = ['street', 'city', 'country', 'email', 'phone', 'website', 'since', 'postcode', 'rating', 'notes']
  const words = (key: string) => key.charAt(0).toUpperCase() + key.slice(1)
  await post(`${api}/blueprints`, { name: 'customer', label: 'Customer', titleField: 'name', fields: [name] })
  await post(`${api}/blueprints`, {
    name: 'supplier',
    label: 'Supplier',
    titleField: 'name',
    fields: [name, ...many.map((key) => ({ key, label: words(key), type: 'text' }))],
  })
  await post(`${api}/blueprints`, {
    name: 'order',
    label: 'Order',
    titleField: 'number',
    fields: [
      { key: 'number', label: 'Number', type: 'text' },
      { key: 'amount', label: 'Amount', type: 'number' },
      {
        key: 'status',
        label: 'Status',
        type: 'enum',
        options: [
          { key: 'NEW', label: 'New' },
          { key: 'PAID', label: 'Paid' },
        ],
      },
      { key: 'customer', label: 'Customer', type: 'relation', blueprint: 'customer' },
    ],
  })
  const ada = (await post(`${api}/records/customer`, { data: { name: 'Ada' } })) as { id: string }
  await post(`${api}/records/supplier`, { data: { name: 'Ada' } })
  await post(`${api}/records/order`, { data: { number: '1', amount: 2, status: 'NEW', customer: ada.id } })
}
