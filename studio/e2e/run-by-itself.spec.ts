// Can somebody say what shall happen by itself, see that it does, and mend it where it was refused?
import { expect, it } from 'vitest'
import { choose } from './choose.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/yard'

story('something happens by itself', { person: somebody(), prepare }, () => {
  const form = () => page.getByRole('region', { name: 'When', exact: true })
  const runs = () => page.getByRole('list', { name: 'Runs' })
  const sentence = () => page.getByRole('status', { name: 'The automation in one sentence' })

  it('a place without automations shows what one may be', async () => {
    await page.goto('/t/yard/design')
    await page.getByRole('link', { name: 'Automations' }).click()
    await page.getByText('Nothing happens by itself yet.').waitFor()
    await page
      .getByRole('region', { name: 'Begin with an example' })
      .getByRole('link', { name: /Monday reminder/ })
      .click()
    await sentence()
      .getByText('Every week on Monday at 08:00: notify all owners: “A new week: please plan it.”')
      .waitFor()
    await page.getByText(/^Next: /).waitFor()
    expect(await faultsOfAxe(page)).toEqual([])
    await page.goBack()
  })

  it('it is put together with the mouse, read as a sentence, and what is wrong stands where it is', async () => {
    await page.getByRole('link', { name: 'New automation' }).click()
    await page.getByRole('radio', { name: 'A record changes' }).click()
    await choose(page.getByRole('combobox', { name: 'Kind of record' }), 'Parcels')
    await form().getByRole('combobox', { name: 'Which fields' }).click()
    await page.getByRole('option', { name: 'Weight' }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('Name', { exact: true }).fill('A heavy load')
    const condition = page.getByRole('region', { name: 'If', exact: true })
    await condition.getByText('As text').click()
    await condition.getByRole('textbox', { name: 'Only when, as text' }).fill('weight > 100 && before.weight <= 100')
    const then = page.getByRole('region', { name: 'Then', exact: true })
    await then.getByRole('button', { name: 'Add an action' }).click()
    await choose(then.getByRole('combobox', { name: 'Field' }), 'Driver')
    await then.getByText('Formula', { exact: true }).click()
    await then.getByRole('textbox', { name: 'Value' }).fill('nobody')
    await then
      .getByRole('status')
      .getByText(/nobody/)
      .waitFor()
    await then.getByRole('textbox', { name: 'Value' }).fill('"Rui"')
    await sentence().getByText('When “Weight” of “Parcel” changes, if', { exact: false }).waitFor()
    await screenshot(page, 'automation-new')
    await page.getByRole('button', { name: 'Create automation' }).click()
    await page.getByRole('heading', { name: 'A heavy load' }).waitFor()
  })

  it('it is tried on a record, and nothing is kept', async () => {
    const trial = page.getByRole('region', { name: 'Try it' })
    await trial.getByRole('combobox', { name: 'On this record' }).click()
    await page.getByRole('option', { name: 'Piano' }).click()
    await trial.getByRole('textbox', { name: 'Weight before the change' }).fill('90')
    await trial.getByRole('button', { name: 'What would happen?' }).click()
    await trial.getByText('This would happen').waitFor()
    await trial.getByText('“Driver” becomes Rui').waitFor()
    await screenshot(page, 'automation-tried')
    expect(await faultsOfAxe(page)).toEqual([])
    expect(await driverOf('Piano')).toBeUndefined()
  })

  it('turned on, it does what it says, and the log tells of it while one looks', async () => {
    await page.getByRole('switch', { name: 'A heavy load is on' }).press('Space')
    await page.getByText('On', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Runs' }).click()
    await page.getByText('No runs yet.').waitFor()
    await change('Organ', { weight: 400 })
    await runs().getByRole('link', { name: 'Organ' }).waitFor({ timeout: 15_000 })
    await runs().getByText('Done', { exact: true }).waitFor({ timeout: 15_000 })
    await runs().getByText('“Driver” becomes Rui').waitFor()
    expect(await driverOf('Organ')).toBe('Rui')
    await screenshot(page, 'automation-runs')
    expect(await faultsOfAxe(page)).toEqual([])
  })

  it('what was refused says why, and is done once the automation is mended', async () => {
    await page.getByRole('tab', { name: 'What it does' }).click()
    const value = page.getByRole('region', { name: 'Then', exact: true }).getByRole('textbox', { name: 'Value' })
    await value.fill('Somebody with a much longer name')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Version 2', { exact: true }).waitFor()
    await change('Harp', { weight: 300 })
    await page.getByRole('tab', { name: 'Runs' }).click()
    await runs().getByText('Refused', { exact: true }).waitFor({ timeout: 15_000 })
    await page.getByRole('tab', { name: 'What it does' }).click()
    await value.fill('Ana')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Version 3', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Runs' }).click()
    await choose(page.getByRole('combobox', { name: 'Outcome' }), 'Refused')
    await runs().getByRole('button', { name: 'Run again: Harp' }).click()
    await choose(page.getByRole('combobox', { name: 'Outcome' }), 'Every outcome')
    await expect.poll(() => runs().getByText('Done', { exact: true }).count(), { timeout: 15_000 }).toBe(2)
    expect(await driverOf('Harp')).toBe('Ana')
  })

  it('by the keyboard it is turned off in the list, on a phone as well', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/t/yard/automations?about=parcel')
    const one = page.getByRole('group', { name: 'A heavy load' })
    await one.getByText('Last run').waitFor()
    await one.getByRole('switch').focus()
    await page.keyboard.press('Space')
    await expect.poll(async () => statusOf('a_heavy_load'), { timeout: 10_000 }).toBe('off')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await screenshot(page, 'automations-phone')
    await one.getByRole('link', { name: 'A heavy load' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'A heavy load' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await screenshot(page, 'automation-phone')
    expect(await faultsOfAxe(page)).toEqual([])
  })
})

interface Parcel {
  readonly id: string
  readonly data: { readonly title: string; readonly driver?: string }
}

async function parcel(title: string): Promise<Parcel> {
  const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel`)) as { items: readonly Parcel[] }
  const found = items.find(({ data }) => data.title === title)
  if (!found) throw new Error(`no ${title}`)
  return found
}

const driverOf = async (title: string) => (await parcel(title)).data.driver

async function change(title: string, data: object): Promise<void> {
  await call(seat, molde, 'PATCH', `${api}/records/parcel/${(await parcel(title)).id}`, { data })
}

async function statusOf(name: string): Promise<string> {
  const { status } = (await call(seat, molde, 'GET', `${api}/automations/${name}`)) as { status: string }
  return status
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Yard', slug: 'yard' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    ...{ name: 'parcel', label: 'Parcel', plural: 'Parcels', titleField: 'title' },
    fields: [
      { key: 'title', label: 'Title', type: 'text', required: true },
      { key: 'weight', label: 'Weight', type: 'number' },
      { key: 'driver', label: 'Driver', type: 'text', maxLength: 10 },
    ],
  })
  for (const [title, weight] of [
    ['Piano', 300],
    ['Organ', 50],
    ['Harp', 40],
  ] as const)
    await call(seat, molde, 'POST', `${api}/records/parcel`, { data: { title, weight } })
}
