// Can an owner set up a webhook, call it from a flow, and see what arrived and what did not?
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { choose } from './choose.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/yard'
const received: { readonly id: string; readonly body: string }[] = []
let receiver: Server
let isBroken = false

story('another program is told', { person: somebody(), prepare }, () => {
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (piece) => {
        body += piece
      })
      request.on('end', () => {
        received.push({ id: String(request.headers['webhook-id']), body })
        response.writeHead(isBroken ? 410 : 200).end()
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    receiver.closeAllConnections()
    receiver.close()
  })
  const hook = () => page.getByRole('group', { name: 'erp', exact: true })
  const deliveries = () => page.getByRole('list', { name: 'Deliveries of erp' })

  it('a webhook is added, its secret is shown once, and a test arrives', async () => {
    await page.goto('/t/yard/settings')
    await page.getByRole('tab', { name: 'Webhooks' }).click()
    await page.getByText('No webhooks yet.').waitFor()
    await page.getByRole('button', { name: 'New webhook' }).click()
    const dialog = page.getByRole('dialog', { name: 'New webhook' })
    await dialog.getByLabel('Name').fill('erp')
    await dialog.getByLabel('Address').fill('http://169.254.169.254/latest')
    await dialog.getByRole('button', { name: 'Add webhook' }).click()
    await dialog.getByText(/leads to this machine or into a network that is not public/).waitFor()
    const { port } = receiver.address() as AddressInfo
    await dialog.getByLabel('Address').fill(`http://127.0.0.1:${port}/hook`)
    await dialog.getByRole('button', { name: 'Add webhook' }).click()
    const secret = await dialog.getByLabel('Secret', { exact: true }).textContent()
    expect(secret).toMatch(/^whsec_/)
    await screenshot(page, 'webhook-secret')
    await dialog.getByRole('button', { name: 'I have copied it' }).click()
    await hook().getByRole('button', { name: 'Send a test' }).click()
    await deliveries().getByText('Test message').waitFor()
    await deliveries().getByText('Delivered', { exact: true }).waitFor({ timeout: 15_000 })
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ type: 'test' })
    expect(await page.content()).not.toContain(String(secret))
  })

  it('a step of a flow calls it and notifies somebody, both said as sentences', async () => {
    await page.goto('/t/yard/design/parcel/flow')
    await page.getByRole('button', { name: 'Ship: from New to Shipped' }).click()
    const does = page.getByRole('group', { name: 'What it does' })
    await does.getByRole('button', { name: 'Add an action' }).click()
    const first = does.getByRole('group', { name: 'Action 1' })
    await choose(first.getByRole('combobox', { name: 'Action', exact: true }), 'Call a webhook')
    await first.getByRole('combobox', { name: 'Webhook' }).fill('erp')
    await page.keyboard.press('Escape')
    await first.getByLabel('What is sent').fill("{'what': title}")
    await first.getByText('Call the webhook “erp”.').waitFor()
    await does.getByRole('button', { name: 'Add an action' }).click()
    const second = does.getByRole('group', { name: 'Action 2' })
    await choose(second.getByRole('combobox', { name: 'Action', exact: true }), 'Notify')
    await choose(second.getByRole('combobox', { name: 'To whom' }), 'Whoever created the record')
    await second.getByLabel('Text').fill('{title} has left')
    await second.getByText('Notify whoever created the record: “{title} has left”').waitFor()
    await screenshot(page, 'flow-actions-outside')
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('The flow is published.').waitFor()
  })

  it('the step is taken: the other program hears of it, and so does the person', async () => {
    await page.goto(`/t/yard/records/parcel/${await newParcel('Piano')}`)
    await page.getByRole('button', { name: 'Ship' }).click()
    await expect.poll(() => received.map(({ body }) => body), { timeout: 15_000 }).toContain('{"what":"Piano"}')
    await page.getByRole('button', { name: /Notifications/ }).click()
    await page.getByText('“Piano”: Piano has left').waitFor({ timeout: 15_000 })
  })

  it('what was not taken says why, and is sent again', async () => {
    isBroken = true
    const id = await newParcel('Organ')
    await call(seat, molde, 'POST', `${api}/records/parcel/${id}/transitions/ship`, {})
    await page.goto('/t/yard/settings/webhooks')
    await hook().getByText('Turned off by its receiver').waitFor({ timeout: 15_000 })
    await hook().getByRole('button', { name: 'Deliveries of erp' }).click()
    await deliveries().getByText('The receiver answered 410').waitFor()
    await screenshot(page, 'webhook-deliveries')
    isBroken = false
    await hook().getByRole('button', { name: 'Turn on' }).click()
    await hook().getByText('On', { exact: true }).waitFor()
    await deliveries().getByRole('button', { name: 'Send again: Organ' }).click()
    await expect.poll(() => deliveries().getByText('Delivered', { exact: true }).count(), { timeout: 15_000 }).toBe(3)
    expect(received.filter(({ id: known }) => known === `${id}:2:0`)).toHaveLength(2)
  })
})

async function newParcel(title: string): Promise<string> {
  const { id } = (await call(seat, molde, 'POST', `${api}/records/parcel`, { data: { title } })) as { id: string }
  return id
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Yard', slug: 'yard' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      {
        key: 'stage',
        type: 'enum',
        options: [
          { key: 'NEW', label: 'New' },
          { key: 'SHIPPED', label: 'Shipped' },
        ],
      },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'parcel', blueprint: 'parcel', stateField: 'stage', initial: 'NEW' },
    states: { NEW: {}, SHIPPED: { type: 'final' } },
    transitions: [{ event: 'ship', label: 'Ship', from: ['NEW'], to: 'SHIPPED' }],
  })
}
