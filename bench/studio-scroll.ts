/// <reference lib="dom" />
// `npm run bench:scroll`: does a list of any length scroll evenly and with flat memory, on a processor slowed down four times?
//   npm run bench:scroll -- --records=1000000 --slowdown=4 --seconds=60 --folder=/tmp/million --out=scroll.json
// Measured once the server is at rest: search words written, no job left. `--folder` keeps the records for the next run.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { dealMaker } from './deals.ts'
import { holdTo } from './limits.ts'
import { client } from './load.ts'
import { startMolde } from './molde.ts'
import { type System, settled } from './system.ts'

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    slowdown: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '60' },
    /** Where the records lie, and stay for the next run; without it they are made anew and thrown away. */
    folder: { type: 'string' },
    /** A trace of the second half, for the performance panel of a browser. It costs frames: not for figures. */
    trace: { type: 'string' },
    out: { type: 'string' },
  },
})
const [records, slowdown, seconds] = [options.records, options.slowdown, options.seconds].map(Number) as [
  number,
  number,
  number,
]
const list = '/t/bench/records/deal'

const traced = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
  'v8',
]

interface ScrollFigures {
  /** A signed-in person opens the address of the list for the first time in this browser: nothing is kept yet. */
  readonly cold: Visit
  /** The same person comes back: files of the program are kept by the browser, answers are asked for anew. */
  readonly warm: readonly Visit[]
  /** Likewise, on the processor as it is: this is what the first second is promised for. */
  readonly quick: readonly Visit[]
  /** Milliseconds between two frames while the list was scrolled. */
  readonly frames: { readonly count: number; readonly p95: number; readonly max: number; readonly over100: number }
  /**
   * Milliseconds that this process, which had nothing to do, waited at most for its turn meanwhile. Where that is long, the machine was
   * busy with other things: a frame waits as well, and what is slowed down four times is so with four times that.
   */
  readonly waited: number
  /** How many rows went by, and how many of the frames showed a row that was still empty. */
  readonly rows: number
  readonly emptyFrames: number
  /** MB of JavaScript after the garbage was collected: before, half-way and at the end. */
  readonly heap: readonly number[]
  /** Milliseconds from the key to the first rows, back at the beginning. */
  readonly backToTop: number
  /** Of the frames that took longest. */
  readonly longest: readonly LongFrame[]
}

/** Where the time of one frame went, as the browser itself accounts for it (Long Animation Frames). All in milliseconds. */
interface LongFrame {
  readonly duration: number
  /** From the beginning until the page is drawn: scripts of events, timers and answers. */
  readonly untilRender: number
  /** Animation frames and observers, up to style and layout. */
  readonly untilLayout: number
  /** Style, layout and painting of the main thread. */
  readonly layout: number
  /** The scripts that took longest: what called them, and how long. */
  readonly scripts: readonly string[]
}

interface Visit {
  /** Milliseconds from the start of the navigation until a screenful of rows was painted. */
  readonly firstRows: number
  /** Milliseconds until the browser's largest paint. */
  readonly largestPaint: number
}

/** A screen of 900 pixels shows so many rows. */
const screenful = 20
const warmVisits = 7
const quickVisits = 3

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!browserPath) {
  console.error('A browser is needed: apt-get install chromium')
  process.exit(1)
}
const system = await startMolde('Molde', {}, options.folder)
// An ordinary profile, as people have: a private window would keep no compiled scripts between visits.
const profile = mkdtempSync(join(tmpdir(), 'molde-bench-profile-'))
const context = await chromium.launchPersistentContext(profile, {
  executablePath: browserPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'],
  baseURL: system.url,
  viewport: { width: 1440, height: 900 },
})
try {
  await fill(system)
  await signIn(system)
  const cold = await visit()
  await cold.page.close()
  const warm: Visit[] = []
  for (let left = warmVisits; left > 1; left -= 1) {
    const { page, figures } = await visit()
    warm.push(figures)
    await page.close()
  }
  const quick: Visit[] = []
  for (let left = quickVisits; left > 0; left -= 1) {
    const { page, figures } = await visit(1)
    quick.push(figures)
    await page.close()
  }
  const { page, session, figures: last } = await visit()
  warm.push(last)
  const heap = [await heapOf(session)]
  const waits = monitorEventLoopDelay({ resolution: 5 })
  waits.enable()
  const first = await scroll(page, seconds / 2)
  heap.push(await heapOf(session))
  if (options.trace) await context.browser()?.startTracing(page, { path: options.trace, categories: traced })
  const second = await scroll(page, seconds / 2)
  if (options.trace) await context.browser()?.stopTracing()
  waits.disable()
  heap.push(await heapOf(session))
  const figures: ScrollFigures = {
    cold: cold.figures,
    warm,
    quick,
    frames: framesOf([...first.frames, ...second.frames]),
    waited: Math.round(waits.max / 1e6),
    rows: second.rows,
    emptyFrames: first.empty + second.empty,
    heap,
    backToTop: await jumpToTop(page),
    longest: [...first.long, ...second.long].sort((a, b) => b.duration - a.duration).slice(0, 12),
  }
  print(figures)
  if (options.out) writeFileSync(options.out, JSON.stringify({ records, slowdown, seconds, ...figures }, null, 2))
} finally {
  await context.close()
  await system.stop()
  rmSync(profile, { recursive: true, force: true })
}

async function fill(to: System): Promise<void> {
  const filled = options.folder && join(options.folder, 'filled.json')
  if (filled && existsSync(filled)) {
    const kept = JSON.parse(readFileSync(filled, 'utf8')) as { readonly records: number }
    if (kept.records !== records) throw new Error(`${options.folder} holds ${kept.records} records, not ${records}`)
    console.log(`${records} records are kept in ${options.folder}`)
  } else {
    await make(to)
    if (filled) writeFileSync(filled, JSON.stringify({ records }))
  }
  console.log(`the server is at rest after ${Math.round((await settled(to.process)) / 1000)} s`)
}

async function make(to: System): Promise<void> {
  const next = dealMaker(1)
  const over = client(to.url, to.headers, 1)
  for (let left = records; left > 0; left -= 1000) {
    const answer = await over.send(to.calls.bulk(Array.from({ length: Math.min(1000, left) }, next)))
    if (answer.status >= 300) throw new Error(`bulk: ${answer.status} ${answer.body.slice(0, 500)}`)
    if (left % 100_000 === 0) console.log(`${left} records to go`)
  }
  over.close()
  // The worker writes the search words meanwhile and afterwards; what it counts says when it has come to the end.
  for (let words = 0; words < records; words = await indexed(to)) await new Promise((go) => setTimeout(go, 1_000))
}

async function indexed({ url }: System): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^molde_records_indexed_total (\d+)/m.exec(text)?.[1] ?? 0)
}

/** As the owner whom the measured server was set up by; the browser knows nothing else. */
async function signIn({ url, owner }: System): Promise<void> {
  if (!owner) throw new Error('the measured server has no owner to sign in as')
  await context.request.post('/api/auth/sign-in/email', { data: owner, headers: { origin: url } })
}

/** In the page, before anything else: says when a screenful of rows was painted. */
function watchRows(wanted: number): void {
  const seen = window as { firstRows?: number; rowsPainted?: (said: string) => void }
  const watch = new MutationObserver(() => {
    if (document.querySelectorAll('tbody tr[aria-rowindex] a').length < wanted) return
    watch.disconnect()
    // A message sent within a frame is read after that frame was painted.
    const painted = new MessageChannel()
    painted.port1.onmessage = () => {
      seen.firstRows = performance.now()
      seen.rowsPainted?.('')
    }
    requestAnimationFrame(() => painted.port2.postMessage(undefined))
  })
  watch.observe(document, { childList: true, subtree: true })
}

/**
 * In a tab that stands already: opening one is the browser's own work. Until the rows are there, nothing is asked of the page: the
 * tool would send it half a megabyte of script first, which takes a slow processor as long as a tenth of all this.
 */
async function visit(rate = slowdown): Promise<{ page: Page; session: CDPSession; figures: Visit }> {
  const page = await context.newPage()
  await page.waitForTimeout(2_000)
  const session = await context.newCDPSession(page)
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'rowsPainted' })
  await session.send('Page.enable')
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${watchRows})(${screenful})` })
  const painted = new Promise((go) => session.once('Runtime.bindingCalled', go))
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  await page.goto(list, { waitUntil: 'commit' })
  await painted
  // What follows the rows comes to its end before anything else is measured.
  await page.waitForTimeout(2_000)
  const figures = await page.evaluate(async () => {
    const paints = await new Promise<PerformanceEntry[]>((resolve) => {
      new PerformanceObserver((seen) => resolve(seen.getEntries())).observe({
        type: 'largest-contentful-paint',
        buffered: true,
      })
      setTimeout(() => resolve([]), 1_000)
    })
    return {
      firstRows: Math.round((window as { firstRows?: number }).firstRows ?? Number.NaN),
      largestPaint: Math.round(paints.at(-1)?.startTime ?? Number.NaN),
    }
  })
  return { page, session, figures }
}

/** What TypeScript's own library of the DOM does not have yet. */
interface LongAnimationFrame {
  readonly duration: number
  readonly startTime: number
  readonly renderStart: number
  readonly styleAndLayoutStart: number
  readonly scripts: readonly {
    readonly duration: number
    readonly invoker: string
    readonly sourceFunctionName: string
  }[]
}

/** A wheel that turns steadily: some 40 rows a second, as somebody looks through a list. */
async function scroll(
  page: Page,
  forSeconds: number,
): Promise<{ frames: number[]; rows: number; empty: number; long: LongFrame[] }> {
  return page.evaluate(async (duration) => {
    const frame = document.querySelector('table')?.parentElement
    if (!frame) throw new Error('there is no list')
    const frames: number[] = []
    const long: LongFrame[] = []
    const watch = new PerformanceObserver((seen) => {
      for (const entry of seen.getEntries() as unknown as LongAnimationFrame[]) {
        const { duration, startTime, renderStart, styleAndLayoutStart, scripts } = entry
        long.push({
          duration: Math.round(duration),
          untilRender: Math.round((renderStart || startTime + duration) - startTime),
          untilLayout: Math.round(renderStart ? styleAndLayoutStart - renderStart : 0),
          layout: Math.round(styleAndLayoutStart ? startTime + duration - styleAndLayoutStart : 0),
          scripts: scripts
            .toSorted((a, b) => b.duration - a.duration)
            .slice(0, 4)
            .map((one) => `${one.invoker} ${one.sourceFunctionName} ${Math.round(one.duration)}`),
        })
      }
    })
    watch.observe({ type: 'long-animation-frame' })
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
    watch.disconnect()
    return { frames, rows: Math.round(frame.scrollTop / 36), empty, long }
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

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function print(figures: ScrollFigures): void {
  const { cold, warm, quick, frames, waited, rows, emptyFrames, heap, backToTop, longest } = figures
  console.log(`\n${records} records, processor slowed down ${slowdown} times, ${seconds} s of scrolling\n`)
  console.log('| what | figure |\n|---|---|')
  const lines: readonly (readonly [string, string | number])[] = [
    ['first rows, processor as it is, ms: median', median(quick.map(({ firstRows }) => firstRows))],
    ['first rows, first visit, ms', cold.firstRows],
    ['first rows, files kept by the browser, ms: median', median(warm.map(({ firstRows }) => firstRows))],
    ['the same, each visit', warm.map(({ firstRows }) => firstRows).join(' / ')],
    ['largest paint, files kept, ms: median', median(warm.map(({ largestPaint }) => largestPaint))],
    ['rows scrolled by', rows],
    ['frames', frames.count],
    ['frame time p95, ms', frames.p95],
    ['frame time max, ms', frames.max],
    ['frames over 100 ms', frames.over100],
    ['an idle process waited for its turn meanwhile, ms at most', waited],
    ['frames with a row still empty', emptyFrames],
    ['JS heap at the start, half-way, at the end, MB', heap.join(' / ')],
    ['back to the first row, ms', backToTop],
  ]
  for (const [what, figure] of lines) console.log(`| ${what} | ${figure} |`)
  if (longest.length > 0)
    console.log('\nThe longest frames, ms: until it is drawn + until layout + layout and painting, scripts')
  for (const { duration, untilRender, untilLayout, layout, scripts } of longest)
    console.log(`  ${duration}: ${untilRender} + ${untilLayout} + ${layout}; ${scripts.join(', ')}`)
  const [before = 0, ...later] = heap
  holdTo([
    {
      what: 'first rows, processor as it is, median',
      measured: median(quick.map(({ firstRows }) => firstRows)),
      most: 1000,
      unit: 'ms',
    },
    { what: 'longest frame', measured: frames.max, most: 100, unit: 'ms' },
    // Flat: what is kept of rows that went by has a bound, whatever the number of rows.
    {
      what: 'JS heap at the end, more than half-way',
      measured: (later[1] ?? NaN) - (later[0] ?? NaN),
      most: 5,
      unit: 'MB',
    },
    { what: 'JS heap at the end, more than at the start', measured: (later[1] ?? NaN) - before, most: 30, unit: 'MB' },
  ])
}
