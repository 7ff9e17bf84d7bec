// Are the choices of the state field and the states of its flow one and the same thing for whoever builds?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/post'

story('choices are states', { person: somebody(), prepare }, () => {
  const state = (name: string) => page.getByRole('group', { name: `State ${name}`, exact: true })
  const panel = (name: string) => page.getByRole('complementary', { name, exact: true })

  it('a choice that no step leads to lies on the drawing and in the list, and waits for one', async () => {
    await page.goto('/t/post/design/order/flow')
    await state('Cancelled').waitFor()
    await page.getByText('Worth a look').waitFor()
    await screenshot(page, 'flow-loose-choice')
    expect(await page.getByRole('button', { name: 'Review and publish' }).isDisabled()).toBe(true)
    await page.getByText('List', { exact: true }).click()
    await page.getByRole('list', { name: 'States' }).getByText('Cancelled', { exact: true }).waitFor()
    await page.getByText('Drawing', { exact: true }).click()
  })

  it('a new state is called on the API as it is called here, as soon as it is', async () => {
    await page.getByRole('button', { name: 'New state' }).click()
    const name = panel('New state').getByLabel('Name of the state')
    await name.focus()
    // The drawing, which brings the new state into view and the keyboard to it, comes later.
    await page.waitForTimeout(400)
    expect(await name.evaluate((field) => field === document.activeElement)).toBe(true)
    await name.fill('Lost')
    // What programs call it is nobody's first question.
    expect(await panel('Lost').getByText('On the API').isVisible()).toBe(false)
    await panel('Lost').getByLabel('Name of the state').press('Tab')
    await state('Lost').waitFor()
    await panel('Lost').getByRole('button', { name: 'For programs' }).click()
    await panel('Lost').getByText('On the API: LOST', { exact: true }).waitFor()
    await panel('Lost').getByRole('button', { name: 'Close' }).click()
  })

  it('a new state that is called like a choice is that choice', async () => {
    await page.getByRole('button', { name: 'New state' }).click()
    await panel('New state').getByLabel('Name of the state').click()
    // What there is without a step is offered.
    await panel('New state').getByLabel('Name of the state').press('ArrowDown')
    await page.getByRole('option', { name: 'Cancelled' }).click()
    await screenshot(page, 'flow-named-like-a-choice')
    await panel('Cancelled').getByLabel('Name of the state').press('Tab')
    await expect.poll(() => state('Cancelled').count()).toBe(1)
    await panel('Cancelled').getByRole('button', { name: 'For programs' }).click()
    await panel('Cancelled').getByText('On the API: CANCELLED', { exact: true }).waitFor()
    await panel('Cancelled').getByLabel('Records end here').click()
  })

  it('the review says what becomes of the field, and there is one choice of the name afterwards', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish' })
    await review.getByText('The choices of “Stage” change with it: the fields of “Order” become version 2.').waitFor()
    await review.getByText('“Lost” is a new choice.').waitFor()
    expect(await review.getByText('no longer offered').count()).toBe(0)
    await screenshot(page, 'flow-review-choices')
    await review.getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('The flow is published.').waitFor()
    const { fields } = (await call(seat, molde, 'GET', `${api}/blueprints/order`)) as {
      fields: { key: string; options?: { key: string; retired?: boolean }[] }[]
    }
    const options = fields.find(({ key }) => key === 'stage')?.options ?? []
    expect(options.map(({ key, retired }) => `${key}${retired ? ' retired' : ''}`)).toEqual([
      'NEW',
      'DONE',
      'CANCELLED',
      'LOST',
    ])
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Post', slug: 'post' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'order',
    label: 'Order',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'stage', type: 'enum', label: 'Stage', options: ['NEW', 'DONE', 'CANCELLED'], required: true },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'order',
    blueprint: 'order',
    stateField: 'stage',
    initial: 'NEW',
    states: { NEW: {}, DONE: { type: 'final' } },
    transitions: [{ event: 'finish', label: 'Finish', from: ['NEW'], to: 'DONE' }],
  })
}
