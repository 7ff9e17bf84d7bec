// Can somebody say what happens by itself and when, try it without waiting, and does it happen?
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { panel, state } from './drawing.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/desk'

story('an owner times a step', { person: somebody(), prepare }, () => {
  const draft = async () => (await call(seat, molde, 'GET', `${api}/flows/ticket/draft`)) as { definition: Drawn }
  const timers = () => panel(page, 'New').getByRole('group', { name: 'Happens by itself', exact: true })
  const card = () => timers().getByRole('group', { name: 'Timer 1' })
  const then = async (step: string) => {
    await card().getByRole('combobox', { name: 'Then' }).click()
    await page.getByRole('option', { name: step, exact: true }).click()
  }

  it('adds a timer to a state, with a line of its own that says when', async () => {
    await page.goto('/t/desk/design/ticket/flow')
    await state(page, 'New').click()
    await timers().getByRole('button', { name: 'Add a timer' }).click()
    // Where no button leads yet.
    await page.getByRole('button', { name: 'After 2 hours: from New to Late' }).waitFor()
    const bottomOf = async (one: Locator) => {
      const box = await one.boundingBox()
      return (box?.y ?? 0) + (box?.height ?? 0)
    }
    expect(await bottomOf(card())).toBeLessThanOrEqual(await bottomOf(panel(page, 'New')))
    await then('→ Open')
    await page.getByRole('button', { name: 'After 2 hours: from New to Open' }).waitFor()
    await page.getByRole('button', { name: 'After 2 hours: from New to Late' }).waitFor({ state: 'detached' })
    await then('→ Late')
    await page.getByRole('button', { name: 'After 2 hours: from New to Late' }).waitFor()
    await card().getByRole('textbox', { name: 'How long', exact: true }).fill('3')
    await page.getByRole('button', { name: 'After 3 hours: from New to Late' }).waitFor()
    await screenshot(page, 'time-a-step')
  })

  it('is told at the place what is missing', async () => {
    await card().getByRole('textbox', { name: 'How long', exact: true }).fill('')
    await card().getByText('Say how long.').waitFor()
    await page.getByText('Not saved yet: fix what is marked.').waitFor()
    await card().getByRole('textbox', { name: 'How long', exact: true }).fill('4')
    await page.getByText('Saved', { exact: true }).waitFor()
    const { definition } = await draft()
    const [timer] = definition.states['NEW']?.timers ?? []
    expect(timer).toMatchObject({ after: 'PT4H' })
    expect(definition.events[timer?.event ?? '']).toMatchObject({ internal: true })
  })

  it('takes it away and back, by keyboard too', async () => {
    await card().getByRole('button', { name: 'Remove timer 1' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^After 4 hours/ }).waitFor({ state: 'detached' })
    await state(page, 'New').focus()
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: 'After 4 hours: from New to Late' }).waitFor()
    await page.keyboard.press('Control+Shift+z')
    await page.getByRole('button', { name: /^After 4 hours/ }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: 'After 4 hours: from New to Late' }).waitFor()
  })

  it('is due at a date of the record, or some time before it', async () => {
    await state(page, 'Open').click()
    const open = panel(page, 'Open')
    await open.getByRole('button', { name: 'Add a timer' }).click()
    const timer = open.getByRole('group', { name: 'Timer 1' })
    await timer.getByRole('combobox', { name: 'When', exact: true }).click()
    await page.getByRole('option', { name: 'At a date of the record' }).click()
    await timer.getByRole('combobox', { name: 'When exactly' }).click()
    await page.getByRole('option', { name: 'Some time before' }).click()
    await timer.getByText('1 day before “Deadline”').waitFor()
    await timer.getByRole('combobox', { name: 'Then' }).click()
    await page.getByRole('option', { name: 'Close → Done' }).click()
    await page.getByRole('button', { name: 'Close · 1 day before “Deadline”: from Open to Done' }).waitFor()
  })

  it('reminds before, and says whom', async () => {
    await state(page, 'New').click()
    await card().getByRole('button', { name: 'Remind before' }).click()
    await card().getByText('Without an action, the people named in the record are told').waitFor()
    await card().getByRole('textbox', { name: 'Reminder 1' }).fill('2')
    // What was saved before it may still be said just now.
    await expect
      .poll(async () => (await draft()).definition.states['NEW']?.timers)
      .toMatchObject([{ after: 'PT4H', remind: ['PT2H'] }])
    await screenshot(page, 'time-a-reminder')
  })

  it('is tried without waiting', async () => {
    await page.getByRole('button', { name: 'Try a record' }).click()
    const trial = panel(page, 'Try a record')
    const next = trial.getByRole('group', { name: 'Happens by itself', exact: true })
    await next.getByRole('button', { name: '4 hours later' }).click()
    await trial.getByRole('status').getByText('Late').waitFor()
    await trial.getByRole('group', { name: 'What each step changed' }).getByText('4 hours later').waitFor()
    await screenshot(page, 'time-goes-by')
  })

  it('is published, and a record says what will happen to it', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^Publish/ }).click()
    await dialog.waitFor({ state: 'detached' })
    const { id } = (await call(seat, molde, 'POST', `${api}/records/ticket`, { data: { title: 'Help' } })) as {
      id: string
    }
    await page.goto(`/t/desk/records/ticket/${id}`)
    await page
      .getByRole('list', { name: 'What happens by itself' })
      .getByText(/Becomes “Late” by itself on /)
      .waitFor()
  })

  it('asks what becomes of timers that run, and does it', async () => {
    const made = (await call(seat, molde, 'POST', `${api}/records/ticket`, { data: { title: 'Keep' } })) as {
      id: string
    }
    const due = async () =>
      (
        (await call(seat, molde, 'GET', `${api}/records/ticket/${made.id}/timers`)) as {
          items: readonly { dueAt: string }[]
        }
      ).items[0]?.dueAt
    const before = await due()
    await page.goto('/t/desk/design/ticket/flow')
    await state(page, 'New').click()
    await card().getByRole('textbox', { name: 'How long', exact: true }).fill('9')
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const dialog = page.getByRole('dialog')
    const question = dialog.getByRole('radiogroup', { name: '2 timers are running. What becomes of them?' })
    await question.getByText('None would happen at once.').first().waitFor()
    await screenshot(page, 'time-and-publish')
    await question.getByRole('radio', { name: 'Leave each its moment' }).check()
    await dialog.getByRole('button', { name: /^Publish/ }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await due()).toBe(before)
  })

  it('promises a time, and a record says how much of it is left', async () => {
    await page.goto('/t/desk/design/ticket/flow')
    await state(page, 'New').waitFor()
    const promised = page.getByRole('group', { name: 'Promised times', exact: true })
    await promised.getByRole('button', { name: 'Add a promised time' }).click()
    const one = promised.getByRole('group', { name: 'Promised time 1' })
    await one.getByRole('textbox', { name: 'May take' }).fill('3')
    await one.getByRole('combobox', { name: 'Stands still in' }).click()
    await page.getByRole('option', { name: 'Open', exact: true }).click()
    await page.keyboard.press('Escape')
    await one.getByRole('textbox', { name: 'Name', exact: true }).fill('Answer')
    await page.getByText('Saved', { exact: true }).waitFor()
    await screenshot(page, 'time-promised')
    expect((await draft()).definition).toMatchObject({
      clocks: [{ starts: ['NEW'], pauses: ['OPEN'], stops: ['DONE'], target: 'P3D' }],
    })
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Promised times are counted otherwise.').waitFor()
    await dialog.getByRole('button', { name: /^Publish/ }).click()
    await dialog.waitFor({ state: 'detached' })
    const made = (await call(seat, molde, 'POST', `${api}/records/ticket`, { data: { title: 'Soon' } })) as {
      id: string
    }
    await page.goto(`/t/desk/records/ticket/${made.id}`)
    const told = page.getByRole('list', { name: 'What happens by itself' })
    await told.getByText(/^Answer: .* left, until /).waitFor()
    await screenshot(page, 'time-promised-record')
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    await told.getByText(/^Answer: stands still, .* left/).waitFor()
  })
})

interface Drawn {
  readonly states: { readonly [key: string]: { readonly timers?: readonly { readonly event: string }[] } }
  readonly events: { readonly [key: string]: unknown }
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Desk', slug: 'desk' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'ticket',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'deadline', type: 'date' },
      {
        key: 'stage',
        type: 'enum',
        options: ['NEW', 'OPEN', 'LATE', 'DONE'].map((key) => ({
          key,
          label: key.charAt(0) + key.slice(1).toLowerCase(),
        })),
      },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'ticket', blueprint: 'ticket', stateField: 'stage', initial: 'NEW' },
    states: {
      NEW: { pos: { x: 0, y: 0 } },
      OPEN: { pos: { x: 340, y: 0 } },
      LATE: { pos: { x: 340, y: 160 } },
      DONE: { type: 'final', pos: { x: 680, y: 0 } },
    },
    transitions: [
      { event: 'take', label: 'Take', from: ['NEW'], to: 'OPEN' },
      { event: 'close', label: 'Close', from: ['OPEN', 'LATE'], to: 'DONE' },
    ],
  })
}
