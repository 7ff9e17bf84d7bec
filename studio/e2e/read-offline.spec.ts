// Can what was read be read again without a connection, and is nothing of it left for the next person?
import { expect, it } from 'vitest'
import { page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

let parcel: string

story('the studio without a connection', { person: somebody(), look: phone, prepare }, () => {
  const kept = () =>
    page.evaluate(async () =>
      (await (await caches.open('molde-answers-1')).keys()).map(({ url }) => new URL(url).pathname),
    )

  it('can be installed', async () => {
    await page.goto('/t/shop/records/delivery')
    const href = await page.locator('link[rel=manifest]').getAttribute('href')
    const answered = await seat.context.request.get(href ?? '')
    expect(answered.headers()['content-type']).toContain('manifest+json')
    expect(await answered.json()).toMatchObject({ name: 'Molde', display: 'standalone', start_url: '/' })
  })

  it('shows the list and the record that were read, and says that there is no connection', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.goto(`/t/shop/records/delivery/${parcel}`)
    await page.getByRole('heading', { name: 'A box of tiles' }).waitFor()
    await page.goto('/t/shop/records/delivery')
    await page.getByText('A box of tiles').waitFor()
    await expect.poll(kept).toContain(`${api}/records/delivery`)
    await seat.context.setOffline(true)
    await page.reload()
    await page.getByText('A box of tiles').waitFor()
    await page.getByText('No connection. You see what was loaded last').waitFor()
    // The letters are the program's own, and are there without a connection too.
    const lettersLoaded = () =>
      page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family))
    await expect.poll(lettersLoaded).toContainEqual(expect.stringContaining('Inter Variable'))
    await screenshot(page, 'offline')
    await page.getByText('A box of tiles').click()
    await page.getByRole('heading', { name: 'A box of tiles' }).waitFor()
  })

  it('keeps what is typed and says that it cannot be saved now', async () => {
    await page.getByRole('textbox', { name: 'Cargo' }).fill('Two boxes of tiles')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('The server cannot be reached').first().waitFor()
    expect(await page.getByRole('textbox', { name: 'Cargo' }).inputValue()).toBe('Two boxes of tiles')
    await seat.context.setOffline(false)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Saved', { exact: true }).first().waitFor()
  })

  it('keeps no keys, and nothing at all after signing out', async () => {
    await page.goto('/t/shop/settings/api-keys')
    await page.getByText('No keys yet').waitFor()
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Deliveries' }).first().waitFor()
    expect((await kept()).filter((path) => /api-keys|events/.test(path))).toEqual([])
    expect((await kept()).length).toBeGreaterThan(0)
    await page.getByRole('button', { name: /^Your account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/sign-in/)
    await expect.poll(kept).toEqual([])
    await seat.context.setOffline(true)
    await page.goto('/t/shop/records/delivery')
    await page.waitForTimeout(1_000)
    expect(await page.getByText('boxes of tiles').count()).toBe(0)
    await seat.context.setOffline(false)
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
  const data = { deliver_from: 'Porto', deliver_to: 'Lisbon', cargo: 'A box of tiles' }
  parcel = ((await call(seat, molde, 'POST', `${api}/records/delivery`, { data })) as { id: string }).id
}
