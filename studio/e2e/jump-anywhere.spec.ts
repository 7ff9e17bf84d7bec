// Does Ctrl + K lead to every place and do everything that this person may, by the words of their language?
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import {
  call,
  invitationIn,
  linkFor,
  type Molde,
  phone,
  type Seat,
  screenshot,
  signInAs,
  somebody,
  takeSeat,
} from './test-browser.ts'

const ana = somebody()

story('the jump box', { person: ana, prepare }, () => {
  const box = () => page.getByRole('combobox', { name: 'Search or jump to…' })
  const open = async () => {
    await page.keyboard.press('Control+k')
    await box().and(page.locator(':focus')).waitFor()
  }
  const first = () => page.locator('[role=option][aria-selected=true]')
  const jump = async (words: string, to: string) => {
    await open()
    await page.keyboard.type(words)
    await first().filter({ hasText: to }).waitFor()
    await page.keyboard.press('Enter')
    await box().waitFor({ state: 'detached' })
  }

  it('opens views of every look, everybody’s and one’s own', async () => {
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Deals' }).first().waitFor()
    await jump('big', 'Big ones')
    await page.waitForURL(/records\/deal\?view=/)
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Big ones' }).waitFor()
    await jump('board stage', 'By stage')
    await page.getByRole('region', { name: /Won/ }).waitFor()
    await jump('ask', 'Ask for a deal')
    await page.getByRole('heading', { name: 'Ask for a deal' }).waitFor()
  })

  it('does things by their names or by others', async () => {
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Deals' }).first().waitFor()
    await jump('create deal', 'New: Deal')
    await page.getByRole('heading', { name: /Deal/ }).waitFor()
    await jump('night', 'Dark theme')
    await expect.poll(scheme).toBe('dark')
    await open()
    await page.keyboard.type('theme')
    await page.getByRole('option', { name: 'Light theme' }).waitFor()
    expect(await page.getByRole('option', { name: 'Dark theme' }).count()).toBe(0)
    await page.getByRole('option', { name: 'Light theme' }).click()
    await expect.poll(scheme).toBe('light')
    await jump('webhooks', 'Webhooks')
    await page.waitForURL(/settings\/webhooks/)
    await jump('holidays', 'Working hours')
    await page.waitForURL(/settings\/calendars/)
    await jump('hotkeys', 'Keyboard shortcuts')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await jump('second', 'Workspace: Second shop')
    await page.waitForURL(/\/t\/second/)
  })

  it('shows first what was used last, and goes around by the arrows', async () => {
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Deals' }).first().waitFor()
    await open()
    const recent = page.getByRole('group', { name: 'Recent' }).getByRole('option')
    expect((await recent.allTextContents()).slice(0, 4)).toEqual([
      'Workspace: Second shop',
      'Keyboard shortcuts',
      'Working hours',
      'Webhooks',
    ])
    await page.keyboard.press('ArrowUp')
    await first().filter({ hasText: 'Design: Deal' }).waitFor()
    // What is chosen is in sight, however long the list.
    await expect
      .poll(() =>
        first().evaluate((one) => {
          const [own, list] = [one.getBoundingClientRect(), one.closest('.jump-list')?.getBoundingClientRect()]
          return list !== undefined && own.top >= list.top && own.bottom <= list.bottom + 1
        }),
      )
      .toBe(true)
    await page.keyboard.press('ArrowDown')
    await first().filter({ hasText: 'Workspace: Second shop' }).waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'jump-box')
    await page.keyboard.press('Escape')
  })

  it('speaks the reader’s language, and changes it', async () => {
    await jump('portugu', 'Language: Português (Brasil)')
    await page.getByRole('button', { name: 'Buscar' }).waitFor()
    await page.keyboard.press('Control+k')
    const own = page.getByRole('combobox', { name: 'Buscar ou ir para…' })
    await own.fill('noite')
    await page.getByRole('option', { name: 'Tema escuro' }).waitFor()
    await own.fill('lixeira')
    await first().filter({ hasText: 'Lixeira' }).waitFor()
    await own.fill('language english')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Search', exact: false }).first().waitFor()
  })

  it('offers a member nothing that only owners may do', async () => {
    const bo = somebody('Bo')
    const other = await takeSeat(browser, molde)
    await call(seat, molde, 'POST', '/api/v1/tenants/shop/members', { email: bo.email, role: 'member' })
    const link = await linkFor(molde, bo.email)
    await signInAs(other, molde, bo)
    await call(other, molde, 'POST', `/api/v1/invitations/${invitationIn(link)}/accept`, {})
    await other.page.goto('/t/shop')
    await other.page.getByRole('link', { name: 'Deals' }).first().waitFor()
    await other.page.keyboard.press('Control+k')
    await other.page.getByRole('option', { name: 'Sign out' }).waitFor()
    // Views are asked for while the box is there already.
    await other.page.getByRole('option', { name: /^By stage/ }).waitFor()
    const offered = await other.page.getByRole('option').allTextContents()
    expect(offered).toEqual(expect.arrayContaining(['New: Deal', 'Members', 'Trash', 'Dark theme', 'New workspace']))
    for (const owners of [
      'Design',
      'Data model',
      'API keys',
      'Webhooks',
      'Working hours',
      'New kind of record',
      'Design: Deal',
    ])
      expect(offered).not.toContain(owners)
    // Nor somebody else's own view.
    expect(offered.some((one) => one.startsWith('Big ones'))).toBe(false)
    expect(offered.some((one) => one.startsWith('By stage'))).toBe(true)
    await other.context.close()
  })

  it('does the same under a thumb', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop')
    await small.page.getByRole('button', { name: 'Search', exact: true }).tap()
    const input = small.page.getByRole('combobox', { name: 'Search or jump to…' })
    await input.fill('dark')
    const option = small.page.getByRole('option', { name: 'Dark theme' })
    await option.waitFor()
    expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await input.fill('')
    await small.page.getByRole('option', { name: 'Sign out' }).waitFor()
    await small.page.waitForTimeout(300)
    await screenshot(small.page, 'jump-box-phone')
    // There are no keys to be told of.
    expect(await small.page.getByRole('option', { name: 'Keyboard shortcuts' }).count()).toBe(0)
    await input.fill('dark')
    await option.tap()
    await expect
      .poll(() => small.page.evaluate(() => document.documentElement.dataset['mantineColorScheme']))
      .toBe('dark')
    await small.context.close()
  })

  it('signs out', async () => {
    await page.goto('/t/shop')
    await page.getByRole('link', { name: 'Deals' }).first().waitFor()
    await jump('log out', 'Sign out')
    await page.waitForURL(/sign-in/)
  })

  const scheme = () => page.evaluate(() => document.documentElement.dataset['mantineColorScheme'])
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  for (const [name, slug] of [
    ['Shop', 'shop'],
    ['Second shop', 'second'],
  ])
    await call(seat, molde, 'POST', '/api/v1/tenants', { name, slug, language: 'en' })
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'deal',
    label: 'Deal',
    plural: 'Deals',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'amount', type: 'number', quickFilter: true },
      { key: 'stage', type: 'enum', options: ['NEW', 'WON'], quickFilter: true },
    ],
  })
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/records/deal', { data: { title: 'Tiles', stage: 'WON' } })
  const views = [
    { name: 'Big ones', filter: 'amount > 100', shared: false },
    { name: 'By stage', kind: 'board', group: 'stage' },
    { name: 'Ask for a deal', kind: 'form', form: { fields: ['title'] } },
  ]
  for (const view of views)
    await call(seat, molde, 'POST', '/api/v1/tenants/shop/views', { blueprint: 'deal', ...view })
}
