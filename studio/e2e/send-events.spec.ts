// Does a record show what can be done with it, ask for what the event needs, and say why something cannot be done?
import { expect, it } from 'vitest'
import { page, story } from './stage.ts'
import { call, type Molde, type Seat, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('events are sent from a record', { person: somebody(), prepare }, () => {
  it('says why an event cannot be sent, and offers it as soon as it can', async () => {
    const start = page.getByRole('button', { name: 'Start' })
    await start.waitFor()
    expect(await start.getAttribute('aria-disabled')).toBe('true')
    await start.focus()
    await page.getByRole('tooltip').filter({ hasText: 'Not yet: only when Weight is more than 0.' }).waitFor()
    await page.getByRole('textbox', { name: 'Weight' }).fill('3')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page
      .getByRole('button', { name: 'Start', disabled: false })
      .and(page.locator('[aria-disabled=false]'))
      .waitFor()
  })

  it('saves first what is typed, and then asks what the step needs', async () => {
    await page.getByRole('textbox', { name: 'Weight' }).fill('4')
    await page.getByRole('button', { name: 'Save and start' }).click()
    const dialog = page.getByRole('dialog', { name: 'Start' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('textbox', { name: 'Weight' }).inputValue()).toBe('4')
  })

  it('asks for what the event needs, and sends it', async () => {
    await page.getByRole('button', { name: 'Start' }).click()
    const dialog = page.getByRole('dialog', { name: 'Start' })
    await dialog.getByRole('button', { name: 'Start' }).click()
    await dialog.getByText('Driver is required.').waitFor()
    await dialog.getByRole('textbox', { name: 'Driver' }).fill('Zeca')
    await dialog.getByRole('button', { name: 'Start' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page
      .getByText('Zeca started it', { exact: false })
      .or(page.getByRole('textbox', { name: 'Driver' }))
      .first()
      .waitFor()
    expect(await page.getByRole('textbox', { name: 'Driver' }).inputValue()).toBe('Zeca')
    await page.getByRole('complementary').getByText('Start', { exact: false }).first().waitFor()
  })

  it('shows the way out of the new state and no other', async () => {
    await page.getByRole('button', { name: 'Deliver' }).waitFor()
    expect(await page.getByRole('button', { name: 'Start' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Deliver' }).click()
    await page.getByText(/ is now “Delivered”\.$/).waitFor()
    await page.getByRole('button', { name: 'Deliver' }).waitFor({ state: 'detached' })
  })
})

async function define(seat: Seat, molde: Molde): Promise<string> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    titleField: 'cargo',
    fields: [
      { key: 'cargo', type: 'text', required: true },
      { key: 'weight', type: 'number' },
      { key: 'driver', type: 'text' },
      { key: 'status', type: 'enum', options: ['PENDING', 'MOVING', 'DELIVERED'] },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'parcel',
    blueprint: 'parcel',
    stateField: 'status',
    initial: 'PENDING',
    states: { PENDING: {}, MOVING: {}, DELIVERED: { type: 'final' } },
    transitions: [
      {
        event: 'start',
        from: ['PENDING'],
        to: 'MOVING',
        guard: 'weight > 0.0',
        form: [{ field: 'driver', required: true }],
      },
      { event: 'deliver', from: ['MOVING'], to: 'DELIVERED' },
    ],
  })
  const made = (await call(seat, molde, 'POST', `${api}/records/parcel`, { data: { cargo: 'Cork' } })) as { id: string }
  return made.id
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  const id = await define(seat, molde)
  await page.goto(`/t/shop/records/parcel/${id}`)
}
