// Can everybody use it: no breach of WCAG A and AA that axe can see, no sideways scrolling on a phone, in both themes?
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { fillShop, inside, openScreen, outside, type Screen } from './every-screen.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { tabTo } from './keyboard.ts'
import { seat as ana, browser, molde, story } from './stage.ts'
import {
  call,
  desk,
  invitationIn,
  linkFor,
  type Molde,
  phone,
  type Seat,
  signInAs,
  somebody,
  takeSeat,
} from './test-browser.ts'

let record: string

story('everybody can reach everything', { person: somebody(), prepare }, () => {
  for (const [device, size] of [
    ['a desk', desk],
    ['a phone', phone],
  ] as const)
    it(`on ${device}, light and dark`, async () => {
      const member = { ...size, storageState: await ana.context.storageState() }
      // Both at once: looking takes a processor each.
      const found = await Promise.all([lookAt(outside, size), lookAt(inside(record), member)])
      expect(found.flat()).toEqual([])
    }, 240_000)

  /** What is wrong with the screens, seen by somebody with a browser of their own. */
  async function lookAt(screens: readonly Screen[], options: BrowserContextOptions): Promise<string[]> {
    const seat = await takeSeat(browser, molde, { ...options, colorScheme: 'light' })
    const found: string[] = []
    for (const { path } of screens) found.push(...(await look(seat, path)))
    await seat.context.close()
    return found
  }

  it.each(['light', 'dark'] as const)(
    'also what opens over a page: notifications, people to mention, the jump box (%s)',
    async (colorScheme) => {
      const seat = await takeSeat(browser, molde, { colorScheme, storageState: await ana.context.storageState() })
      const { page } = seat
      await openScreen(page, `/t/shop/records/deal/${record}#comments`)
      await page.getByLabel('Write a comment').fill('Ask @so')
      await page.getByRole('option', { name: /^Somebody/ }).waitFor()
      const found = await faultsOfAxe(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Notifications\s*1\s*unread/ }).click()
      await page.getByRole('dialog', { name: 'Notifications' }).getByRole('link').waitFor()
      found.push(...(await faultsOfAxe(page)))
      await page.getByRole('button', { name: 'Mark all as read' }).click({ trial: true })
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('Control+k')
      await page.getByRole('option', { name: /Recent/ }).waitFor()
      found.push(...(await faultsOfAxe(page)), ...seat.complaints)
      await seat.context.close()
      expect(found).toEqual([])
    },
    60_000,
  )

  it('goes from the address bar to the content and through the list without a mouse', async () => {
    const { page } = ana
    await page.goto('/t/shop/records/deal')
    await page.getByText('3 records').waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('link', { name: 'Skip to content' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#main:focus').waitFor()
    // Every stop on the way has to be seen.
    await tabTo(page, 'button', 'Filter')
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  record = await fillShop(seat, molde)
  await somebodyTalks()
}

/** Somebody else joins and mentions Ana. */
async function somebodyTalks(): Promise<void> {
  const api = '/api/v1/tenants/shop'
  const other = await takeSeat(browser, molde)
  const person = somebody('Somebody')
  await call(ana, molde, 'POST', `${api}/members`, { email: person.email, role: 'member' })
  const link = await linkFor(molde, person.email)
  await signInAs(other, molde, person)
  await call(other, molde, 'POST', `/api/v1/invitations/${invitationIn(link)}/accept`, {})
  const { id } = (await call(ana, molde, 'GET', '/api/v1/me')) as { id: string }
  await call(other, molde, 'POST', `${api}/records/deal/${record}/comments`, { text: `@[${id}] Please look` })
  await other.context.close()
}

/** What is wrong with a page in both themes, each fault with the page's address. */
async function look({ page, complaints }: Seat, path: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await openScreen(page, path)
  // On a phone the window itself grows with what is too wide, so the screen is what counts.
  const tooWide = (await page.evaluate(() => document.documentElement.scrollWidth)) - (page.viewportSize()?.width ?? 0)
  const light = [...(await faultsOfAxe(page)), ...(await cutWords(page))]
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' })
  const dark = await faultsOfAxe(page, 'colours')
  const all = [
    ...light.map((fault) => `light ${fault}`),
    ...dark.map((fault) => `dark ${fault}`),
    ...complaints.splice(0),
    ...(tooWide > 0 ? [`scrolls ${tooWide}px sideways`] : []),
  ]
  return all.map((fault) => `${path} ${fault}`)
}

/** Words of buttons that go on in a second line, or are wider than their button. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.mantine-Button-label')].flatMap((label) => {
      const texts = document.createTreeWalker(label, NodeFilter.SHOW_TEXT)
      const isHidden = label.scrollWidth > label.clientWidth
      const cut = isHidden ? [`does not show all of ${label.textContent}`] : []
      for (let text = texts.nextNode(); text; text = texts.nextNode())
        for (const { 0: word, index } of (text.textContent ?? '').matchAll(/\p{L}+/gu)) {
          const range = document.createRange()
          range.setStart(text, index)
          range.setEnd(text, index + word.length)
          if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) cut.push(`cuts the word ${word}`)
        }
      return cut
    }),
  )
}
