// Can changes that were thrown away be brought back, and does Ctrl + Z work wherever a kind of record is edited?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('an owner takes changes back', { person: somebody(), prepare }, () => {
  const draft = async (): Promise<readonly object[]> =>
    ((await call(seat, molde, 'GET', `${api}/blueprints/parcel/draft`)) as { ops: [] }).ops
  const field = (label: string) => page.getByRole('button', { name: new RegExp(`^${label}`) })
  const undo = () => page.getByRole('button', { name: 'Undo', exact: true })

  it('goes back and forth by keys in the editor, and leaves what is being written to the browser', async () => {
    await page.goto('/t/shop/design/parcel')
    await field('Weight').click()
    const settings = page.getByRole('region', { name: 'Field settings' })
    await settings.getByText('Filling in', { exact: true }).click()
    await settings.getByLabel('Must be filled in').click()
    await expect.poll(draft).toMatchObject([{ op: 'change' }])
    await page.keyboard.press('Control+z')
    await expect.poll(() => settings.getByLabel('Must be filled in').isChecked()).toBe(false)
    await expect.poll(draft).toEqual([])
    await page.keyboard.press('Control+Shift+Z')
    await expect.poll(() => settings.getByLabel('Must be filled in').isChecked()).toBe(true)
    await settings.getByLabel('Name of the field').focus()
    await page.keyboard.press('Control+z')
    expect(await settings.getByLabel('Must be filled in').isChecked()).toBe(true)
    await expect.poll(draft).toMatchObject([{ op: 'change' }])
    await settings.getByLabel('Must be filled in').focus()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByText('This kind of record', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  })

  it('brings a draft of a kind of record back that was discarded', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Discard changes' }).click()
    await page.getByText('The changes to “Parcel” are discarded.').waitFor()
    await expect.poll(draft).toEqual([])
    await screenshot(page, 'draft-discarded')
    await undo().last().click()
    await expect.poll(draft).toMatchObject([{ op: 'change' }])
    await page.getByText('1 change', { exact: true }).waitFor()
  })

  it('brings it back also for who has left the editor', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Discard changes' }).click()
    await page.getByRole('link', { name: 'Design' }).first().click()
    await page.waitForURL('**/t/shop/design')
    await expect.poll(draft).toEqual([])
    await undo().last().click()
    await expect.poll(draft).toMatchObject([{ op: 'change' }])
  })

  it('brings the draft of a flow back that was discarded', async () => {
    const states = async () =>
      Object.keys(
        ((await call(seat, molde, 'GET', `${api}/flows/parcel_flow/draft`)) as { definition?: { states?: object } })
          .definition?.states ?? {},
      )
    await page.goto('/t/shop/design/parcel/flow')
    await page.getByRole('group', { name: 'State New', exact: true }).waitFor()
    await page.getByRole('button', { name: 'New state' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await expect.poll(states).toHaveLength(3)
    const drawn = () => page.getByRole('group', { name: /^State / }).count()
    expect(await drawn()).toBe(3)
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await page.getByText('The changes to the flow are discarded.').waitFor()
    await expect.poll(drawn).toBe(2)
    await undo().last().click()
    await expect.poll(drawn).toBe(3)
    await expect.poll(states).toHaveLength(3)
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await expect.poll(drawn).toBe(2)
    await page.keyboard.press('Control+z')
    await expect.poll(drawn).toBe(3)
    await expect.poll(states).toHaveLength(3)
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  const post = (path: string, body: unknown) => call(seat, molde, 'POST', path, body)
  await post('/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await post(`${api}/blueprints`, {
    name: 'parcel',
    label: 'Parcel',
    titleField: 'title',
    fields: [
      { key: 'title', label: 'Title', type: 'text' },
      { key: 'weight', label: 'Weight', type: 'number' },
      {
        key: 'status',
        label: 'Status',
        type: 'enum',
        options: [
          { key: 'NEW', label: 'New' },
          { key: 'SENT', label: 'Sent' },
        ],
      },
    ],
  })
  await post(`${api}/flows`, {
    name: 'parcel_flow',
    blueprint: 'parcel',
    stateField: 'status',
    initial: 'NEW',
    states: { NEW: {}, SENT: { type: 'final' } },
    transitions: [{ event: 'send', label: 'Send', from: ['NEW'], to: 'SENT' }],
  })
}
