// Can everybody use it: no breach of WCAG A and AA that axe can see, no sideways scrolling on a phone, in both themes?
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserMissing, findBrowser } from './find-browser.ts'
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

const require = createRequire(import.meta.url)
const missing = findBrowser() ? '' : ` (skipped: ${browserMissing})`
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const outside = ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/check-mail?email=a%40b.co']
const inside = [
  '/',
  '/new-tenant',
  '/account',
  '/t/shop',
  '/t/shop/records/deal',
  '/t/shop/records/deal?where=%5B%7B%22field%22%3A%22stage%22%2C%22op%22%3A%22anyOf%22%2C%22value%22%3A%5B%22NEW%22%5D%7D%5D',
  '/t/shop/records/deal/new',
  '/t/shop/settings',
  '/t/shop/settings/members',
  '/t/shop/settings/api-keys',
  '/t/shop/settings/jobs',
  '/t/shop/settings/trash',
  '/t/shop/nowhere',
]

describe.skipIf(missing !== '')(`everybody can reach everything${missing}`, () => {
  let molde: Molde
  let browser: Browser
  let ana: Seat
  let record: string
  beforeAll(async () => {
    molde = await startMolde()
    browser = await openBrowser()
    ana = await takeSeat(browser, molde)
    await signInAs(ana, molde, somebody())
    record = await fill(ana, molde)
  })
  afterAll(async () => {
    await browser?.close()
    await molde?.stop()
  })

  for (const scheme of ['light', 'dark'] as const) {
    for (const [device, size] of [
      ['a desk', desk],
      ['a phone', phone],
    ] as const) {
      it(`on ${device}, ${scheme}`, async () => {
        const stranger = await takeSeat(browser, molde, { ...size, colorScheme: scheme })
        const found: string[] = []
        for (const path of outside) found.push(...(await look(stranger, path)))
        await stranger.context.close()
        const member = await takeSeat(browser, molde, {
          ...size,
          colorScheme: scheme,
          storageState: await ana.context.storageState(),
        })
        for (const path of [...inside, `/t/shop/records/deal/${record}`]) found.push(...(await look(member, path)))
        await member.context.close()
        expect(found).toEqual([])
      })
    }
  }

  it('goes from the address bar to the content and through the list without a mouse', async () => {
    const { page } = ana
    await page.goto('/t/shop/records/deal')
    await page.getByText('3 records').waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('link', { name: 'Skip to content' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#main:focus').waitFor()
    expect(
      await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle),
    ).toBeDefined()
  })
})

/** What is wrong with a page, each fault with the page's address. */
async function look({ page, complaints }: Seat, path: string): Promise<string[]> {
  await page.goto(path)
  await page.getByRole('heading').or(page.getByRole('main').locator('svg')).first().waitFor()
  // The line of live events never goes quiet, so what is waited for is that nothing is a placeholder any more.
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null)
  await page.waitForTimeout(200)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  const all = [
    ...(await faults(page)),
    ...complaints.splice(0),
    ...(tooWide > 0 ? [`scrolls ${tooWide}px sideways`] : []),
  ]
  return all.map((fault) => `${path} ${fault}`)
}

/** axe is put in by the debugger, past the content policy that keeps every other script out. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }
    const own = (window as unknown as { axe: { run(where: Document, how: object): Promise<Found> } }).axe
    const found = await own.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    )
  })
}

async function fill(seat: Seat, molde: Molde): Promise<string> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
  const api = '/api/v1/tenants/shop'
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'deal',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true, help: 'A short name' },
      { key: 'weight', type: 'number' },
      { key: 'amount', type: 'money' },
      { key: 'stage', type: 'enum', options: ['NEW', 'TALKING', 'WON', 'LOST', 'LATE', 'ODD', 'BACK', 'DONE'] },
      { key: 'labels', type: 'tags', options: ['hot', 'cold'] },
      { key: 'due', type: 'date' },
      { key: 'meeting', type: 'datetime' },
      { key: 'effort', type: 'duration' },
      { key: 'score', type: 'rating' },
      { key: 'colour', type: 'color' },
      { key: 'active', type: 'boolean' },
      { key: 'parent', type: 'relation', blueprint: 'deal' },
      { key: 'others', type: 'relation', blueprint: 'deal', many: true },
      { key: 'owner', type: 'user' },
      { key: 'place', type: 'address' },
      { key: 'spot', type: 'geo' },
      { key: 'links', type: 'list', of: 'url' },
      { key: 'raw', type: 'json' },
      { key: 'made', type: 'datetime', readOnly: true, default: { expr: 'now' } },
      { key: 'lines', type: 'list', fields: [{ key: 'item', type: 'text', required: true }] },
    ],
  })
  let last = ''
  for (const stage of ['NEW', 'WON', 'LATE']) {
    const made = (await call(seat, molde, 'POST', `${api}/records/deal`, {
      data: {
        title: `Deal ${stage}`,
        stage,
        labels: ['hot'],
        score: 3,
        active: true,
        due: '2026-12-01',
        amount: { amount: '5', currency: 'EUR' },
        colour: '#1f4bd8',
        lines: [{ item: 'Book' }],
        ...(last ? { parent: last, others: [last] } : {}),
      },
    })) as { id: string }
    last = made.id
  }
  return last
}
