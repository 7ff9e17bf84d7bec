/// <reference lib="dom" />
// `npm run bench:canvas`: how long a frame takes while a node is dragged and while the ground is moved, on the drawing of a
// large data model and of a large flow, and on a plain React Flow page with the same nodes and edges, one after the other in the
// same browser. Each round compares two runs that follow each other, and every other round begins with ours; what is told is the
// median of the rounds' ratios, so that neither a machine that is busy for a moment nor the order decides. Fails where a drawing of
// ours is slower than the plain page by more than is promised.
//   npm run bench:canvas -- --nodes=300 --edges=600 --slowdown=2 --rounds=7 --only=flow --out=canvas.json
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { holdTo } from './limits.ts'
import { client } from './load.ts'
import { startMolde } from './molde.ts'
import type { System } from './system.ts'

const { values: options } = parseArgs({
  options: {
    nodes: { type: 'string', default: '300' },
    edges: { type: 'string', default: '600' },
    slowdown: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '7' },
    /** `model` or `flow`; without it, both. */
    only: { type: 'string' },
    out: { type: 'string' },
  },
})

const root = fileURLToPath(new URL('..', import.meta.url))
/** No slower than this many times the plain page: what people would call fluid there is fluid here. */
const aim = 1.3
/** Milliseconds for which the display shows a frame. */
const shown = 1000 / 60

interface Drawing {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[]
  readonly edges: readonly { readonly source: string; readonly target: string }[]
}

interface Frames {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly count: number
}

type Act = 'drag a node' | 'move the ground'
const acts: readonly Act[] = ['drag a node', 'move the ground']
const drawings = { model: 'data model', flow: 'flow' } as const
type Which = keyof typeof drawings

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (!browserPath) {
  console.error('A browser is needed: apt-get install chromium')
  process.exit(1)
}
const drawing = drawingOf(Number(options.nodes), Number(options.edges))
const plain = await startPlainPage(drawing)
const system = await startMolde('Molde', {})
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
})
try {
  await fill(system, drawing)
  const context = await signedIn(system)
  const pages = { model: `${system.url}/t/bench/model`, flow: `${system.url}/t/bench/design/case/flow` }
  const wanted = (Object.keys(drawings) as Which[]).filter((which) => !options.only || options.only === which)
  const tasks = wanted.flatMap((which) => acts.map((act) => ({ which, act })))
  const measured: { readonly which: Which; readonly act: Act; readonly theirs: Frames; readonly ours: Frames }[] = []
  for (let round = 0; round < Number(options.rounds); round++)
    for (const { which, act } of tasks) {
      const urls = { theirs: plain.url, ours: pages[which] }
      const frames: { theirs?: Frames; ours?: Frames } = {}
      for (const whose of round % 2 === 0 ? (['theirs', 'ours'] as const) : (['ours', 'theirs'] as const)) {
        const page = await openCanvas(context, urls[whose])
        frames[whose] = await measure(page, act)
        await page.close()
      }
      measured.push({ which, act, ...(frames as Required<typeof frames>) })
    }
  const rows = tasks.map(({ which, act }): Row => {
    const rounds = measured.filter((one) => one.act === act && one.which === which)
    const ratios = (of: (frames: Frames) => number) => rounds.map(({ theirs, ours }) => of(ours) / of(theirs))
    const [p50, p95] = [ratios((frames) => frames.p50), ratios((frames) => frames.p95)]
    return {
      which,
      act,
      theirs: medians(rounds.map(({ theirs }) => theirs)),
      ours: medians(rounds.map(({ ours }) => ours)),
      ratio: { p50: median(p50), p95: median(p95) },
      ratios: { p50, p95 },
    }
  })
  print(rows)
  holdTo(
    rows.flatMap(({ which, act, ratio }) =>
      (['p50', 'p95'] as const).map((point) => ({
        what: `${drawings[which]}, ${act}: times a frame of the plain page, ${point}`,
        measured: ratio[point],
        most: aim,
      })),
    ),
  )
  if (options.out) writeFileSync(options.out, JSON.stringify({ ...options, rows }, null, 2))
} finally {
  await browser.close()
  await system.stop()
  plain.stop()
}

/** Rows of cards; each leads to two near it and sometimes to one far away, as in a model that grew. */
function drawingOf(nodes: number, edges: number): Drawing {
  const columns = Math.ceil(Math.sqrt(nodes * 1.2))
  const id = (n: number) => `kind_${n}`
  return {
    nodes: Array.from({ length: nodes }, (_, n) => ({
      id: id(n),
      x: (n % columns) * 384,
      y: Math.floor(n / columns) * 260,
    })),
    edges: Array.from({ length: edges }, (_, n) => {
      const source = n % nodes
      const step = n < nodes ? 1 : n % 7 === 0 ? Math.floor(nodes / 3) : columns
      return { source: id(source), target: id((source + step) % nodes) }
    }),
  }
}

async function fill(to: System, { nodes, edges }: Drawing): Promise<void> {
  const over = client(to.url, to.headers, 1)
  const send = async (method: 'POST' | 'PATCH', path: string, body: unknown) => {
    const answer = await over.send({ method, path, body: JSON.stringify(body) })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 500)}`)
  }
  for (const { id } of nodes) {
    const links = edges
      .filter(({ source }) => source === id)
      .map(({ target }, n) => ({ key: `link_${n}`, type: 'relation', blueprint: target }))
    const fields = [{ key: 'name', type: 'text' }, { key: 'amount', type: 'number' }, ...links]
    await send('POST', '/api/v1/tenants/bench/blueprints', { name: id, fields })
  }
  const places = Object.fromEntries(nodes.map(({ id, x, y }) => [id, { x, y }]))
  await send('PATCH', '/api/v1/tenants/bench/blueprint-places', { places })
  const choices = nodes.map(({ id }) => ({ key: stateOf(id) }))
  await send('POST', '/api/v1/tenants/bench/blueprints', {
    name: 'case',
    fields: [
      { key: 'title', type: 'text' },
      { key: 'stage', type: 'enum', options: choices },
    ],
  })
  // Far from the others: their own drawing stays as it is.
  const farAway = Math.max(...nodes.map(({ x }) => x)) + 384
  await send('PATCH', '/api/v1/tenants/bench/blueprint-places', { places: { case: { x: farAway, y: 0 } } })
  await send('POST', '/api/v1/tenants/bench/flows', {
    ...{ name: 'case', blueprint: 'case', stateField: 'stage', initial: choices[0]?.key },
    states: Object.fromEntries(nodes.map(({ id, x, y }) => [stateOf(id), { pos: { x, y } }])),
    transitions: edges.map(({ source, target }, n) => ({
      event: `go_${n}`,
      from: [stateOf(source)],
      to: stateOf(target),
    })),
  })
  over.close()
}

function stateOf(id: string): string {
  return id.toUpperCase()
}

/** The owner whom the measured server was set up by. */
async function signedIn(to: System): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const { owner } = to
  if (!owner) throw new Error('the measured server has no owner to sign in as')
  await context.request.post(`${to.url}/api/auth/sign-in/email`, { data: owner, headers: { origin: to.url } })
  return context
}

async function openCanvas(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.react-flow__node').first().waitFor({ timeout: 120_000 })
  await page.waitForTimeout(1_500)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(options.slowdown) })
  return page
}

/** Times between frames while the pointer goes round in circles with the button held. */
async function measure(page: Page, act: Act): Promise<Frames> {
  const start = await page.evaluate((wanted) => {
    const ground = document.querySelector('.react-flow')?.getBoundingClientRect()
    if (!ground) throw new Error('no canvas')
    const middle = { x: ground.left + ground.width / 2, y: ground.top + ground.height / 2 }
    // The nearest to the middle where what is wanted lies.
    for (let distance = 0; distance < 400; distance += 4)
      for (let angle = 0; angle < 16; angle++) {
        const x = middle.x + Math.cos((angle / 8) * Math.PI) * distance
        const y = middle.y + Math.sin((angle / 8) * Math.PI) * distance
        const element = document.elementFromPoint(x, y)
        const isNode = element?.closest('.react-flow__node') && !element.closest('.react-flow__handle')
        if (wanted === 'drag a node' ? isNode : element?.classList.contains('react-flow__pane')) return { x, y }
      }
    throw new Error(`nowhere to ${wanted}`)
  }, act)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 6, start.y + 6, { steps: 3 })
  // As text: what compiles this file would give the inner function a name by a helper that the page does not have.
  await page.evaluate(`{
    const times = (window.frameTimes = [])
    let last = performance.now()
    requestAnimationFrame(function tick() {
      const now = performance.now()
      times.push(now - last)
      last = now
      requestAnimationFrame(tick)
    })
  }`)
  const began = Date.now()
  for (let n = 0; Date.now() - began < 4_000; n++) {
    const angle = n / 12
    await page.mouse.move(start.x + Math.cos(angle) * 60, start.y + Math.sin(angle) * 60)
  }
  const times = await page.evaluate(() => (window as unknown as { frameTimes: number[] }).frameTimes.slice(2))
  await page.mouse.up()
  // The display shows sixty frames a second: one that follows a late one sooner than that is no quicker, only less late.
  return percentiles(times.map((time) => Math.max(time, shown)))
}

function percentiles(times: readonly number[]): Frames {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length }
}

function medians(rounds: readonly Frames[]): Frames {
  const middle = (of: (frames: Frames) => number) => median(rounds.map(of))
  return {
    p50: middle(({ p50 }) => p50),
    p95: middle(({ p95 }) => p95),
    p99: middle(({ p99 }) => p99),
    count: middle(({ count }) => count),
  }
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** The page to compare with: React Flow as its own first example uses it. Built into a folder of the system's temporary files. */
async function startPlainPage({ nodes, edges }: Drawing): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'molde-plain-flow-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'src'))
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><body style="margin:0"><div id="root" style="width:100vw;height:100vh"></div><script type="module" src="/src/main.js"></script>',
  )
  const given = {
    nodes: nodes.map(({ id, x, y }) => ({ id, position: { x, y }, data: { label: id } })),
    edges: edges.map((edge, n) => ({ id: `e${n}`, ...edge, type: 'smoothstep' })),
  }
  writeFileSync(
    join(folder, 'src', 'main.js'),
    `import '@xyflow/react/dist/style.css'
import { ReactFlow, useEdgesState, useNodesState } from '@xyflow/react'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
const given = ${JSON.stringify(given)}
function Page() {
  const [nodes, , onNodesChange] = useNodesState(given.nodes)
  const [edges, , onEdgesChange] = useEdgesState(given.edges)
  return createElement(ReactFlow, { nodes, edges, onNodesChange, onEdgesChange, fitView: true, minZoom: 0.05 })
}
createRoot(document.getElementById('root')).render(createElement(Page))
`,
  )
  const built = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', folder], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (built.status !== 0) throw new Error(`the plain page could not be built: ${built.stderr}`)
  const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
  const server = createServer((request, response) => {
    const name = request.url === '/' ? '/index.html' : (request.url ?? '').split('?')[0]
    const file = join(folder, 'dist', name ?? '')
    if (!file.startsWith(join(folder, 'dist')) || !existsSync(file)) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    response.end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop() {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Row {
  readonly which: Which
  readonly act: Act
  readonly ours: Frames
  readonly theirs: Frames
  /** Medians of the rounds' ratios. */
  readonly ratio: { readonly p50: number; readonly p95: number }
  readonly ratios: { readonly p50: readonly number[]; readonly p95: readonly number[] }
}

function print(rows: readonly Row[]): void {
  const ms = (time: number) => time.toFixed(1)
  const times = ({ p50, p95, p99 }: Frames) => `${ms(p50)} / ${ms(p95)} / ${ms(p99)}`
  console.log(
    `\n${options.nodes} nodes, ${options.edges} edges, processor slowed down ${options.slowdown} times, medians of ${options.rounds} rounds\n`,
  )
  console.log(
    '| drawing | act | plain React Flow, ms p50 / p95 / p99 | our drawing, ms | ratio p50 | ratio p95 | p95 of each round |',
  )
  console.log('|---|---|---|---|---|---|---|')
  for (const { which, act, ours, theirs, ratio, ratios } of rows)
    console.log(
      `| ${drawings[which]} | ${act} | ${times(theirs)} | ${times(ours)} | ${ratio.p50.toFixed(2)} | ${ratio.p95.toFixed(2)} | ${ratios.p95.map((one) => one.toFixed(2)).join(' ')} |`,
    )
}
