// Does a phone show one notice at a time, above its bar, and does each go when it is pushed aside or closed?
import { expect, it } from 'vitest'
import { fillShop } from './every-screen.ts'
import { page, story } from './stage.ts'
import { phone, screenshot, somebody } from './test-browser.ts'

const list = '/t/shop/records/deal'

story('notices on a phone', { person: somebody(), look: phone, prepare: fillShop }, () => {
  const notices = () => page.locator('.mantine-Notification-root')
  const throwAway = async (title: string) => {
    await page.getByText(title, { exact: true }).first().tap()
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).tap()
    await page.getByRole('menuitem', { name: 'Move to the trash' }).tap()
    await page.waitForURL(/\/records\/deal$/)
  }

  it('stand one at a time above the bar, the others wait', async () => {
    await page.goto(list)
    for (const title of ['Deal NEW', 'Deal WON']) await throwAway(title)
    await page.getByText('1 record', { exact: true }).waitFor()
    await page.getByText('“Deal NEW” is in the trash.', { exact: false }).waitFor()
    expect(await notices().count()).toBe(1)
    const notice = await notices().boundingBox()
    const bar = await page.getByRole('navigation').last().boundingBox()
    expect((notice?.y ?? 999) + (notice?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0)
    await screenshot(page, 'notice-phone')
  })

  it('closed by its cross, it makes room for the next, and that one is pushed aside', async () => {
    await notices().getByRole('button', { name: 'Close' }).tap()
    await page.getByText('“Deal WON” is in the trash.', { exact: false }).waitFor()
    await expect.poll(() => notices().count()).toBe(1)
    const box = await notices().boundingBox()
    const y = (box?.y ?? 0) + 16
    const x = (box?.x ?? 0) + 40
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 250, y, { steps: 8 })
    await page.mouse.up()
    await expect.poll(() => notices().count()).toBe(0)
  })

  it('what waits can be taken back, too', async () => {
    await throwAway('Deal LATE')
    await notices().getByRole('button', { name: 'Undo' }).tap()
    await page.getByText('Deal LATE', { exact: true }).first().waitFor()
    await page.getByText('1 record', { exact: true }).waitFor()
  })

  it('are gone when the workspace is left, and with them what could be undone there', async () => {
    await throwAway('Deal LATE')
    await expect.poll(() => notices().count()).toBe(1)
    await page.evaluate(() => {
      history.pushState({}, '', '/new-tenant')
      dispatchEvent(new PopStateEvent('popstate'))
    })
    await page.waitForURL('**/new-tenant')
    await expect.poll(() => notices().count()).toBe(0)
  })

  it('leave the buttons of a form free, and stand over its head', async () => {
    await page.goto(`${list}/new`)
    await page.getByRole('textbox', { name: 'Title' }).fill('Deal MORE')
    await page.getByRole('button', { name: 'Create and add another' }).tap()
    await page.getByText('“Deal MORE” is created.').waitFor()
    await expect.poll(async () => Math.round((await notices().boundingBox())?.y ?? 999)).toBeLessThan(80)
    const notice = await notices().boundingBox()
    const create = await page.getByRole('button', { name: 'Create', exact: true }).boundingBox()
    expect((notice?.y ?? 999) + (notice?.height ?? 0)).toBeLessThanOrEqual(create?.y ?? 0)
    await screenshot(page, 'notice-form-phone')
    await notices().getByRole('button', { name: 'Open' }).tap()
    await page.getByRole('heading', { name: 'Deal MORE', level: 1 }).waitFor()
  })
})
