// Can the delivery flow be drawn from nothing, by mouse and then by keyboard alone?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { drag, middleOf, panel, state } from './drawing.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/post'

// Only the sign-in and the fields are prepared through the API.
story('an owner draws a flow', { person: somebody(), prepare }, () => {
  const apart = async () => {
    const [first, last] = [await middleOf(state(page, 'New')), await middleOf(state(page, 'Done'))]
    return Math.round(last.x - first.x)
  }

  const fieldsOf = async (name: string) => {
    const { fields } = (await call(seat, molde, 'GET', `${api}/blueprints/${name}`)) as { fields: { key: string }[] }
    return fields.map(({ key }) => key)
  }

  it('says that states are missing, and makes none of its own', async () => {
    await page.goto('/t/post/design/delivery/flow')
    await page.getByRole('button', { name: 'Draw the flow' }).click()
    await page.getByText('Name the states first').waitFor()
    await page.getByRole('combobox', { name: 'States' }).and(page.locator(':focus')).waitFor()
  })

  it('keeps a drawing that is left, and leaves nothing behind of one that is thrown away', async () => {
    const before = await fieldsOf('delivery')
    await page.keyboard.type('Alpha, Beta')
    await page.getByRole('button', { name: 'Draw the flow' }).click()
    await state(page, 'Beta').waitFor()
    await page.getByText('Kept in this browser until it is published.').waitFor()
    await page.goBack()
    await page.goto('/t/post/design/delivery/flow')
    await state(page, 'Beta').waitFor()
    await page.getByRole('button', { name: 'Discard this drawing' }).click()
    await page.getByRole('button', { name: 'Draw the flow' }).waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await state(page, 'Beta').waitFor()
    await page.getByRole('button', { name: 'Discard this drawing' }).click()
    expect(await fieldsOf('delivery')).toEqual(before)
    await page.reload()
    await page.getByRole('button', { name: 'Draw the flow' }).waitFor()
  })

  it('begins with two states and draws the way between them', async () => {
    await page.getByRole('combobox', { name: 'States' }).click()
    await page.keyboard.type('New, Done')
    await page.getByLabel('Each state leads to the next').uncheck()
    await page.getByRole('button', { name: 'Draw the flow' }).click()
    await state(page, 'New').waitFor()
    const before = await apart()
    await drag(page, 'New', state(page, 'Done'))
    await panel(page, '→ Done').getByLabel('Button text').fill('Deliver')
    await page.getByRole('button', { name: 'Deliver: from New to Done' }).waitFor()
    // While a name is typed anew nothing is wrong; left empty, it is what it was, or the state's.
    await panel(page, 'Deliver').getByLabel('Button text').fill('')
    expect(await page.getByText('Fix before publishing').count()).toBe(0)
    await panel(page, 'Deliver').getByLabel('Button text').blur()
    await panel(page, '→ Done').getByLabel('Button text').fill('Deliver')
    await state(page, 'Done').click()
    await panel(page, 'Done').getByLabel('Name of the state').fill('')
    expect(await page.getByText('Fix before publishing').count()).toBe(0)
    await panel(page, 'Done').getByLabel('Name of the state').blur()
    expect(await panel(page, 'Done').getByLabel('Name of the state').inputValue()).toBe('Done')
    expect(await apart()).toBe(before)
  })

  it('draws into the open, which makes a state, and is told that it is a dead end', async () => {
    await drag(page, 'New', { x: 60, y: 190 })
    await panel(page, 'New state').getByLabel('Name of the state').fill('On the way')
    await state(page, 'On the way')
      .getByRole('img', { name: /Once in “On the way”, a record can never leave/ })
      .waitFor()
    await page.getByRole('button', { name: '→ On the way: from New to On the way' }).waitFor()
    await screenshot(page, 'flow-dead-end')
    await panel(page, 'On the way').getByRole('button', { name: 'Close' }).click()
    await page
      .getByRole('status')
      .getByRole('button', { name: /Once in “On the way”, a record can never leave/ })
      .click()
    await panel(page, 'On the way').waitFor()
  })

  it('draws on from a state while its name is still being typed', async () => {
    await drag(page, 'New', { x: 260, y: -150 })
    await panel(page, 'New state').getByLabel('Name of the state').fill('At the neighbour’s')
    // The name is left by this press only, and the state is another one by its key when the line arrives.
    await drag(page, 'At the neighbour’s', state(page, 'Done'))
    await page.getByRole('button', { name: '→ Done: from At the neighbour’s to Done' }).waitFor()
    expect(await page.getByText('Fix before publishing').count()).toBe(0)
    await state(page, 'At the neighbour’s').click()
    await page.keyboard.press('Delete')
    await state(page, 'At the neighbour’s').waitFor({ state: 'detached' })
    await state(page, 'On the way').click()
    await panel(page, 'On the way').waitFor()
  })

  it('mends it, and a button that is told when it works and what it does reads as a sentence', async () => {
    // The warning has the button that mends it, and that is taken back like anything else.
    const findings = page.getByRole('status').filter({ hasText: 'Worth a look' })
    await findings
      .getByRole('listitem')
      .filter({ hasText: 'Once in “On the way”' })
      .getByRole('button', { name: 'Mark as an end' })
      .click()
    await expect.poll(() => page.getByText('Once in “On the way”').count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await findings.getByText(/Once in “On the way”/).waitFor()
    await drag(page, 'On the way', state(page, 'Done'))
    await panel(page, '→ Done').getByLabel('Button text').fill('Delivered')
    // An arrow that was chosen goes with the key, and comes back.
    const arrow = page.getByRole('button', { name: 'Delivered: from On the way to Done' })
    await arrow.click()
    await arrow.focus()
    await page.keyboard.press('Delete')
    await arrow.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await arrow.waitFor()
    await expect.poll(() => page.getByText('Once in “On the way”').count()).toBe(0)
    await state(page, 'Done').click()
    await panel(page, 'Done').getByLabel('Records end here').click()
    await expect.poll(() => page.getByText('Worth a look').count()).toBe(0)

    await page.getByRole('button', { name: '→ On the way: from New to On the way' }).click()
    const start = panel(page, '→ On the way')
    await start.getByLabel('Button text').fill('Start')
    const only = panel(page, 'Start').getByRole('group', { name: 'Only when', exact: true })
    await only.getByText('As text', { exact: true }).click()
    await only.getByRole('textbox', { name: 'Only when, as text' }).fill('weight < 1000 && has(cargo)')
    const does = panel(page, 'Start').getByRole('group', { name: 'What it does' })
    await does.getByRole('button', { name: 'Add an action' }).click()
    await does.getByText('Set “Started at” to now.').waitFor()
    await panel(page, 'Start')
      .getByText(/^Only when Weight is less than 1,000 and Cargo is filled\.\nSet/)
      .waitFor()
    await only.getByText('Conditions', { exact: true }).click()
    await only.getByText(/Reads: Weight is less than 1,000 and Cargo is filled/).waitFor()
    await panel(page, 'Start').getByRole('combobox', { name: 'Fields asked for' }).click()
    await page.getByRole('option', { name: 'Driver' }).click()
    await page.keyboard.press('Escape')
    await screenshot(page, 'flow-transition')
  })

  it('plays a record through it: refused with the reason, then step by step and back', async () => {
    await page.getByRole('button', { name: 'Try a record' }).click()
    const trying = page.getByRole('complementary', { name: 'Try a record' })
    await trying.getByRole('combobox', { name: 'A real record…' }).click()
    await page.getByRole('option', { name: 'Piano' }).click()
    await trying.getByText('Not yet: only when Weight is less than 1,000 and Cargo is filled.').waitFor()
    expect(await trying.getByRole('button', { name: 'Start' }).first().isDisabled()).toBe(true)

    await trying.getByRole('button', { name: 'Change its values' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Cargo').fill('A lamp')
    await form.getByLabel('Weight').fill('3')
    await form.getByRole('button', { name: 'Try with these values' }).click()
    await trying.getByRole('button', { name: /^Start →/ }).click()
    await page.getByRole('dialog').getByLabel('Driver').fill('Bia')
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click()
    await trying.getByRole('status').getByText('On the way').waitFor()
    const changes = trying.getByRole('group', { name: 'What each step changed' })
    await changes.getByText('Bia').waitFor()
    await changes.getByText('Started at').waitFor()
    await screenshot(page, 'flow-trying')
    await trying.getByRole('button', { name: /^Delivered →/ }).click()
    await trying.getByText('Records end here.').waitFor()
    await trying.getByRole('button', { name: 'Step back' }).click()
    await trying.getByRole('status').getByText('On the way').waitFor()
    const records = (await call(seat, molde, 'GET', `${api}/records/delivery`)) as { items: unknown[] }
    expect(records.items).toHaveLength(1)
    await trying.getByRole('button', { name: 'Close' }).click()
  })

  it('groups states, takes the group apart and everything back', async () => {
    await state(page, 'New').click()
    await state(page, 'On the way').click({ modifiers: ['Control'] })
    await panel(page, '2 parts selected').getByRole('button', { name: 'Group the selection' }).click()
    await panel(page, 'Group 1').getByLabel('Name of the group').fill('In the house')
    await page.getByRole('group', { name: 'Group In the house' }).waitFor()
    await screenshot(page, 'flow-group')
    await panel(page, 'In the house').getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('Escape')
    await undo(page)
    await undo(page)
    await page.getByRole('group', { name: 'Group In the house' }).waitFor({ state: 'detached' })
    await state(page, 'On the way').click()
    await panel(page, 'On the way').getByRole('button', { name: 'Remove state' }).click()
    await state(page, 'On the way').waitFor({ state: 'detached' })
    await page.getByText('“On the way” is removed.').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await state(page, 'On the way').waitFor()
  })

  it('reviews and publishes, and the records that are there enter it', async () => {
    await page.reload()
    await page.getByText('Kept in this browser until it is published.').waitFor()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish' })
    await review.getByText('The flow begins with 3 states and 3 steps:').waitFor()
    await review.getByText(/1 record that is there already enters the flow/).waitFor()
    await review.getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('The flow is published.').waitFor()
    const flow = (await call(seat, molde, 'GET', `${api}/flows/delivery`)) as { states: object; stateField: string }
    expect(Object.keys(flow.states)).toEqual(['NEW', 'DONE', 'ON_THE_WAY'])
    await state(page, 'New').getByText('1', { exact: true }).waitFor()
  })

  it('says what a change means for the records that are on their way', async () => {
    await drag(page, 'New', state(page, 'Done'))
    await panel(page, '→ Done').getByLabel('Button text').fill('Cancel')
    await expect.poll(() => panel(page, 'Cancel').getByLabel('Event on the API').inputValue()).toBe('cancel')
    await page.getByRole('status').getByText('Saved').waitFor()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish' })
    await review.getByText('New: “Cancel” leads from New to “Done”.').waitFor()
    const changed = review.getByRole('table', { name: 'Records whose buttons change' })
    await changed.getByText('New: “Cancel”').waitFor()
    await screenshot(page, 'flow-review')
    await review.getByRole('button', { name: 'Publish flow' }).click()
    await page.getByText('The flow is published.').waitFor()
    await review.waitFor({ state: 'detached' })
  })

  it('keeps a draft for everybody, and does not write over what somebody else has drawn', async () => {
    const draft = `${api}/flows/delivery/draft`
    await state(page, 'New').click()
    await panel(page, 'New').getByLabel('Name of the state').fill('Waiting')
    await page.getByRole('status').getByText('Saved').waitFor()
    const read = (await call(seat, molde, 'GET', draft)) as { definition: { label?: string } }
    await call(seat, molde, 'PUT', draft, { ...read.definition, label: 'Of somebody else' })
    await panel(page, 'Waiting').getByLabel('Name of the state').fill('Fresh')
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else has changed this flow in the meantime' })
    await conflict.waitFor()
    expect(((await call(seat, molde, 'GET', draft)) as typeof read).definition.label).toBe('Of somebody else')
    await conflict.getByRole('button', { name: 'Show theirs' }).click()
    await state(page, 'Waiting').waitFor()
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await state(page, 'New').waitFor()
    expect(((await call(seat, molde, 'GET', draft)) as { rev: number }).rev).toBe(0)
    expect(seat.complaints).toEqual([])
  })

  it('draws the same by keyboard alone', async () => {
    await page.goto('/t/post/design/parcel/flow')
    await page.getByRole('combobox', { name: 'States' }).focus()
    await page.keyboard.type('New, Done')
    await page.getByLabel('Each state leads to the next').focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Draw the flow' }).focus()
    await page.keyboard.press('Enter')
    await state(page, 'New').focus()
    await page.keyboard.press('n')
    await page.getByRole('group', { name: 'State New state' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await panel(page, 'New state').and(page.locator(':focus, :focus-within')).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect.poll(() => focusedLabel(page)).toBe('Name of the state')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('On the way')
    // The first one closes the list of choices that are left, if it is open.
    await page.keyboard.press('Escape')
    if ((await focusedLabel(page)) === 'Name of the state') await page.keyboard.press('Escape')
    await state(page, 'On the way').and(page.locator(':focus')).waitFor()
    await connect(page, 'New', 'On the way')
    await connect(page, 'On the way', 'Done')
    const before = await middleOf(state(page, 'On the way'))
    await state(page, 'On the way').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(async () => (await middleOf(state(page, 'On the way'))).y).toBeGreaterThan(before.y)
    await page.keyboard.press('Space')
    await state(page, 'New').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('g')
    await page.getByRole('group', { name: 'Group Group 1' }).waitFor()
    await page.keyboard.press('Control+z')
    await page.getByRole('group', { name: 'Group Group 1' }).waitFor({ state: 'detached' })
    await state(page, 'Done').focus()
    await page.keyboard.press('Delete')
    await state(page, 'Done').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await state(page, 'Done').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('the way → done')
    await page.locator('[role="option"][data-combobox-selected]', { hasText: 'On the way → Done' }).waitFor()
    await page.keyboard.press('Enter')
    await panel(page, '→ Done').waitFor()
    await page.getByRole('button', { name: 'Review and publish' }).focus()
    await page.keyboard.press('Enter')
    const publish = page.getByRole('dialog').getByRole('button', { name: 'Publish flow' })
    await publish.focus()
    await page.keyboard.press('Enter')
    await page.getByText('The flow is published.').waitFor()
    expect(seat.complaints).toEqual([])
  })

  it('is read and changed on a phone through the list of its states', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    const { page } = small
    await page.goto('/t/post/design/delivery/flow')
    const list = page.getByRole('list', { name: 'States' })
    await list.getByText('On the way').first().waitFor()
    await list.getByText('Only when Weight is less than 1,000 and Cargo is filled.').waitFor()
    await screenshot(page, 'flow-phone')
    await list.getByRole('button', { name: /^Start/ }).click()
    await panel(page, 'Start').getByLabel('Button text').fill('Set off')
    await screenshot(page, 'flow-phone-panel')
    await panel(page, 'Set off').getByRole('button', { name: 'Close' }).click()
    await list.getByRole('button', { name: /^Set off/ }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await list.getByRole('button', { name: /^Start/ }).waitFor()
    expect(small.complaints).toEqual([])
    await small.context.close()
  })
})

const undo = (page: Page) => page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).click()

/** R on a state, the other's name, Enter. */
async function connect(page: Page, from: string, to: string): Promise<void> {
  await state(page, from).focus()
  await page.keyboard.press('r')
  await page.getByRole('combobox', { name: 'New step' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type(to)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `→ ${to}: from ${from} to ${to}` }).waitFor()
}

const focusedLabel = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent)

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Post', slug: 'post' })
  for (const name of ['delivery', 'parcel'])
    await call(seat, molde, 'POST', `${api}/blueprints`, {
      name,
      titleField: 'cargo',
      fields: [
        { key: 'cargo', type: 'text', label: 'Cargo', required: true },
        { key: 'weight', type: 'number', label: 'Weight' },
        { key: 'driver', type: 'text', label: 'Driver' },
        { key: 'started_at', type: 'datetime', label: 'Started at', readOnly: true },
      ],
    })
  await call(seat, molde, 'POST', `${api}/records/delivery`, { data: { cargo: 'Piano', weight: 2000 } })
}
