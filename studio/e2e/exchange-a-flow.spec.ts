// Can a flow be taken to another tool, and one from there be brought in, with what does not come along told beforehand?
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { state } from './drawing.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { page, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/works'

story('an owner exchanges a flow with another tool', { person: somebody(), prepare }, () => {
  const choose = async (entry: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: entry }).click()
  }
  const dialog = () => page.getByRole('dialog', { name: 'Bring in a flow' })
  const paste = (machine: unknown) =>
    dialog()
      .getByLabel('State machine as JSON')
      .fill(typeof machine === 'string' ? machine : JSON.stringify(machine))
  const take = () => dialog().getByRole('button', { name: 'Replace the drawing' })

  it('copies or keeps it, for XState or as a diagram', async () => {
    await page.goto('/t/works/design/order/flow')
    await state(page, 'New').waitFor()
    await choose('Export…')
    const exported = page.getByRole('dialog', { name: 'Export' })
    const text = exported.getByRole('region', { name: 'The flow as text' })
    await text.getByText('"initial": "NEW"').waitFor()
    await screenshot(page, 'exchange-export')
    const coming = page.waitForEvent('download')
    await exported.getByRole('button', { name: 'Download' }).click()
    const kept = await coming
    expect(kept.suggestedFilename()).toBe('order.json')
    expect(JSON.parse(await readFile(await kept.path(), 'utf8'))).toMatchObject({
      initial: 'NEW',
      states: { NEW: { on: { pay: [{ target: '#PAID' }] } } },
    })
    await exported.getByText('Mermaid', { exact: true }).click()
    await text.getByText('stateDiagram-v2').waitFor()
    await exported.getByRole('button', { name: 'Close' }).click()
  })

  it('is told what cannot be said here, and where', async () => {
    await choose('Bring in a flow…')
    await paste('{ "initial": ')
    await dialog().getByText('This is not JSON yet').waitFor()
    expect(await take().isDisabled()).toBe(true)
    await paste({ initial: 'open', states: { open: { after: { 1000: 'shut' } }, shut: {} } })
    const cannot = dialog().getByRole('region', { name: 'It cannot be brought in like this' })
    await cannot.getByText('A flow cannot say “after”.').waitFor()
    await cannot.getByText('states › open › after').waitFor()
    expect(await take().isDisabled()).toBe(true)
    await screenshot(page, 'exchange-cannot')
  })

  it('is told beforehand what does not come along, and which states go', async () => {
    await paste({
      initial: 'NEW',
      states: {
        NEW: { on: { pay: { target: 'checked', guard: 'isRich' } } },
        checked: { description: 'Checked', on: { ship: { target: 'PAID', actions: 'tellEverybody' } } },
        PAID: { type: 'final' },
      },
    })
    await dialog().getByText('It holds 3 states and 2 steps.').waitFor()
    await dialog().getByText('Not in it, and gone from the drawing: Lost.').waitFor()
    const notes = dialog().getByRole('region', { name: 'What does not come along as it is' })
    await notes.getByText('The condition “isRich” was left out').waitFor()
    await notes.getByText('states › checked › on › ship › actions').waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'exchange-bring-in')
  })

  it('takes the place of the drawing, and is taken back by one step', async () => {
    await take().click()
    await page.getByText('The flow is brought in.').waitFor()
    await page.getByRole('button', { name: /: from Checked to Paid$/ }).waitFor()
    await state(page, 'Lost').waitFor({ state: 'detached' })
    await page.getByText('Saved', { exact: true }).waitFor()
    await screenshot(page, 'exchange-brought-in')
    await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).click()
    await state(page, 'Lost').waitFor()
    await state(page, 'Checked').waitFor({ state: 'detached' })
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Works', slug: 'works' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    ...{ name: 'order', titleField: 'title' },
    fields: [
      { key: 'title', type: 'text', label: 'Title', required: true },
      { key: 'status', type: 'enum', label: 'Status', options: ['NEW', 'PAID', 'LOST'] },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'order', blueprint: 'order', stateField: 'status', initial: 'NEW' },
    states: { NEW: {}, PAID: { type: 'final' }, LOST: { type: 'final' } },
    transitions: [
      { event: 'pay', label: 'Pay', from: ['NEW'], to: 'PAID' },
      { event: 'lose', label: 'Lose', from: ['NEW'], to: 'LOST' },
    ],
  })
}
