// From nothing to the first delivered parcel: does it take few steps for somebody who has never seen the studio?
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { browser, molde, page, story } from './stage.ts'
import { linkFor, phone, screenshot, somebody, takeSeat } from './test-browser.ts'

let steps = 0
const click = async (target: Locator) => {
  steps += 1
  await target.click()
}
const fill = async (label: string, text: string) => {
  steps += 1
  await page.getByLabel(label, { exact: true }).and(page.locator('input, textarea')).fill(text)
}
const press = async (key: string) => {
  steps += 1
  await page.keyboard.press(key)
}
const button = (name: string) => page.getByRole('button', { name, exact: true })
const link = (name: string) => page.getByRole('link', { name, exact: true }).first()

story('the owner of a small delivery company', {}, () => {
  it('signs up, confirms the address, and is in: nothing is typed twice', async () => {
    const olga = somebody('Olga')
    await page.goto('/sign-up')
    await page.getByText('what your company works with in one place').waitFor()
    await page.getByText('Theme', { exact: true }).waitFor()
    await fill('Your name', olga.name)
    await fill('E-mail', olga.email)
    await fill('Password', olga.password)
    await press('Enter')
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    steps += 1
    await page.goto(await linkFor(molde, olga.email))
    await page.getByText('Your e-mail is confirmed').waitFor()
    await page.getByRole('heading', { name: 'New workspace' }).waitFor()
    await page.getByText('Create the first one.').waitFor()
    await fill('Name', 'Olga Parcels')
    expect(await page.getByLabel('Web address').inputValue()).toBe('olga-parcels')
    await press('Enter')
  })

  it('says what a customer and a parcel are: all fields in one line, and each name suggests what it holds', async () => {
    await click(link('Create a kind of record'))
    await page.getByLabel('What is it called?').and(page.locator(':focus')).waitFor()
    await fill('What is it called?', 'Customer')
    await page.getByText('Several at once: separate them with commas.').waitFor()
    await fill('New field', 'Name, Phone')
    await page.getByText('Enter adds 2 fields: Name (Text), Phone (Phone)', { exact: true }).waitFor()
    // What is typed is meant, whether it was added or not.
    await click(button('Create'))
    await page.getByText('“Customer” is ready to use.').waitFor()
    await click(link('New kind of record'))
    await page.getByRole('heading', { name: 'New kind of record' }).waitFor()
    await fill('What is it called?', 'Parcel')
    await fill('New field', 'Number, Customer, Address, Weight, Price, Delivery date, Photo, Notes')
    await page.getByText('Enter adds 8 fields: Number (Text), Customer (Link to Customer)').waitFor()
    await screenshot(page, 'fields-suggested')
    await button('Add 8 fields').waitFor()
    await click(button('Create'))
    await page.getByText('“Parcel” is ready to use.').waitFor()
    for (const said of [
      'Number Text',
      'Customer Link to Customer',
      'Address Long text',
      'Weight Number',
      'Price Money',
      'Delivery date Date',
      'Photo Image',
      'Notes Long text',
    ])
      await page.getByRole('button', { name: said, exact: true }).waitFor()
    // Where to go on stands on the page, in one line, and stays there.
    await page
      .getByRole('region', { name: 'What comes next?' })
      .getByRole('link', { name: 'Add the first record' })
      .waitFor()
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(0)
    await screenshot(page, 'kind-created')
  })

  it('names the steps in their order, and they are in use', async () => {
    await click(link('Say which steps it goes through'))
    await page.getByRole('combobox', { name: 'States' }).and(page.locator(':focus')).waitFor()
    expect(await page.getByText('Field that holds the state').count()).toBe(0)
    steps += 1
    await page.keyboard.type('New, On its way, Delivered')
    await page.getByText('New → On its way → Delivered').waitFor()
    await screenshot(page, 'flow-start')
    await click(button('Publish flow'))
    await page.getByText('The flow is published.').waitFor()
    await page.getByRole('button', { name: '→ On its way: from New to On its way' }).waitFor()
    await page.getByRole('button', { name: '→ Delivered: from On its way to Delivered' }).waitFor()
    expect(await page.getByText('Worth a look').count()).toBe(0)
    expect(await page.getByText('Not published yet').count()).toBe(0)
    await screenshot(page, 'flow-published')
  })

  it('enters the first parcel with its customer, and delivers it', async () => {
    await click(
      page.getByRole('region', { name: 'The flow is published.' }).getByRole('link', { name: 'Add a record' }),
    )
    await fill('Number', 'P-001')
    expect(await page.getByRole('main').getByText('Status').count()).toBe(0)
    await fill('Customer', 'Ana Silva')
    await click(page.getByRole('option', { name: 'Create Customer “Ana Silva”' }))
    const dialog = page.getByRole('dialog', { name: 'New: Customer' })
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Ana Silva')
    await dialog.getByLabel('Phone').and(page.locator(':focus')).waitFor()
    steps += 1
    await page.keyboard.type('+351 912 345 678')
    await press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await fill('Address', 'Rua Augusta 1, Lisbon')
    await fill('Weight', '2.5')
    await fill('Price: Amount', '12.50')
    await fill('Delivery date', '2020-11-28')
    await click(button('Create'))
    // What is above the record is called as in the menu.
    await page.getByRole('main').getByRole('link', { name: 'Parcels', exact: true }).waitFor()
    await click(button('→ On its way'))
    await page.getByText('“P-001” is now “On its way”.').waitFor()
    await click(button('→ Delivered'))
    await page.getByText('“P-001” is now “Delivered”.').waitFor()
    await expect.poll(() => page.getByText('“P-001” is now').count()).toBe(1)
    await button('→ Delivered').waitFor({ state: 'detached' })
    await page.getByRole('main').getByText('Delivered', { exact: true }).first().waitFor()
    expect(steps).toBeLessThanOrEqual(31)
  })

  it('asks for what is due in the next days without counting them', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Parcels', exact: true }).click()
    await button('Filter').click()
    await page.getByRole('menuitem', { name: 'Delivery date', exact: true }).click()
    await screenshot(page, 'usual-days')
    await page.getByRole('group', { name: 'Common choices' }).getByRole('button', { name: 'Next 7 days' }).click()
    await button('Delivery date is on or after today').waitFor()
    await button('Delivery date is 6 days from now or earlier').waitFor()
    await screenshot(page, 'two-conditions')
    // A condition stands on the line of what a list has beside it; the next one, which is long, goes to a line of its own.
    const [first, second, looks] = await page
      .locator('.list-tools .condition-pill, .list-tools [role=radiogroup]')
      .evaluateAll((all) =>
        all.map((one) => {
          const { top, height } = one.getBoundingClientRect()
          return top + height / 2
        }),
      )
    expect(Math.abs((first ?? 0) - (looks ?? 100))).toBeLessThan(8)
    expect((second ?? 0) - (first ?? 100)).toBeLessThan(50)
    await page.getByText('Nothing matches these conditions.').waitFor()
    await page.getByRole('button', { name: 'Remove the condition on Delivery date' }).last().click()
    await button('Delivery date is 6 days from now or earlier').waitFor({ state: 'detached' })
  })

  it('finds the way back by an address that anybody would guess', async () => {
    await page.goto('/')
    await page.waitForURL('**/t/olga-parcels')
    await page.getByRole('navigation').getByRole('link', { name: 'Parcels', exact: true }).waitFor()
    const { context } = await takeSeat(browser, molde)
    const [stranger] = context.pages()
    await stranger?.goto('/signup')
    await stranger?.waitForURL('**/sign-up')
    await stranger?.goto('/login')
    await stranger?.waitForURL('**/sign-in')
  })

  it('opens Design as it was left: as a list or as a drawing', async () => {
    const design = page.getByRole('navigation').getByRole('link', { name: 'Design', exact: true })
    await design.click()
    await page.waitForURL('**/design')
    await page.getByRole('radiogroup').getByText('Drawing', { exact: true }).click()
    await page.waitForURL('**/model')
    await page.getByRole('navigation').getByRole('link', { name: 'Parcels', exact: true }).click()
    await button('More').click()
    await screenshot(page, 'list-owner-menu')
    await page.getByRole('menuitem', { name: 'Change the fields of “Parcel”' }).click()
    await page.waitForURL('**/design/parcel')
    await design.click()
    await page.waitForURL('**/model')
  })

  it('fills the whole model with one click, in every state that a step leads to', async () => {
    await page.getByRole('button', { name: 'Fill with sample records' }).click()
    // One that has records is offered as well, and says so.
    const question = page.getByRole('dialog', { name: 'Fill with sample records' })
    await question.getByText('has records already').first().waitFor()
    await question.getByText('Choose at least one.').waitFor()
    expect(await question.getByRole('button', { name: 'Add' }).isDisabled()).toBe(true)
    await question.getByRole('button', { name: 'Cancel' }).click()
    await page.goto('/t/olga-parcels/records/parcel?kind=board')
    await button('More').click()
    await page.getByRole('menuitem', { name: 'Fill with sample records' }).click()
    await question.getByRole('button', { name: 'Add 12 records' }).click()
    await page.getByText('12 sample records created: Parcel.').waitFor()
    for (const state of ['New', 'On its way', 'Delivered'])
      await expect
        .poll(() => page.getByRole('region', { name: state, exact: true }).getByRole('listitem').count())
        .toBeGreaterThanOrEqual(4)
    await screenshot(page, 'samples-on-the-board')
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(() => page.getByRole('region', { name: 'New', exact: true }).getByRole('listitem').count())
      .toBe(0)
  })

  it('sees what a template holds before it is chosen, and has all of it at once', async () => {
    await page.goto('/new-tenant')
    await page.getByLabel('Name', { exact: true }).fill('Olga Two')
    await page.getByRole('radio', { name: /^Customers and parcels/ }).click()
    await page.getByText('New → On its way → Delivered').waitFor()
    await page.getByText('Customer: Name, Phone, E-mail, Address').waitFor()
    await screenshot(page, 'template-inside')
    await button('Create workspace').click()
    await page.waitForURL('**/t/olga-two')
    await page.getByRole('navigation').getByRole('link', { name: 'Parcels', exact: true }).click()
    await link('New').click()
    const customer = page.getByLabel('Customer', { exact: true }).and(page.locator('input'))
    await customer.click()
    await page.getByText('There is no “Customer” yet.').waitFor()
    await customer.fill('Ana Silva')
    await page.getByText('There is no “Customer” yet.').waitFor()
    await screenshot(page, 'none-yet')
    await page.getByRole('option', { name: 'Create Customer “Ana Silva”' }).click()
    const dialog = page.getByRole('dialog', { name: 'New: Customer' })
    await dialog.getByLabel('Address').fill('Rua Augusta 1, Lisbon')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await dialog.waitFor({ state: 'detached' })
    await button('Create').click()
    // It has a number by itself, and says where it goes.
    // The number alone would tell nobody whose it is.
    await page.getByRole('heading', { name: '0001 · Ana Silva', exact: true }).waitFor()
    await page.getByRole('main').getByText('Rua Augusta 1, Lisbon').waitFor()
    await screenshot(page, 'template-parcel')
    await button('Send').click()
    await button('Mark as delivered').click()
    await page.getByText('“0001” is now “Delivered”.').waitFor()
  })

  it('types into the first input of a dialog at once, with a thumb, too', async () => {
    const thumb = await takeSeat(browser, molde, { ...phone, storageState: await page.context().storageState() })
    await thumb.page.goto('/t/olga-two/records/parcel/new')
    await thumb.page.getByLabel('Customer', { exact: true }).and(thumb.page.locator('input')).tap()
    await thumb.page.getByRole('option', { name: 'Create “Customer”' }).tap()
    const dialog = thumb.page.getByRole('dialog', { name: 'New: Customer' })
    await dialog.getByLabel('Name').and(thumb.page.locator(':focus')).waitFor()
    await screenshot(thumb.page, 'new-customer-phone')
  })
})
