// Takes a picture of every screen in every language, both themes, at a desk and on a phone, for somebody to look at:
//   node --import tsx studio/e2e/photograph-screens.ts <folder> [beginning of a screen's name]…
// Beside the pictures lies one sheet for each screen, and for each thing that opens on one, with all its pictures on it.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { closePanel } from './every-panel.ts'
import { fillShop, inside, inTheYard, openScreen, outside, type Screen } from './every-screen.ts'
import {
  call,
  desk,
  type Molde,
  openBrowser,
  phone,
  type Seat,
  signInAs,
  somebody,
  startMolde,
  takeSeat,
} from './test-browser.ts'
import { wordsIn } from './words.ts'
import { fillYard } from './yard.ts'

const [folder = 'pictures', ...beginnings] = process.argv.slice(2)
const languages = ['en', 'pt-BR', 'ru']
const themes = ['light', 'dark'] as const
const devices = { desk, phone }

mkdirSync(folder, { recursive: true })
const molde = await startMolde()
const browser = await openBrowser()
try {
  const ana = await takeSeat(browser, molde)
  await signInAs(ana, molde, somebody())
  const record = await fillShop(ana, molde)
  const yard = await fillYard(ana, molde)
  const within = [...inside(record), ...inTheYard(yard)]
  const before = [...outside, { name: 'invitation', path: yard.invitation }]
  const wanted = (screens: readonly Screen[]) =>
    screens.filter(({ name }) => beginnings.length === 0 || beginnings.some((beginning) => name.startsWith(beginning)))
  for (const language of languages) {
    // Who is signed in reads in the language of their account, whatever their browser prefers.
    await call(ana, molde, 'PATCH', '/api/v1/me', { language })
    for (const device of ['desk', 'phone'] as const) {
      const look = { ...devices[device], locale: language }
      await photograph(browser, molde, look, wanted(before), language)
      const signedIn = { ...look, storageState: await ana.context.storageState() }
      await photograph(browser, molde, signedIn, wanted(within), language)
    }
  }
  for (const { name, panels = [] } of wanted([...before, ...within])) {
    await layOut(browser, name)
    for (const panel of new Set(panels.map((one) => `${name}-${one.name}`))) await layOut(browser, panel)
  }
} finally {
  await browser.close()
  await molde.stop()
}

/** In both themes, which change under what is open. */
async function photograph(
  on: Browser,
  server: Molde,
  look: BrowserContextOptions,
  screens: readonly Screen[],
  language: string,
): Promise<void> {
  if (screens.length === 0) return
  const { page, context }: Seat = await takeSeat(on, server, look)
  context.setDefaultTimeout(5_000)
  const isPhone = look.isMobile === true
  const device = isPhone ? 'phone' : 'desk'
  const hands = { page, isPhone, word: wordsIn(language) }
  const shoot = async (name: string) => {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor({ state: 'attached' })
      const path = join(folder, `${name}-${language}-${theme}-${device}.png`)
      await page.screenshot({ path, animations: 'disabled' })
    }
  }
  /** The others are looked at all the same. */
  const tried = async (name: string, act: () => Promise<unknown>) => {
    try {
      await act()
      return true
    } catch (failed) {
      console.log(`${name} in ${language}: ${failed instanceof Error ? failed.message : failed}`)
      return false
    }
  }
  for (const { name, path, panels = [] } of screens) {
    const open = () => openScreen(page, path)
    if (!(await tried(name, open)) && !(await tried(name, open))) continue
    await shoot(name)
    for (const panel of panels.filter(({ only }) => (only ?? device) === device)) {
      const done = await tried(`${name}-${panel.name}`, async () => {
        await panel.open(hands)
        await page.waitForTimeout(300)
        await shoot(`${name}-${panel.name}`)
        await closePanel(hands, panel)
      })
      if (!done) await tried(name, open)
    }
  }
  await context.close()
}

/** All pictures of one screen on one sheet: a column for each language. */
async function layOut(on: Browser, name: string): Promise<void> {
  const page = await on.newPage({ viewport: { width: 2100, height: 1000 } })
  const picture = (suffix: string, width: number) => {
    const file = join(folder, `${name}-${suffix}.png`)
    // What exists at a desk only has no picture on a phone.
    if (!existsSync(file)) return ''
    return `<img width="${width}" src="data:image/png;base64,${readFileSync(file).toString('base64')}">`
  }
  const rows = languages.map(
    (language) =>
      `<td>${themes.map((theme) => picture(`${language}-${theme}-desk`, 690)).join('<br>')}<br>${themes
        .map((theme) => picture(`${language}-${theme}-phone`, 340))
        .join(' ')}</td>`,
  )
  await page.setContent(`<body style="margin:4px;background:#888"><table><tr>${rows.join('')}</tr></table>`)
  await page.screenshot({ path: join(folder, `sheet-${name}.png`), fullPage: true })
  await page.close()
}
