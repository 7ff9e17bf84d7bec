// Does the link of an invitation mail lead an invited colleague straight into the workspace, with an account and without one?
import { expect, it } from 'vitest'
import { seat as ana, browser, molde, story } from './stage.ts'
import { call, linkFor, phone, screenshot, signInAs, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/parcelco'
const owner = somebody('Ana')

story(
  'a colleague is invited',
  {
    person: owner,
    prepare: (seat) => call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Parcelco', slug: 'parcelco' }),
  },
  () => {
    const invite = async (email: string) => {
      await call(ana, molde, 'POST', `${api}/members`, { email, role: 'member' })
      return linkFor(molde, email)
    }

    it('without an account: sees who invites where, types a name and a password, and is in', async () => {
      const ben = somebody('Ben')
      const link = await invite(ben.email)
      const { page, context } = await takeSeat(browser, molde)
      await page.goto(link)
      await page.getByRole('heading', { name: 'Join Parcelco' }).waitFor()
      await page.getByText('Ana invites you to “Parcelco”.').waitFor()
      await page.getByText(ben.email).waitFor()
      expect(await page.getByRole('textbox').count()).toBe(2)
      await page.getByLabel('Your name').and(page.locator(':focus')).waitFor()
      await screenshot(page, 'join-newcomer')
      await page.getByRole('button', { name: 'Join' }).click()
      await page.getByText('Enter your name.').waitFor()
      await page.getByLabel('Your name').fill(ben.name)
      await page.getByLabel('Password', { exact: true }).fill(ben.password)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/t/parcelco')
      await page.getByRole('button', { name: /Your account, Ben/ }).waitFor()
      expect(page.url()).not.toContain('#')
      // The link is used: who opens it again is not let in by it.
      const other = await takeSeat(browser, molde)
      await other.page.goto(link)
      await other.page.getByText('This invitation has been used, or it is no longer valid.').waitFor()
      await screenshot(other.page, 'join-over')
      await other.context.close()
      await context.close()
    })

    it('with an account, on a phone: types its password and is in', async () => {
      const bia = somebody('Bia')
      const at = await takeSeat(browser, molde, phone)
      await signInAs(at, molde, bia)
      await call(at, molde, 'POST', '/api/auth/sign-out', {})
      await at.page.goto(await invite(bia.email))
      await at.page.getByRole('heading', { name: 'Join Parcelco' }).waitFor()
      await at.page.getByText('You already have an account. Enter its password.').waitFor()
      await screenshot(at.page, 'join-known-phone')
      await at.page.getByLabel('Password', { exact: true }).fill('not the right one')
      await at.page.getByRole('button', { name: 'Sign in and join' }).tap()
      await at.page.getByText('The e-mail or the password is wrong.').waitFor()
      await at.page.getByLabel('Password', { exact: true }).fill(bia.password)
      await at.page.getByRole('button', { name: 'Sign in and join' }).tap()
      await at.page.waitForURL('**/t/parcelco')
      await at.context.close()
    })

    it('who is signed in as somebody else is told so, and goes on after signing out', async () => {
      const [cid, dora] = [somebody('Cid'), somebody('Dora')]
      const at = await takeSeat(browser, molde)
      await signInAs(at, molde, cid)
      await at.page.goto(await invite(dora.email))
      await at.page
        .getByText(`This invitation was sent to ${dora.email}, and you are signed in as ${cid.email}.`)
        .waitFor()
      await screenshot(at.page, 'join-somebody-else')
      await at.page.getByRole('button', { name: 'Sign out' }).click()
      await at.page.getByRole('heading', { name: 'Join Parcelco' }).waitFor()
      await at.page.getByLabel('Your name').waitFor()
      await at.context.close()
    })
  },
)
