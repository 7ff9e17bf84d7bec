// Can a workspace be shared: an invitation by mail, roles, a key for a program, and changes that others see?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { seat as ana, browser, molde, story } from './stage.ts'
import { call, linkFor, type Molde, type Seat, screenshot, signInAs, somebody, takeSeat } from './test-browser.ts'

const bobHimself = somebody('Bob')
let bob: Seat

story('people work together', { person: somebody('Ana'), prepare }, () => {
  it('invites by mail, and the invited one joins', async () => {
    const { page } = ana
    await page.goto('/t/shop/settings/members')
    await page.getByRole('button', { name: 'Invite' }).click()
    await page.getByRole('dialog').getByLabel('E-mail').fill(bobHimself.email)
    await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`${bobHimself.email} is invited.`).waitFor()
    await dialog.getByText(/the message was not sent/).waitFor()
    const shown = (await dialog.getByLabel('Invitation link', { exact: true }).textContent()) ?? ''
    await screenshot(page, 'invited-without-mail')
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('button', { name: `Actions for ${bobHimself.email}` }).click()
    await page.getByRole('menuitem', { name: 'Copy invitation link' }).waitFor()
    await page.keyboard.press('Escape')
    const link = await linkFor(molde, bobHimself.email)
    await signInAs(bob, molde, bobHimself)
    // The link that is handed over leads to the same place, and proves nothing.
    expect(link).toContain(shown)
    expect(new URL(shown).hash).toBe('')
    await bob.page.goto(shown)
    await bob.page.getByRole('button', { name: 'Join' }).click()
    await bob.page.waitForURL('**/t/shop')
  })

  it('shows a member no owner’s buttons', async () => {
    await bob.page.goto('/t/shop/settings/members')
    await bob.page.getByText(bobHimself.email).waitFor()
    expect(await bob.page.getByRole('button', { name: 'Invite' }).count()).toBe(0)
    await bob.page.goto('/t/shop/settings')
    await bob.page.getByRole('textbox', { name: 'Name', exact: true }).waitFor()
    expect(await bob.page.getByRole('button', { name: 'Delete for good' }).count()).toBe(0)
    expect(await bob.page.getByRole('tab', { name: 'API keys' }).count()).toBe(0)
    expect(await bob.page.getByRole('link', { name: 'Design' }).count()).toBe(0)
    await bob.page.goto('/t/shop/design/delivery')
    await bob.page.waitForURL('**/t/shop')
  })

  it('shows a new record to the other one without being asked', async () => {
    // Also what happens before his line of events is open: he has the list, and the line is held back for a while.
    let isHeld = true
    await bob.page.route('**/events?*', async (route) => {
      while (isHeld) await new Promise((resolve) => setTimeout(resolve, 50))
      await route.continue()
    })
    await bob.page.goto('/t/shop/records/delivery')
    await bob.page.getByText(/No records yet/).waitFor()
    await call(ana, molde, 'POST', '/api/v1/tenants/shop/records/delivery', {
      data: { deliver_from: 'Porto', deliver_to: 'Lisboa', cargo: 'Cork' },
    })
    isHeld = false
    await bob.page.getByRole('link', { name: 'Cork' }).waitFor()
  })

  it('joins what two people change in one record by field, and tells each who changed what', async () => {
    const [cork] = (
      (await call(ana, molde, 'GET', '/api/v1/tenants/shop/records/delivery')) as { items: { id: string }[] }
    ).items
    const address = `/api/v1/tenants/shop/records/delivery/${cork?.id}`
    const stored = async () => ((await call(ana, molde, 'GET', address)) as { data: Record<string, unknown> }).data
    const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
    const save = (page: Page) => page.getByRole('button', { name: 'Save changes' }).click()
    const [hers, his] = [ana.page, bob.page]
    // An owner and a member, each with something typed before the other saves.
    for (const page of [hers, his]) {
      await page.goto(`/t/shop/records/delivery/${cork?.id}`)
      await page.getByRole('heading', { name: 'Cork' }).waitFor()
    }
    await box(hers, 'Cargo').fill('Cork, first choice')
    await box(hers, 'To').fill('Faro')
    await box(his, 'Cargo').fill('Cork in bags')
    await box(his, 'From').fill('Braga')
    await save(his)
    await his.getByRole('heading', { name: 'Cork in bags' }).waitFor()
    await save(hers)
    const asked = hers.getByRole('dialog', { name: 'Changed in the meantime' })
    await asked.getByRole('radio', { name: 'Take what Bob wrote Cork in bags' }).waitFor()
    await asked.getByText('Bob changed From as well. That stays.').waitFor()
    await asked.getByText('Your changes to To are saved with it.').waitFor()
    await screenshot(hers, 'changed-by-two')
    await box(his, 'To').fill('Sines')
    await asked.getByRole('button', { name: 'Save with these choices' }).click()
    await hers.getByRole('heading', { name: 'Cork, first choice' }).waitFor()
    const joined = { cargo: 'Cork, first choice', deliver_from: 'Braga', deliver_to: 'Faro' }
    await expect.poll(stored).toMatchObject(joined)
    // Now it is he who comes later, and he who takes what is there.
    await save(his)
    const told = his.getByRole('dialog', { name: 'Changed in the meantime' })
    await told.getByText('Ana changed Cargo as well. That stays.').waitFor()
    await told.getByRole('radio', { name: 'Take what Ana wrote Faro' }).click()
    await told.getByRole('button', { name: 'Save with these choices' }).click()
    await his.getByRole('heading', { name: 'Cork, first choice' }).waitFor()
    await expect.poll(stored).toMatchObject(joined)
    // Both read in the history who did what.
    for (const page of [hers, his]) {
      const history = page.getByRole('complementary', { name: 'Details' })
      await history.getByText(/^Bob/).first().waitFor()
      await history.getByText(/^Ana/).first().waitFor()
    }
    await call(ana, molde, 'PATCH', address, { data: { cargo: 'Cork' } })
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
    await page.getByLabel('What is the key for?').fill('Web shop')
    await page.getByRole('button', { name: 'Create key' }).click()
    const key = (await page.getByText(/^mk_/).last().textContent()) ?? ''
    const answer = await fetch(`${molde.url}/api/v1/tenants/shop/records/delivery`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(answer.status).toBe(200)
    const line = page.getByLabel('Try it in a terminal', { exact: true })
    const base = `${new URL(page.url()).origin}/api/v1/tenants/shop/records/`
    expect(await line.textContent()).toMatch(new RegExp(`^curl '${base}[a-z-]+' -H 'Authorization: Bearer ${key}'$`))
    await page.getByRole('button', { name: 'Copy: Try it in a terminal' }).waitFor()
    await screenshot(page, 'new-key')
    await page.getByRole('button', { name: 'I have copied it' }).click()
    await page.getByRole('cell', { name: /^Web shop/ }).waitFor()
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
    await page.getByRole('link', { name: 'Deliveries' }).first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or jump to…' }).fill('trash')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Trash' }).waitFor()
  })

  it('renames the workspace, and takes it away only when its address is typed', async () => {
    const { page } = ana
    await page.goto('/t/shop/settings')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Corner Shop')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: /Corner Shop/ }).waitFor()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: 'Delete for good' }).isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('shop')
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('heading', { name: 'New workspace' }).waitFor()
    await page.getByText(/A workspace holds everything/).waitFor()
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  bob = await takeSeat(browser, molde)
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
}
