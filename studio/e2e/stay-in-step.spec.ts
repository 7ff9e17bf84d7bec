// A kind of record gets another version while its records are open: here, in another tab, with something typed, and without a connection.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
let order: string
let second: string

const newWords = {
  ops: [
    { op: 'rename', field: 'city', key: 'town' },
    { op: 'relabel', field: 'town', label: 'Town' },
    {
      op: 'split',
      field: 'customer',
      by: ' ',
      into: [
        { key: 'first_name', label: 'First name', type: 'text' },
        { key: 'last_name', label: 'Last name', type: 'text' },
      ],
    },
  ],
}

story('what is open stays in step with its definition', { person: somebody('Ana'), prepare }, () => {
  const valueOf = (on: Page, field: string) => on.getByRole('textbox', { name: field }).inputValue()
  let other: Page

  it('shows all of a record that was open before its fields were renamed and split, without loading a page', async () => {
    other = await seat.context.newPage()
    await other.goto(`/t/shop/records/order/${order}`)
    await expect.poll(() => valueOf(other, 'City')).toBe('Braga')
    await page.goto('/t/shop/records/order')
    await page.getByRole('link', { name: 'Ana Souza' }).click()
    await expect.poll(() => valueOf(page, 'Customer')).toBe('Ana Souza')
    await goWithin('/t/shop/design/order')
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 2 is in use').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave them' }).click()
    await goWithin(`/t/shop/records/order/${order}`)
    await expect.poll(() => valueOf(page, 'First name')).toBe('Ana')
    expect(await valueOf(page, 'Last name')).toBe('Souza')
    expect(await valueOf(page, 'Town')).toBe('Braga')
    await screenshot(page, 'in-step')
  })

  it('and in another tab, which was only looked at', async () => {
    await expect.poll(() => valueOf(other, 'First name')).toBe('Ana')
    expect(await valueOf(other, 'Last name')).toBe('Souza')
    expect(await valueOf(other, 'Town')).toBe('Braga')
  })

  it('keeps what is typed while somebody publishes, and saves it in the words it was typed in', async () => {
    await other.getByRole('textbox', { name: 'Town' }).fill('Porto')
    await publish({
      ops: [
        { op: 'rename', field: 'town', key: 'place' },
        { op: 'relabel', field: 'place', label: 'Place' },
      ],
    })
    await expect.poll(() => valueOf(page, 'Place')).toBe('Braga')
    expect(await valueOf(other, 'Town')).toBe('Porto')
    await other.getByRole('button', { name: 'Save changes' }).click()
    await other.getByText('Saved', { exact: true }).first().waitFor()
    await expect.poll(() => valueOf(other, 'Place')).toBe('Porto')
    await expect.poll(() => valueOf(page, 'Place')).toBe('Porto')
    await other.close()
  })

  it('shows nothing in old words without a connection either', async () => {
    const copies = () =>
      page.evaluate(async () =>
        (await (await caches.open('molde-answers-1')).keys())
          .map(({ url }) => url)
          .filter((url) => url.includes('/records/')),
      )
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.goto(`/t/shop/records/order/${second}`)
    await page.getByRole('heading', { name: 'Eva' }).waitFor()
    await expect.poll(async () => (await copies()).some((url) => url.includes(second))).toBe(true)
    await page.goto(`/t/shop/records/order/${order}`)
    await expect.poll(() => valueOf(page, 'Place')).toBe('Porto')
    await publish({
      ops: [
        { op: 'rename', field: 'place', key: 'spot' },
        { op: 'relabel', field: 'spot', label: 'Spot' },
      ],
    })
    await expect.poll(() => valueOf(page, 'Spot')).toBe('Porto')
    expect((await copies()).filter((url) => url.includes(second))).toEqual([])
  })
})

/** As a link does: the page stays, and with it all that it holds. */
async function goWithin(path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/** As somebody else does it, elsewhere. */
async function publish(draft: unknown): Promise<void> {
  await call(seat, molde, 'PUT', `${api}/blueprints/order/draft`, draft)
  const { token } = (await call(seat, molde, 'POST', `${api}/blueprints/order/draft/preview`)) as { token: string }
  await call(seat, molde, 'POST', `${api}/blueprints/order/draft/publish`, { token })
}

async function prepare(ana: Seat, at: Molde) {
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'order',
    titleField: 'customer',
    fields: [
      { key: 'customer', label: 'Customer', type: 'text' },
      { key: 'city', label: 'City', type: 'text' },
    ],
  })
  const create = async (data: unknown) =>
    ((await call(ana, at, 'POST', `${api}/records/order`, { data })) as { id: string }).id
  order = await create({ customer: 'Ana Souza', city: 'Braga' })
  second = await create({ customer: 'Eva Brandt', city: 'Faro' })
  await call(ana, at, 'PUT', `${api}/blueprints/order/draft`, newWords)
}
