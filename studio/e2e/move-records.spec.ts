// Records are moved to the newest version: tried, watched, stopped, undone, mended. The server's part is played: what it answers is what is looked at.
import type { Page, Route } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { page, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

interface PlayedJob {
  readonly id: string
  readonly kind: string
  status: string
  done: number
  readonly total: number
  quarantined: number
  undo?: Undo
}

interface Undo {
  readonly back: number
  readonly movedOn: readonly { readonly job: string; readonly to: number; readonly records: number }[]
  readonly elsewhere?: number
}

/** What the played server was asked, in order. */
const asked: string[] = []
const jobs = new Map<string, PlayedJob>()
let waiting = 2

// A service worker would ask the real server behind the played one's back.
const look = { serviceWorkers: 'block' as const }

story('records are moved to another version', { person: somebody('Ana'), look, prepare }, () => {
  it('is not offered by a server that does not do it', async () => {
    await page.route('**/api/v1/openapi.json', (route) => route.fulfill({ json: { paths: {} } }))
    await page.goto('/t/shop/design/order?part=versions')
    await page.getByRole('button', { name: 'Go back to version 1' }).waitFor()
    expect(await page.getByRole('button', { name: 'Move the records…' }).count()).toBe(0)
    await page.unroute('**/api/v1/openapi.json')
  })

  it('is tried first, then done, with a bar that moves; it can be paused', async () => {
    await play(page)
    await page.reload()
    await page.getByRole('button', { name: 'Move the records…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Move the records' })
    await dialog.getByText('Move the 3 records to version 2 now?').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Try it first' }).click()
    end('j1', 3, 2)
    await dialog.getByText('1 record would move.').waitFor()
    await dialog.getByText('2 would need somebody to look at them.').waitFor()
    await dialog.getByRole('button', { name: 'Move them now' }).click()
    await dialog.getByRole('progressbar', { name: 'Moving the records' }).waitFor()
    await dialog.getByRole('button', { name: 'Pause' }).click()
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await dialog.getByRole('button', { name: 'Pause' }).waitFor()
    await screenshot(page, 'migration-runs')
    end('j2', 3, 2)
    await dialog.getByText('1 record was moved.').waitFor()
    expect(asked).toEqual(['try 2', 'move 2', 'pause', 'resume'])
  })

  it('lists what needs attention by its reason, and tries again what was mended', async () => {
    const dialog = page.getByRole('dialog', { name: 'Move the records' })
    await dialog.getByText('2 records need attention').waitFor()
    await dialog.getByText('“Price” is no number').waitFor()
    expect(await dialog.getByRole('link').allTextContents()).toEqual(['Ana', 'Bo'])
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'migration-attention')
    await dialog.getByLabel('Value in “Ana”').fill('12')
    await dialog.getByRole('button', { name: 'Save' }).first().click()
    await dialog.getByRole('button', { name: 'Saved' }).waitFor()
    expect(asked.at(-1)).toBe('mend a as=1 {"data":{"price":"12"}}')
    waiting = 0
    await dialog.getByRole('button', { name: 'Try again: “Price” is no number' }).click()
    await dialog.getByText('No record needs attention any more.').waitFor()
    expect(asked.at(-1)).toBe('retry a,b')
  })

  it('is undone as it was done', async () => {
    const dialog = page.getByRole('dialog', { name: 'Move the records' })
    await dialog.getByRole('button', { name: 'Undo' }).click()
    await dialog.getByRole('progressbar', { name: 'Moving them back' }).waitFor()
    // Trying again was a job, too.
    end('j4', 3, 0)
    await dialog.getByText('Everything is as it was.').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('says which records a later job has taken on, before it is undone and afterwards', async () => {
    await page.getByRole('button', { name: 'Move the records…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Move the records' })
    await dialog.getByRole('button', { name: 'Move them now' }).click()
    await dialog.getByRole('progressbar', { name: 'Moving the records' }).waitFor()
    const movedOn = [{ job: 'later', to: 3, records: 1 }]
    end('j5', 3, 0, { back: 2, movedOn })
    await dialog.getByText('A later move took 1 of them on; undoing leaves it there.').waitFor()
    await dialog.getByRole('button', { name: 'Undo' }).click()
    await dialog.getByRole('progressbar', { name: 'Moving them back' }).waitFor()
    end('j6', 2, 0, { back: 1, movedOn, elsewhere: 1 })
    const outcome = dialog.getByRole('status')
    await outcome.getByText('1 record is back as it was.').waitFor()
    await outcome.getByText('2 have been moved on since and stay where they are.').waitFor()
    await outcome.getByText('Undo the later move as well to bring them back, too.').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'migration-undone-in-part')
    await page.keyboard.press('Escape')
  })
})

async function prepare(ana: Seat, server: Molde): Promise<void> {
  await call(ana, server, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(ana, server, 'POST', `${api}/blueprints`, {
    name: 'order',
    fields: [
      { key: 'customer', type: 'text' },
      { key: 'price', type: 'text' },
    ],
  })
  for (const customer of ['Ana', 'Bo', 'Cy'])
    await call(ana, server, 'POST', `${api}/records/order`, { data: { customer } })
  const draft = `${api}/blueprints/order/draft`
  await call(ana, server, 'PUT', draft, { ops: [{ op: 'relabel', field: 'price', label: 'Price' }] })
  const { token } = (await call(ana, server, 'POST', `${draft}/preview`, {})) as { token: string }
  await call(ana, server, 'POST', `${draft}/publish`, { token })
}

function begin(kind: string): PlayedJob {
  const job = { id: `j${jobs.size + 1}`, kind, status: 'running', done: 1, total: 3, quarantined: 0 }
  jobs.set(job.id, job)
  return job
}

function end(id: string, done: number, quarantined: number, undo?: Undo): void {
  const job = jobs.get(id)
  if (!job) throw new Error(`no job ${id} was begun`)
  Object.assign(job, { status: 'succeeded', done, quarantined, ...(undo && { undo }) })
}

/** Plays the routes that move records, as the API describes them. */
async function play(on: Page): Promise<void> {
  const answer = (route: Route, json: unknown, status = 200) => route.fulfill({ status, json })
  await on.route('**/api/v1/openapi.json', (route) =>
    answer(route, { paths: { '/api/v1/tenants/{t}/blueprints/{name}/migrations': {} } }),
  )
  await on.route('**/blueprints/order/migrations', (route) => {
    const { to, dryRun } = route.request().postDataJSON() as { to: number; dryRun?: boolean }
    asked.push(`${dryRun ? 'try' : 'move'} ${to}`)
    return answer(route, begin('migrate'), 202)
  })
  await on.route(/\/jobs\/j\d+$/, (route) => answer(route, jobs.get(route.request().url().split('/').at(-1) ?? '')))
  await on.route(/\/jobs\/j\d+\/\w+$/, (route) => {
    const [id = '', verb = ''] = route.request().url().split('/').slice(-2)
    if (verb === 'undo') return answer(route, begin('migrate'), 202)
    asked.push(verb)
    const job = jobs.get(id)
    if (job) job.status = verb === 'pause' ? 'paused' : 'running'
    return answer(route, job)
  })
  await on.route(/\/records\/order\/a\?as=1$/, (route) => {
    asked.push(`mend a as=1 ${route.request().postData()}`)
    return answer(route, { id: 'a' })
  })
  await on.route('**/blueprints/order/quarantine**', (route) => {
    if (route.request().method() === 'POST') {
      asked.push(`retry ${(route.request().postDataJSON() as { ids: string[] }).ids.join()}`)
      return answer(route, begin('migrate'), 202)
    }
    const items = [
      { record: { id: 'a', title: 'Ana' }, value: 'free' },
      { record: { id: 'b', title: 'Bo' }, value: 'n/a' },
    ].map((item) => ({ ...item, version: 1, field: 'price', code: 'not-number', message: '“Price” is no number' }))
    return answer(route, { items: items.slice(0, waiting), next: null })
  })
}
