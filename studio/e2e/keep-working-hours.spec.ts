// Can an owner say when somebody is at work, and does a timer count by that?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/desk'

story('an owner keeps working hours', { person: somebody(), prepare }, () => {
  const form = () => page.getByRole('dialog')

  it('says hours and holidays, and what they are in short', async () => {
    await page.goto('/t/desk/settings/calendars')
    await page.getByText('No calendar yet.').waitFor()
    await page.getByRole('button', { name: 'New calendar' }).click()
    await form().getByRole('button', { name: 'Create' }).click()
    await form().getByText('Give it a name.').waitFor()
    await form().getByLabel('Name').fill('Office')
    await form().getByRole('textbox', { name: 'Friday closes, 1' }).fill('12:00')
    await form().getByRole('button', { name: 'Add a holiday' }).click()
    const holiday = form().getByRole('group', { name: 'Holiday 1' })
    await holiday.getByRole('textbox', { name: 'Day' }).fill('2026-12-25')
    await holiday.getByRole('textbox', { name: 'Called' }).fill('Christmas')
    await holiday.getByRole('switch', { name: 'Every year' }).click()
    await screenshot(page, 'working-hours-form')
    await form().getByRole('button', { name: 'Create' }).click()
    await form().waitFor({ state: 'detached' })
    const office = page.getByRole('group', { name: 'Office', exact: true })
    await office.getByText('Mon – Thu: 09:00–18:00').waitFor()
    await office.getByText('Fri: 09:00–12:00').waitFor()
    await office.getByText('1 holiday').waitFor()
    await screenshot(page, 'working-hours')
    expect(await call(seat, molde, 'GET', `${api}/calendars/office`)).toMatchObject({
      holidays: [{ yearly: '12-25', label: 'Christmas' }],
      ownZone: false,
    })
  })

  it('lets a timer count by them', async () => {
    await page.goto('/t/desk/design/ticket/flow')
    await page.getByRole('group', { name: 'State New', exact: true }).click()
    const panel = page.getByRole('complementary', { name: 'New', exact: true })
    await panel.getByRole('button', { name: 'Add a timer' }).click()
    await panel.getByRole('combobox', { name: 'Time passes' }).click()
    await page.getByRole('option', { name: 'Office' }).click()
    await page.getByRole('button', { name: 'After 2 hours, by Office: from New to Late' }).waitFor()
    await page.getByText('Saved', { exact: true }).waitFor()
  })

  it('does not take away what a flow counts by', async () => {
    await page.goto('/t/desk/settings/calendars')
    const office = page.getByRole('group', { name: 'Office', exact: true })
    await office.getByText('Used by 1 flow').waitFor()
    expect(await office.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
  })

  it('has all of it at hand on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'Change' }).click()
    await form().getByRole('textbox', { name: 'Monday opens, 1' }).waitFor()
    expect(await sidewards(page)).toBe(false)
    await screenshot(page, 'working-hours-phone')
  })
})

const sidewards = (page: Page) => page.evaluate('document.documentElement.scrollWidth > innerWidth')

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Desk', slug: 'desk' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'ticket',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      {
        key: 'stage',
        type: 'enum',
        options: [
          { key: 'NEW', label: 'New' },
          { key: 'LATE', label: 'Late' },
        ],
      },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'ticket', blueprint: 'ticket', stateField: 'stage', initial: 'NEW' },
    states: { NEW: {}, LATE: {} },
    transitions: [{ event: 'drop', label: 'Drop', from: ['NEW'], to: 'LATE' }],
  })
}
