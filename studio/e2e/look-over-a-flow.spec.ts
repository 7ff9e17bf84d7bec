// Is what conditions leave open told on the drawing, with the record that shows it, and does a click lead there?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/office'

story('an owner looks over a flow', { person: somebody(), prepare }, () => {
  it('is told of conditions that hold together, and led to the step', async () => {
    await page.goto('/t/office/design/request/flow')
    const overlap = page
      .getByRole('status')
      .getByRole('button', { name: /fits two steps at once when Amount is 99, Hurry is yes/ })
    await overlap.click()
    const panel = page.getByRole('complementary', { name: 'Decide', exact: true })
    await panel.waitFor()
    expect(await panel.getByText('Hurry').count()).toBeGreaterThan(0)
  })

  it('is told of what only the flow writes and may be empty', async () => {
    const told = page.getByRole('status').getByRole('button', { name: /leaves “Took” empty when “Sent at” is empty/ })
    await told.click()
    await page.getByRole('complementary', { name: 'Close', exact: true }).waitFor()
  })

  it('is told the same by the server', async () => {
    const { findings } = (await call(seat, molde, 'POST', `${api}/flows/request/verify`)) as {
      findings: { check: string; witness?: { record: object } }[]
    }
    expect(findings.map(({ check }) => check)).toEqual(['overlap', 'gap', 'leaves-empty'])
    expect(findings[0]?.witness?.record).toMatchObject({ amount: 99, hurry: true })
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Office', slug: 'office' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'request',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', label: 'Title', required: true },
      { key: 'status', type: 'enum', label: 'Status', options: ['NEW', 'PAID', 'REFUSED', 'CLOSED'] },
      { key: 'amount', type: 'number', label: 'Amount', required: true },
      { key: 'hurry', type: 'boolean', label: 'Hurry' },
      { key: 'sent_at', type: 'datetime', label: 'Sent at', readOnly: true },
      { key: 'took', type: 'duration', label: 'Took', readOnly: true },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'request',
    blueprint: 'request',
    stateField: 'status',
    initial: 'NEW',
    states: { NEW: {}, PAID: {}, REFUSED: { type: 'final' }, CLOSED: { type: 'final' } },
    transitions: [
      { event: 'decide', label: 'Decide', from: ['NEW'], to: 'PAID', guard: 'amount < 100' },
      { event: 'decide', label: 'Decide', from: ['NEW'], to: 'REFUSED', guard: 'hurry' },
      { event: 'close', label: 'Close', from: ['PAID'], to: 'CLOSED', do: [{ set: 'took', value: 'now - sent_at' }] },
    ],
  })
}
