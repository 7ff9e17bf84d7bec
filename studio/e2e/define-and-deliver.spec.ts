import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { linkFor, type Seat, screenshot, somebody } from './test-browser.ts'

// The delivery story S2-09 to S2-17 by mouse and keyboard alone: nothing is prepared through the API.
story('a person defines deliveries from nothing and delivers a parcel', {}, () => {
  it('signs up, verifies the address and creates the tenant', async () => {
    const ana = somebody('Ana')
    await page.goto('/sign-up')
    await page.getByLabel('Your name').fill(ana.name)
    await page.getByLabel('E-mail').fill(ana.email)
    await page.getByLabel('Password', { exact: true }).fill(ana.password)
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.waitForURL(/check-mail/)
    await page.goto(await linkFor(molde, ana.email))
    await page.waitForURL('**/new-tenant')
    await page.getByLabel('Name').fill('X Delivery System')
    await page.getByRole('button', { name: 'Create workspace' }).click()
    await page.waitForURL(/\/t\/x-delivery-system/)
  })

  it('defines the delivery field by field while the form grows beside', async () => {
    await page.getByRole('link', { name: 'Design' }).first().click()
    await page.getByRole('link', { name: 'New kind of record' }).first().click()
    await page.getByLabel('What is it called?').fill('Delivery')
    for (const label of ['Deliver from', 'Deliver to', 'Cargo']) {
      await addField(page, label, 'Text One line')
      await page.getByLabel('Must be filled in').click()
    }
    await addField(page, 'Status', 'One of several choices')
    await page.getByLabel('Choices of “Status”').fill('Pending\nIn progress')
    await page.getByRole('button', { name: 'Add field' }).click()
    await page.getByRole('button', { name: 'Add choice' }).click()
    await page.keyboard.type('Delivered')
    for (const label of ['Created at', 'Started at', 'Delivered at']) {
      await addField(page, label, 'Date and time')
      await page.getByText('Filling in', { exact: true }).click()
      await page.getByLabel('Filled by the system').click()
      if (label === 'Created at') await page.getByLabel('Date and time of creation').click()
    }
    const preview = page.getByRole('region', { name: 'Preview' })
    for (const label of ['Deliver from', 'Deliver to', 'Cargo', 'Status'])
      await preview.getByLabel(label).first().waitFor()
    await screenshot(page, 'delivery-defined')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.waitForURL(/\/design\/delivery/)
  })

  it('draws the flow: three states, two transitions that stamp their time', async () => {
    await page.getByRole('link', { name: 'Flow', exact: true }).click()
    await page.getByLabel('Each state leads to the next').uncheck()
    await page.getByRole('button', { name: 'Draw the flow' }).click()
    await drawTransition(page, 'Pending', 'In progress')
    await page.getByLabel('Button text').fill('Delivery started')
    await page.getByRole('button', { name: 'For programs' }).click()
    await page.getByLabel('Event on the API').fill('start')
    await setToNow(page, 'Started at')
    await drawTransition(page, 'In progress', 'Delivered')
    await page.getByLabel('Button text').fill('Delivered')
    await page.getByRole('button', { name: 'For programs' }).click()
    await page.getByLabel('Event on the API').fill('deliver')
    await setToNow(page, 'Delivered at')
    await page.getByText('No state is marked as an end').waitFor()
    await page.getByRole('group', { name: 'State Delivered' }).click()
    await page.getByLabel('Records end here').click()
    await expect.poll(() => page.getByText('Worth a look').count()).toBe(0)
    await screenshot(page, 'delivery-flow')
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('The flow is published').waitFor()
  })

  it('creates a record, refused first at the field that is empty', async () => {
    await page.getByRole('link', { name: 'Deliveries', exact: true }).first().click()
    await page
      .getByRole('link', { name: 'Create' })
      .or(page.getByRole('button', { name: 'Create' }))
      .first()
      .click()
    await page.getByLabel('Deliver from').fill('Porto')
    await page.getByLabel('Deliver to').fill('Lisbon')
    await save(page)
    await page.getByText('Cargo is required.').waitFor()
    await page.getByLabel('Cargo').fill('A box of tiles')
    await save(page)
    await page.waitForURL(/records\/delivery\/[0-9A-Z]{26}/)
    await page.getByText('Pending').first().waitFor()
  })

  it('moves the record to its end, and each transition has its time', async () => {
    expect(await page.getByRole('button', { name: 'Delivered', exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Delivery started' }).click()
    await page.getByRole('button', { name: 'Delivered', exact: true }).click()
    await page.getByText('Delivered', { exact: true }).first().waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Delivered', exact: true }).count()).toBe(0)
    const data = await recordOf(seat, page)
    expect(data['status']).toBe('DELIVERED')
    expect(Date.parse(data['started_at'] ?? '')).toBeLessThanOrEqual(Date.parse(data['delivered_at'] ?? ''))
    expect(Date.parse(data['created_at'] ?? '')).toBeLessThanOrEqual(Date.parse(data['started_at'] ?? ''))
    await screenshot(page, 'delivery-delivered')
  })

  it('reads before publishing how many records keep what they have', async () => {
    await page.goto('/t/x-delivery-system/design/delivery')
    await addField(page, 'Price', 'Money')
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await page.getByText('1 record keeps every value it has; nothing is lost.').waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 2 is in use').waitFor()
  })

  it('begins without a reproach, and names kinds of record of any script, each linking to itself', async () => {
    for (const [words, name] of [
      ['Клиент', 'klient'],
      ['Заказ', 'zakaz'],
      ['客户', 'record'],
      ['订单', 'record_2'],
    ] as const) {
      await page.goto('/t/x-delivery-system/new-blueprint')
      await page.getByText('Give it a name and add its first field').waitFor()
      expect(await page.getByText('Fix before publishing').count()).toBe(0)
      await page.getByLabel('What is it called?').fill(words)
      await addField(page, 'Title', 'Text One line')
      await addField(page, 'Parent', 'Link to a record')
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      await page.waitForURL(`**/design/${name}`)
      const answer = await seat.context.request.get(`/api/v1/tenants/x-delivery-system/blueprints/${name}`)
      expect((await answer.json()).fields[1]).toMatchObject({ key: 'parent', blueprint: name })
    }
  })
})

async function addField(page: Page, label: string, type: string): Promise<void> {
  await page.getByLabel('New field').fill(label)
  await page.getByRole('button', { name: 'Add field' }).click()
  await page.getByRole('menuitem', { name: type }).first().click()
}

async function drawTransition(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('group', { name: `State ${from}` }).click()
  await page.getByRole('combobox', { name: 'New step' }).click()
  await page.getByRole('option', { name: to, exact: true }).click()
}

async function setToNow(page: Page, field: string): Promise<void> {
  const does = page.getByRole('group', { name: 'What it does' })
  await does.getByRole('button', { name: 'Add an action' }).click()
  await does.getByRole('combobox', { name: 'Field', exact: true }).click()
  await page.getByRole('option', { name: field, exact: true }).click()
  await does.getByText(`Set “${field}” to now.`).waitFor()
}

const save = (page: Page) =>
  page
    .getByRole('button', { name: /^(Save changes|Create)$/ })
    .last()
    .click()

/** What the API says of the record whose page is open. */
async function recordOf({ context }: Seat, page: Page): Promise<Record<string, string>> {
  const [, tenant, blueprint, id] = /\/t\/([^/]+)\/records\/([^/]+)\/([^/?]+)/.exec(page.url()) ?? []
  const answer = await context.request.get(`/api/v1/tenants/${tenant}/records/${blueprint}/${id}`)
  return (await answer.json()).data
}
