// Is every component right in every state: no fault axe can see, in both themes and three languages, and no release holds the guide.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build, type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browserMissing, findBrowser } from './find-browser.ts'
import { faultsOfFit } from './fit.ts'
import { desk, openBrowser, phone, screenshot } from './test-browser.ts'

const missing = findBrowser() ? '' : ` (skipped: ${browserMissing})`
const isLong = process.env['TEST_SIZE'] === 'long'
const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url))

// It stands on no server: the guide answers itself.
describe.skipIf(missing !== '')(`the style guide${missing}`, () => {
  const outDir = mkdtempSync(join(tmpdir(), 'molde-guide-'))
  let server: PreviewServer
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    const stage = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    await build({ configFile, mode: 'styleguide', logLevel: 'error', build: { outDir, emptyOutDir: true } })
    process.env.NODE_ENV = stage
    server = await preview({
      configFile,
      mode: 'styleguide',
      logLevel: 'error',
      preview: { port: 0 },
      build: { outDir },
    })
    browser = await openBrowser()
    page = await browser.newPage(desk)
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    rmSync(outDir, { recursive: true, force: true })
    expect(complaints).toEqual([])
  })

  const open = async (theme: string, language: string) => {
    await page.goto(`${server.resolvedUrls?.local[0]}styleguide.html?theme=${theme}&language=${language}`)
    await page.locator('html[data-drawn]').waitFor()
  }

  const leftOut = () => page.evaluate(() => window.leftOut())
  const floating = () => page.getByRole('region', { name: 'What floats' })
  /** The buttons behind each of which something floats; notices are not among them. */
  const floats = async () =>
    (await floating().getByRole('button').allTextContents()).filter(
      (name) => !['Show notices', 'Show the way on', 'Hint'].includes(name),
    )
  const overPage = () => page.locator('[role=dialog]:visible, [role=menu]:visible')
  const openFloat = async (name: string) => {
    await floating().getByRole('button', { name, exact: true }).click()
    await overPage().first().waitFor()
    await page.waitForTimeout(500)
  }
  const closeFloat = async (name: string) => {
    await page.keyboard.press('Escape')
    await expect.poll(() => overPage().count(), { message: `${name} is closed by Escape` }).toBe(0)
  }

  for (const theme of ['light', 'dark'])
    for (const language of ['en', 'pt-BR', 'ru'])
      it(`has nothing that cannot be used: ${theme}, ${language}`, async () => {
        await open(theme, language)
        // The dark guide is the light one in other colours: what else is in it is looked at again by the long run.
        expect(await faultsOfAxe(page, theme === 'light' || isLong ? 'everything' : 'colours')).toEqual([])
        if (theme === 'light') expect(await faultsOfFit(page)).toEqual([])
      })

  // Opens everything that the guide holds, one after the other: for the long run.
  it.runIf(isLong).each(['light', 'dark'])(
    'shows what floats: %s',
    async (theme) => {
      await open(theme, 'en')
      await page.getByRole('button', { name: 'Show notices' }).click()
      await page.getByRole('alert').nth(3).waitFor()
      await page.getByRole('button', { name: 'Show the way on' }).click()
      await page.getByText('See the records').waitFor()
      await page.waitForTimeout(500)
      const notices = page.locator('.mantine-Notifications-root:visible')
      expect(await faultsOfAxe(page, 'everything', notices)).toEqual([])
      for (const name of await floats()) {
        await openFloat(name)
        expect(await faultsOfAxe(page, 'everything', overPage()), name).toEqual([])
        expect(await faultsOfFit(page), name).toEqual([])
        await screenshot(page, `guide-${name.replaceAll(/\W+/g, '-')}-${theme}`)
        await closeFloat(name)
      }
    },
    600_000,
  )

  // Opens everything that the guide holds, one after the other: for the long run.
  it.runIf(isLong)(
    'leaves out no component that several pages share',
    async () => {
      await page.setViewportSize(desk.viewport)
      await open('light', 'en')
      for (const name of await floats()) {
        await openFloat(name)
        await leftOut()
        await closeFloat(name)
      }
      await page.getByRole('button', { name: 'Choose in a calendar' }).first().click()
      await page.getByRole('dialog').getByRole('grid').waitFor()
      await leftOut()
      await page.keyboard.press('Escape')
      await page.locator('.condition-pill').getByRole('button').first().click()
      await page.getByRole('dialog').getByRole('combobox').waitFor()
      await leftOut()
      await page.keyboard.press('Escape')
      const grid = page.getByRole('grid', { name: 'Deliveries', exact: true })
      // Over a cell: its input, the states it may go to, and a new record below the last row.
      await grid.getByRole('gridcell', { name: 'R$' }).first().click()
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: /^Price/ }).waitFor()
      await leftOut()
      await page.keyboard.press('Escape')
      await grid.getByRole('gridcell', { name: 'Pending' }).first().click()
      await page.keyboard.press('Enter')
      await page.getByRole('menu').waitFor()
      await leftOut()
      await page.keyboard.press('Escape')
      await grid.getByRole('button', { name: /^New/ }).click()
      await page
        .getByRole('textbox', { name: /^Cargo/ })
        .and(page.locator(':focus'))
        .waitFor()
      const atDesk = await leftOut()
      await page.setViewportSize(phone.viewport)
      await open('light', 'en')
      const onPhone = new Set(await leftOut())
      await page.setViewportSize(desk.viewport)
      expect(atDesk.filter((one) => onPhone.has(one))).toEqual([])
    },
    600_000,
  )

  it('draws what is hovered and focused without a pointer', async () => {
    await open('light', 'en')
    const outlines = await page
      .getByRole('region', { name: 'Buttons' })
      .locator('.is-focused button, .is-focused a')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).outlineStyle))
    expect(outlines.length).toBeGreaterThan(4)
    expect(new Set(outlines)).toEqual(new Set(['solid']))
  })

  it('says each pair of colours with its contrast', async () => {
    await open('dark', 'en')
    const said = await page.getByText(/ on .* · [\d.]+ : 1$/).allTextContents()
    expect(said.length).toBeGreaterThan(12)
    for (const one of said) expect(Number(/([\d.]+) : 1$/.exec(one)?.[1]), one).toBeGreaterThanOrEqual(4.5)
  })

  it('shows both themes side by side', async () => {
    await page.goto(`${server.resolvedUrls?.local[0]}styleguide.html`)
    for (const theme of ['light', 'dark'])
      await page
        .frameLocator(`iframe[title="${theme}"]`)
        .getByRole('heading', { name: `Style guide, ${theme}` })
        .waitFor()
  })

  it('is in no release', () => {
    const release = fileURLToPath(new URL('../dist', import.meta.url))
    const files = readdirSync(release, { recursive: true, encoding: 'utf8' })
    expect(files.filter((file) => /guide/i.test(file))).toEqual([])
    const scripts = files
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(release, file), 'utf8'))
    expect(scripts.length).toBeGreaterThan(10)
    expect(scripts.filter((script) => script.includes('Style guide'))).toEqual([])
  })
})
