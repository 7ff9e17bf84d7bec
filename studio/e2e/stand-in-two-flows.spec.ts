// Can a kind of record get a second flow, and does a record walk through both, each for itself?
import { expect, it } from 'vitest'
import { state } from './drawing.ts'
import { faultsOfFit } from './fit.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'
import { faultsOfTouch } from './touch.ts'

const api = '/api/v1/tenants/shop'

story('two flows beside each other', { person: somebody(), prepare }, () => {
  const flows = () => page.getByRole('navigation', { name: 'Flows of Orders' })
  const where = () => page.getByRole('list', { name: 'Where it stands' })
  const steps = (flow: string) => page.getByRole('group', { name: `What can be done now: ${flow}` })
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const card = (title: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })

  it('a second one is begun like the first: it has a name, and a field of its own', async () => {
    await page.goto('/t/shop/design/order/flow')
    await state(page, 'New').waitFor()
    expect(await flows().count()).toBe(0)
    await page.getByRole('link', { name: 'Add another flow' }).click()
    await page.getByRole('heading', { name: 'Another flow of Orders' }).waitFor()
    await page.getByRole('button', { name: 'Draw the flow' }).click()
    await page.getByText('Give the flow a name.').waitFor()
    await page.getByLabel('Name of the flow').fill('Payment')
    // What the first flow uses is not offered; what is a choice and nothing else is.
    await page.getByRole('combobox', { name: 'Field that holds the state' }).click()
    expect(await page.getByRole('option').allTextContents()).toEqual(['Size', 'A new field, called “Payment”'])
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'States' }).click()
    await page.keyboard.type('Open,Invoiced,Paid')
    await page.getByText('Open → Invoiced → Paid').waitFor()
    await screenshot(page, 'another-flow')
    await page.getByRole('button', { name: 'Draw the flow' }).click()
    await state(page, 'Invoiced').waitFor()
  })

  it('waits in the drawing while somebody looks at the other, and is published from there', async () => {
    await flows().getByRole('link', { name: 'Status' }).click()
    await state(page, 'Sent').waitFor()
    await flows().getByRole('link', { name: 'Payment (not published)' }).click()
    await state(page, 'Invoiced').waitFor()
    await screenshot(page, 'two-flows')
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish “Payment”' })
    await review.getByText(/2 records that are there already enter the flow/).waitFor()
    await review.getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('The flow is published.').waitFor()
    await page.getByRole('heading', { name: 'Flow “Payment” of Orders' }).waitFor()
    expect(await flows().getByRole('link', { name: 'Payment' }).getAttribute('aria-current')).toBe('page')
    // The first flow has an event of that name already, which nobody had to think of.
    const { transitions, stateField } = (await call(seat, molde, 'GET', `${api}/flows/payment`)) as Drawn
    expect([stateField, ...transitions.map(({ event }) => event)]).toEqual(['payment', 'invoiced_2', 'paid'])
  })

  it('is called otherwise, which the review says', async () => {
    await page.getByLabel('Name of the flow').fill('Paying')
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish “Paying”' })
    await review.getByText('The flow is now called “Paying”.').waitFor()
    await review.getByRole('button', { name: 'Cancel' }).click()
    await page.goto('/t/shop/design/order')
    await page.getByText('Changes of the flow “Payment” wait, too; they are published there.').waitFor()
    await page.getByRole('link', { name: 'Open the flow', exact: true }).click()
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await page.getByRole('heading', { name: 'Flow “Payment” of Orders' }).waitFor()
    await page.goto('/t/shop/design/order')
    await page.getByRole('link', { name: 'Flows', exact: true }).click()
    await page.getByRole('heading', { name: 'Flow “Status” of Orders' }).waitFor()
  })

  it('a record stands in both, and a step of one leaves the other where it is', async () => {
    await page.goto('/t/shop/records/order')
    await page.getByRole('link', { name: 'Books' }).click()
    await where().getByRole('listitem').nth(1).waitFor()
    expect(await where().getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Status\s+New/),
      expect.stringMatching(/^Payment\s+Open/),
    ])
    expect(await page.getByRole('combobox', { name: 'Payment' }).count()).toBe(0)
    await steps('Payment').getByRole('button', { name: '→ Invoiced' }).click()
    await page.getByText('“Books” is now “Invoiced”.').waitFor()
    await expect.poll(() => standing('Books')).toEqual(['NEW', 'INVOICED'])
    await steps('Status').getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('“Books” is now “Sent”.').waitFor()
    await expect.poll(() => standing('Books')).toEqual(['SENT', 'INVOICED'])
    await where().getByRole('img', { name: 'State 2 of 3' }).first().waitFor()
    await page.getByText('→ Invoiced · Payment').waitFor()
    await page.getByText('Send · Status').waitFor()
    await screenshot(page, 'record-in-two-flows')
  })

  it('the step of the second flow is taken back without the first', async () => {
    await steps('Payment').getByRole('button', { name: '→ Paid' }).click()
    await page.getByText('“Books” is now “Paid”.').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('Undone: “Books” is “Invoiced” again.').waitFor()
    await expect.poll(() => standing('Books')).toEqual(['SENT', 'INVOICED'])
  })

  it('the table shows both, and each cell and the picked rows offer the steps of their flow', async () => {
    await page.goto('/t/shop/records/order')
    const row = page.getByRole('row').filter({ hasText: 'Tiles' })
    await row.getByRole('gridcell', { name: 'Open' }).dblclick()
    await page.getByRole('menuitem', { name: 'Invoiced' }).click()
    await expect.poll(() => standing('Tiles')).toEqual(['NEW', 'INVOICED'])
    await page.getByRole('checkbox', { name: 'Select Tiles', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Select Books', exact: true }).click()
    await page.getByRole('region', { name: 'Selected records' }).getByRole('button', { name: 'Next step' }).click()
    await page.getByRole('menuitem', { name: '→ Paid' }).waitFor()
    await page.getByRole('menu').getByText('Payment', { exact: true }).waitFor()
    await screenshot(page, 'table-of-two-flows')
    await page.getByRole('menuitem', { name: '→ Paid' }).click()
    await page.getByText('“→ Paid”: done for 2 records.').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(() => standing('Tiles')).toEqual(['NEW', 'INVOICED'])
  })

  it('a board by the second flow moves cards by its steps', async () => {
    await page.goto('/t/shop/records/order?kind=board&group=payment')
    await column('Invoiced').getByRole('link', { name: 'Tiles' }).waitFor()
    await card('Tiles').dragTo(column('Paid'))
    await page.getByText('“Tiles” is now “Paid”.').waitFor()
    await column('Paid').getByRole('link', { name: 'Tiles' }).waitFor()
    await expect.poll(() => standing('Tiles')).toEqual(['NEW', 'PAID'])
    await card('Books').dragTo(column('Open'))
    await page.getByText('No step leads from here to “Open”.').waitFor()
    await screenshot(page, 'board-of-second-flow')
    // A new record begins in the first state of either.
    await column('Open').getByRole('button', { name: 'New record: Open' }).waitFor()
  })

  it('an automation knows the steps of both, and the states of the one that is meant', async () => {
    await page.goto('/t/shop/new-automation?about=order')
    await page.getByRole('radio', { name: 'A step is taken' }).click()
    await page.getByRole('combobox', { name: 'Step', exact: true }).click()
    await page.getByRole('option', { name: '→ Paid' }).waitFor()
    await page.getByRole('option', { name: 'Send', exact: true }).waitFor()
    await page.getByRole('option', { name: '→ Paid' }).click()
    await page.getByRole('combobox', { name: 'To the state' }).click()
    await expect
      .poll(() => page.getByRole('option').allTextContents())
      .toEqual(['Any state', 'Open', 'Invoiced', 'Paid'])
    await page.getByRole('option', { name: 'Paid', exact: true }).click()
    await screenshot(page, 'automation-of-second-flow')
  })

  it('fits a phone, with the steps under the thumb', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await page.context().storageState() })
    await small.page.goto(`/t/shop/records/order/${await idOf('Books')}`)
    await small.page.getByRole('list', { name: 'Where it stands' }).getByText('Payment').waitFor()
    await screenshot(small.page, 'record-in-two-flows-390')
    expect(await faultsOfFit(small.page)).toEqual([])
    expect(await faultsOfTouch(small.page)).toEqual([])
    await small.page
      .getByRole('group', { name: 'What can be done now: Payment' })
      .getByRole('button', { name: '→ Paid' })
      .click()
    await expect.poll(() => standing('Books')).toEqual(['SENT', 'PAID'])
    await small.page.goto('/t/shop/records/order?kind=board&group=payment')
    await small.page.getByRole('region', { name: 'Paid', exact: true }).getByRole('link', { name: 'Books' }).waitFor()
    await screenshot(small.page, 'board-of-second-flow-390')
    await small.page.goto('/t/shop/design/order/flow')
    await small.page.getByRole('navigation', { name: 'Flows of Orders' }).waitFor()
    await screenshot(small.page, 'two-flows-390')
    expect(await faultsOfFit(small.page)).toEqual([])
  })

  const listed = async () =>
    ((await call(seat, molde, 'GET', `${api}/records/order`)) as { items: readonly Listed[] }).items
  const one = async (title: string) => (await listed()).find(({ data }) => data.title === title)
  const standing = async (title: string) => {
    const record = await one(title)
    return [record?.state, record?.data.payment]
  }
  const idOf = async (title: string) => (await one(title))?.id ?? ''
})

interface Drawn {
  readonly stateField: string
  readonly transitions: readonly { readonly event: string }[]
}

interface Listed {
  readonly id: string
  readonly state: string
  readonly data: { readonly title: string; readonly payment?: string }
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  const option = (key: string, label: string) => ({ key, label })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    ...{ name: 'order', label: 'Order', plural: 'Orders', titleField: 'title' },
    fields: [
      { key: 'title', type: 'text', required: true },
      {
        ...{ key: 'status', type: 'enum' },
        options: [option('NEW', 'New'), option('SENT', 'Sent'), option('DONE', 'Done')],
      },
      { key: 'size', type: 'enum', options: [option('SMALL', 'Small'), option('LARGE', 'Large')] },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'order', blueprint: 'order', stateField: 'status', initial: 'NEW' },
    states: { NEW: {}, SENT: {}, DONE: { type: 'final' } },
    transitions: [
      { event: 'send', label: 'Send', from: ['NEW'], to: 'SENT' },
      { event: 'finish', label: 'Finish', from: ['SENT'], to: 'DONE' },
      { event: 'invoiced', label: 'Print an invoice', from: ['SENT'], to: 'SENT' },
    ],
  })
  for (const title of ['Tiles', 'Books']) await call(seat, molde, 'POST', `${api}/records/order`, { data: { title } })
}
