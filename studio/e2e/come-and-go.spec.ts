// Do signing up, in and out, forgetting a password and being asked for a new one lead where they should?
import { afterEach, beforeEach, expect, it } from 'vitest'
import { choose } from './choose.ts'
import { browser, molde, story } from './stage.ts'
import { linkFor, type Molde, type Seat, signInAs, somebody, takeSeat } from './test-browser.ts'

story('people come and go', {}, () => {
  let seat: Seat
  beforeEach(async () => {
    seat = await takeSeat(browser, molde)
  })
  afterEach(() => seat.context.close())

  const signIn = async (email: string, password: string) => {
    await seat.page.getByLabel('E-mail').fill(email)
    await seat.page.getByLabel('Password', { exact: true }).fill(password)
    await seat.page.getByRole('button', { name: 'Sign in' }).click()
  }

  it('says at each field what is missing before anything is sent', async () => {
    await seat.page.goto('/sign-up')
    await seat.page.getByRole('button', { name: 'Create an account' }).click()
    await seat.page.getByLabel('E-mail').fill('ana')
    await seat.page.getByText('Enter your name.').waitFor()
    await seat.page.getByText(/does not look like an e-mail/).waitFor()
    await seat.page.getByText(/too short/).waitFor()
    expect(seat.page.url()).toContain('/sign-up')
  })

  it('signs in only after the address is confirmed, and back to where one wanted to go', async () => {
    const { page } = seat
    const ana = somebody()
    await page.goto('/sign-up')
    await page.getByLabel('Your name').fill(ana.name)
    await page.getByLabel('E-mail').fill(ana.email)
    await page.getByLabel('Password', { exact: true }).fill(ana.password)
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    await page.getByText(/the newest file in the folder “outbox”/).waitFor()
    const link = await linkFor(molde, ana.email)
    await page.goto('/account')
    await page.waitForURL('**/sign-in?next=*')
    expect(await page.getByLabel('E-mail').inputValue()).toBe(ana.email)
    await signIn(ana.email, ana.password)
    await page.getByText(/Confirm your e-mail first/).waitFor()
    // Where nobody signed up, on another device for one, the link signs nobody in.
    const elsewhere = await takeSeat(browser, molde)
    await elsewhere.page.goto(link)
    await elsewhere.page.getByRole('heading', { name: 'Your e-mail is confirmed' }).waitFor()
    await elsewhere.page.getByRole('button', { name: 'Start' }).click()
    await elsewhere.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goto('/account')
    await signIn(ana.email, 'not the password')
    await page.getByText('The e-mail or the password is wrong.').waitFor()
    await signIn(ana.email, ana.password)
    await page.getByRole('heading', { name: 'Your account', exact: true }).waitFor()
    await page.getByRole('link', { name: 'Your workspaces' }).waitFor()
  })

  it('chooses a new password by mail, and the old one stops working', async () => {
    const { page } = seat
    const bea = somebody('Bea')
    await signInAs(seat, molde, bea)
    await seat.context.clearCookies()
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByRole('heading', { name: 'Reset your password' }).waitFor()
    // The page before asks for an e-mail too.
    await page.getByRole('button', { name: 'Send the link' }).waitFor()
    await page.getByLabel('E-mail').fill(bea.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText(/a link to choose a new password/).waitFor()
    await page.goto(await mailWith(molde, bea.email, 'reset-password'))
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
    await page.getByLabel('New password', { exact: true }).fill('another quiet door')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.waitForURL('**/sign-in')
    await signIn(bea.email, bea.password)
    await page.getByText('The e-mail or the password is wrong.').waitFor()
    await signIn(bea.email, 'another quiet door')
    await page.getByRole('heading', { name: 'New workspace' }).waitFor()
  })

  it('says plainly that a used link is dead', async () => {
    await seat.page.goto('/reset-password?error=INVALID_TOKEN')
    await seat.page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  })

  it('stands before everything else while the password is somebody else’s choice', async () => {
    const { page } = seat
    await page.goto('/sign-in')
    await signIn(molde.superAdmin.email, molde.superAdmin.password)
    await page.getByRole('heading', { name: 'Choose your own password' }).waitFor()
    await page.goto('/new-tenant')
    await page.getByRole('heading', { name: 'Choose your own password' }).waitFor()
    await page.getByLabel('Current password', { exact: true }).fill(molde.superAdmin.password)
    await page.getByLabel('New password', { exact: true }).fill('my own quiet words')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByRole('heading', { name: 'New workspace' }).waitFor()
  })

  it('speaks the language one chooses, keeps it, and signs out', async () => {
    const { page } = seat
    await signInAs(seat, molde, somebody('Caio'))
    await page.goto('/account')
    await choose(page.getByRole('combobox', { name: 'Language' }), 'Русский')
    await page.getByRole('heading', { name: 'Ваша учётная запись' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Ваша учётная запись' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    // It is the account's: a browser that knows nothing but who is signed in speaks it too.
    const other = await takeSeat(browser, molde)
    await other.context.addCookies(await seat.context.cookies())
    await other.page.goto('/account')
    await other.page.getByRole('heading', { name: 'Ваша учётная запись' }).waitFor()
    await other.context.close()
    await page.getByRole('button', { name: /Ваша учётная запись, Caio/ }).click()
    await page.getByRole('menuitem', { name: 'Выйти' }).click()
    await page.getByRole('heading', { name: 'Вход' }).waitFor()
    await page.goto('/account')
    await page.waitForURL('**/sign-in?next=*')
  })
})

/** The verification mail may still be the newest one. */
async function mailWith(molde: Molde, email: string, part: string): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    const link = await linkFor(molde, email)
    if (link.includes(part)) return link
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail with ${part} to ${email}`)
}
