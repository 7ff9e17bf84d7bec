// Takes a picture of every screen in every language, both themes, at a desk and on a phone, for somebody to look at:
//   node --import tsx studio/e2e/photograph-screens.ts <folder> [beginning of a screen's name]…
// Beside the pictures lies one sheet for each screen with all its pictures on it.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { fillShop, inside, openScreen, outside, type Screen } from './every-screen.ts'
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
  const wanted = (screens: readonly Screen[]) =>
    screens.filter(({ name }) => beginnings.length === 0 || beginnings.some((beginning) => name.startsWith(beginning)))
  for (const language of languages) {
    // Who is signed in reads in the language of their account, whatever their browser prefers.
    await call(ana, molde, 'PATCH', '/api/v1/me', { language })
    for (const theme of themes)
      for (const device of ['desk', 'phone'] as const) {
        const look = { ...devices[device], colorScheme: theme, locale: language }
        const suffix = `${language}-${theme}-${device}`
        await photograph(browser, molde, look, wanted(outside), suffix)
        const signedIn = { ...look, storageState: await ana.context.storageState() }
        await photograph(browser, molde, signedIn, wanted(inside(record)), suffix)
      }
  }
  for (const { name } of wanted([...outside, ...inside(record)])) await layOut(browser, name)
} finally {
  await browser.close()
  await molde.stop()
}

async function photograph(
  on: Browser,
  server: Molde,
  look: Parameters<typeof takeSeat>[2],
  screens: readonly Screen[],
  suffix: string,
): Promise<void> {
  const { page, context }: Seat = await takeSeat(on, server, look)
  for (const { name, path } of screens) {
    await openScreen(page, path)
    await page.screenshot({ path: join(folder, `${name}-${suffix}.png`), animations: 'disabled' })
  }
  await context.close()
}

/** All pictures of one screen on one sheet: a column for each language. */
async function layOut(on: Browser, name: string): Promise<void> {
  const page = await on.newPage({ viewport: { width: 2100, height: 1000 } })
  const picture = (suffix: string, width: number) =>
    `<img width="${width}" src="data:image/png;base64,${readFileSync(join(folder, `${name}-${suffix}.png`)).toString('base64')}">`
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
