// Does every page speak the language one has chosen, also those whose words come with them, and is no key ever seen instead?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { choose } from './choose.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, somebody, takeSeat } from './test-browser.ts'

story('somebody changes the language', { person: somebody('Caio'), prepare }, () => {
  const title = (on: Page, name: string) => on.getByRole('heading', { name, exact: true, level: 1 }).waitFor()

  it('on pages that were there before, without loading the page again', async () => {
    await watchForKeys(page)
    await page.goto('/t/shop/design')
    await title(page, 'Design')
    await page.getByText('Drawing', { exact: true }).click()
    await page.getByRole('group', { name: 'Kind of record Deal' }).waitFor()
    await page.getByRole('button', { name: 'Your account, Caio' }).click()
    await page.getByRole('menuitem', { name: 'Your account' }).click()
    // It is of the person, and yet nobody is led out of the workspace for it.
    await title(page, 'Your account')
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Design' }).waitFor()
    await choose(page.getByRole('combobox', { name: 'Language' }), 'Русский')
    await title(page, 'Ваша учётная запись')
    await page.goBack()
    await page.getByRole('group', { name: 'Вид записей Deal' }).waitFor()
    await page.goBack()
    await title(page, 'Конструктор')
    expect(await keysSeen(page)).toEqual([])
  })

  it('on pages opened from then on, with nothing fetched of another language', async () => {
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
    await page.goto('/t/shop/settings/members')
    await page.getByText('Те, у кого есть доступ к пространству.').waitFor()
    await page.goto('/t/shop/records/deal')
    await title(page, 'Deal')
    expect(await keysSeen(page)).toEqual([])
    const words = fetched.filter((path) => /\/(\w+\.)?(en|pt-BR|ru)-[\w-]+\.js$/.test(path))
    expect(words.some((path) => path.includes('/ru-'))).toBe(true)
    expect(words.filter((path) => !/\/(\w+\.)?ru-/.test(path))).toEqual([])
  })

  it('or reads on in the language before where the words cannot be fetched', async () => {
    const other = await takeSeat(browser, molde, { storageState: await seat.context.storageState() })
    await call(other, molde, 'PATCH', '/api/v1/me', { language: 'en' })
    await watchForKeys(other.page)
    await other.page.goto('/account')
    await title(other.page, 'Your account')
    await other.context.route(/\/assets\/pt-BR-/, (route) => route.abort())
    // A file that cannot be fetched may be one of an older release: the page is loaded again, once.
    const again = other.page.waitForEvent('load')
    await choose(other.page.getByRole('combobox', { name: 'Language' }), 'Português (Brasil)')
    await again
    await expect.poll(() => language(other)).toBe('pt-BR')
    await title(other.page, 'Your account')
    expect(await keysSeen(other.page)).toEqual([])
    other.complaints.length = 0
    await other.context.close()
  })
})

const language = async (at: Seat) =>
  ((await call(at, molde, 'GET', '/api/v1/me')) as { readonly language: string }).language

/** From the next page on: each text that looks like `design.title`, for however short a time. */
async function watchForKeys(on: Page): Promise<void> {
  await on.addInitScript(() => {
    const seen = new Set<string>()
    Object.assign(window, { keysSeen: seen })
    const look = (node: Node) => {
      const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
      for (let at: Node | null = texts.currentNode; at; at = texts.nextNode())
        if (/^[a-z]\w*\.[a-z]\w+$/.test(at.nodeValue ?? '')) seen.add(at.nodeValue ?? '')
    }
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) for (const node of [target, ...addedNodes]) look(node)
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

const keysSeen = (on: Page) => on.evaluate(() => [...((window as { keysSeen?: Set<string> }).keysSeen ?? [])])

async function prepare(at: Seat, on: Molde): Promise<void> {
  await call(at, on, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(at, on, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'deal',
    label: 'Deal',
    fields: [{ key: 'name', type: 'text' }],
  })
}
