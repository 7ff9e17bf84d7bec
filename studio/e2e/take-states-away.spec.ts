// A state goes away while records stand in it: is it asked where they go, and do they come back?
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/post'
const ids: string[] = []

story('an owner takes a state away in which records stand', { person: somebody(), prepare }, () => {
  const dialog = () => page.getByRole('dialog', { name: 'Review and publish' })
  const states = async () => {
    const read = ids.map((id) => call(seat, molde, 'GET', `${api}/records/ticket/${id}`) as Promise<{ state: string }>)
    return (await Promise.all(read)).map(({ state }) => state)
  }

  it('is told how many records are in it, and where they would go on', async () => {
    await page.goto('/t/post/design/ticket/flow')
    await state('Triage').click()
    await page.getByRole('complementary').getByRole('button', { name: 'Remove state' }).click()
    await state('Triage').waitFor({ state: 'detached' })
    await page.getByRole('status').getByText('Saved').waitFor()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const question = dialog().getByRole('region', { name: '“Triage” goes away. 2 records are in it.' })
    await question.waitFor()
    await expect.poll(() => question.getByLabel('Its records go on in').inputValue()).toBe('Open')
    await dialog().getByText('2 records go on in another state.').waitFor()
    await dialog().getByText('Records in “Triage” go on in “Open”.').waitFor()
    await screenshot(page, 'flow-moves')
  })

  it('parts them by a condition', async () => {
    const question = dialog().getByRole('region', { name: /Triage/ })
    await question.getByRole('button', { name: 'Split by a condition' }).click()
    const publish = dialog().getByRole('button', { name: 'Publish flow' })
    await expect.poll(() => publish.isDisabled()).toBe(true)
    await question.getByText('As text', { exact: true }).click()
    await question.getByRole('textbox', { name: /Those for which/ }).fill('amount > 100')
    await question.getByLabel('These go on in').click()
    await page.getByRole('option', { name: 'Urgent' }).click()
    await dialog().getByText('Records in “Triage” for which amount > 100 holds go on in “Urgent”.').waitFor()
    await screenshot(page, 'flow-moves-parted')
    expect(await faultsOfAxe(page)).toEqual([])
    await page.setViewportSize(phone.viewport)
    await screenshot(page, 'flow-moves-phone')
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect.poll(() => publish.isDisabled()).toBe(false)
    await publish.click()
    await page.getByText('The flow is published; records are moving to their new states.').waitFor()
    await expect.poll(states).toEqual(['URGENT', 'OPEN', 'NEW'])
  })

  it('brings them back to the states they had', async () => {
    // Not only at once: whoever opens the flow later finds it there.
    await page.reload()
    await page.getByText('Version 2 moved records to other states.').waitFor()
    await screenshot(page, 'flow-moved-note')
    await page.emulateMedia({ colorScheme: 'dark' })
    await screenshot(page, 'flow-moved-note-dark')
    await page.getByRole('button', { name: 'Bring them back' }).click()
    await page.getByText('The flow is as it was before, and its records are in the states they had.').waitFor()
    await state('Triage').waitFor()
    await expect.poll(states).toEqual(['TRIAGE', 'TRIAGE', 'NEW'])
  })
})

function state(name: string) {
  return page.getByRole('group', { name: `State ${name}` })
}

async function prepare(owner: Seat, server: Molde) {
  const post = (path: string, body: object) => call(owner, server, 'POST', path, body)
  await post('/api/v1/tenants', { name: 'Post', slug: 'post' })
  await post(`${api}/blueprints`, {
    name: 'ticket',
    fields: [
      { key: 'subject', type: 'text', required: true },
      { key: 'amount', type: 'number' },
      { key: 'status', type: 'enum', options: options('New', 'Triage', 'Open', 'Urgent', 'Done') },
    ],
  })
  await post(`${api}/flows`, {
    ...{ name: 'ticket', blueprint: 'ticket', stateField: 'status', initial: 'NEW' },
    states: { DONE: { type: 'final' } },
    transitions: [
      { event: 'look', label: 'Look', from: ['NEW'], to: 'TRIAGE' },
      { event: 'take', label: 'Take', from: ['TRIAGE', 'NEW'], to: 'OPEN' },
      { event: 'hurry', label: 'Hurry', from: ['OPEN'], to: 'URGENT' },
      { event: 'finish', label: 'Finish', from: ['OPEN', 'URGENT'], to: 'DONE' },
    ],
  })
  for (const [i, amount] of [500, 5, 7].entries()) {
    const { id } = (await post(`${api}/records/ticket`, { data: { subject: `s${i}`, amount } })) as { id: string }
    ids.push(id)
    if (i < 2) await post(`${api}/records/ticket/${id}/transitions/look`, {})
  }
}

function options(...words: readonly string[]) {
  return words.map((label) => ({ key: label.toUpperCase(), label }))
}
