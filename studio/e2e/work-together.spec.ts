// Can a workspace be shared: an invitation by mail, roles, a key for a program, and changes that others see?
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserMissing, findBrowser } from './find-browser.ts'
import {
  call,
  linkFor,
  type Molde,
  openBrowser,
  photographFailures,
  type Seat,
  signInAs,
  somebody,
  startMolde,
  takeSeat,
} from './test-browser.ts'

const missing = findBrowser() ? '' : ` (skipped: ${browserMissing})`

describe.skipIf(missing !== '')(`people work together${missing}`, () => {
  let molde: Molde
  let browser: Browser
  let ana: Seat
  let bob: Seat
  const bobHimself = somebody('Bob')
  photographFailures(() => ana?.page)
  beforeAll(async () => {
    molde = await startMolde()
    browser = await openBrowser()
    ana = await takeSeat(browser, molde)
    bob = await takeSeat(browser, molde)
    await signInAs(ana, molde, somebody('Ana'))
    await call(ana, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
  })
  afterAll(async () => {
    expect([...(ana?.complaints ?? []), ...(bob?.complaints ?? [])]).toEqual([])
    await browser?.close()
    await molde?.stop()
  })

  it('invites by mail, and the invited one joins', async () => {
    const { page } = ana
    await page.goto('/t/shop/settings/members')
    await page.getByRole('button', { name: 'Invite' }).click()
    await page.getByRole('dialog').getByLabel('E-mail').fill(bobHimself.email)
    await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
    await page.getByText(`The invitation to ${bobHimself.email} is on its way.`).waitFor()
    const link = await linkFor(molde, bobHimself.email)
    await signInAs(bob, molde, bobHimself)
    await bob.page.goto(link)
    await bob.page.getByRole('button', { name: 'Join' }).click()
    await bob.page.waitForURL('**/t/shop')
  })

  it('shows a member no owner’s buttons', async () => {
    await bob.page.goto('/t/shop/settings/members')
    await bob.page.getByText(bobHimself.email).waitFor()
    expect(await bob.page.getByRole('button', { name: 'Invite' }).count()).toBe(0)
    await bob.page.goto('/t/shop/settings')
    await bob.page.getByLabel('Name').waitFor()
    expect(await bob.page.getByRole('button', { name: 'Delete workspace' }).count()).toBe(0)
    expect(await bob.page.getByRole('tab', { name: 'API keys' }).count()).toBe(0)
    expect(await bob.page.getByRole('link', { name: 'Design' }).count()).toBe(0)
    await bob.page.goto('/t/shop/design/delivery')
    await bob.page.waitForURL('**/t/shop')
  })

  it('shows a new record to the other one without being asked', async () => {
    await bob.page.goto('/t/shop/records/delivery')
    await bob.page.getByText(/No records yet/).waitFor()
    await call(ana, molde, 'POST', '/api/v1/tenants/shop/records/delivery', {
      data: { deliver_from: 'Porto', deliver_to: 'Lisboa', cargo: 'Cork' },
    })
    await bob.page.getByRole('link', { name: 'Cork' }).waitFor()
  })

  it('stays quick in many tabs, and each of them hears of a change', async () => {
    const tabs: Page[] = []
    for (let n = 0; n < 8; n += 1) {
      const tab = await bob.context.newPage()
      tabs.push(tab)
      await tab.goto('/t/shop/records/delivery')
      await tab.getByRole('link', { name: 'Cork' }).waitFor()
    }
    // Also after the tab that listens for all is gone.
    await bob.page.goto('about:blank')
    await tabs[0]?.close()
    await call(ana, molde, 'POST', '/api/v1/tenants/shop/records/delivery', {
      data: { deliver_from: 'Porto', deliver_to: 'Braga', cargo: 'Wine' },
    })
    for (const tab of tabs.slice(1)) {
      await tab.getByRole('link', { name: 'Wine' }).waitFor()
      await tab.close()
    }
  })

  it('shows a key once, and the key works', async () => {
    const { page } = ana
    await page.goto('/t/shop/settings/api-keys')
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByLabel('What is it for?').fill('Web shop')
    await page.getByRole('button', { name: 'Create key' }).click()
    const key = (await page.getByText(/^mk_/).last().textContent()) ?? ''
    const answer = await fetch(`${molde.url}/api/v1/tenants/shop/records/delivery`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(answer.status).toBe(200)
    await page.getByRole('button', { name: 'I have copied it' }).click()
    await page.getByRole('cell', { name: /Web shop/ }).waitFor()
    expect(await page.getByText(key).count()).toBe(0)
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('Web shop')
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText(/No keys yet/).waitFor()
    const after = await fetch(`${molde.url}/api/v1/tenants/shop/records/delivery`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(after.status).toBe(401)
  })

  it('moves to another page by typing', async () => {
    const { page } = ana
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Delivery' }).first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or jump to…' }).fill('trash')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Trash' }).waitFor()
  })

  it('renames the workspace, and takes it away only when its address is typed', async () => {
    const { page } = ana
    await page.goto('/t/shop/settings')
    await page.getByLabel('Name').fill('Corner Shop')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: /Corner Shop/ }).waitFor()
    await page.getByRole('button', { name: 'Delete workspace' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: 'Delete workspace' }).isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('shop')
    await dialog.getByRole('button', { name: 'Delete workspace' }).click()
    await page.getByRole('heading', { name: 'Your workspaces' }).waitFor()
    await page.getByText(/A workspace holds everything/).waitFor()
  })
})
