// Does a step move a record once and no further, can it be taken back, and does everybody understand why one cannot be taken yet?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const ids = new Map<string, string>()

story('steps are taken', { person: somebody(), prepare }, () => {
  const step = (name: string) => page.getByRole('button', { name, exact: true })
  const open = (title: string) => page.goto(`/t/shop/records/order/${ids.get(title)}`)

  it('a double click creates one record, and nothing is said to have gone wrong', async () => {
    await page.goto('/t/shop/records/order/new')
    // Where it will stand is said, and is nothing to fill in.
    await page.getByRole('main').getByText('Begins as').locator('..').getByText('New', { exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'Title' }).fill('Twice')
    await page.getByRole('button', { name: 'Create', exact: true }).dblclick()
    await page.getByRole('heading', { name: 'Twice' }).waitFor()
    expect(await page.getByText('still running').count()).toBe(0)
    const found = (await call(seat, molde, 'GET', `${api}/records/order?title=Twice`)) as { items: { id: string }[] }
    expect(found.items).toHaveLength(1)
    await call(seat, molde, 'DELETE', `${api}/records/order/${found.items[0]?.id}`)
    await open('Books')
  })

  it('a double click while the server takes its time sends one step, and nothing is said to have gone wrong', async () => {
    const { id } = (await call(seat, molde, 'POST', `${api}/records/order`, {
      data: { title: 'Pens', weight: 1 },
    })) as { id: string }
    ids.set('Pens', id)
    const sent: string[] = []
    await page.route('**/transitions/*', async (route) => {
      sent.push(route.request().url())
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    })
    await open('Pens')
    await step('Pack up').dblclick()
    await expect.poll(() => stateOf('Pens')).toBe('PACKED')
    await page.getByText('“Pens” is now “Packed”.').waitFor()
    expect(sent).toHaveLength(1)
    expect(await page.getByText('still running').count()).toBe(0)
    await page.unroute('**/transitions/*')
    // And the next step can be taken.
    await page.mouse.move(0, 0)
    await page.waitForTimeout(900)
    await step('Send it').click()
    await expect.poll(() => stateOf('Pens')).toBe('SENT')
    await call(seat, molde, 'DELETE', `${api}/records/order/${id}`)
  })

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
    await page.getByText('“Books” is now “Packed”.').waitFor()
    // The pointer still lies where the step before was: a press that comes later is no better meant.
    await page.mouse.click(...at)
    await page.waitForTimeout(300)
    expect(await stateOf('Books')).toBe('PACKED')
    await step('Send it').click()
    await expect.poll(() => stateOf('Books')).toBe('SENT')
  })

  it('the notice takes a step back, wherever the flow leads', async () => {
    await page.getByText('“Books” is now “Sent”.').waitFor()
    // The notice before it may still be on its way out.
    await page
      .getByRole('alert')
      .filter({ hasText: '“Books” is now “Sent”.' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await page.getByText('Undone: “Books” is “Packed” again.').waitFor()
    expect(await stateOf('Books')).toBe('PACKED')
    await step('Send it').waitFor()
    await page.getByText('undid “Send it”').waitFor()
  })

  it('the history takes it back as well, until somebody has changed the record', async () => {
    await step('Send it').click()
    await page.getByRole('button', { name: 'Undo this step' }).click()
    await expect.poll(() => stateOf('Books')).toBe('PACKED')
    await step('Send it').click()
    await expect.poll(() => stateOf('Books')).toBe('SENT')
    const undo = page
      .getByRole('alert')
      .filter({ hasText: 'is now “Sent”' })
      .last()
      .getByRole('button', { name: 'Undo' })
    await undo.waitFor()
    await call(seat, molde, 'PATCH', `${api}/records/order/${ids.get('Books')}`, { data: { weight: 3 } })
    await undo.click()
    await page.getByText('Somebody has changed this record since, so the step stays.').waitFor()
    expect(await stateOf('Books')).toBe('SENT')
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
    await page.getByText('“Tiles” is now “Packed”.').waitFor()
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
    await page.getByText('“Nothing inside” is now “Packed”.').waitFor()
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
    const none = page.getByRole('region', { name: 'Line by Order' })
    await none.getByText('None yet.').waitFor()
    await screenshot(page, 'related-none')
    await none.getByRole('link', { name: 'New: Line' }).click()
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
