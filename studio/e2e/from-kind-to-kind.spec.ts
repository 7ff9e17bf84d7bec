// Does the second kind of record know the first? What a name means, where a link leads, and what is kept of half a design.
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const button = (name: string) => page.getByRole('button', { name, exact: true })
const addByEnter = async (label: string, said: string) => {
  await page.getByLabel('New field', { exact: true }).fill(label)
  await page.getByText(`Enter adds it as: ${said}`, { exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `${label} new · ${said}`, exact: true }).waitFor()
}

story('kinds of record that belong together', { person: somebody('Olga'), prepare }, () => {
  it('a field that is called like a kind links to it', async () => {
    await page.goto('/t/shop/new-blueprint')
    await page.getByLabel('What is it called?').fill('Parcel')
    await addByEnter('Customer', 'Link to Customer')
    await addByEnter('Customer name', 'Text')
    await addByEnter('Custom text', 'Text')
    await screenshot(page, 'link-suggested')
  })

  it('a kind is found by its name among the types, and a link to nothing else leads there', async () => {
    await page.getByLabel('New field', { exact: true }).fill('Sender')
    await button('Add field').click()
    await page.getByLabel('Find a type of field').fill('cust')
    await page
      .getByRole('menuitem')
      .first()
      .and(page.getByRole('menuitem', { name: /^Link to Customer/ }))
      .waitFor()
    await page.getByLabel('Find a type of field').fill('link')
    await page.getByRole('menuitem', { name: /^Link to a record/ }).click()
    await page.getByRole('button', { name: 'Sender new · Link to Customer', exact: true }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Links to' }).inputValue()).toBe('Customer')
    await button('Create').click()
    await page.getByText('“Parcel” is ready to use.').waitFor()
  })

  it('it can be changed until there are records', async () => {
    await page.goto('/t/shop/design/parcel')
    await page.getByRole('button', { name: /^Sender/ }).click()
    await page.getByRole('combobox', { name: 'Links to' }).click()
    await page.getByRole('option', { name: 'Parcel' }).click()
    await page.getByRole('button', { name: 'Sender new · Link to Parcel', exact: true }).waitFor()
    await button('Undo').click()
    await page.getByRole('button', { name: 'Sender Link to Customer', exact: true }).waitFor()
    await screenshot(page, 'link-changed')
  })

  it('afterwards it says why not, and how', async () => {
    await kind(seat, molde, 'place', 'Place', [name])
    await kind(seat, molde, 'visit', 'Visit', [
      name,
      { key: 'met_at', label: 'Met at', type: 'relation', blueprint: 'place' },
    ])
    await call(seat, molde, 'POST', `${api}/records/visit`, { data: { name: 'First' } })
    await page.goto('/t/shop/design/visit')
    await page.getByLabel('New field', { exact: true }).fill('Sender')
    await button('Add field').click()
    await page.getByLabel('Find a type of field').fill('link')
    await page.getByRole('menuitem', { name: /^Link to a record/ }).click()
    // Among several nothing is taken without a word.
    await page.getByRole('combobox', { name: 'What does “Sender” link to?' }).and(page.locator(':focus')).waitFor()
    await page.getByRole('option', { name: 'Parcel', exact: true }).click()
    await page.getByRole('button', { name: 'Sender new · Link to Parcel', exact: true }).waitFor()
    await page.getByRole('button', { name: /^Met at/ }).click()
    await page.getByText('Records are there already, and may hold links.').waitFor()
    expect(await page.getByRole('combobox', { name: 'Links to' }).isDisabled()).toBe(true)
    await button('Change what it holds').click()
    await page.getByRole('menuitem', { name: 'Link to another kind of record…' }).click()
    const dialog = page.getByRole('dialog', { name: '“Met at” links to another kind of record' })
    await dialog.getByRole('combobox', { name: 'Links to' }).fill('Parcel')
    await page.getByRole('option', { name: 'Parcel', exact: true }).click()
    await dialog.getByText('Place and Parcel have no text field of the same name').waitFor()
    await dialog.getByRole('combobox', { name: 'Links to' }).fill('Customer')
    await page.getByRole('option', { name: 'Customer', exact: true }).click()
    await dialog.getByText('with the same Name.').waitFor()
    await screenshot(page, 'link-retargeted')
    await dialog.getByRole('button', { name: 'Change the link' }).click()
    await page.getByText(/“Met at” links to records of Customer now/).waitFor()
  })

  it('records that have no name of their own are called by what they link to, never by an id', async () => {
    const make = async (of: string, data: object) => {
      const { id } = (await call(seat, molde, 'POST', `${api}/records/${of}`, { data })) as { readonly id: string }
      return id
    }
    const customer = await make('customer', { name: 'Livraria Bertrand' })
    await kind(seat, molde, 'errand', 'Errand', [
      { key: 'customer', label: 'Customer', type: 'relation', blueprint: 'customer' },
      { key: 'due', label: 'Due', type: 'date' },
      { key: 'stage', label: 'Stage', type: 'enum', options: ['NEW', 'DONE'] },
    ])
    const today = new Date().toISOString().slice(0, 10)
    const errand = await make('errand', { customer, due: today, stage: 'NEW' })
    await page.goto('/t/shop/records/errand')
    await page
      .getByRole('gridcell', { name: /Livraria Bertrand/ })
      .first()
      .waitFor()
    await screenshot(page, 'named-by-link')
    expect(await page.getByRole('main').innerText()).not.toContain(customer)
    await page.goto(`/t/shop/records/errand/${errand}`)
    await page.getByRole('heading', { name: 'Livraria Bertrand' }).waitFor()
    await page.goto('/t/shop/records/errand?kind=board')
    await page.getByRole('main').getByText('Livraria Bertrand').first().waitFor()
    await page.goto('/t/shop/records/errand?kind=calendar')
    await page.getByRole('main').getByText('Livraria Bertrand').first().waitFor()
    expect(await page.getByRole('main').innerText()).not.toContain(customer)
    // As soon as the customer is called something else, so is the errand.
    await call(seat, molde, 'PATCH', `${api}/records/customer/${customer}`, { data: { name: 'Bertrand' } })
    await page.getByRole('main').getByText('Bertrand', { exact: true }).first().waitFor()
  })

  const nav = (name: string) => page.getByRole('navigation').first().getByRole('link', { name, exact: true })

  it('half a kind of record is kept when somebody looks at something else', async () => {
    await nav('New kind of record').click()
    await page.getByLabel('What is it called?').fill('Order')
    await addByEnter('Title', 'Text')
    await addByEnter('Visit', 'Link to Visit')
    await nav('Customer').click()
    await page.waitForURL(/records\/customer/)
    await nav('New kind of record').click()
    await page.getByText('We kept what you had begun.').waitFor()
    expect(await page.getByLabel('What is it called?').inputValue()).toBe('Order')
    await page.getByRole('button', { name: 'Visit new · Link to Visit', exact: true }).waitFor()
    await screenshot(page, 'kind-kept')
    await button('Start over').click()
    expect(await page.getByLabel('What is it called?').inputValue()).toBe('')
    await page.getByLabel('What is it called?').fill('Order')
    await addByEnter('Title', 'Text')
    await button('Create').click()
  })

  it('after creating it, the page says where to go on, and another kind begins empty', async () => {
    const next = page.getByRole('region', { name: 'What comes next?' })
    await next.getByRole('link', { name: 'Add the first record' }).waitFor()
    await next.getByRole('link', { name: 'Say which steps it goes through' }).waitFor()
    await screenshot(page, 'what-comes-next')
    await next.getByRole('link', { name: 'Another kind of record' }).click()
    await page.waitForURL(/new-blueprint/)
    expect(await page.getByLabel('What is it called?').inputValue()).toBe('')
  })

  it('asks before changes are left that cannot be saved yet', async () => {
    await page.goto('/t/shop/design/order')
    await page.getByRole('button', { name: /^Title/ }).click()
    await page.getByText('For programs', { exact: true }).click()
    await page.getByLabel('Name on the API').fill('1')
    await page.getByText('Fix before publishing').waitFor()
    await nav('Customer').click()
    const question = page.getByRole('dialog', { name: 'Unsaved changes' })
    await question.getByRole('button', { name: 'Stay' }).click()
    expect(await page.getByLabel('Name on the API').inputValue()).toBe('1')
    await page.getByLabel('Name on the API').fill('title')
    await nav('Customer').click()
    await page.waitForURL(/records\/customer/)
  })

  it('says how many samples it makes before it makes them, and takes all of them away again', async () => {
    await page.goto('/t/shop/design')
    await button('Fill with sample records').click()
    const question = page.getByRole('dialog', { name: 'Fill with sample records' })
    // Those that have records are offered, and not chosen.
    await question.getByRole('checkbox', { name: 'Customer' }).and(page.locator(':not(:checked)')).waitFor()
    await question.getByText('has records already').first().waitFor()
    await screenshot(page, 'samples-asked')
    await question.getByRole('button', { name: 'Add 36 records' }).click()
    await page.getByText(/^36 sample records created/).waitFor()
    await page.reload()
    await button('Remove 36 samples').click()
    await page.getByText('36 samples are in the trash.').waitFor()
    await button('Remove 36 samples').waitFor({ state: 'detached' })
    const { count } = (await call(seat, molde, 'GET', `${api}/records/order`)) as { readonly count: { value: number } }
    expect(count.value).toBe(0)
  })
})

const name = { key: 'name', label: 'Name', type: 'text', required: true }

const kind = (seat: Seat, molde: Molde, called: string, label: string, fields: object[]) =>
  call(seat, molde, 'POST', `${api}/blueprints`, {
    name: called,
    label,
    ...(fields.includes(name) && { titleField: 'name' }),
    fields,
  })

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await kind(seat, molde, 'customer', 'Customer', [name])
}
