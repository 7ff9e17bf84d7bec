// Is a phone enough? From signing up to a delivered parcel with a thumb: nothing too small, too wide, or behind the bar below.
import { expect, it } from 'vitest'
import { fillShop, inside, openScreen, outside } from './every-screen.ts'
import { browser, molde, page, story } from './stage.ts'
import { linkFor, phone, screenshot, signInAs, somebody, takeSeat } from './test-browser.ts'
import { faultsOfTouch } from './touch.ts'

const ana = somebody('Ana')
const fits = async () => expect(await faultsOfTouch(page)).toEqual([])

story('a person delivers a parcel with a thumb', { look: phone }, () => {
  it('signs up and in', async () => {
    await page.goto('/sign-up')
    await page.getByLabel('Your name').fill(ana.name)
    await page.getByLabel('E-mail').fill(ana.email)
    await page.getByLabel('Password', { exact: true }).fill(ana.password)
    await fits()
    await page.getByRole('button', { name: 'Create an account' }).tap()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    await fits()
    await page.goto(await linkFor(molde, ana.email))
    await page.getByRole('button', { name: 'Start' }).tap()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await fits()
    await page.getByLabel('E-mail').fill(ana.email)
    await page.getByLabel('Password', { exact: true }).fill(ana.password)
    await page.getByRole('button', { name: 'Sign in' }).tap()
    await page.getByRole('heading', { name: 'Your workspaces' }).waitFor()
    await fits()
  })

  it('creates a workspace from a template', async () => {
    await page.getByRole('link', { name: 'New workspace' }).first().tap()
    await page.getByLabel('Name').fill('Parcels')
    await page.getByRole('radio', { name: /^Deliver/ }).tap()
    await fits()
    await page.getByRole('button', { name: 'Create workspace' }).tap()
    await page.waitForURL('**/t/parcels')
    await page.getByRole('main').getByRole('link', { name: 'Delivery', exact: true }).waitFor()
    await fits()
  })

  it('creates a delivery', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Delivery', exact: true }).tap()
    await page.getByText('No records yet').waitFor()
    await fits()
    await page.getByRole('link', { name: 'New', exact: true }).tap()
    await page.getByRole('textbox', { name: 'From', exact: true }).fill('Porto')
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('Lisbon')
    await page.getByRole('button', { name: 'Create', exact: true }).tap()
    await page.getByText('Cargo is required.').waitFor()
    await fits()
    await page.getByLabel('Cargo').fill('A box of tiles')
    await page.getByRole('button', { name: 'Create', exact: true }).tap()
    await page.getByRole('heading', { name: 'A box of tiles' }).waitFor()
    await fits()
  })

  it('changes it: the bar to save stands above the one below', async () => {
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('Faro')
    const save = page.getByRole('button', { name: 'Save changes' })
    await save.waitFor()
    await page.waitForTimeout(300)
    await fits()
    await screenshot(page, 'phone-unsaved')
    await save.tap()
    await page.getByText('Saved', { exact: true }).first().waitFor()
  })

  it('brings it to its end', async () => {
    await page.getByRole('button', { name: 'Delivery started' }).tap()
    await page.getByText('"Delivery started": done.').waitFor()
    await page.getByRole('button', { name: 'Delivered', exact: true }).tap()
    await page.getByText('"Delivered": done.').waitFor()
    await fits()
    await screenshot(page, 'phone-delivered')
  })

  it('finds it on every look, from the menus and by searching', async () => {
    const bar = page.getByRole('navigation', { name: 'Main navigation' })
    await bar.getByRole('link', { name: 'Records' }).tap()
    await page.getByRole('main').getByRole('link', { name: 'Delivery', exact: true }).tap()
    await page.getByRole('link', { name: /A box of tiles/ }).waitFor()
    await fits()
    for (const look of ['Board', 'Calendar', 'Gallery', 'Form', 'Table']) {
      await page.getByRole('button', { name: 'More' }).tap()
      await page.getByRole('menuitem', { name: 'Show as' }).tap()
      const sheet = page.getByRole('dialog', { name: 'Show as' })
      await sheet.getByRole('radio', { name: look }).locator('xpath=following-sibling::label').tap()
      await page.waitForTimeout(600)
      await fits()
      await sheet.getByRole('button', { name: 'Close' }).tap()
      await sheet.waitFor({ state: 'detached' })
      await fits()
    }
    await page.getByRole('button', { name: 'Filter' }).tap()
    const conditions = page.getByRole('dialog', { name: 'Filter' })
    await conditions.getByRole('button', { name: 'Filter' }).tap()
    await page.getByRole('menuitem', { name: 'Cargo' }).waitFor()
    await page.waitForTimeout(200)
    await fits()
    await page.getByRole('menuitem', { name: 'Cargo' }).tap()
    await page.getByRole('textbox', { name: 'Value' }).waitFor()
    await page.waitForTimeout(200)
    await fits()
    await page.getByRole('textbox', { name: 'Value' }).fill('tiles')
    await page.getByRole('textbox', { name: 'Value' }).press('Enter')
    await conditions.getByRole('button', { name: 'Close' }).tap()
    await conditions.waitFor({ state: 'detached' })
    await page.getByText('1 record', { exact: true }).waitFor()
    await bar.getByRole('button', { name: 'Search' }).tap()
    await page.getByRole('combobox', { name: 'Search or jump to…' }).fill('tiles')
    await page.getByRole('option', { name: /A box of tiles/ }).waitFor()
    await fits()
    await page.getByRole('option', { name: /A box of tiles/ }).tap()
    await page.getByRole('heading', { name: 'A box of tiles' }).waitFor()
    await page.getByRole('button', { name: 'More' }).tap()
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor()
    await page.waitForTimeout(200)
    await fits()
  })

  it('fits on every other screen as well', async () => {
    const other = await takeSeat(browser, molde, phone)
    const found: string[] = []
    const look = async (path: string) => {
      await openScreen(other.page, path)
      found.push(...(await faultsOfTouch(other.page)))
    }
    for (const { path } of outside) await look(path)
    await signInAs(other, molde, somebody('Bia'))
    const record = await fillShop(other, molde)
    for (const { path } of inside(record)) await look(path)
    expect(found).toEqual([])
    await other.context.close()
  }, 180_000)
})
