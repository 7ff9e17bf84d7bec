// Can states be put into groups that are left as a whole, and does a record of such a flow do by itself what was drawn?
import { expect, it } from 'vitest'
import { boxOf, frame, panel, state } from './drawing.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('an owner draws groups', { person: somebody(), prepare }, () => {
  const flow = async () => (await call(seat, molde, 'GET', `${api}/flows/order/draft`)) as { definition: Drawn }

  it('groups states, and groups some of them once more within', async () => {
    await page.goto('/t/shop/design/order/flow')
    await state(page, 'Pick').waitFor()
    await choose('Pick', 'Pack', 'Check')
    await panel(page, '3 parts selected').getByRole('button', { name: 'Group the selection' }).click()
    await panel(page, 'Group 1').getByLabel('Name of the group').fill('Work')
    await frame(page, 'Work').waitFor()
    await choose('Pack', 'Check')
    await page.keyboard.press('g')
    await panel(page, 'Group 2').getByLabel('Name of the group').fill('Ready')
    await frame(page, 'Ready').waitFor()
    const [outer, inner] = [await box('Work'), await box('Ready')]
    expect(inner.x > outer.x && inner.x + inner.width < outer.x + outer.width).toBe(true)
    expect(inner.y > outer.y && inner.y + inner.height < outer.y + outer.height).toBe(true)
  })

  it('lets a step leave the whole group, and another come back to where the record was', async () => {
    await frame(page, 'Work').getByText('Work').click()
    await panel(page, 'Work').getByRole('combobox', { name: 'New step from the whole group' }).click()
    await page.getByRole('option', { name: 'On hold' }).click()
    await panel(page, '→ On hold').getByLabel('Button text').fill('Hold')
    await page.getByRole('button', { name: 'Hold: from Work to On hold' }).waitFor()
    await state(page, 'On hold').click()
    await panel(page, 'On hold').getByRole('combobox', { name: 'New step', exact: true }).click()
    await page.getByRole('option', { name: 'Work' }).click()
    await panel(page, '→ Work').getByLabel('Button text').fill('Resume')
    await panel(page, 'Resume').getByRole('combobox', { name: 'Where in the group' }).click()
    await page.getByRole('option', { name: 'In the state where it was last' }).click()
    await panel(page, 'Resume').getByText('Goes back to the state where it was last.').waitFor()
  })

  it('makes a step happen by itself, in words on its line', async () => {
    // Where the drawing was moved to meanwhile depends on how fast the machine is.
    await page.getByRole('button', { name: 'Fit View' }).click()
    await page.getByRole('button', { name: 'Send: from Check to Sent' }).click()
    await panel(page, 'Send').getByLabel('By itself').click()
    const when = panel(page, 'Send').getByRole('group', { name: 'When', exact: true })
    await when.getByText('As text', { exact: true }).click()
    await when.getByRole('textbox', { name: 'When, as text' }).fill('weight > 5')
    await page.getByText('Saved', { exact: true }).waitFor()
    await screenshot(page, 'flow-groups')
    const { definition } = await flow()
    expect(definition.groups).toMatchObject({ group: { states: ['PICK'] }, group_2: { parent: 'group' } })
    expect(definition.transitions.slice(-2)).toMatchObject([
      { from: [{ group: 'group' }], to: 'HOLD' },
      { from: ['HOLD'], to: { group: 'group', history: 'deep' } },
    ])
    const send = definition.transitions.find(({ to }) => to === 'SENT')
    expect(send).toMatchObject({ always: true, guard: 'weight > 5' })
    expect(send).not.toHaveProperty('event')
  })

  it('ungroups, and takes that back', async () => {
    await frame(page, 'Ready').getByText('Ready').click()
    await panel(page, 'Ready').getByRole('button', { name: 'Ungroup' }).click()
    await frame(page, 'Ready').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await frame(page, 'Ready').waitFor()
  })

  it('publishes it, and a record goes by itself, is held and resumes where it was', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^Publish/ }).click()
    await dialog.waitFor({ state: 'detached' })
    const made = (await call(seat, molde, 'POST', `${api}/records/order`, { data: { title: 'Books' } })) as {
      id: string
    }
    await page.goto(`/t/shop/records/order/${made.id}`)
    await page.getByRole('button', { name: 'Pack', exact: true }).click()
    await page.getByRole('button', { name: 'Check', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await expect.poll(async () => (await order(made.id)).state).toBe('HOLD')
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await page.getByRole('button', { name: 'Check', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.getByRole('button', { name: 'Hold', exact: true }).waitFor()
    await expect.poll(async () => (await order(made.id)).state).toBe('CHECK')
    await call(seat, molde, 'PATCH', `${api}/records/order/${made.id}`, { data: { weight: 9 } })
    await page.getByText('Went on by itself').waitFor()
    await expect.poll(async () => (await order(made.id)).state).toBe('SENT')
  })

  const order = async (id: string) =>
    (await call(seat, molde, 'GET', `${api}/records/order/${id}`)) as { readonly state: string }
  const choose = async (...labels: readonly string[]) => {
    await page.keyboard.press('Escape')
    for (const [at, label] of labels.entries()) await state(page, label).click(at > 0 ? { modifiers: ['Control'] } : {})
  }
  const box = (name: string) => boxOf(page, name)
})

interface Drawn {
  readonly groups?: object
  readonly transitions: readonly { readonly to: unknown }[]
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  const option = (key: string, label: string) => ({ key, label })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'order',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'weight', type: 'number' },
      {
        key: 'stage',
        type: 'enum',
        options: [
          option('PICK', 'Pick'),
          option('PACK', 'Pack'),
          option('CHECK', 'Check'),
          option('HOLD', 'On hold'),
          option('SENT', 'Sent'),
        ],
      },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'order', blueprint: 'order', stateField: 'stage', initial: 'PICK' },
    states: {
      PICK: { pos: { x: 0, y: 0 } },
      PACK: { pos: { x: 360, y: 0 } },
      CHECK: { pos: { x: 720, y: 0 } },
      HOLD: { pos: { x: 360, y: 300 } },
      SENT: { pos: { x: 1_100, y: 0 }, type: 'final' },
    },
    transitions: [
      { event: 'pack', label: 'Pack', from: ['PICK'], to: 'PACK' },
      { event: 'check', label: 'Check', from: ['PACK'], to: 'CHECK' },
      { event: 'send', label: 'Send', from: ['CHECK'], to: 'SENT' },
    ],
  })
}
