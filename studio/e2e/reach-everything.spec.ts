// Can everybody use it: no breach of WCAG that axe can see on any screen or in anything that opens, in both themes; no stop of the keyboard that is hidden or missing; nothing that does not fit, in any language?
import { QueryClient } from '@tanstack/react-query'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { makeRouter } from '../src/app.tsx'
import { closePanel, over, type Panel, panels } from './every-panel.ts'
import { fillShop, inside, inTheYard, openScreen, outside, type Screen } from './every-screen.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { faultsOfFit } from './fit.ts'
import { faultsOfWalk, jumpsInOrder, tabTo } from './keyboard.ts'
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
import { wordsIn } from './words.ts'
import { fillYard } from './yard.ts'

/** All that opens, every way of the keyboard and every language take longer than the rest together: asked for by `npm run test:long`. */
const isLong = process.env['TEST_SIZE'] === 'long'
const everyFourth = (screens: readonly Screen[]) => screens.filter((_, place) => isLong || place % 4 === 0)

/** Which screens are looked at together, by their names: with all that opens, a part is as much as one waits for. */
const parts: readonly (readonly [string, RegExp])[] = isLong
  ? [
      ['one list', /^list$/],
      ['other lists', /^(list-|board|calendar(-|$)|gallery|form)/],
      ['records', /^(new-)?record/],
      ['a kind of record', /^design-blueprint$/],
      ['what else is built', /^(design|model|new-blueprint|(new-)?automation)/],
      ['the second workspace', /^yard/],
      ['the rest', /^/],
    ]
  : [['every page', /^/]]
const partOf = ({ name }: Screen) => parts.find(([, pattern]) => pattern.test(name))?.[0]

/** What is seen by somebody who is not signed in. */
let strangers: readonly Screen[]
let record: string
let shop: readonly Screen[]
let yard: readonly Screen[]

story('everybody can reach everything', { person: somebody(), prepare }, () => {
  it('looks at every page there is', () => {
    const router = makeRouter(new QueryClient())
    const pages = Object.values(router.routesById).filter(({ options, children }) => options.component && !children)
    const seen = new Set([...strangers, ...shop, ...yard].map(({ path }) => routeOf(router, path)))
    expect(pages.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([])
    const names = [...strangers, ...shop, ...yard].map(({ name }) => name)
    expect(Object.keys(panels).filter((screen) => !names.includes(screen))).toEqual([])
  })

  describe.each([
    ['a desk', desk],
    ['a phone', phone],
  ] as const)('on %s, light and dark', (_, size) => {
    it('before signing in', async () => {
      expect(await lookAt([...strangers], size)).toEqual([])
    }, 600_000)

    it.each(parts)(
      `inside, ${isLong ? 'with all that opens: %s' : '%s'}`,
      async (part) => {
        const member = { ...size, storageState: await ana.context.storageState() }
        const waiting = [...yard, ...shop].filter((screen) => partOf(screen) === part)
        // Two at once: looking takes a processor each.
        const found = await Promise.all([lookAt(waiting, member), lookAt(waiting, member)])
        expect(found.flat()).toEqual([])
      },
      1_800_000,
    )
  })

  it.each(['pt-BR', 'ru'])(
    'in %s, at a desk and as narrow as a phone',
    async (locale) => {
      await call(ana, molde, 'PATCH', '/api/v1/me', { language: locale })
      const member = { ...desk, locale, storageState: await ana.context.storageState() }
      const stranger = { ...desk, locale }
      const strangersFirst = async () => [
        ...(await fitAll(everyFourth(strangers), stranger)),
        ...(await fitAll(everyFourth(yard), member)),
      ]
      const found = await Promise.all([strangersFirst(), fitAll(everyFourth(shop), member)])
      await call(ana, molde, 'PATCH', '/api/v1/me', { language: 'en' })
      expect(found.flat()).toEqual([])
    },
    900_000,
  )

  it('also what somebody else has a part in: people to mention, and what they told', async () => {
    const seat = await takeSeat(browser, molde, {
      colorScheme: 'light',
      storageState: await ana.context.storageState(),
    })
    const { page } = seat
    await openScreen(page, `/t/shop/records/deal/${record}#comments`)
    await page.getByLabel('Write a comment').fill('Ask @so')
    await page.getByRole('option', { name: /^Somebody/ }).waitFor()
    const found = await inBothThemes(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Notifications\s*\d+\s*unread/ }).click()
    await page.getByRole('dialog', { name: 'Notifications' }).getByRole('link').first().waitFor()
    found.push(...(await inBothThemes(page)), ...seat.complaints)
    await page.getByRole('button', { name: 'Mark all as read' }).click({ trial: true })
    await seat.context.close()
    expect(found).toEqual([])
  }, 60_000)

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

/** What is wrong with the screens, seen by somebody with a browser of their own, who takes one after the other away. */
async function lookAt(screens: Screen[], options: BrowserContextOptions): Promise<string[]> {
  const seat = await takeSeat(browser, molde, { ...options, colorScheme: 'light' })
  seat.context.setDefaultTimeout(15_000)
  const found: string[] = []
  for (let next = screens.shift(); next; next = screens.shift())
    found.push(...(await look(seat, next, options.isMobile === true)))
  await seat.context.close()
  return found
}

/** What is wrong with a page in both themes, each fault with the page's name. */
async function look({ page, complaints }: Seat, screen: Screen, isPhone: boolean): Promise<string[]> {
  const { name, path, panels: opened = [] } = screen
  await openScreen(page, path)
  const found = [...(await inBothThemes(page)), ...(await cutWords(page)), ...(await faultsOfFit(page))]
  if (!isPhone) {
    found.push(...(await jumpsInOrder(page, 'body')).map((jump) => `out of order: ${jump}`))
    if (isLong) found.push(...(await faultsOfWalk(page)))
    if (isLong && opened.length > 0) await openScreen(page, path)
  }
  const device = isPhone ? 'phone' : 'desk'
  for (const panel of isLong ? opened : [])
    if ((panel.only ?? device) === device)
      found.push(...(await lookInto(page, panel, isPhone)).map((fault) => `${panel.name}: ${fault}`))
  return [...found, ...complaints.splice(0)].map((fault) => `${name} ${fault}`)
}

/** What is wrong with something that opens, and with what the keyboard does in it and after it. */
async function lookInto(page: Page, panel: Panel, isPhone: boolean): Promise<string[]> {
  const hands = { page, isPhone, word: wordsIn('en') }
  // What fails here must not hide what is wrong with the panels after it.
  const failing = async (what: string, failed: unknown) => {
    await page.reload()
    return `cannot be ${what}: ${failed instanceof Error ? failed.message : failed}`
  }
  try {
    await panel.open(hands)
  } catch (failed) {
    return [await failing('opened', failed)]
  }
  const found = [...(await inBothThemes(page, over(page))), ...(await cutWords(page)), ...(await faultsOfFit(page))]
  const isDialog = (await page.locator('[aria-modal="true"]:visible').count()) > 0
  if (isDialog && !isPhone) found.push(...(await faultsOfWalk(page)))
  try {
    await closePanel(hands, panel)
  } catch (failed) {
    return [...found, await failing('closed', failed)]
  }
  const isClosed = await over(page)
    .first()
    .waitFor({ state: 'hidden', timeout: 2_000 })
    .then(
      () => true,
      () => false,
    )
  if (!isClosed) {
    await page.reload()
    return [...found, 'does not close']
  }
  // What fades away gives the focus back when it has gone.
  const isBack = () =>
    page
      .waitForFunction(() => document.activeElement !== document.body, undefined, { timeout: 1_500 })
      .then(
        () => true,
        () => false,
      )
  if (isDialog && panel.close === undefined && !(await isBack())) found.push('leaves the focus nowhere')
  return found
}

async function inBothThemes(page: Page, within?: ReturnType<typeof over>): Promise<string[]> {
  const light = await faultsOfAxe(page, 'everything', within)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' })
  const dark = await faultsOfAxe(page, 'colours', within)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor({ state: 'attached' })
  return [...light.map((fault) => `light ${fault}`), ...dark.map((fault) => `dark ${fault}`)]
}

/** What does not fit on the screens, wide and narrow. */
async function fitAll(screens: readonly Screen[], options: BrowserContextOptions): Promise<string[]> {
  const { page, context } = await takeSeat(browser, molde, options)
  const found: string[] = []
  for (const { name, path } of screens) {
    await page.setViewportSize(desk.viewport)
    await openScreen(page, path)
    const wide = await faultsOfFit(page)
    await page.setViewportSize(phone.viewport)
    await page.waitForTimeout(200)
    const narrow = await faultsOfFit(page)
    found.push(...wide.map((fault) => `${name} wide ${fault}`), ...narrow.map((fault) => `${name} narrow ${fault}`))
  }
  await context.close()
  return found
}

function routeOf(router: ReturnType<typeof makeRouter>, path: string): string | undefined {
  const { pathname } = new URL(path, 'http://molde')
  const [matched] = router.getMatchedRoutes(pathname)
  return matched.at(-1)?.id
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  record = await fillShop(seat, molde)
  shop = inside(record)
  const there = await fillYard(seat, molde)
  yard = inTheYard(there)
  strangers = [...outside, { name: 'invitation', path: there.invitation }]
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
