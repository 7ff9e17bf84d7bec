// From nothing to the first delivered parcel: does it take few steps for somebody who has never seen the studio?
import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { browser, molde, page, story } from './stage.ts'
import { linkFor, screenshot, somebody, takeSeat } from './test-browser.ts'

let steps = 0
const click = async (target: Locator) => {
  steps += 1
  await target.click()
}
const fill = async (label: string, text: string) => {
  steps += 1
  await page.getByLabel(label, { exact: true }).fill(text)
}
const press = async (key: string) => {
  steps += 1
  await page.keyboard.press(key)
}
const button = (name: string) => page.getByRole('button', { name, exact: true })
const link = (name: string) => page.getByRole('link', { name, exact: true }).first()

story('the owner of a small delivery company', {}, () => {
  it('signs up, confirms the address, and only types the password once more', async () => {
    const olga = somebody('Olga')
    await page.goto('/')
    await click(link('Create an account'))
    await fill('Your name', olga.name)
    await fill('E-mail', olga.email)
    await fill('Password', olga.password)
    await click(button('Create an account'))
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
    steps += 1
    await page.goto(await linkFor(molde, olga.email))
    await click(button('Start'))
    await page.getByLabel('Password', { exact: true }).and(page.locator(':focus')).waitFor()
    expect(await page.getByLabel('E-mail').inputValue()).toBe(olga.email)
    await fill('Password', olga.password)
    await press('Enter')
    await page.getByRole('heading', { name: 'New workspace' }).waitFor()
    await page.getByText('Create the first one.').waitFor()
    await fill('Name', 'Olga Parcels')
    expect(await page.getByLabel('Web address').inputValue()).toBe('olga-parcels')
    await click(button('Create workspace'))
  })

  it('says what a parcel is; a name suggests what kind of value is meant', async () => {
    await click(link('Create a kind of record'))
    await page.getByLabel('What is it called?').and(page.locator(':focus')).waitFor()
    await fill('What is it called?', 'Parcel')
    for (const [label, type] of [
      ['Recipient', 'Text'],
      ['Address', 'Long text'],
      ['Weight', 'Number'],
      ['Due date', 'Date'],
    ] as const) {
      await fill('New field', label)
      await page.getByText(`Enter adds it as: ${type}`, { exact: true }).waitFor()
      if (label === 'Due date') await screenshot(page, 'field-suggested')
      await press('Enter')
      await page.getByRole('button', { name: `${label} new · ${type}`, exact: true }).waitFor()
      expect(await page.getByLabel('New field', { exact: true }).inputValue()).toBe('')
    }
    await click(button('Create'))
    await page.getByText('“Parcel” is ready to use.').waitFor()
    await page.getByRole('alert').getByRole('link', { name: 'Add the first record' }).waitFor()
    await screenshot(page, 'kind-created')
  })

  it('names the states in their order, and each leads to the next', async () => {
    await click(link('Add a flow'))
    await click(page.getByRole('combobox', { name: 'States' }))
    steps += 1
    await page.keyboard.type('Accepted, On the way, Delivered')
    await screenshot(page, 'flow-start')
    await click(button('Draw the flow'))
    await page.getByRole('button', { name: 'Mark as On the way: from Accepted to On the way' }).waitFor()
    await page.getByRole('button', { name: 'Mark as Delivered: from On the way to Delivered' }).waitFor()
    expect(await page.getByText('Worth a look').count()).toBe(0)
    await screenshot(page, 'flow-in-one-line')
    await click(button('Review and publish'))
    await page.getByText('The flow begins with 3 states and 2 transitions:').waitFor()
    await page.getByText('Mark as Delivered: from On the way to Delivered').waitFor()
    await click(button('Publish flow'))
    await page.getByText('The flow is published.').waitFor()
    await page.getByRole('alert').getByRole('link', { name: 'Add a record' }).waitFor()
    await screenshot(page, 'flow-published')
  })

  it('enters the first parcel, which asks for nothing that the flow says, and delivers it', async () => {
    await click(page.getByRole('navigation').getByRole('link', { name: 'Parcel', exact: true }))
    await click(link('New'))
    await fill('Recipient', 'Ana Silva')
    expect(await page.getByRole('main').getByText('Status').count()).toBe(0)
    await fill('Address', 'Rua Augusta 1, Lisbon')
    await fill('Weight', '2.5')
    await fill('Due date', '2020-11-28')
    await click(button('Create'))
    await click(button('Mark as On the way'))
    await page.getByText('"Ana Silva" is now "On the way".').waitFor()
    await click(button('Mark as Delivered'))
    await page.getByText('"Ana Silva" is now "Delivered".').waitFor()
    await expect.poll(() => page.getByText('"Ana Silva" is now').count()).toBe(1)
    await button('Mark as Delivered').waitFor({ state: 'detached' })
    await page.getByRole('main').getByText('Delivered', { exact: true }).first().waitFor()
    expect(steps).toBeLessThanOrEqual(37)
  })

  it('asks for what is due in the next days without counting them', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Parcel', exact: true }).click()
    await button('Filter').click()
    await page.getByRole('menuitem', { name: 'Due date', exact: true }).click()
    await screenshot(page, 'usual-days')
    await page.getByRole('group', { name: 'Often asked for' }).getByRole('button', { name: 'Next 7 days' }).click()
    await button('Due date is on or after today').waitFor()
    await button('Due date is 6 days from now or earlier').waitFor()
    await screenshot(page, 'two-conditions')
    // Two conditions and what a list has beside them are one line.
    const tops = await page.locator('.list-tools .condition-pill, .list-tools [role=radiogroup]').evaluateAll((all) =>
      all.map((one) => {
        const { top, height } = one.getBoundingClientRect()
        return top + height / 2
      }),
    )
    expect(tops).toHaveLength(3)
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(8)
    await page.getByText('Nothing matches these conditions.').waitFor()
    await page.getByRole('button', { name: 'Remove the condition on Due date' }).last().click()
    await button('Due date is 6 days from now or earlier').waitFor({ state: 'detached' })
  })

  it('finds the way back by an address that anybody would guess', async () => {
    await page.goto('/')
    await page.waitForURL('**/t/olga-parcels')
    await page.getByRole('navigation').getByRole('link', { name: 'Parcel', exact: true }).waitFor()
    const { context } = await takeSeat(browser, molde)
    const [stranger] = context.pages()
    await stranger?.goto('/signup')
    await stranger?.waitForURL('**/sign-up')
    await stranger?.goto('/login')
    await stranger?.waitForURL('**/sign-in')
  })

  it('opens Design as it was left: as a list or as a drawing', async () => {
    const design = page.getByRole('navigation').getByRole('link', { name: 'Design', exact: true })
    await design.click()
    await page.waitForURL('**/design')
    await page.getByRole('radiogroup').getByText('Drawing', { exact: true }).click()
    await page.waitForURL('**/model')
    await page.getByRole('navigation').getByRole('link', { name: 'Parcel', exact: true }).click()
    await button('More').click()
    await screenshot(page, 'list-owner-menu')
    await page.getByRole('menuitem', { name: 'Change the fields of “Parcel”' }).click()
    await page.waitForURL('**/design/parcel')
    await design.click()
    await page.waitForURL('**/model')
  })

  it('fills the whole model with one click, in every state that a step leads to', async () => {
    await page.getByRole('button', { name: 'Fill with sample records' }).click()
    await page.getByText('No kind is empty').waitFor()
    await page.goto('/t/olga-parcels/records/parcel?kind=board')
    await button('More').click()
    await page.getByRole('menuitem', { name: 'Fill with sample records' }).click()
    await page.getByText('12 sample records made: Parcel.').waitFor()
    for (const state of ['Accepted', 'On the way', 'Delivered'])
      await expect
        .poll(() => page.getByRole('region', { name: state, exact: true }).getByRole('listitem').count())
        .toBeGreaterThanOrEqual(4)
    await screenshot(page, 'samples-on-the-board')
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(() => page.getByRole('region', { name: 'Accepted', exact: true }).getByRole('listitem').count())
      .toBe(0)
  })
})
