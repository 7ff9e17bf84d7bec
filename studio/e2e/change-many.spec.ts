// Can many records be changed, moved on and thrown away at once, and is each of it taken back?
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'
import { faultsOfTouch } from './touch.ts'

const api = '/api/v1/tenants/shop'

story('many records at once', { person: somebody(), prepare }, () => {
  const bar = () => page.getByRole('region', { name: 'Selected records' })
  const pick = (title: string) => page.getByRole('checkbox', { name: `Select ${title}`, exact: true })
  /** From every place it is asked first. */
  const samples = async () =>
    page
      .getByRole('dialog', { name: 'Fill with sample records' })
      .getByRole('button', { name: 'Add 12 records' })
      .click()
  const undo = async () => page.getByRole('alert').getByRole('button', { name: 'Undo' }).last().click()

  it('picks a run of rows with shift, and opens none of them', async () => {
    await pick('Parcel 10').click()
    await pick('Parcel 7').click({ modifiers: ['Shift'] })
    await bar().getByText('4 selected').waitFor()
    await pick('Parcel 8').click()
    await bar().getByText('3 selected').waitFor()
    expect(page.url()).not.toContain('/records/parcel/')
    await screenshot(page, 'bulk')
  })

  it('changes one value of all of them, and takes it back', async () => {
    await bar().getByRole('button', { name: 'Edit a field' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit 3 records' })
    // The first that fits what is typed is taken by Enter.
    await dialog.getByRole('combobox', { name: 'Which field?' }).fill('pla')
    await page.getByRole('option', { name: 'Place' }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Place').fill('Warehouse 9')
    await screenshot(page, 'bulk-change')
    await dialog.getByRole('button', { name: 'Save in 3 records' }).click()
    await page.getByText('3 records changed.').waitFor()
    await expect.poll(() => page.getByRole('gridcell', { name: 'Warehouse 9' }).count()).toBe(3)
    await undo()
    await page.getByText('3 records are as they were.').waitFor()
    await expect.poll(() => page.getByRole('gridcell', { name: 'Warehouse 9' }).count()).toBe(0)
    await expect.poll(() => placeOf('Parcel 9')).toBe('Shelf 9')
    // For what somebody does with them next.
    await bar().getByText('3 selected').waitFor()
    await bar().getByRole('button', { name: 'Clear the selection' }).click()
  })

  it('says what was refused and why, and keeps it picked', async () => {
    await pick('Parcel 1').click()
    await pick('Parcel 2').click()
    await bar().getByRole('button', { name: 'Next step' }).click()
    await page.getByRole('menuitem', { name: 'Start' }).click()
    await page.getByText('“Start”: done for 1 record.').waitFor()
    await page.getByText(/^1 record stays as it was/).waitFor()
    await bar().getByText('1 selected').waitFor()
    expect(await pick('Parcel 1').isChecked()).toBe(true)
    await bar().getByRole('button', { name: 'Clear the selection' }).click()
    await expect.poll(() => bar().count()).toBe(0)
  })

  it('takes the steps of many back at once, and says what stays', async () => {
    for (const title of ['Parcel 3', 'Parcel 4']) await pick(title).click()
    await bar().getByRole('button', { name: 'Next step' }).click()
    await page.getByRole('menuitem', { name: 'Start' }).click()
    await page.getByText('“Start”: done for 2 records.').waitFor()
    await expect.poll(() => stateOf('Parcel 3')).toBe('ON_ITS_WAY')
    await undo()
    await page.getByText('2 records are back where they stood.').waitFor()
    await expect
      .poll(async () => [await stateOf('Parcel 3'), await stateOf('Parcel 4')])
      .toEqual(['PENDING', 'PENDING'])
    await bar().getByRole('button', { name: 'Clear the selection' }).click()
  })

  it('changes every record of a list, also those that are not loaded, and takes it back', async () => {
    const items = Array.from({ length: 180 }, (_, i) => ({
      op: 'create',
      data: { title: `Crate ${i + 1}`, weight: i },
    }))
    await call(seat, molde, 'POST', `${api}/records/parcel/bulk`, { items })
    await page.goto('/t/shop/records/parcel?q=crate')
    await page.getByText('180 records', { exact: true }).waitFor()
    await page.getByRole('checkbox', { name: 'Select all loaded records' }).focus()
    await page.keyboard.press('Space')
    await bar().getByText('100 selected').waitFor()
    await bar().getByRole('button', { name: 'Select all 180 records of this list' }).focus()
    await page.keyboard.press('Enter')
    await bar().getByText('All 180 records of this list are selected').waitFor()
    await screenshot(page, 'bulk-whole')
    await bar().getByRole('button', { name: 'Edit a field' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit 180 records' })
    await dialog.getByRole('combobox', { name: 'Which field?' }).fill('pla')
    await page.getByRole('option', { name: 'Place' }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Place').fill('Hall')
    await dialog.getByRole('button', { name: 'Save in 180 records' }).click()
    await page.getByText('180 records changed.').waitFor({ timeout: 20_000 })
    expect(await countOf('place=Hall')).toBe(180)
    await undo()
    await page.getByText('180 records are as they were.').waitFor({ timeout: 20_000 })
    expect(await countOf('place=Hall')).toBe(0)
  })

  it('sends a step to every record of a list: what is refused is named with its number', async () => {
    await page.getByRole('checkbox', { name: 'Select all loaded records' }).click()
    await bar().getByRole('button', { name: 'Select all 180 records of this list' }).click()
    await bar().getByRole('button', { name: 'Next step' }).click()
    await page.getByRole('menuitem', { name: 'Start' }).click()
    await page.getByText('“Start”: done for 178 records.').waitFor({ timeout: 20_000 })
    await page.getByText(/^2 records stay as they were: /).waitFor()
    await undo()
    await page.getByText('178 records are back where they stood.').waitFor({ timeout: 20_000 })
    expect(await countOf('status=ON_ITS_WAY')).toBe(1)
    await page.getByRole('checkbox', { name: 'Select all loaded records' }).click()
    await bar().getByRole('button', { name: 'Select all 180 records of this list' }).click()
    await bar().getByRole('button', { name: 'Move to the trash' }).click()
    await page.getByText('180 records are in the trash.').waitFor({ timeout: 20_000 })
    await page.goto('/t/shop/records/parcel')
    await page.getByText('12 records', { exact: true }).waitFor()
  })

  it('deletes them into the trash and brings them back', async () => {
    await page.getByRole('checkbox', { name: 'Select all loaded records' }).click()
    await bar().getByText('12 selected').waitFor()
    await bar().getByRole('button', { name: 'Move to the trash' }).click()
    await page.getByText('12 records are in the trash.').waitFor()
    await page.getByText('No records yet').waitFor()
    await undo()
    await page.getByText('12 records are back.').waitFor()
    await page.getByText('12 records', { exact: true }).waitFor()
  })

  it('begins an empty list with made-up records, and takes them away again', async () => {
    await call(seat, molde, 'POST', `${api}/blueprints`, {
      name: 'visit',
      fields: [
        { key: 'customer', type: 'text', required: true },
        { key: 'parcel', type: 'relation', blueprint: 'parcel' },
        { key: 'day', type: 'date' },
        { key: 'price', type: 'money' },
      ],
    })
    await page.goto('/t/shop/records/visit')
    await page.getByRole('button', { name: 'Fill with sample records' }).click()
    await samples()
    await page.getByText('12 records', { exact: true }).waitFor()
    await page.getByText('12 sample records created: Visit.').waitFor()
    await page
      .getByRole('gridcell', { name: /^Parcel \d+$/ })
      .first()
      .waitFor()
    await screenshot(page, 'samples')
    await undo()
    await page.getByText('No records yet').waitFor()
    await page.goto('/t/shop/records/parcel')
    await page.getByText('12 records', { exact: true }).waitFor()
  })

  it('makes up what they lead to first where there is none of it', async () => {
    await call(seat, molde, 'POST', `${api}/blueprints`, {
      name: 'product',
      titleField: 'name',
      fields: [
        { key: 'name', type: 'text', required: true },
        { key: 'code', type: 'text', required: true },
      ],
    })
    await call(seat, molde, 'POST', `${api}/blueprints`, {
      name: 'wish',
      titleField: 'what',
      fields: [
        { key: 'what', type: 'text' },
        { key: 'product', type: 'relation', blueprint: 'product', required: true },
      ],
    })
    await page.goto('/t/shop/records/wish')
    await page.getByRole('button', { name: 'Fill with sample records' }).click()
    await samples()
    await page.getByText('24 sample records created: Wish, Product.').waitFor()
    await page.getByText('12 records', { exact: true }).waitFor()
    await page.goto('/t/shop/records/product')
    await page.getByText('12 records', { exact: true }).waitFor()
    await page
      .getByRole('gridcell', { name: /^P-\d+$/ })
      .first()
      .waitFor()
    // Twelve of fourteen names, beginning anywhere.
    await page
      .getByRole('gridcell', { name: /^(Oak table|Bicycle|Bookshelf)$/ })
      .first()
      .waitFor()
    await screenshot(page, 'samples-of-products')
    await page.goto('/t/shop/records/parcel')
  })

  it('adds made-up records to those that are there, and takes only them away again', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Fill with sample records' }).click()
    await samples()
    await page.getByText('24 records', { exact: true }).waitFor()
    await undo()
    await page.getByText('12 records', { exact: true }).waitFor()
    await page.getByRole('gridcell', { name: 'Parcel 12', exact: true }).waitFor()
  })

  it('selects a whole list on a phone by a touch, also what is not loaded, and lets go of it where selecting ends', async () => {
    const items = Array.from({ length: 120 }, (_, i) => ({
      op: 'create',
      data: { title: `Crate ${i + 1}`, weight: 2 },
    }))
    await call(seat, molde, 'POST', `${api}/records/parcel/bulk`, { items })
    const storageState = await seat.context.storageState()
    const { page: small, context } = await takeSeat(browser, molde, { ...phone, storageState })
    const below = small.getByRole('region', { name: 'Selected records' })
    const press = (name: string) => below.getByRole('button', { name, exact: true }).tap()
    const begin = async (path: string) => {
      await small.goto(path)
      await small.getByRole('button', { name: 'More', exact: true }).tap()
      await small.getByRole('menuitem', { name: 'Select records' }).tap()
      await below.getByText('Nothing is selected yet').waitFor()
    }
    await begin('/t/shop/records/parcel?q=parcel')
    expect(await below.getByRole('button', { name: 'Move to the trash' }).count()).toBe(0)
    // All are loaded: they are picked one by one.
    await press('Select all 12')
    await below.getByText('12 selected').waitFor()
    await press('Stop selecting')
    await below.waitFor({ state: 'detached' })
    await begin('/t/shop/records/parcel')
    await small.getByRole('checkbox', { name: 'Select Crate 120' }).tap()
    await below.getByText('1 selected').waitFor()
    await press('Select all 132')
    await below.getByText('All 132 records of this list are selected').waitFor()
    await small.waitForTimeout(200)
    expect(await faultsOfTouch(small)).toEqual([])
    await screenshot(small, 'bulk-whole-phone')
    await press('Edit a field')
    await small.getByRole('dialog', { name: 'Edit 132 records' }).waitFor()
    await small.keyboard.press('Escape')
    await small.keyboard.press('Escape')
    await press('Stop selecting')
    await begin('/t/shop/records/parcel?q=crate')
    await small.getByRole('checkbox', { name: 'Select Crate 120' }).tap()
    await press('Move to the trash')
    const said = small.getByRole('alert').filter({ hasText: '1 record is in the trash.' })
    await below.getByText('Nothing is selected yet').waitFor()
    await screenshot(small, 'bulk-said-phone')
    // What is said of it does not lie upon what can be pressed next.
    const [words, bar] = [await said.boundingBox(), await below.boundingBox()]
    expect(words && bar && words.y + words.height <= bar.y).toBe(true)
    await press('Select all 119')
    await press('Move to the trash')
    await small.getByText('119 records are in the trash.').waitFor({ timeout: 20_000 })
    await context.close()
    await page.goto('/t/shop/records/parcel')
    await page.getByText('12 records', { exact: true }).waitFor()
  })

  it('works by keyboard', async () => {
    await pick('Parcel 12').focus()
    await page.keyboard.press('Space')
    await bar().getByText('1 selected').waitFor()
    await bar().getByRole('button', { name: 'Edit a field' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Edit 1 record' }).waitFor()
    // The first one closes the list of fields.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  async function countOf(which: string): Promise<unknown> {
    const { count } = (await call(seat, molde, 'GET', `${api}/records/parcel?${which}&limit=1`)) as {
      count: { value: number }
    }
    return count.value
  }

  async function stateOf(title: string): Promise<unknown> {
    const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel?title=${encodeURIComponent(title)}`)) as {
      items: { state: string }[]
    }
    return items[0]?.state
  }

  async function placeOf(title: string): Promise<unknown> {
    const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel?title=${encodeURIComponent(title)}`)) as {
      items: { data: { place?: string } }[]
    }
    return items[0]?.data.place
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
      { key: 'place', type: 'text' },
      { key: 'status', type: 'enum', options: ['PENDING', 'ON_ITS_WAY'], required: true },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'parcel',
    blueprint: 'parcel',
    stateField: 'status',
    initial: 'PENDING',
    states: { PENDING: {}, ON_ITS_WAY: { type: 'final' } },
    transitions: [{ event: 'start', label: 'Start', from: ['PENDING'], to: 'ON_ITS_WAY', guard: 'weight > 1' }],
  })
  const items = Array.from({ length: 12 }, (_, i) => ({
    op: 'create',
    data: { title: `Parcel ${i + 1}`, weight: i + 1, place: `Shelf ${i + 1}` },
  }))
  await call(seat, molde, 'POST', `${api}/records/parcel/bulk`, { items })
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await fill(seat, molde)
  await page.goto('/t/shop/records/parcel')
  await page.getByText('12 records').waitFor()
}
