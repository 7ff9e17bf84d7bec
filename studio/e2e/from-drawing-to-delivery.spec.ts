// From an empty drawing to a parcel that is late: does one person come all the way, from what is wrong with the flow to what it does by itself?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { choose } from './choose.ts'
import { drag, panel, state } from './drawing.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/post'
const hour = 3_600_000

// Only the sign-in and the fields are prepared through the API.
story('an owner takes a flow from its drawing to the first delivery', { person: somebody(), prepare }, () => {
  const step = (name: string) => page.getByRole('button', { name, exact: true })
  const findings = () => page.getByRole('status').filter({ hasText: 'Worth a look' })
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const card = (title: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })

  it('draws the states and what leads from one to the next', async () => {
    await page.goto('/t/post/design/delivery/flow')
    await page.getByRole('combobox', { name: 'States' }).click()
    await page.keyboard.type('Pending, On its way')
    await page.getByLabel('Each state leads to the next').uncheck()
    await page.getByRole('button', { name: 'Draw the flow' }).click()
    await drag(page, 'Pending', state(page, 'On its way'))
    await panel(page, '→ On its way').getByLabel('Button text').fill('Start')
    await step('Start: from Pending to On its way').waitFor()
    await drawNew(page, { x: 60, y: -170 }, 'Delivered', 'Deliver')
    await drawNew(page, { x: 60, y: 170 }, 'Late', 'Fall behind')
  })

  it('is told of every dead end, and mends each from where it is told', async () => {
    await findings().getByText('Once in “Late”, a record can never leave').waitFor()
    await screenshot(page, 'delivery-dead-ends')
    const delivered = findings().getByRole('listitem').filter({ hasText: 'Once in “Delivered”' })
    await delivered.getByRole('button', { name: 'Mark as an end' }).click()
    await delivered.waitFor({ state: 'detached' })
    await findings()
      .getByRole('button', { name: /^Once in “Late”/ })
      .click()
    await choose(panel(page, 'Late').getByRole('combobox', { name: 'New step' }), 'Delivered')
    await panel(page, '→ Delivered').getByLabel('Button text').fill('Deliver late')
    await findings().waitFor({ state: 'detached' })
    await page.getByRole('toolbar').getByRole('button', { name: 'Arrange' }).click()
  })

  it('asks for a signature, and promises a time', async () => {
    await step('Deliver: from On its way to Delivered').click()
    await choose(panel(page, 'Deliver').getByRole('combobox', { name: 'Fields asked for' }), 'Signed by')
    await page.keyboard.press('Escape')
    await panel(page, 'Deliver').getByRole('button', { name: 'Close' }).click()
    const promised = page.getByRole('group', { name: 'Promised times', exact: true })
    await promised.getByRole('button', { name: 'Add a promised time' }).click()
    await promised.getByRole('textbox', { name: 'Name', exact: true }).fill('At the door')
    const door = promised.getByRole('group', { name: 'At the door' })
    await door.getByRole('textbox', { name: 'May take' }).fill('4')
    await choose(door.getByRole('combobox', { name: 'Unit' }), 'hours')
    const begins = door.getByRole('combobox', { name: 'Begins in' })
    await choose(begins, 'On its way')
    await choose(begins, 'Pending')
    await page.keyboard.press('Escape')
    await choose(door.getByRole('combobox', { name: 'When it is used up' }), 'Fall behind')
    await page.getByText('Kept in this browser until it is published.').waitFor()
    await screenshot(page, 'delivery-promised')
  })

  it('plays a made-up record through it, without waiting for what happens by itself', async () => {
    await page.getByRole('button', { name: 'Try a record' }).click()
    const trying = panel(page, 'Try a record')
    await trying.getByRole('button', { name: /^Start →/ }).click()
    await trying.getByRole('status').getByText('On its way').waitFor()
    await screenshot(page, 'delivery-tried')
    await trying.getByRole('button', { name: '4 hours later' }).click()
    await trying.getByRole('status').getByText('Late').waitFor()
    await trying.getByRole('button', { name: /^Deliver late →/ }).click()
    await trying.getByText('Records end here.').waitFor()
    await trying.getByRole('button', { name: 'Close' }).click()
  })

  it('publishes it', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish' })
    await review.getByText('The flow begins with 4 states and 4 steps:').waitFor()
    await screenshot(page, 'delivery-review')
    await review.getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('The flow is published.').waitFor()
  })

  it('makes records, and moves them over the board', async () => {
    await page.goto('/t/post/records/delivery?kind=board')
    for (const cargo of ['Piano', 'Lamp']) {
      await column('Pending').getByRole('button', { name: 'New record: Pending' }).click()
      await page.getByLabel('Cargo').fill(cargo)
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      await page.getByRole('heading', { name: cargo }).waitFor()
      await page.goto('/t/post/records/delivery?kind=board')
      await column('Pending').getByRole('link', { name: cargo }).waitFor()
    }
    for (const cargo of ['Piano', 'Lamp']) {
      await card(cargo).dragTo(column('On its way'))
      await page.getByText(`“${cargo}” is now “On its way”.`).waitFor()
    }
    await card('Lamp').dragTo(column('Delivered'))
    const form = page.getByRole('dialog', { name: 'Deliver' })
    await form.getByLabel('Signed by').fill('Bia')
    await form.getByRole('button', { name: 'Deliver' }).click()
    await column('Delivered').getByRole('link', { name: 'Lamp' }).waitFor()
    await screenshot(page, 'delivery-board')
  })

  it('watches the promised time run out: the record moves while somebody looks, and says who moved it', async () => {
    await column('On its way').getByRole('link', { name: 'Piano' }).click()
    const told = page.getByRole('list', { name: 'What happens by itself' })
    await told.getByText(/^At the door: .* left, until /).waitFor()
    await screenshot(page, 'delivery-clock')
    await molde.letTimePass(4 * hour)
    // Any write wakes who looks at the clock; without one it is looked at once a minute.
    await call(seat, molde, 'POST', `${api}/records/delivery`, { data: { cargo: 'Chair' } })
    await page.getByRole('main').getByText('Late', { exact: true }).first().waitFor()
    await page.getByText('The system').first().waitFor()
    await told.getByText(/^At the door: late by /).waitFor()
    await screenshot(page, 'delivery-late')
    await page.goBack()
    await column('Late').getByRole('link', { name: 'Piano' }).waitFor()
    await expect.poll(() => column('On its way').getByRole('link').count()).toBe(0)
  })
})

/** From the dot of “On its way” into the open: a state of that name, and the words of what leads there. */
async function drawNew(page: Page, by: { x: number; y: number }, name: string, button: string): Promise<void> {
  await drag(page, 'On its way', by)
  await panel(page, 'New state').getByLabel('Name of the state').fill(name)
  await page.getByRole('button', { name: `→ ${name}: from On its way to ${name}`, exact: true }).click()
  await panel(page, `→ ${name}`).getByLabel('Button text').fill(button)
  await panel(page, button).getByRole('button', { name: 'Close' }).click()
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Post', slug: 'post' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    ...{ name: 'delivery', titleField: 'cargo' },
    fields: [
      { key: 'cargo', type: 'text', label: 'Cargo', required: true },
      { key: 'signed_by', type: 'text', label: 'Signed by' },
    ],
  })
}
