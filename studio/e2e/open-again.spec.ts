// Is what an address needs asked for once, and at once, when it is opened again?
import { expect, it } from 'vitest'
import { page, story } from './stage.ts'
import { call, type Molde, type Seat, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('a list that is opened again', { person: somebody(), prepare }, () => {
  it('is asked for before the program is there, and only once', async () => {
    await page.goto('/t/shop/records/delivery')
    await page.getByText('A box of tiles').waitFor()
    const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('molde.asked') ?? '{}')[location.pathname])
    await expect.poll(kept, { timeout: 10_000 }).toContain(`${api}/records/delivery?limit=100`)
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url())
      if (request.method() === 'GET' && /^\/(api|assets)\//.test(pathname)) asked.push(pathname + search)
    })
    await page.reload()
    await page.getByText('A box of tiles').waitFor()
    const rows = asked.filter((one) => one.startsWith(`${api}/records/delivery?`))
    expect(rows).toHaveLength(1)
    // The frame of a tenant is asked for by the program where nobody has asked before.
    const frame = asked.findIndex((one) => one.startsWith('/assets/favourite-links'))
    expect(asked.indexOf(rows[0] ?? '')).toBeLessThan(frame)
    expect(asked.filter((one) => one === '/api/v1/me')).toHaveLength(1)
  })

  it('is asked for by nobody after signing out', async () => {
    await page.getByRole('button', { name: /^Your account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/sign-in/)
    expect(await page.evaluate(() => localStorage.getItem('molde.asked'))).toBeNull()
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
  const data = { deliver_from: 'Porto', deliver_to: 'Lisbon', cargo: 'A box of tiles' }
  await call(seat, molde, 'POST', `${api}/records/delivery`, { data })
}
