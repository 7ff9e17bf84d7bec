// Is what conditions leave open told on the drawing, with the record that shows it, and does a click lead there?
import { expect, it } from 'vitest'
import { panel, state } from './drawing.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/office'

story('an owner looks over a flow', { person: somebody(), prepare }, () => {
  const shown = () => panel(page, 'How it comes about')
  const isLit = (name: string) => state(page, name).locator('[aria-current=step]').waitFor()
  const show = (problem: RegExp) =>
    page
      .getByRole('status')
      .getByRole('listitem')
      .filter({ hasText: problem })
      .getByRole('button', { name: 'Show me' })
      .click()

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

  it('reads in the panel of a state what is certain there, in the words of its fields', async () => {
    await state(page, 'Closed').click()
    const certain = panel(page, 'Closed').getByRole('group', { name: 'What is certain here' })
    await certain.getByText('Always filled in: Signed at.').waitFor()
    await screenshot(page, 'look-over-certain')
    await state(page, 'New').click()
    await panel(page, 'New').getByText('Always empty: Signed at.').waitFor()
    await panel(page, 'New').getByRole('button', { name: 'Close' }).click()
  })

  it('has the record played that shows it, and sees each step on the drawing', async () => {
    await show(/fits two steps at once/)
    await shown().getByText('A new record stands in “New”.').waitFor()
    await isLit('New')
    // It goes on by itself.
    await shown().getByText('“Decide” leads to “Paid”.').waitFor()
    await shown().getByRole('group', { name: 'Filled in' }).getByText('99').waitFor()
    await isLit('Paid')
    const taken = page.getByRole('button', { name: 'Decide: from New to Paid', exact: true })
    expect(await taken.getAttribute('data-gone')).toBe('true')
    await shown().getByRole('button', { name: 'Play again' }).waitFor()
    await screenshot(page, 'look-over-shown')
  })

  it('turns its steps by mouse and by keyboard', async () => {
    await shown().getByRole('button', { name: 'Step before' }).click()
    await shown().getByText('A new record stands in “New”.').waitFor()
    await shown().getByRole('button', { name: 'Next step' }).click()
    await shown().getByText('“Decide” leads to “Paid”.').waitFor()
    await page.keyboard.press('ArrowLeft')
    await isLit('New')
    await page.keyboard.press('End')
    await isLit('Paid')
    expect(await faultsOfAxe(page)).toEqual([])
    // The first one takes away the words over the button.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await shown().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Show me' }).and(page.locator(':focus')).waitFor()
    expect(await page.locator('[aria-current=step]').count()).toBe(0)
  })

  it('is shown a refusal with its reason, without anything that moves by itself where nobody wants that', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await show(/“Decide” does nothing/)
    await shown().getByRole('button', { name: 'Play', exact: true }).waitFor()
    await page.keyboard.press('End')
    await shown().getByText('“Decide” does nothing: no condition of its steps holds.').waitFor()
    await screenshot(page, 'look-over-refused')
  })

  it('goes on with the record by hand', async () => {
    await shown().getByRole('button', { name: 'Go on from here by hand' }).click()
    const trying = page.getByRole('complementary', { name: 'Try a record', exact: true })
    await trying.getByRole('status').getByText('New').waitFor()
    await trying.getByRole('group', { name: 'The record now' }).getByText('100').waitFor()
    await trying.getByRole('button', { name: 'Close' }).click()
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
      { key: 'signed_at', type: 'datetime', label: 'Signed at', readOnly: true },
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
      {
        event: 'close',
        label: 'Close',
        from: ['PAID'],
        to: 'CLOSED',
        do: [
          { set: 'took', value: 'now - sent_at' },
          { set: 'signed_at', value: 'now' },
        ],
      },
    ],
  })
}
