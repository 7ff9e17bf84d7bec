// Steps that reach beyond their record: made in the builder, read as sentences, told while a record is tried, and done in earnest.
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/office'
const sentence = 'Create a “Task” with “Title”: “Pack it”, “Order”: this record, and “Urgency”: High.'

story('an owner lets a step make another record', { person: somebody(), prepare }, () => {
  const step = () => page.getByRole('complementary', { name: 'Pay', exact: true })

  it('chooses what is made, and with which values', async () => {
    await page.goto('/t/office/design/order/flow')
    await page.getByRole('button', { name: /Pay/ }).first().click()
    await step().getByRole('button', { name: 'Add an action' }).first().click()
    const action = step().getByRole('group', { name: 'Action 1', exact: true })
    await action.getByRole('combobox', { name: 'Action' }).click()
    await page.getByRole('option', { name: 'Create a record' }).click()
    await action.getByRole('combobox', { name: 'Kind of record' }).click()
    await page.getByRole('option', { name: 'Task' }).click()
    // What a task must have, and the way back to the order, are there already.
    await action.getByRole('textbox', { name: 'Title' }).fill('Pack it')
    await action.getByRole('combobox', { name: 'Fill in a field…' }).click()
    await page.getByRole('option', { name: 'Urgency' }).click()
    await action.getByRole('combobox', { name: 'Urgency' }).click()
    await page.getByRole('option', { name: 'High' }).click()
    await action.getByText(sentence).waitFor()
  })

  it('puts somebody into a field by turn', async () => {
    await step().getByRole('button', { name: 'Add an action' }).first().click()
    const action = step().getByRole('group', { name: 'Action 2', exact: true })
    await action.getByRole('combobox', { name: 'Action' }).click()
    await page.getByRole('option', { name: 'Assign' }).click()
    await action.getByText('Put into “Agent”: whoever is next in turn.').waitFor()
    await screenshot(page, 'flow-act-on-others')
  })

  it('is told by a record that is tried, which does nothing of it', async () => {
    const before = await tasks()
    await page.getByRole('button', { name: 'Try a record' }).click()
    const trial = page.getByRole('complementary', { name: 'Try a record' })
    await trial.getByRole('button', { name: /^Pay/ }).click()
    await trial
      .getByRole('group', { name: /here nothing of it happens/ })
      .getByText(sentence)
      .waitFor()
    expect(await tasks()).toEqual(before)
    await trial.getByRole('button', { name: 'Close' }).first().click()
  })

  it('happens once it is published', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog')
    await review.getByText(sentence).waitFor()
    await review.getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('The flow is published.').waitFor()
    const { id } = (await call(seat, molde, 'POST', `${api}/records/order`, { data: { name: 'Tiles' } })) as {
      id: string
    }
    await call(seat, molde, 'POST', `${api}/records/order/${id}/transitions/pay`)
    expect((await tasks()).map(({ data }) => data)).toMatchObject([{ title: 'Pack it', order: id, urgency: 'HIGH' }])
  })
})

async function tasks() {
  const { items } = (await call(seat, molde, 'GET', `${api}/records/task`)) as { items: { data: object }[] }
  return items
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Office', slug: 'office' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    ...{ name: 'order', label: 'Order', titleField: 'name' },
    fields: [
      { key: 'name', type: 'text', label: 'Name', default: { value: 'Bricks' } },
      { key: 'agent', type: 'user', label: 'Agent' },
      { key: 'status', type: 'enum', label: 'Status', options: ['NEW', 'PAID'] },
    ],
  })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    ...{ name: 'task', label: 'Task', titleField: 'title' },
    fields: [
      { key: 'title', type: 'text', label: 'Title', required: true },
      { key: 'order', type: 'relation', label: 'Order', blueprint: 'order' },
      {
        key: 'urgency',
        type: 'enum',
        label: 'Urgency',
        options: [
          { key: 'LOW', label: 'Low' },
          { key: 'HIGH', label: 'High' },
        ],
      },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'order', blueprint: 'order', stateField: 'status', initial: 'NEW' },
    states: { NEW: {}, PAID: { type: 'final' } },
    transitions: [{ event: 'pay', label: 'Pay', from: ['NEW'], to: 'PAID' }],
  })
}
