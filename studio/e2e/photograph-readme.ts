// Takes the pictures of the README, from a workspace that is made for them:
//   node --import tsx studio/e2e/photograph-readme.ts [folder, docs unless told]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openScreen } from './every-screen.ts'
import { fillHarbour } from './harbour.ts'
import { call, openBrowser, signInAs, somebody, startMolde, takeSeat } from './test-browser.ts'

const [folder = 'docs'] = process.argv.slice(2)
const screen = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 }

mkdirSync(folder, { recursive: true })
const molde = await startMolde()
const browser = await openBrowser()
try {
  const ana = await takeSeat(browser, molde, screen)
  await signInAs(ana, molde, somebody())
  const record = await fillHarbour(ana, molde)
  const at = async (path: string, name: string, prepare?: (page: Page) => Promise<void>) => {
    await openScreen(ana.page, path)
    await prepare?.(ana.page)
    // Nothing is pointed at, and notices have gone.
    await ana.page.mouse.move(0, 0)
    await ana.page.waitForTimeout(600)
    await ana.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  }
  await at('/t/harbour/records/parcel?kind=board&by=status', 'board')
  await at(
    '/t/harbour/records/parcel?group=status&columns=%5B%22cargo%22%2C%22customer%22%2C%22due%22%2C%22labels%22%2C%22weight%22%2C%22price%22%5D',
    'table',
    addTotal,
  )
  await at(`/t/harbour/records/parcel/${record}`, 'record')
  await at('/t/harbour/model', 'model', async (page) => {
    await page
      .getByRole('group', { name: /Parcel/ })
      .first()
      .click()
  })
  // A draft that is looked at and never published.
  const names = [
    { key: 'first_name', label: 'First name', type: 'text', required: true },
    { key: 'last_name', label: 'Last name', type: 'text' },
  ]
  await call(ana, molde, 'PUT', '/api/v1/tenants/harbour/blueprints/customer/draft', {
    ops: [{ op: 'split', field: 'name', into: names, strategy: 'first-word' }],
  })
  await at('/t/harbour/design/customer', 'review', async (page) => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await page.getByRole('dialog').getByRole('table').first().waitFor()
  })
  await ana.page.emulateMedia({ colorScheme: 'dark' })
  await at('/t/harbour/design/parcel/flow', 'flow', async (page) => {
    await page.getByRole('group', { name: 'State On its way', exact: true }).click()
  })
} finally {
  await browser.close()
  await molde.stop()
}

async function addTotal(page: Page): Promise<void> {
  for (const column of ['Weight, kg', 'Price']) {
    await page.getByRole('button', { name: `Menu of ${column}` }).click()
    await page.getByRole('menuitem', { name: 'Total' }).hover()
    await page.getByRole('menuitem', { name: 'Sum' }).click()
  }
  await page.locator('[data-grid]').evaluate((frame) => frame.scrollTo({ left: 0 }))
}
