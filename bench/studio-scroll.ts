/// <reference lib="dom" />
// `npm run bench:scroll`: does a list of any length scroll evenly and with flat memory, on a processor slowed down four times?
//   npm run bench:scroll -- --records=1000000 --slowdown=4 --seconds=60 --out=scroll.json
import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { dealMaker } from './deals.ts'
import { client } from './load.ts'
import { startMolde } from './molde.ts'
import type { System } from './system.ts'

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    slowdown: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '60' },
    out: { type: 'string' },
  },
})
const [records, slowdown, seconds] = [options.records, options.slowdown, options.seconds].map(Number) as [
  number,
  number,
  number,
]
const list = '/t/bench/records/deal'

interface ScrollFigures {
  /** Milliseconds from the start of the navigation until the first rows stood, at the second visit. */
  readonly firstRows: number
  /** Milliseconds between two frames while the list was scrolled. */
  readonly frames: { readonly count: number; readonly p95: number; readonly max: number; readonly over100: number }
  /** How many rows went by, and how many of the frames showed a row that was still empty. */
  readonly rows: number
  readonly emptyFrames: number
  /** MB of JavaScript after the garbage was collected: before, half-way and at the end. */
  readonly heap: readonly number[]
  /** Milliseconds from the key to the first rows, back at the beginning. */
  readonly backToTop: number
}

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!browserPath) {
  console.error('A browser is needed: apt-get install chromium')
  process.exit(1)
}
const system = await startMolde('Molde', {})
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'],
})
try {
  await fill(system)
  const { page, session } = await signedIn(system)
  await timedVisit(page)
  const firstRows = await timedVisit(page)
  const heap = [await heapOf(session)]
  const first = await scroll(page, seconds / 2)
  heap.push(await heapOf(session))
  const second = await scroll(page, seconds / 2)
  heap.push(await heapOf(session))
  const figures: ScrollFigures = {
    firstRows,
    frames: framesOf([...first.frames, ...second.frames]),
    rows: second.rows,
    emptyFrames: first.empty + second.empty,
    heap,
    backToTop: await jumpToTop(page),
  }
  print(figures)
  if (options.out) writeFileSync(options.out, JSON.stringify({ records, slowdown, seconds, ...figures }, null, 2))
} finally {
  await browser.close()
  await system.stop()
}

async function fill(to: System): Promise<void> {
  const make = dealMaker(1)
  const over = client(to.url, to.headers, 1)
  for (let left = records; left > 0; left -= 1000) {
    const answer = await over.send(to.calls.bulk(Array.from({ length: Math.min(1000, left) }, make)))
    if (answer.status >= 300) throw new Error(`bulk: ${answer.status} ${answer.body.slice(0, 500)}`)
    if (left % 100_000 === 0) console.log(`${left} records to go`)
  }
  over.close()
}

/** The owner whom the measured server was set up by, in a slow browser. */
async function signedIn(to: System): Promise<{ page: Page; session: CDPSession }> {
  const context = await browser.newContext({ baseURL: to.url, viewport: { width: 1440, height: 900 } })
  const { owner } = to
  if (!owner) throw new Error('the measured server has no owner to sign in as')
  await context.request.post('/api/auth/sign-in/email', { data: owner, headers: { origin: to.url } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  return { page, session }
}

async function timedVisit(page: Page): Promise<number> {
  await page.goto(list)
  await page.getByRole('row').nth(20).waitFor()
  // Said by the page's own clock: when it painted the rows, not when somebody asked.
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const paints = await new Promise<PerformanceEntry[]>((resolve) => {
      new PerformanceObserver((seen) => resolve(seen.getEntries())).observe({
        type: 'largest-contentful-paint',
        buffered: true,
      })
      setTimeout(() => resolve([]), 1_000)
    })
    return Math.round(paints.at(-1)?.startTime ?? performance.now())
  })
}

/** A wheel that turns steadily: some 40 rows a second, as somebody looks through a list. */
async function scroll(page: Page, forSeconds: number): Promise<{ frames: number[]; rows: number; empty: number }> {
  return page.evaluate(async (duration) => {
    const frame = document.querySelector('table')?.parentElement
    if (!frame) throw new Error('there is no list')
    const frames: number[] = []
    let empty = 0
    const began = performance.now()
    for (let before = began; before - began < duration; ) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      frames.push(now - before)
      // As far as the time that went by: a slow frame makes a larger step, as it does under a finger.
      frame.scrollBy(0, (now - before) * 1.5)
      if (frame.querySelector('tbody tr[aria-hidden][class]')) empty += 1
      before = now
    }
    return { frames, rows: Math.round(frame.scrollTop / 36), empty }
  }, forSeconds * 1000)
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return Math.round(usedSize / 1024 / 102.4) / 10
}

async function jumpToTop(page: Page): Promise<number> {
  const began = Date.now()
  await page.locator('table').evaluate((table) => table.parentElement?.scrollTo(0, 0))
  await page.waitForFunction(() => {
    const row = document.querySelector('tbody tr[aria-rowindex="2"]')
    return row?.querySelector('a') !== null && row !== null
  })
  return Date.now() - began
}

function framesOf(frames: readonly number[]): ScrollFigures['frames'] {
  const sorted = [...frames].sort((a, b) => a - b)
  return {
    count: sorted.length,
    p95: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    max: Math.round(sorted.at(-1) ?? 0),
    over100: sorted.filter((one) => one > 100).length,
  }
}

function print(figures: ScrollFigures): void {
  const { firstRows, frames, rows, emptyFrames, heap, backToTop } = figures
  console.log(`\n${records} records, processor slowed down ${slowdown} times, ${seconds} s of scrolling\n`)
  console.log('| what | figure |\n|---|---|')
  const lines: readonly (readonly [string, string | number])[] = [
    ['first rows, ms', firstRows],
    ['rows scrolled by', rows],
    ['frames', frames.count],
    ['frame time p95, ms', frames.p95],
    ['frame time max, ms', frames.max],
    ['frames over 100 ms', frames.over100],
    ['frames with a row still empty', emptyFrames],
    ['JS heap at the start, half-way, at the end, MB', heap.join(' / ')],
    ['back to the first row, ms', backToTop],
  ]
  for (const [what, figure] of lines) console.log(`| ${what} | ${figure} |`)
}
