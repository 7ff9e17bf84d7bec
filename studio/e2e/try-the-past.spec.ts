// Before a flow is published: does its review say what would have become of past steps, with examples that lead to the records?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/office'
const weights = [3, 8, 12, 30, 40]

story('an owner tries a flow on the past', { person: somebody(), prepare }, () => {
  it('hears on the page of the fields that the flow waits, too, and where a rule of a step belongs', async () => {
    await page.goto('/t/office/design/parcel')
    const main = page.getByRole('main')
    await main.getByText('Changes of the flow wait, too; they are published there.').waitFor()
    await main
      .getByRole('region', { name: 'Preview' })
      .getByRole('radio', { name: 'Not set' })
      .waitFor({ state: 'attached' })
    await main.getByRole('tab', { name: 'Rules', exact: true }).click()
    const aside = main.getByText('Only when a step is taken? That is a condition of the step.')
    await screenshot(page, 'rules-of-steps')
    await aside.getByRole('link', { name: 'Open the flow' }).click()
  })

  it('hears on the page of the flow that fields wait, and finds them by the names they were just given', async () => {
    await page.getByText('2 changes of the fields wait, too; they are published there.').waitFor()
    await page.getByRole('link', { name: 'Open the fields' }).waitFor()
    await page.getByRole('button', { name: 'Start: from New to Road' }).click()
    const guard = page.getByRole('complementary', { name: 'Start' }).getByRole('group', { name: 'Only when' })
    const field = guard.getByRole('combobox', { name: 'Field' })
    expect(await field.inputValue()).toBe('Mass (now “Weight”)')
    await guard.getByText('Reads: Weight is more than 10').waitFor()
    await field.click()
    await page.getByText('Once the change of fields is published').filter({ visible: true }).waitFor()
    const later = page.getByRole('option', { name: 'Fragile' })
    expect(await later.getAttribute('data-combobox-disabled')).toBe('true')
    await screenshot(page, 'flow-fields-wait')
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Fields asked for' }).click()
    await page.getByRole('option', { name: 'Mass (now “Weight”)' }).waitFor()
    expect(await later.getAttribute('data-combobox-disabled')).toBe('true')
    await screenshot(page, 'flow-asks-for-drafted')
    await page.keyboard.press('Escape')
  })

  it('hears that an empty value does not pass a condition, and lets it pass with one press', async () => {
    const panel = page.getByRole('complementary', { name: 'Start' })
    const guard = panel.getByRole('group', { name: 'Only when' })
    await guard.getByText('A record whose “Weight” is empty does not pass.').waitFor()
    await guard.getByText('does not pass').scrollIntoViewIfNeeded()
    await screenshot(page, 'condition-leaves-out-empty')
    await guard.getByRole('button', { name: 'Or “Weight” is empty' }).click()
    await guard.getByText('Reads: Weight is more than 10 or Weight is empty').waitFor()
    expect(await guard.getByText('does not pass').count()).toBe(0)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row')))
      .toBe('1')
    await page.getByRole('button', { name: 'Undo' }).click()
    await guard.getByText('A record whose “Weight” is empty does not pass.').waitFor()
    await panel.getByRole('button', { name: 'Close' }).click()
  })

  it('reads how often a step would have been refused, and why', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish' })
    await review.getByText('The flow becomes version 2.').waitFor()
    await review.getByText('You can go back: change the flow back and publish it again.').waitFor()
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

  it('publishes: the page says so, which version is in use, and that only the fields still wait', async () => {
    await page.setViewportSize(desk.viewport)
    await page.getByRole('dialog').getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('Version 2 is in use').waitFor()
    await page.getByRole('region', { name: 'The flow is published.' }).waitFor({ timeout: 300 })
    await page.getByText('Nothing of the flow waits to be published, but 2 changes of the fields do.').waitFor()
    expect(await page.getByRole('button', { name: 'Review and publish' }).isDisabled()).toBe(true)
    await screenshot(page, 'flow-published-fields-wait')
    await page.getByRole('link', { name: 'Open the fields' }).click()
    await page.getByText('2 changes', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Rules', exact: true }).waitFor()
    expect(await page.getByText('Changes of the flow wait').count()).toBe(0)
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
  await call(seat, molde, 'PUT', `${api}/blueprints/parcel/draft`, {
    ops: [
      { op: 'relabel', field: 'weight', label: 'Mass' },
      { op: 'add', field: { key: 'fragile', type: 'boolean', label: 'Fragile' } },
    ],
  })
}
