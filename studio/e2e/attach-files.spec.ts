// Do files come into a field and onto a record as people expect: dropped, pasted, chosen; and are they seen, stopped, removed?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'
import { dropOn, hoverWith, pasteInto, pdf, picture, uploadAs } from './test-files.ts'

const api = '/api/v1/tenants/shop'
const photo = picture('roof.png', { side: 900, noise: true })

let record = ''
const owner = somebody('Ana')

story('files', { person: owner, prepare }, () => {
  const fieldOf = (label: string) => page.getByRole('group', { name: label, exact: true })
  const attachments = () => page.getByRole('region', { name: 'Files' })

  it('are offered to who builds, in plain words', async () => {
    await page.goto('/t/shop/design/claim')
    await addField(page, 'Offer', 'File A contract')
    await page.getByRole('combobox', { name: 'Which files' }).click()
    await page.getByRole('option', { name: 'PDF' }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('Maximum size, in MB').fill('0.1')
    await addField(page, 'Photos', 'Image A photo')
    await page.getByLabel('Several pictures').click()
    await page.getByLabel('Maximum number').fill('3')
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 2 is in use').waitFor()
    const blueprint = (await call(seat, molde, 'GET', `${api}/blueprints/claim`)) as { fields: object[] }
    expect(blueprint.fields).toEqual([
      expect.objectContaining({ key: 'title' }),
      expect.objectContaining({ key: 'offer', type: 'file', accept: ['pdf'], maxBytes: 100_000 }),
      expect.objectContaining({ key: 'photos', type: 'image', many: true, maxItems: 3 }),
    ])
  })

  it('come into the form of a new record; what does not fit is said at once', async () => {
    await page.goto('/t/shop/records/claim/new')
    await page.getByLabel('Title').fill('Hail on the roof')
    const offer = fieldOf('Offer')
    await offer.getByText('Accepts PDF. At most 100 kB.').waitFor()
    await dropOn(offer.getByRole('button', { name: 'Choose a file' }), [pdf('huge.pdf', 'x'.repeat(100_001))])
    await offer.getByText('This file is too large: at most 100 kB.').waitFor()
    await offer.getByRole('button', { name: 'Hide huge.pdf' }).click()
    await dropOn(offer.getByRole('button', { name: 'Choose a file' }), [picture('offer.pdf')])
    await offer.getByText('This kind of file is not accepted here. Accepted: PDF.').waitFor()
    await offer.getByRole('button', { name: 'Hide offer.pdf' }).click()
    const choosing = page.waitForEvent('filechooser')
    await offer.getByRole('button', { name: 'Choose a file' }).focus()
    await page.keyboard.press('Enter')
    await (await choosing).setFiles(pdf('Proposta São.pdf'))
    await offer.getByRole('link', { name: 'Proposta São.pdf' }).waitFor()
    await dropOn(fieldOf('Photos').getByRole('button', { name: 'Add pictures' }), [photo, picture('wall.png')])
    await fieldOf('Photos').getByRole('link', { name: 'roof.png' }).waitFor()
    await pasteInto(fieldOf('Photos').getByRole('button', { name: 'Add pictures' }), picture('pasted.png', { hue: 90 }))
    await fieldOf('Photos').getByRole('link', { name: 'pasted.png' }).waitFor()
    // Three are all it takes.
    await expect.poll(() => fieldOf('Photos').getByRole('button', { name: 'Add pictures' }).count()).toBe(0)
    await fieldOf('Photos').getByRole('button', { name: 'Remove wall.png' }).click()
    await page.getByRole('button', { name: 'Create', exact: true }).last().click()
    await page.waitForURL(/records\/claim\/[0-9A-Z]{26}/)
    record = page.url().split('/').at(-1) ?? ''
    const saved = (await call(seat, molde, 'GET', `${api}/records/claim/${record}`)) as { data: Record<string, never> }
    expect(saved.data).toMatchObject({
      offer: { name: 'Proposta São.pdf', type: 'application/pdf' },
      photos: [{ name: 'roof.png' }, { name: 'pasted.png' }],
    })
  })

  it('a record is not saved without a file that is still on its way', async () => {
    await page.goto('/t/shop/records/claim/new')
    await page.getByLabel('Title').fill('In a hurry')
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/api/v1/tenants/shop/files', async (route) => {
      if (route.request().method() === 'POST') await held
      await route.continue()
    })
    await dropOn(fieldOf('Offer').getByRole('button', { name: 'Choose a file' }), [pdf('late.pdf', 'late')])
    await page.getByRole('button', { name: 'Create', exact: true }).last().click()
    await page.getByText('A file is still being uploaded.').waitFor()
    letGo()
    await fieldOf('Offer').getByRole('link', { name: 'late.pdf' }).waitFor()
    await expect.poll(() => page.getByText('A file is still being uploaded.').count()).toBe(0)
    await page.unroute('**/api/v1/tenants/shop/files')
    await page.getByRole('button', { name: 'Create', exact: true }).last().click()
    await page.waitForURL(/records\/claim\/[0-9A-Z]{26}/)
    await fieldOf('Offer').getByRole('link', { name: 'late.pdf' }).waitFor()
  })

  it('a large picture is shown by a small one', async () => {
    const { data } = (await call(seat, molde, 'GET', `${api}/records/claim/${record}`)) as {
      data: { photos: { id: string; size: number }[] }
    }
    const [large] = data.photos
    const small = await seat.context.request.get(`${molde.url}${api}/files/${large?.id}/preview`)
    expect(small.headers()['content-type']).toBe('image/webp')
    expect((await small.body()).length).toBeLessThan((large?.size ?? 0) / 4)
    await page.goto(`/t/shop/records/claim/${record}`)
    const shown = fieldOf('Photos').getByRole('listitem').first().locator('img')
    await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  })

  it('opens a picture beside the page, where nothing runs', async () => {
    const opening = seat.context.waitForEvent('page')
    await fieldOf('Photos').getByRole('link', { name: 'roof.png' }).click()
    const opened = await opening
    await opened.waitForLoadState()
    expect(opened.url()).toMatch(/\/files\/[0-9A-Z]{26}\/content$/)
    expect(await opened.evaluate(() => document.contentType)).toBe('image/png')
    await opened.close()
  })

  it('is seen in the table, and as the cover of a card', async () => {
    await page.goto('/t/shop/records/claim')
    await page.getByText('Proposta São.pdf').waitFor()
    await page.getByRole('img', { name: 'roof.png' }).waitFor()
    await screenshot(page, 'files-table')
    await page.goto('/t/shop/records/claim?kind=gallery')
    const cover = page.getByRole('link', { name: /Hail on the roof/ }).locator('img')
    await expect
      .poll(() => cover.first().evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0)
    await screenshot(page, 'files-gallery')
  })

  it('hangs on a record beside its fields: dropped anywhere, listed, removed and brought back', async () => {
    await page.goto(`/t/shop/records/claim/${record}`)
    await attachments().getByRole('button', { name: 'Attach files' }).waitFor()
    const title = page.getByRole('heading', { name: 'Hail on the roof' })
    await hoverWith(title, [photo])
    await page.getByText('Drop here to attach to “Hail on the roof”').waitFor()
    // Over a place of its own it is that place's.
    await hoverWith(fieldOf('Photos').getByRole('button', { name: 'Add pictures' }), [photo])
    await expect.poll(() => page.getByText('Drop here to attach').count()).toBe(0)
    await dropOn(title, [pdf('report.pdf', 'the report'), picture('hail.png', { hue: 120 })])
    for (const name of ['report.pdf', 'hail.png'])
      await attachments().getByRole('link', { name, exact: true }).waitFor()
    expect(await page.getByText('Drop here to attach').count()).toBe(0)
    await attachments().getByText(owner.name).first().waitFor()
    await screenshot(page, 'files-record')
    await attachments().getByRole('button', { name: 'Remove report.pdf' }).click()
    await expect.poll(() => attachments().getByRole('link', { name: 'report.pdf', exact: true }).count()).toBe(0)
    await page.getByText('“report.pdf” is removed.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await attachments().getByRole('link', { name: 'report.pdf', exact: true }).waitFor()
    await pasteInto(page.locator('body'), picture('pasted here.png', { hue: 10 }))
    await attachments().getByRole('link', { name: 'pasted here.png', exact: true }).waitFor()
  })

  it('downloads under its own name', async () => {
    const downloading = page.waitForEvent('download')
    await attachments().getByRole('link', { name: 'Download report.pdf' }).click()
    expect((await downloading).suggestedFilename()).toBe('report.pdf')
  })

  it('what somebody else attaches shows by itself', async () => {
    const id = await uploadAs(seat, molde, 'shop', pdf('from elsewhere.pdf', 'elsewhere'))
    await call(seat, molde, 'POST', `${api}/records/claim/${record}/attachments`, { file: id })
    await attachments().getByRole('link', { name: 'from elsewhere.pdf', exact: true }).waitFor()
  })

  it('says how far it is, and can be stopped', async () => {
    await page.route('**/api/v1/tenants/shop/files', () => undefined)
    await dropOn(attachments().getByRole('button', { name: 'Attach files' }), [pdf('slow.pdf', 'slow')])
    await attachments().getByRole('progressbar', { name: 'Uploading slow.pdf' }).waitFor()
    await attachments().getByRole('button', { name: 'Stop uploading slow.pdf' }).click()
    await expect.poll(() => attachments().getByText('slow.pdf').count()).toBe(0)
    await page.unroute('**/api/v1/tenants/shop/files')
  })

  it('says why one did not arrive, and keeps the others', async () => {
    await page.route('**/api/v1/tenants/shop/files', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await dropOn(attachments().getByRole('button', { name: 'Attach files' }), [pdf('lost.pdf', 'lost')])
    await attachments().getByRole('alert').waitFor()
    await attachments().getByRole('button', { name: 'Hide lost.pdf' }).click()
    await page.unroute('**/api/v1/tenants/shop/files')
    await attachments().getByRole('link', { name: 'hail.png', exact: true }).waitFor()
  })

  it('is not kept for reading without a connection', async () => {
    const kept = await page.evaluate(async () => {
      const names = await caches.keys()
      const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return lists.flat().map(({ url }) => url)
    })
    expect(kept.filter((url) => /\/files(\/|$)/.test(url))).toEqual([])
  })

  it('works on a phone: nothing hangs over the edge, and fingers find the buttons', async () => {
    const hand = await takeSeat(browser, molde, phone)
    await hand.context.addCookies(await seat.context.cookies())
    await hand.page.goto(`/t/shop/records/claim/${record}`)
    const files = hand.page.getByRole('region', { name: 'Files' })
    await files.getByRole('link', { name: 'hail.png', exact: true }).waitFor()
    await files.getByRole('button', { name: 'Take a photo' }).waitFor()
    for (const button of await files.getByRole('button').all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect(await hand.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await files.scrollIntoViewIfNeeded()
    await screenshot(hand.page, 'files-phone')
    expect(hand.complaints).toEqual([])
    await hand.context.close()
  })
})

async function addField(page: Page, label: string, type: string): Promise<void> {
  await page.getByLabel('New field').fill(label)
  await page.getByRole('button', { name: 'Add field' }).click()
  await page.getByRole('menuitem', { name: type }).first().click()
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'claim',
    titleField: 'title',
    fields: [{ key: 'title', type: 'text' }],
  })
}
