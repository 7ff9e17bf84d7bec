// Can somebody make a form of their own, send its address around, and do others fill it in, at a desk and with one thumb?
import { expect, it } from 'vitest'
import { choose } from './choose.ts'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import {
  call,
  linkFor,
  type Molde,
  phone,
  type Seat,
  screenshot,
  signInAs,
  somebody,
  takeSeat,
} from './test-browser.ts'

const api = '/api/v1/tenants/shop'
let address = ''

story('a form of one’s own asks for records', { person: somebody(), prepare }, () => {
  const form = () => page.getByRole('form', { name: 'Form settings' })
  const openTab = () => page.getByRole('navigation', { name: 'Views' }).locator('[aria-current="page"]').textContent()
  const preview = () => page.getByRole('region', { name: 'How others see it' })

  it('is designed beside what others will see', async () => {
    await page.goto('/t/shop/records/fault')
    await page.getByText('Form', { exact: true }).click()
    await preview().getByRole('textbox', { name: 'Subject' }).waitFor()
    // The page says what is made here, and the list is not what is open.
    await page.getByRole('heading', { name: 'New form' }).waitFor()
    expect(await openTab()).toBe('New form')
    // Neither the state, which the flow moves, nor what the system fills.
    expect(await form().getByRole('checkbox', { name: 'Status' }).count()).toBe(0)
    expect(await form().getByRole('checkbox', { name: 'Made' }).count()).toBe(0)
    expect(await form().getByRole('checkbox', { name: 'Subject' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Save form' }).click()
    await form().getByText('Give the form a title.').waitFor()
    await form().getByRole('textbox', { name: 'Title of the form' }).fill('Report a fault')
    await form().getByRole('textbox', { name: 'Introduction' }).fill('What is broken?\nWe look at it today.')
    await form().getByRole('checkbox', { name: 'Cost' }).click()
    await form().getByRole('button', { name: 'Move Room up' }).click()
    await form().getByRole('textbox', { name: 'Button text' }).fill('Report it')
    await form().getByRole('textbox', { name: 'Thank-you message' }).fill('Thank you, we are on it.')
    await preview().getByRole('heading', { name: 'Report a fault' }).waitFor()
    await preview().getByRole('button', { name: 'Report it' }).waitFor()
    expect(
      await preview()
        .getByRole('textbox')
        .evaluateAll((all) => all.length),
    ).toBe(3)
    await screenshot(page, 'form-designer')
    await page.getByRole('button', { name: 'Save form' }).click()
    await page.getByText('The form is saved.').waitFor()
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Report a fault' }).waitFor()
    await page.getByRole('heading', { name: 'Form “Report a fault”' }).waitFor()
    expect(await openTab()).toBe('Report a fault')
    address = (await form().getByRole('link', { name: 'Open form' }).getAttribute('href')) ?? ''
    expect(address).toMatch(/^\/t\/shop\/forms\/[0-9A-Z]{26}$/)
  })

  it('is changed, and asks before a change is left behind', async () => {
    await form().getByRole('textbox', { name: 'Button text' }).fill('Report')
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click()
    // The button is off while it saves, too: a page that is left then has saved nothing.
    const saved = page.waitForResponse(
      (answer) => answer.request().method() !== 'GET' && answer.url().includes('/views/'),
    )
    await page.getByRole('button', { name: 'Save form' }).click()
    expect((await saved).status()).toBe(200)
    await expect.poll(() => page.getByRole('button', { name: 'Save form' }).isDisabled()).toBe(true)
    await page.reload()
    expect(await form().getByRole('textbox', { name: 'Button text' }).inputValue()).toBe('Report')
  })

  it('says what is missing at its place, thanks, and begins again', async () => {
    await page.goto(address)
    await page.getByRole('heading', { name: 'Report a fault', level: 1 }).waitFor()
    await page.getByText('What is broken?').waitFor()
    await page.getByRole('button', { name: 'Report', exact: true }).click()
    await page.getByText('Subject is required.').waitFor()
    await page.getByRole('textbox', { name: 'Subject' }).fill('No light')
    await page.getByRole('button', { name: 'Report', exact: true }).click()
    await page.getByText('Thank you, we are on it.').waitFor()
    await page.getByRole('heading', { name: 'Sent' }).and(page.locator(':focus')).waitFor()
    await page.getByRole('button', { name: 'Fill in another one' }).click()
    expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('')
    await page.getByRole('textbox', { name: 'Subject' }).fill('No water')
    await page.getByRole('button', { name: 'Report', exact: true }).click()
    await page.getByRole('link', { name: 'See what was sent' }).click()
    await page.getByRole('heading', { name: 'No water' }).waitFor()
    const { items } = (await call(seat, molde, 'GET', `${api}/records/fault`)) as { items: { data: object }[] }
    expect(items.map(({ data }) => data)).toMatchObject([
      { subject: 'No water', status: 'OPEN', urgency: 'LOW' },
      { subject: 'No light', status: 'OPEN', urgency: 'LOW' },
    ])
  })

  it('is filled in by a member on a phone, who cannot change it', async () => {
    const bob = somebody('Bob')
    await call(seat, molde, 'POST', `${api}/members`, { email: bob.email, role: 'member' })
    const invitation = await linkFor(molde, bob.email)
    const small = await takeSeat(browser, molde, phone)
    await signInAs(small, molde, bob)
    await small.page.goto(invitation)
    await small.page.getByRole('button', { name: 'Join' }).tap()
    await small.page.waitForURL('**/t/shop')
    await small.page.goto(address)
    await small.page.getByRole('textbox', { name: 'Subject' }).fill('No heat')
    await screenshot(small.page, 'form-phone')
    const send = small.page.getByRole('button', { name: 'Report', exact: true })
    const box = await send.boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    expect(box?.width).toBeGreaterThan(300)
    await send.tap()
    await small.page.getByText('Thank you, we are on it.').waitFor()
    await screenshot(small.page, 'form-thanks')
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await small.page.goto('/t/shop/records/fault?view=' + address.split('/').at(-1))
    await small.page.getByRole('textbox', { name: 'Subject' }).waitFor()
    expect(await small.page.getByRole('button', { name: 'Save form' }).count()).toBe(0)
  })

  it('sets something off when it is sent', async () => {
    await page.goto('/t/shop/new-automation')
    await page.getByRole('radio', { name: 'A form is sent' }).click()
    await choose(page.getByRole('combobox', { name: 'Kind of record' }), 'Fault')
    await choose(page.getByRole('combobox', { name: 'Form', exact: true }), 'Report a fault')
    await page.getByLabel('Name', { exact: true }).fill('Reported')
    const then = page.getByRole('region', { name: 'Then', exact: true })
    await then.getByRole('button', { name: 'Add an action' }).click()
    await choose(then.getByRole('combobox', { name: 'Field' }), 'Note')
    await then.getByText('Formula', { exact: true }).click()
    await then.getByRole('textbox', { name: 'Value' }).fill('"Came by the form"')
    await page
      .getByRole('status', { name: 'The automation in one sentence' })
      .getByText('When the form “Report a fault” of “Fault” is sent: ', { exact: false })
      .waitFor()
    await screenshot(page, 'automation-of-a-form')
    expect(await faultsOfAxe(page)).toEqual([])
    await page.getByRole('button', { name: 'Create automation' }).click()
    await page.getByRole('switch', { name: 'Reported is on' }).press('Space')
    await page.getByText('On', { exact: true }).waitFor()
    await page.goto(address)
    await page.getByRole('textbox', { name: 'Subject' }).fill('No lift')
    await page.getByRole('button', { name: 'Report', exact: true }).click()
    await page.getByText('Thank you, we are on it.').waitFor()
    const noteOf = async () => {
      const { items } = (await call(seat, molde, 'GET', `${api}/records/fault`)) as {
        items: { data: { subject: string; note?: string } }[]
      }
      return items.find(({ data }) => data.subject === 'No lift')?.data.note
    }
    await expect.poll(noteOf, { timeout: 15_000 }).toBe('Came by the form')
  })

  it('says plainly when it is gone', async () => {
    await page.goto('/t/shop/forms/01ARZ3NDEKTSV4RRFFQ69G5FAV')
    await page.getByText('This form no longer exists').waitFor()
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'fault',
    titleField: 'subject',
    fields: [
      { key: 'subject', type: 'text', required: true },
      { key: 'room', type: 'text' },
      { key: 'cost', type: 'number' },
      { key: 'note', type: 'longText' },
      { key: 'urgency', type: 'enum', options: ['LOW', 'HIGH'], required: true, default: 'LOW' },
      { key: 'made', type: 'datetime', readOnly: true, default: { expr: 'now' } },
      { key: 'status', type: 'enum', options: ['OPEN', 'DONE'], required: true },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'fault',
    blueprint: 'fault',
    stateField: 'status',
    initial: 'OPEN',
    states: { OPEN: {}, DONE: { type: 'final' } },
    transitions: [{ event: 'finish', from: ['OPEN'], to: 'DONE' }],
  })
}
