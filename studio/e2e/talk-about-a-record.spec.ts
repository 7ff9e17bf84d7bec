// Can people talk about a record: a mention that reaches the other one without a reload and leads to it, answers, and taking words back?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { seat as ana, browser, molde, story } from './stage.ts'
import {
  call,
  invitationIn,
  linkFor,
  phone,
  type Seat,
  screenshot,
  signInAs,
  somebody,
  takeSeat,
} from './test-browser.ts'

const api = '/api/v1/tenants/shop'

let bob: Seat
let cork: string

story('people talk about a record', { person: somebody('Ana'), prepare }, () => {
  const openComments = async (page: Page, id: string) => {
    await page.goto(`/t/shop/records/deal/${id}`)
    await page.getByRole('tab', { name: /^Comments/ }).click()
  }
  const writing = (page: Page) => page.getByLabel('Write a comment')
  const said = (page: Page, who: string) => page.getByRole('article', { name: `Comment by ${who}` })

  it('mentions somebody with the keyboard alone, and a bell rings at their desk without a reload', async () => {
    await bob.page.goto('/t/shop')
    await bob.page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
    const { page } = ana
    await openComments(page, cork)
    await page.getByText(/No comments yet/).waitFor()
    await writing(page).click()
    await page.keyboard.type('Can you call them, @bo')
    const box = page.getByRole('combobox', { name: 'Write a comment' })
    await page.getByRole('option', { name: /^Bob/ }).waitFor()
    expect(await box.getAttribute('aria-activedescendant')).toBe(
      await page.getByRole('option', { name: /^Bob/ }).getAttribute('id'),
    )
    await page.keyboard.press('Escape')
    await page.getByRole('option').waitFor({ state: 'detached' })
    await page.keyboard.type('b')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('@b')
    await page.getByRole('option', { name: /^Bob/ }).waitFor()
    await page.keyboard.press('Enter')
    expect(await writing(page).inputValue()).toBe('Can you call them, @Bob ')
    await page.keyboard.type('today?\nhttps://example.org/list.')
    await page.keyboard.press('Control+Enter')
    await said(page, 'Ana').getByText('@Bob').waitFor()
    expect(await writing(page).inputValue()).toBe('')
    const link = said(page, 'Ana').getByRole('link', { name: 'https://example.org/list' })
    expect(await link.getAttribute('href')).toBe('https://example.org/list')
    expect(await link.getAttribute('rel')).toContain('noopener')
    await page.getByRole('tab', { name: 'Comments 1' }).waitFor()
    await bob.page.getByRole('button', { name: /^Notifications\s*1\s*unread/ }).waitFor()
  })

  it('leads from the bell to what was said, and counts it as read', async () => {
    const { page } = bob
    await page.getByRole('button', { name: /^Notifications\s*1\s*unread/ }).click()
    const list = page.getByRole('dialog', { name: 'Notifications' })
    await list.getByRole('link', { name: /Ana mentioned you in “Cork”/ }).click()
    await page.waitForURL(`**/t/shop/records/deal/${cork}#comments`)
    await said(page, 'Ana').getByText('@Bob').waitFor()
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  })

  it('answers, and the answer stands on the other screen by itself', async () => {
    await said(bob.page, 'Ana').getByRole('button', { name: 'Reply' }).click()
    expect(await writing(bob.page).inputValue()).toBe('@Ana ')
    await bob.page.keyboard.type('Done')
    await bob.page.getByRole('button', { name: 'Comment', exact: true }).click()
    await said(ana.page, 'Bob').getByText('Done').waitFor()
    await ana.page.getByRole('button', { name: /^Notifications\s*1\s*unread/ }).waitFor()
  })

  it('says it better and takes it away, each with a way back; nobody else may', async () => {
    const { page } = bob
    await said(page, 'Bob').getByRole('button', { name: 'Comment by Bob: more' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const edit = page.getByLabel('Edit')
    expect(await edit.inputValue()).toBe('@Ana Done')
    await edit.fill('@Ana Called them')
    await page.getByRole('button', { name: 'Save' }).click()
    await said(page, 'Bob').getByText('edited').waitFor()
    await said(ana.page, 'Bob').getByText('Called them').waitFor()
    await page
      .getByRole('alert')
      .filter({ hasText: 'The comment is changed.' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await said(page, 'Bob').getByText('Done').waitFor()
    await said(page, 'Bob').getByRole('button', { name: 'Comment by Bob: more' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await said(page, 'Bob').waitFor({ state: 'detached' })
    await said(ana.page, 'Bob').waitFor({ state: 'detached' })
    await page
      .getByRole('alert')
      .filter({ hasText: 'The comment is removed.' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await said(page, 'Bob').getByText('Done').waitFor()
    expect(await said(page, 'Ana').getByRole('button', { name: 'Comment by Ana: more' }).count()).toBe(0)
  })

  it('keeps what was begun until the record is opened again', async () => {
    const { page } = bob
    await writing(page).fill('I was about to sa')
    await page.goto('/t/shop/records/deal')
    await page.getByRole('link', { name: 'Cork' }).waitFor()
    await openComments(page, cork)
    expect(await writing(page).inputValue()).toBe('I was about to sa')
    await writing(page).fill('')
    await page.goto('/t/shop/records/deal')
    await openComments(page, cork)
    expect(await writing(page).inputValue()).toBe('')
  })

  it('tells whoever follows, until they stop', async () => {
    const { page } = bob
    // The button says so before the server knows.
    const stopped = page.waitForResponse((answer) => answer.request().method() !== 'GET' && answer.url().includes(cork))
    await page.getByRole('button', { name: 'Stop following' }).click()
    await page.getByRole('button', { name: 'Follow', exact: true }).waitFor()
    await stopped
    const about = `${api}/records/deal/${cork}/comments`
    await call(ana, molde, 'POST', about, { text: 'Nobody in particular' })
    await said(page, 'Ana').getByText('Nobody in particular').waitFor()
    const other = await newDeal('Wine', { owner: (await whoIs(bob)).id })
    await page.getByRole('button', { name: /^Notifications\s*1\s*unread/ }).click()
    const list = page.getByRole('dialog', { name: 'Notifications' })
    await list.getByRole('link', { name: /Ana assigned “Wine” to you \(Owner\)/ }).waitFor()
    expect(await list.getByText('Nobody in particular').count()).toBe(0)
    await list.getByRole('button', { name: 'Mark all as read' }).click()
    await list.getByRole('link', { name: /Ana assigned “Wine”/ }).click()
    await page.waitForURL(`**/t/shop/records/deal/${other}`)
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  })

  it('gathers what was assigned in one go, and leads to all of it', async () => {
    const { page } = bob
    const { id } = await whoIs(bob)
    for (const title of ['Oil', 'Salt']) await newDeal(title, { owner: id })
    await page.getByRole('button', { name: /^Notifications\s*1\s*unread/ }).click()
    const list = page.getByRole('dialog', { name: 'Notifications' })
    await list.getByRole('link', { name: /Ana assigned 2 records to you: Deals, Owner/ }).click()
    await page.waitForURL('**/t/shop/records/deal?where=*')
    for (const title of ['Oil', 'Salt', 'Wine']) await page.getByRole('link', { name: title }).waitFor()
    expect(await page.getByRole('main').getByRole('link', { name: 'Cork' }).count()).toBe(0)
  })

  it('has the bell under the thumb on a phone', async () => {
    await call(bob, molde, 'POST', `${api}/records/deal/${cork}/comments`, { text: 'One more thing' })
    const seat = await takeSeat(browser, molde, { ...phone, storageState: await ana.context.storageState() })
    await seat.page.goto('/t/shop')
    await seat.page.getByRole('button', { name: /\d+\s*unread\s*Notifications/ }).click()
    await seat.page
      .getByRole('dialog', { name: 'Notifications' })
      .getByRole('link', { name: /“Cork”/ })
      .first()
      .click()
    await said(seat.page, 'Bob').first().waitFor()
    expect(await seat.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await seat.context.close()
  })

  it('says to whom there is nobody to mention, and leads to inviting', async () => {
    const { page } = ana
    await call(ana, molde, 'POST', '/api/v1/tenants', { name: 'Alone', slug: 'alone' })
    await call(ana, molde, 'POST', '/api/v1/tenants/alone/blueprints', {
      name: 'deal',
      fields: [{ key: 'title', type: 'text' }],
    })
    const made = await call(ana, molde, 'POST', '/api/v1/tenants/alone/records/deal', { data: { title: 'Cork' } })
    await page.goto(`/t/alone/records/deal/${(made as { id: string }).id}`)
    await page.getByRole('tab', { name: /^Comments/ }).click()
    await writing(page).click()
    await page.keyboard.type('@')
    const invite = page.getByRole('link', { name: 'Invite people' })
    await invite.waitFor()
    await page.getByRole('status').getByText('Nobody else is in this workspace yet.').waitFor()
    await screenshot(page, 'nobody-to-mention')
    await page.keyboard.press('Escape')
    await invite.waitFor({ state: 'detached' })
    await page.keyboard.press('Backspace')
    await page.keyboard.type('@')
    await invite.waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/t/alone/settings/members')
  })
})

async function prepare(seat: Seat): Promise<void> {
  const bobHimself = somebody('Bob')
  bob = await takeSeat(browser, molde)
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
  await call(seat, molde, 'POST', `${api}/members`, { email: bobHimself.email, role: 'member' })
  const link = await linkFor(molde, bobHimself.email)
  await signInAs(bob, molde, bobHimself)
  await call(bob, molde, 'POST', `/api/v1/invitations/${invitationIn(link)}/accept`, {})
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'deal',
    label: 'Deals',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'owner', label: 'Owner', type: 'user' },
    ],
  })
  cork = await newDeal('Cork')
}

async function newDeal(title: string, data: object = {}): Promise<string> {
  const made = await call(ana, molde, 'POST', `${api}/records/deal`, { data: { title, ...data } })
  return (made as { id: string }).id
}

async function whoIs(seat: Seat): Promise<{ id: string }> {
  return (await call(seat, molde, 'GET', '/api/v1/me')) as { id: string }
}
