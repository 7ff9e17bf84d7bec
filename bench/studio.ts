/// <reference lib="dom" />
// `npm run bench:studio`: how heavy and how quick the studio is in a real browser, on a processor slowed down four times.
//   npm run bench:studio -- --records=10000 --slowdown=4 --out=studio.json
import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { dealMaker } from './deals.ts'
import { holdTo } from './limits.ts'
import { client } from './load.ts'
import { startMolde } from './molde.ts'
import type { System } from './system.ts'

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '10000' },
    slowdown: { type: 'string', default: '4' },
    out: { type: 'string' },
  },
})

interface PageFigures {
  readonly page: string
  /** Scripts that were fetched until the page stood, kB as they travelled. */
  readonly scripts: number
  /** Milliseconds from the start of the navigation to the largest paint. */
  readonly largestPaint: number
  /** What jumped while the page came to stand: the browser's score, 0 for nothing, good up to 0.1. */
  readonly shift: number
}

interface ActFigures {
  readonly act: string
  /** Milliseconds from the input to the next paint, the slowest event of the act (multiples of 8: the browser rounds). */
  readonly latency: number
}

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!browserPath) {
  console.error('A browser is needed: apt-get install chromium')
  process.exit(1)
}
const system = await startMolde('Molde', {})
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
})
try {
  await fill(system, Number(options.records))
  const stranger = await newPage(await browser.newContext({ baseURL: system.url }))
  const pages = [await open(stranger, 'sign in', '/sign-in')]
  const { page, context } = await signedIn(system)
  pages.push(await open(page, 'list, first visit', '/t/bench/records/deal'))
  pages.push(await open(page, 'list, files kept by the browser', '/t/bench/records/deal'))
  const acts = await actOn(page)
  pages.push(await open(page, 'board', '/t/bench/records/deal?kind=board'))
  pages.push(await open(page, 'record', await firstRecord(page)))
  pages.push(await open(page, 'flow canvas', '/t/bench/design/deal/flow'))
  await context.close()
  print(pages, acts)
  if (options.out) writeFileSync(options.out, JSON.stringify({ ...options, pages, acts }, null, 2))
} finally {
  await browser.close()
  await system.stop()
}

async function fill(to: System, records: number): Promise<void> {
  const make = dealMaker(1)
  const over = client(to.url, to.headers, 1)
  for (let left = records; left > 0; left -= 1000) {
    const answer = await over.send(to.calls.bulk(Array.from({ length: Math.min(1000, left) }, make)))
    if (answer.status >= 300) throw new Error(`bulk: ${answer.status} ${answer.body.slice(0, 500)}`)
  }
  over.close()
}

async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(options.slowdown) })
  return page
}

/** The owner whom the measured server was set up by, in a browser of their own. */
async function signedIn(to: System): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL: to.url, viewport: { width: 1440, height: 900 } })
  const { owner } = to
  if (!owner) throw new Error('the measured server has no owner to sign in as')
  await context.request.post('/api/auth/sign-in/email', { data: owner, headers: { origin: to.url } })
  return { page: await newPage(context), context }
}

async function open(page: Page, name: string, path: string): Promise<PageFigures> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null)
  await page.waitForTimeout(500)
  const { scripts, paint, shift } = await page.evaluate(async () => {
    // No function with a name of its own: the compiler would wrap it in what the browser does not know.
    const [paints = [], shifts = []] = await Promise.all(
      ['largest-contentful-paint', 'layout-shift'].map(
        (type) =>
          new Promise<(PerformanceEntry & { readonly value?: number })[]>((resolve) => {
            new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true })
            setTimeout(() => resolve([]), 1_000)
          }),
      ),
    )
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const fetched = files.filter(({ name: file }) => new URL(file).pathname.endsWith('.js'))
    return {
      scripts: fetched.reduce((sum, { transferSize }) => sum + transferSize, 0),
      paint: paints.at(-1)?.startTime ?? Number.NaN,
      shift: shifts.reduce((sum, { value = 0 }) => sum + value, 0),
    }
  })
  return { page: name, scripts: Math.round(scripts / 1024), largestPaint: Math.round(paint), shift }
}

async function actOn(page: Page): Promise<ActFigures[]> {
  await page.evaluate(() => {
    const seen: PerformanceEntry[] = []
    Object.assign(window, { seenEvents: seen })
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({
      type: 'event',
      buffered: false,
      durationThreshold: 16,
    } as PerformanceObserverInit)
  })
  const acts: ActFigures[] = []
  const act = async (name: string, does: () => Promise<unknown>) => {
    await page.evaluate(() => (window as unknown as { seenEvents: PerformanceEntry[] }).seenEvents.splice(0))
    await does()
    await page.waitForTimeout(1_000)
    const latency = await page.evaluate(() =>
      Math.max(
        0,
        ...(window as unknown as { seenEvents: PerformanceEntry[] }).seenEvents.map(({ duration }) => duration),
      ),
    )
    acts.push({ act: name, latency })
  }
  await act('sort by a header', () => page.getByRole('button', { name: 'Amount' }).click())
  await act('type in the search', () => page.getByRole('searchbox').pressSequentially('anchor', { delay: 80 }))
  await act('select a row', () => page.getByRole('checkbox').nth(3).click())
  await act('open the jump box', () => page.keyboard.press('Control+k'))
  await page.keyboard.press('Escape')
  return acts
}

async function firstRecord(page: Page): Promise<string> {
  await page.goto('/t/bench/records/deal')
  return (await page.getByRole('row').nth(1).getByRole('link').getAttribute('href')) ?? ''
}

function print(pages: readonly PageFigures[], acts: readonly ActFigures[]): void {
  console.log(`\n${options.records} records, processor slowed down ${options.slowdown} times\n`)
  console.log('| page | scripts, kB | largest paint, ms | layout shift |\n|---|---|---|---|')
  for (const { page, scripts, largestPaint, shift } of pages)
    console.log(`| ${page} | ${scripts} | ${largestPaint} | ${shift.toFixed(3)} |`)
  console.log('\n| act | input to paint, ms |\n|---|---|')
  for (const { act, latency } of acts) console.log(`| ${act} | ${latency} |`)
  // What browsers call good, asked of a slow processor.
  holdTo([
    ...pages.flatMap(({ page, largestPaint, shift }) => [
      { what: `${page}: largest paint`, measured: largestPaint, most: 2500, unit: 'ms' },
      { what: `${page}: layout shift`, measured: shift, most: 0.1 },
    ]),
    ...acts.map(({ act, latency }) => ({ what: `${act}: input to paint`, measured: latency, most: 200, unit: 'ms' })),
  ])
}
