import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

// A model of four kinds of record by mouse and keyboard: only the sign-in and the tenant are prepared through the API.
story('an owner draws the data model on the canvas', { person: somebody(), prepare }, () => {
  it('begins with nothing and creates the kinds of record', async () => {
    await page.goto('/t/shop/design')
    await page.getByText('Drawing', { exact: true }).click()
    await page.waitForURL('**/t/shop/model')
    await screenshot(page, 'model-empty')
    for (const label of ['Customer', 'Product', 'Order', 'Order line']) {
      await page.getByRole('main').getByRole('button', { name: 'New kind of record' }).click()
      await page.getByRole('dialog').getByLabel('What is it called?').fill(label)
      await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
      await kind(page, label).waitFor()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await press(page, 'Escape')
  })

  it('draws relations by dragging, reviews and publishes them', async () => {
    await page.getByRole('button', { name: 'Arrange' }).click()
    await page.waitForTimeout(300)
    await drag(page, 'Order', 'Customer')
    await addRelation(page)
    await drag(page, 'Order line', 'Order')
    await addRelation(page)
    await drag(page, 'Order line', 'Product')
    expect(await page.getByLabel('Name of the field').inputValue()).toBe('Product')
    await addRelation(page)
    await page.getByRole('button', { name: 'Arrange' }).click()
    await kind(page, 'Order line').getByText('New · not published').waitFor()
    await screenshot(page, 'model-drafted')
    // Nobody can use any of it yet.
    expect(await namesInUse(seat, molde)).toEqual([])
    await page.getByRole('button', { name: 'Review and publish (4)' }).click()
    const dialog = page.getByRole('dialog', { name: 'Review and publish' })
    await dialog.getByRole('region', { name: 'Order line' }).getByText('Field “Product”: leads to “Product”.').waitFor()
    await screenshot(page, 'model-review')
    await dialog.getByRole('button', { name: 'Publish all' }).click()
    await page.getByText(/^Published: /).waitFor()
    expect(await namesInUse(seat, molde)).toEqual(['customer', 'order', 'order_line', 'product'])
    for (const name of ['Order · Customer → Customer', 'Order line · Order → Order', 'Order line · Product → Product'])
      await page.getByRole('img', { name: `${name}, many to one`, exact: true }).waitFor({ state: 'attached' })
    expect(await relations(seat, molde, 'order')).toEqual({ customer: 'customer' })
    expect(await relations(seat, molde, 'order_line')).toEqual({ order: 'order', product: 'product' })
  })

  it('undoes and does again', async () => {
    await kind(page, 'Product').click()
    await page
      .getByRole('complementary', { name: 'Product' })
      .getByRole('button', { name: 'Move to the trash' })
      .click()
    await kind(page, 'Product').waitFor({ state: 'detached' })
    await kind(page, 'Order line').getByLabel('Leads to a kind of record that is in the trash').waitFor()
    await press(page, 'Control+z')
    await kind(page, 'Product').waitFor()
    await press(page, 'Control+Shift+Z')
    await kind(page, 'Product').waitFor({ state: 'detached' })
    await press(page, 'Control+z')
    await kind(page, 'Product').waitFor()
  })

  it('overwrites no draft that somebody else has written meanwhile', async () => {
    const draft = '/api/v1/tenants/shop/blueprints/customer/draft'
    const keysIn = async () =>
      ((await call(seat, molde, 'GET', draft)) as { ops: { field?: { key: string } }[] }).ops.map((op) => op.field?.key)
    await call(seat, molde, 'PUT', draft, { ops: [{ op: 'add', field: { key: 'from_b', type: 'text' } }] })
    await drag(page, 'Customer', 'Product')
    await page.getByRole('dialog').getByRole('button', { name: 'Add relation' }).click()
    await page.getByText('It was changed in the meantime').first().waitFor()
    expect(await keysIn()).toEqual(['from_b'])
    await kind(page, 'Customer').getByText('Draft · 1 change').waitFor()
    await call(seat, molde, 'DELETE', draft)
    await page.reload()
    await kind(page, 'Customer').waitFor()
  })

  it('selects several by mouse and moves them together', async () => {
    await kind(page, 'Order').click()
    await kind(page, 'Order line').click({ modifiers: ['Control'] })
    await page.getByRole('complementary', { name: '2 kinds of record selected' }).waitFor()
    const before = await middle(kind(page, 'Order line'))
    const grip = await middle(kind(page, 'Order'))
    await page.mouse.move(grip.x, grip.y)
    await page.mouse.down()
    await page.mouse.move(grip.x, grip.y + 60, { steps: 6 })
    await page.mouse.up()
    await expect.poll(async () => Math.round((await middle(kind(page, 'Order line'))).y - before.y)).toBeGreaterThan(40)
    await press(page, 'Control+z')
    await expect.poll(async () => Math.round((await middle(kind(page, 'Order line'))).y - before.y)).toBe(0)
    await press(page, 'Escape')
    const ground = await page.getByRole('region', { name: 'Data model' }).boundingBox()
    if (!ground) throw new Error('no canvas')
    await page.keyboard.down('Shift')
    await page.mouse.move(ground.x + 4, ground.y + 4)
    await page.mouse.down()
    await page.mouse.move(ground.x + ground.width - 60, ground.y + ground.height - 4, { steps: 8 })
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await page.getByRole('complementary', { name: '4 kinds of record selected' }).waitFor()
    await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click()
  })

  it('draws every line from however far, and as many again from near', async () => {
    const lines = page.locator('.react-flow__edge path')
    const near = await lines.count()
    expect(near).toBeGreaterThan(0)
    const smaller = page.getByRole('button', { name: 'Zoom Out' })
    while (await smaller.isEnabled()) await smaller.click({ delay: 20 })
    await page.waitForTimeout(300)
    expect(await page.locator('.react-flow__edge').count()).toBeGreaterThan(0)
    expect(await lines.first().getAttribute('d')).toMatch(/^M/)
    await page.getByRole('button', { name: 'Fit View' }).click()
    await expect.poll(() => lines.count()).toBe(near)
  })

  it('relates, moves, copies and finds with the keyboard alone', async () => {
    await kind(page, 'Customer').focus()
    await press(page, 'r')
    await page.getByRole('combobox', { name: '“Customer” leads to' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Custo')
    await press(page, 'Enter')
    await press(page, 'Tab')
    await page.keyboard.type('Referred by')
    await press(page, 'Enter')
    await kind(page, 'Customer').getByText('Draft · 1 change').waitFor()
    await kind(page, 'Customer').getByText('Referred by').waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press(page, 'Control+z')
    await expect.poll(() => kind(page, 'Customer').getByText('Referred by').count()).toBe(0)
    await press(page, 'Control+Shift+Z')
    await kind(page, 'Customer').getByText('Referred by').waitFor()

    await kind(page, 'Customer').focus()
    const before = await middle(kind(page, 'Customer'))
    await press(page, 'Shift+ArrowDown')
    await expect.poll(async () => (await middle(kind(page, 'Customer'))).y).toBeGreaterThan(before.y)
    expect(await focusedKind(page)).toBe('Kind of record Customer')
    await press(page, 'Enter')
    await page.getByRole('complementary', { name: 'Customer' }).and(page.locator(':focus')).waitFor()

    await press(page, 'Escape')
    await expect.poll(() => focusedKind(page)).toBe('Kind of record Customer')
    await kind(page, 'Order').focus()
    await press(page, 'Space')
    await kind(page, 'Order line').focus()
    await press(page, 'Space')
    await page.getByRole('complementary', { name: '2 kinds of record selected' }).waitFor()
    await press(page, 'Control+c')
    await press(page, 'Control+v')
    await kind(page, 'Order line copy').waitFor()
    expect(await relations(seat, molde, 'order_line_copy')).toEqual({ order: 'order_copy', product: 'product' })
    expect(await namesInUse(seat, molde)).not.toContain('order_line_copy')
    await screenshot(page, 'model-pasted')
    await press(page, 'Control+z')
    await kind(page, 'Order line copy').waitFor({ state: 'detached' })

    await press(page, '/')
    await page.keyboard.type('produc')
    await press(page, 'Enter')
    await page.getByRole('complementary', { name: 'Product' }).waitFor()
    await expect.poll(() => focusedKind(page)).toBe('Kind of record Product')
    await press(page, '?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await press(page, 'Escape')
  })

  it('remembers where things were put, and fits a phone', async () => {
    const { page, context } = seat
    const before = await places(seat, molde)
    expect(Object.keys(before).sort()).toEqual(expect.arrayContaining(['customer', 'order', 'order_line', 'product']))
    const apart = await distance(page, 'Customer', 'Order line')
    await page.reload()
    await kind(page, 'Customer').waitFor()
    expect(await places(seat, molde)).toEqual(before)
    expect(await distance(page, 'Customer', 'Order line')).toBeCloseTo(apart, 1)
    const small = await takeSeat(browser, molde, { ...phone, storageState: await context.storageState() })
    await small.page.goto('/t/shop/model')
    await kind(small.page, 'Customer').waitFor()
    await screenshot(small.page, 'model-phone')
    expect(
      await small.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0)
    await small.page.getByText('List', { exact: true }).click()
    await small.page.getByRole('link', { name: 'Order line' }).first().waitFor()
    await small.context.close()
  })
})

const kind = (page: Page, label: string): Locator =>
  page.getByRole('group', { name: `Kind of record ${label}`, exact: true })

const press = (page: Page, keys: string) => page.keyboard.press(keys)

async function middle(node: Locator): Promise<{ x: number; y: number }> {
  const box = await node.boundingBox()
  if (!box) throw new Error('not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** From the dot at the right of a node's name onto another node. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  const start = await kind(page, from).getByTitle(`Draw a new relation from “${from}”`).boundingBox()
  if (!start) throw new Error('no place to draw from')
  const end = await middle(kind(page, to))
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(end.x - 20, end.y - 5, { steps: 5 })
  await page.mouse.move(end.x, end.y, { steps: 3 })
  await page.mouse.up()
}

async function addRelation(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'New relation' })
  await dialog.getByRole('button', { name: 'Add relation' }).click()
  await dialog.waitFor({ state: 'detached' })
}

const focusedKind = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

/** Where they lie on the shared drawing. */
async function places(seat: Seat, molde: Molde) {
  const answer = await call(seat, molde, 'GET', '/api/v1/tenants/shop/blueprint-places')
  return (answer as { places: Record<string, { x: number; y: number }> }).places
}

async function namesInUse(seat: Seat, molde: Molde): Promise<string[]> {
  const answer = (await call(seat, molde, 'GET', '/api/v1/tenants/shop/blueprints')) as { items: { name: string }[] }
  return answer.items.map(({ name }) => name)
}

/** How far two nodes lie apart, in the units of the drawing. */
async function distance(page: Page, one: string, other: string): Promise<number> {
  const scale = await page
    .locator('.react-flow__viewport')
    .evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).a)
  const [a, b] = [await middle(kind(page, one)), await middle(kind(page, other))]
  return Math.hypot(a.x - b.x, a.y - b.y) / scale
}

/** What the API says of a kind's relations: field → the kind it leads to. */
async function relations(seat: Seat, molde: Molde, name: string): Promise<Record<string, string>> {
  const drafts = (await call(seat, molde, 'GET', '/api/v1/tenants/shop/drafts')) as {
    items: { blueprint: string; document?: unknown }[]
  }
  const planned = drafts.items.find(({ blueprint, document }) => blueprint === name && document)?.document
  const made = (planned ?? (await call(seat, molde, 'GET', `/api/v1/tenants/shop/blueprints/${name}`))) as {
    fields: { key: string; type: string; blueprint?: string }[]
  }
  return Object.fromEntries(
    made.fields.filter((field) => field.type === 'relation').map((field) => [field.key, field.blueprint ?? '']),
  )
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
}
