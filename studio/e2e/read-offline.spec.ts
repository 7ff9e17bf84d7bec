// Can what was read be read again without a connection, and is nothing of it left for the next person?
import { expect, it } from 'vitest'
import { choose } from './choose.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

interface Picture {
  readonly src: string
  readonly sizes: string
}

interface Manifest {
  readonly icons: readonly (Picture & { readonly type: string; readonly purpose: string })[]
  readonly shortcuts: readonly { readonly url: string; readonly icons: readonly Picture[] }[]
}

const api = '/api/v1/tenants/shop'

let parcel: string

story('the studio without a connection', { person: somebody(), look: phone, prepare }, () => {
  const kept = () =>
    page.evaluate(async () =>
      (await (await caches.open('molde-answers-1')).keys()).map(({ url }) => new URL(url).pathname),
    )

  it('can be installed, says Chromium, in each language', async () => {
    for (const language of ['en-US', 'pt-BR', 'ru-RU']) {
      const { page: own, context } = await takeSeat(browser, molde, {
        ...phone,
        locale: language,
        storageState: await seat.context.storageState(),
      })
      await own.goto('/t/shop/records/delivery')
      const devtools = await context.newCDPSession(own)
      const { manifest, errors } = await devtools.send('Page.getAppManifest')
      expect(errors, language).toEqual([])
      expect(manifest).toMatchObject({
        id: `${molde.url}/`,
        scope: `${molde.url}/`,
      })
      // What a test opens keeps nothing, and that alone is in the way of installing it.
      const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
      expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
      await context.close()
    }
  })

  it('has pictures of the sizes that it says, one to be cut into any shape', async () => {
    await page.goto('/t/shop/records/delivery')
    const href = await page.locator('link[rel=manifest]').getAttribute('href')
    const answered = await seat.context.request.get(href ?? '')
    expect(answered.headers()['content-type']).toContain('manifest+json')
    const manifest = (await answered.json()) as Manifest
    expect(manifest).toMatchObject({ name: 'Molde', display: 'standalone', start_url: '/' })
    const pictures = manifest.icons.filter(({ type }) => type === 'image/png')
    expect(pictures.map(({ sizes, purpose }) => `${purpose} ${sizes}`).sort()).toEqual([
      'any 192x192',
      'any 512x512',
      'maskable 192x192',
      'maskable 512x512',
    ])
    const touch = await page.locator('link[rel=apple-touch-icon]').getAttribute('href')
    const all = [
      ...pictures,
      ...manifest.shortcuts.flatMap(({ icons }) => icons),
      { src: touch ?? '', sizes: '180x180' },
    ]
    for (const { src, sizes } of all) {
      const picture = await seat.context.request.get(src)
      expect(picture.headers()['content-type'], src).toBe('image/png')
      // The size stands behind the signature and the name of the first part.
      const bytes = await picture.body()
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes)
    }
    for (const { url } of manifest.shortcuts) {
      await page.goto(url)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(new URL(page.url()).pathname).not.toMatch(/sign-in/)
    }
  })

  it('has the frame of its window in the colour of the theme that was chosen', async () => {
    await page.goto('/account')
    const frame = () =>
      page.locator('meta[name=theme-color]').evaluateAll((all) => all.map((one) => one.getAttribute('content')))
    expect(new Set(await frame())).toEqual(new Set(['#FAF9F6']))
    await choose(page.getByRole('combobox', { name: 'Theme' }), 'Dark')
    await expect.poll(async () => new Set(await frame())).toEqual(new Set(['#12161C']))
    await page.reload()
    await expect.poll(async () => new Set(await frame())).toEqual(new Set(['#12161C']))
    await choose(page.getByRole('combobox', { name: 'Theme' }), 'Same as the system')
    await expect.poll(async () => new Set(await frame())).toEqual(new Set(['#FAF9F6']))
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
