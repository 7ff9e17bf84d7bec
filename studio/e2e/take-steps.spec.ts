// Does a step move a record once and no further, can it be taken back, and does everybody understand why one cannot be taken yet?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const ids = new Map<string, string>()

story('steps are taken', { person: somebody(), prepare }, () => {
  const step = (name: string) => page.getByRole('button', { name, exact: true })
  const open = (title: string) => page.goto(`/t/shop/records/order/${ids.get(title)}`)

  it('a double click takes one step: the next one does not act in the moment in which it takes its place', async () => {
    await open('Books')
    await step('Pack up').waitFor()
    const { x, y, width, height } = (await step('Pack up').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const at = [x + width / 2, y + height / 2] as const
    await page.mouse.click(...at)
    await step('Send it').waitFor()
    await page.waitForTimeout(150)
    await page.mouse.click(...at)
    await page.waitForTimeout(900)
    expect(await stateOf('Books')).toBe('PACKED')
    await page.getByText('"Books" is now "Packed".').waitFor()
    // Nothing leads back from there, so nothing is promised.
    expect(await page.getByRole('alert').getByRole('button', { name: 'Undo' }).count()).toBe(0)
    await step('Send it').click()
    await expect.poll(() => stateOf('Books')).toBe('SENT')
  })

  it('the notice takes a step back where the flow leads straight back', async () => {
    await page.getByText('"Books" is now "Sent".').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await page.getByText('"Books" is now "Packed".').waitFor()
    expect(await stateOf('Books')).toBe('PACKED')
    await step('Send it').waitFor()
  })

  it('a condition that does not hold is said in words', async () => {
    await open('Nothing inside')
    const pack = step('Pack up')
    await pack.waitFor()
    await pack.hover()
    await page.getByRole('tooltip').getByText('Not yet: Weight must be filled in.', { exact: true }).waitFor()
    await screenshot(page, 'step-not-yet')
    expect(await page.getByText('!= null').count()).toBe(0)
  })

  it('the menu of a card offers what a step leads to, and says why not yet', async () => {
    await page.goto('/t/shop/records/order?kind=board')
    await page.getByRole('button', { name: 'Move: Nothing inside' }).click()
    await page.getByRole('menuitem', { name: /^Packed/ }).waitFor()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['PackedNot yet: Weight must be filled in.'])
    await screenshot(page, 'card-menu-not-yet')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Move: Tiles' }).click()
    await page.getByRole('menuitem', { name: 'Packed', exact: true }).waitFor()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Packed'])
    await page.keyboard.press('Escape')
  })

  it('a card that cannot go there yet says the same when it is dropped', async () => {
    const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Nothing inside' }) })
    await card.dragTo(page.getByRole('region', { name: 'Packed', exact: true }))
    await page.getByRole('alert').getByText('Not yet: Weight must be filled in.').waitFor()
  })

  it('the cell of a state offers the same steps, by keyboard and with the mouse', async () => {
    await page.goto('/t/shop/records/order?sort=title')
    const stateOfRow = (title: string) =>
      page
        .getByRole('row', { name: title })
        .getByRole('gridcell')
        .filter({ hasText: /New|Packed|Sent/ })
    await stateOfRow('Nothing inside').click()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: /^Packed/ }).waitFor()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['PackedNot yet: Weight must be filled in.'])
    await screenshot(page, 'cell-steps-not-yet')
    await page.keyboard.press('Escape')
    await stateOfRow('Nothing inside').and(page.locator(':focus')).waitFor()
    // The small arrow is there for who does not know the key.
    await stateOfRow('Tiles').hover()
    await stateOfRow('Tiles').locator('[data-steps]').click()
    await screenshot(page, 'cell-steps')
    await page.getByRole('menuitem', { name: 'Packed', exact: true }).click()
    await page.getByText('"Tiles" is now "Packed".').waitFor()
    await stateOfRow('Tiles').getByText('Packed').waitFor()
    expect(await stateOf('Tiles')).toBe('PACKED')
    // What is pasted there says how it changes.
    await stateOfRow('Tiles').click()
    await page.keyboard.press('Delete')
    await page.getByText('The state changes by a step: Enter shows the next ones.').first().waitFor()
  })

  it('what is typed is saved with the step that waited for it', async () => {
    await open('Nothing inside')
    await page.getByRole('textbox', { name: 'Weight' }).fill('7')
    await screenshot(page, 'step-save-and')
    await step('Save and pack up').click()
    await page.getByText('"Nothing inside" is now "Packed".').waitFor()
    expect(await stateOf('Nothing inside')).toBe('PACKED')
    await page.getByRole('region', { name: /not saved/ }).waitFor({ state: 'detached' })
  })

  it('leaving can save, and stays where what is typed is not right', async () => {
    await page.getByRole('textbox', { name: 'Title' }).fill('')
    await page.getByRole('navigation').getByRole('link', { name: 'Order', exact: true }).click()
    await page.getByRole('button', { name: 'Save and leave' }).click()
    await page.getByText('Title is required.').first().waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('textbox', { name: 'Title' }).fill('Something inside')
    await page.getByRole('navigation').getByRole('link', { name: 'Order', exact: true }).click()
    await screenshot(page, 'leave-saved')
    await page.getByRole('button', { name: 'Save and leave' }).click()
    await page.waitForURL(/records\/order(\?|$)/)
    await page.getByRole('link', { name: 'Something inside' }).waitFor()
  })

  it('what belongs to a record is added where there is none of it yet', async () => {
    await open('Tiles')
    await page.getByRole('tab', { name: 'Related' }).click()
    const none = page.getByRole('region', { name: 'Line by Order' })
    await none.getByText('None yet.').waitFor()
    await screenshot(page, 'related-none')
    await none.getByRole('link', { name: 'Add: Line' }).click()
    await page.getByRole('heading', { name: 'New: Line' }).waitFor()
    await page.getByRole('main').getByText('Tiles', { exact: true }).waitFor()
  })

  async function stateOf(title: string): Promise<string | null> {
    const record = (await call(seat, molde, 'GET', `${api}/records/order/${ids.get(title)}`)) as {
      state: string | null
    }
    return record.state
  }
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'order',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'weight', type: 'number' },
      { key: 'stage', type: 'enum', options: ['NEW', 'PACKED', 'SENT', 'DONE'], required: true },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'order',
    blueprint: 'order',
    stateField: 'stage',
    initial: 'NEW',
    states: { NEW: {}, PACKED: {}, SENT: {}, DONE: { type: 'final' } },
    transitions: [
      { event: 'pack', label: 'Pack up', from: ['NEW'], to: 'PACKED', guard: 'weight != null' },
      { event: 'send', label: 'Send it', from: ['PACKED'], to: 'SENT' },
      { event: 'finish', label: 'Finish', from: ['SENT'], to: 'DONE' },
      { event: 'unsend', label: 'Take it back', from: ['SENT'], to: 'PACKED' },
    ],
  })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'line',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text' },
      { key: 'order', type: 'relation', blueprint: 'order' },
    ],
  })
  for (const data of [{ title: 'Books', weight: 12 }, { title: 'Nothing inside' }, { title: 'Tiles', weight: 30 }]) {
    const { id } = (await call(seat, molde, 'POST', `${api}/records/order`, { data })) as { id: string }
    ids.set(data.title, id)
  }
}
