// Before a flow is published: does its review say what would have become of past steps, with examples that lead to the records?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/office'
const weights = [3, 8, 12, 30, 40]

story('an owner tries a flow on the past', { person: somebody(), prepare }, () => {
  it('reads how often a step would have been refused, and why', async () => {
    await page.goto('/t/office/design/parcel/flow')
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const past = page.getByRole('dialog').getByRole('region', { name: 'What would have happened' })
    await past.getByText('2 of 5 times, “Start” would have been refused: only when Weight is more than 10.').waitFor()
    await past.getByText('3 of 5 would have come to the same.').waitFor()
  })

  it('opens an example, which leads to its record', async () => {
    const past = page.getByRole('dialog').getByRole('region', { name: 'What would have happened' })
    await past.getByRole('button', { name: 'Show examples' }).click()
    const example = past.getByRole('link', { name: 'Parcel 8' })
    expect(await example.getAttribute('href')).toMatch(/\/t\/office\/records\/parcel\/\w+/)
    await past
      .getByText(/from “New” to “Road”/)
      .first()
      .waitFor()
    await past.scrollIntoViewIfNeeded()
    await screenshot(page, 'flow-past')
  })

  it('fits a phone', async () => {
    await page.setViewportSize(phone.viewport)
    const dialog = page.getByRole('dialog')
    const wider = await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)
    expect(wider).toBeLessThanOrEqual(0)
    await screenshot(page, 'flow-past-phone')
  })

  it('nothing was sent or written', async () => {
    const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel?sort=weight`)) as {
      items: { rev: number; state: string }[]
    }
    expect(items.map(({ rev, state }) => [rev, state])).toEqual(weights.map(() => [2, 'ROAD']))
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Office', slug: 'office' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', label: 'Title', required: true },
      { key: 'weight', type: 'number', label: 'Weight', quickFilter: true },
      { key: 'status', type: 'enum', label: 'Status', options: ['NEW', 'ROAD', 'DONE'] },
    ],
  })
  const transitions = [
    { event: 'start', label: 'Start', from: ['NEW'], to: 'ROAD' },
    { event: 'deliver', label: 'Deliver', from: ['ROAD'], to: 'DONE' },
  ]
  const flow = { name: 'parcel', blueprint: 'parcel', stateField: 'status', initial: 'NEW' }
  const states = { NEW: {}, ROAD: {}, DONE: { type: 'final' } }
  await call(seat, molde, 'POST', `${api}/flows`, { ...flow, states, transitions })
  for (const weight of weights) {
    const data = { title: `Parcel ${weight}`, weight }
    const { id } = (await call(seat, molde, 'POST', `${api}/records/parcel`, { data })) as { id: string }
    await call(seat, molde, 'POST', `${api}/records/parcel/${id}/transitions/start`)
  }
  const changed = transitions.map((one) => (one.event === 'start' ? { ...one, guard: 'weight > 10' } : one))
  await call(seat, molde, 'PUT', `${api}/flows/parcel/draft`, { ...flow, states, transitions: changed })
}
