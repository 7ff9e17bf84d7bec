// A field moves to the record that a link leads to: tried where records disagree, added over there, reviewed, published, and taken back.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { changeField, chooseField } from './choose.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

const moves = 'Move this field to the related record…'

story('a field moves to the related record', { person: somebody('Ana'), prepare }, () => {
  const dialog = (on: Page = page) => on.getByRole('dialog', { name: 'Move “Phone” to the related record' })
  const trial = (on: Page = page) => dialog(on).getByRole('region', { name: 'What becomes of the values' })

  it('says before the button is pressed which records disagree and what they get', async () => {
    await page.goto('/t/shop/design/order')
    await changeField(page, 'Phone', moves)
    await dialog().getByText('Customer has no such field yet').waitFor()
    await trial().getByText('2 records of Customer get “Phone”. “Who” stays as it is, and you can go back.').waitFor()
    await trial().getByText('1 record of Customer is given different values:').waitFor()
    await trial().getByRole('row', { name: 'Bia 1 (2×) · 2 (1×) 2' }).waitFor()
    await trial().getByText('1 record links to nothing: its value is kept').waitFor()
    await dialog().getByLabel('The most common counts').check()
    await trial().getByRole('row', { name: 'Bia 1 (2×) · 2 (1×) 1' }).waitFor()
    await dialog().getByLabel('Ask me').check()
    await trial().getByRole('row', { name: 'Bia 1 (2×) · 2 (1×) waits for you' }).waitFor()
    await trial().getByText('1 record of Customer gets “Phone”.').waitFor()
    await trial().getByText('3 records wait for you').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'to-related-ask')
    await dialog().getByLabel('The most common counts').check()
    await screenshot(page, 'to-related-common')
  })

  it('is refused while changes over there wait, and nothing is lost of what was chosen', async () => {
    await call(seat, molde, 'PUT', `${api}/blueprints/customer/draft`, {
      ops: [{ op: 'add', field: { key: 'vip', type: 'boolean' } }],
    })
    await dialog().getByRole('button', { name: 'Move the field' }).click()
    await dialog().getByRole('alert').getByText('Changes of Customer wait to be published').waitFor()
    expect(await dialog().getByLabel('The most common counts').isChecked()).toBe(true)
    await call(seat, molde, 'DELETE', `${api}/blueprints/customer/draft`)
  })

  it('adds the field over there and leaves this one, which its link tells', async () => {
    await dialog().getByRole('button', { name: 'Move the field' }).click()
    await dialog().waitFor({ state: 'detached' })
    const customer = (await call(seat, molde, 'GET', `${api}/blueprints/customer`)) as { fields: { key: string }[] }
    expect(customer.fields.map(({ key }) => key)).toEqual(['name', 'phone'])
    await expect
      .poll(draftOps)
      .toMatchObject([
        { op: 'moveToRelated', field: expect.any(String), via: expect.any(String), choose: 'most-common' },
      ])
    expect(await page.getByRole('button', { name: /^Phone/ }).count()).toBe(0)
    await page.reload()
    await chooseField(page, 'Who')
    await page.getByText(/“Phone” moves/).waitFor()
    await screenshot(page, 'to-related-stands')
  })

  it('can be taken back, and done again without adding anything', async () => {
    await page.getByRole('button', { name: 'Undo this' }).click()
    await page
      .getByRole('button', { name: /^Phone/ })
      .first()
      .waitFor()
    await changeField(page, 'Phone', moves)
    await dialog().getByLabel('The most common counts').check()
    await trial().getByRole('row', { name: 'Bia 1 (2×) · 2 (1×) 1' }).waitFor()
    expect(await dialog().getByText('has no such field yet').count()).toBe(0)
    await dialog().getByRole('button', { name: 'Move the field' }).click()
    await dialog().waitFor({ state: 'detached' })
  })

  it('is reviewed with the numbers of the server, published, and stands in the customers then', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish' })
    await review.getByText('1 record is linked to by records that say different things:').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'to-related-review')
    await review.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 2 is in use').waitFor()
    await page.getByRole('button', { name: 'Leave them' }).click()
    await expect.poll(phones).toEqual([
      ['Ada', '555'],
      ['Bia', '1'],
    ])
  })

  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('can be chosen on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto('/t/shop/design/order')
    await changeField(there.page, 'Note', moves)
    await there.page.getByText('2 records of Customer get “Note”.').waitFor()
    expect(await faultsOfAxe(there.page)).toEqual([])
    await screenshot(there.page, `to-related on ${name}`.replaceAll(' ', '-'))
    await there.context.close()
  })
})

async function draftOps() {
  return ((await call(seat, molde, 'GET', `${api}/blueprints/order/draft`)) as { ops: unknown }).ops
}

async function phones() {
  const { items } = (await call(seat, molde, 'GET', `${api}/records/customer?sort=name`)) as {
    items: { data: { name: string; phone?: string } }[]
  }
  return items.map(({ data }) => [data.name, data.phone])
}

async function prepare(ana: Seat, at: Molde) {
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'customer',
    label: 'Customer',
    titleField: 'name',
    fields: [{ key: 'name', label: 'Name', type: 'text' }],
  })
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'order',
    label: 'Order',
    titleField: 'title',
    fields: [
      { key: 'title', label: 'Title', type: 'text', required: true },
      { key: 'phone', label: 'Phone', type: 'text', required: true },
      { key: 'note', label: 'Note', type: 'text' },
      { key: 'who', label: 'Who', type: 'relation', blueprint: 'customer' },
    ],
  })
  const ids: string[] = []
  for (const name of ['Ada', 'Bia'])
    ids.push(((await call(ana, at, 'POST', `${api}/records/customer`, { data: { name } })) as { id: string }).id)
  const [ada, bia] = ids
  const orders = [
    { title: '1', phone: '555', note: 'a', who: ada },
    { title: '2', phone: '555', who: ada },
    { title: '3', phone: '1', note: 'b', who: bia },
    { title: '4', phone: '1', who: bia },
    { title: '5', phone: '2', who: bia },
    { title: '6', phone: '9' },
  ]
  for (const data of orders) await call(ana, at, 'POST', `${api}/records/order`, { data })
}
