// Can things that go on at the same time be drawn, published and followed on a board of their own?
import { expect, it } from 'vitest'
import { boxOf, frame, panel } from './drawing.ts'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('two things go on at the same time', { person: somebody(), prepare }, () => {
  const draft = async () =>
    ((await call(seat, molde, 'GET', `${api}/flows/order/draft`)) as { definition: Drawn }).definition

  it('are added as one frame with a part for each, side by side', async () => {
    await page.goto('/t/shop/design/order/flow')
    await frame(page, 'Working').waitFor()
    await page.getByRole('button', { name: 'Add things that go on at the same time' }).click()
    await panel(page, 'At the same time').getByRole('button', { name: 'Part 1', exact: true }).waitFor()
    // The view may still be on its way there.
    const lie = async () => {
      const [whole, left, right] = [await box('At the same time'), await box('Part 1'), await box('Part 2')]
      const within = left.x >= whole.x - 1 && right.x + right.width <= whole.x + whole.width + 1
      return within && Math.abs(left.x + left.width - right.x) < 1 ? 'side by side' : 'otherwise'
    }
    await expect.poll(lie).toBe('side by side')
    await screenshot(page, 'flow-at-the-same-time')
  })

  it('get names, one more part, and give it back', async () => {
    await panel(page, 'At the same time').getByRole('button', { name: 'Part 1', exact: true }).click()
    await panel(page, 'Part 1').getByLabel('Name of the part').fill('Checking')
    await frame(page, 'Checking').getByText('Checking').waitFor()
    await frame(page, 'At the same time').getByText('At the same time').click()
    await panel(page, 'At the same time').getByRole('button', { name: 'Add a part' }).click()
    await frame(page, 'Part 1').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await expect.poll(() => frame(page, 'Part 1').count()).toBe(0)
    await expect
      .poll(async () => Object.values((await draft()).regionFields ?? {}))
      .toMatchObject([
        { label: { en: 'Checking' }, add: [{ key: 'OPEN' }, { key: 'DONE' }] },
        { label: { en: 'Part 2' } },
      ])
  })

  it('are a board of their own, on which a card is moved by a step', async () => {
    await page.goto('/t/shop/records/order?kind=board&group=picking')
    await column('Open').getByRole('link', { name: 'Books' }).waitFor()
    await page.getByRole('button', { name: 'Move: Books' }).click()
    await page.getByRole('menuitem', { name: 'Picked' }).click()
    await column('Picked').getByRole('link', { name: 'Books' }).waitFor()
    await expect.poll(standing).toEqual(['WORK', 'PICKED', 'DUE'])
    await page.getByText('“Books” is now “Picked”.').waitFor()
    await screenshot(page, 'board-of-a-part')
  })

  it('are told on the record, and cannot be written there', async () => {
    await column('Picked').getByRole('link', { name: 'Books' }).click()
    await page.getByRole('button', { name: 'Pay', exact: true }).waitFor()
    await page.getByText('Picking', { exact: true }).first().waitFor()
    expect(await page.getByRole('combobox', { name: 'Picking' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Pay', exact: true }).click()
    await expect.poll(standing).toEqual(['SENT', null, null])
  })

  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const standing = async () => {
    const { items } = (await call(seat, molde, 'GET', `${api}/records/order`)) as {
      items: { state: string; data: { picking?: string; paying?: string } }[]
    }
    const [one] = items
    return [one?.state, one?.data.picking ?? null, one?.data.paying ?? null]
  }
  const box = (name: string) => boxOf(page, name)
})

interface Drawn {
  readonly regionFields?: object
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  const option = (key: string, label: string) => ({ key, label })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'order',
    label: 'Order',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      {
        key: 'stage',
        type: 'enum',
        options: [option('NEW', 'New'), option('WORK', 'Working'), option('SENT', 'Sent')],
      },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'order', blueprint: 'order', stateField: 'stage', initial: 'NEW' },
    regionFields: {
      picking: { label: 'Picking', add: [option('OPEN', 'Open'), option('PICKED', 'Picked')] },
      paying: { label: 'Paying', add: [option('DUE', 'Due'), option('PAID', 'Paid')] },
    },
    states: {
      NEW: { pos: { x: 0, y: 0 } },
      WORK: {
        type: 'parallel',
        regions: [
          {
            stateField: 'picking',
            initial: 'OPEN',
            states: { OPEN: { pos: { x: 360, y: 0 } }, PICKED: { type: 'final', pos: { x: 360, y: 120 } } },
          },
          {
            stateField: 'paying',
            initial: 'DUE',
            states: { DUE: { pos: { x: 640, y: 0 } }, PAID: { type: 'final', pos: { x: 640, y: 120 } } },
          },
        ],
      },
      SENT: { pos: { x: 1_000, y: 0 }, type: 'final' },
    },
    transitions: [
      { event: 'begin', label: 'Begin', from: ['NEW'], to: 'WORK' },
      { event: 'pick', label: 'Pick', from: ['picking.OPEN'], to: 'picking.PICKED' },
      { event: 'pay', label: 'Pay', from: ['paying.DUE'], to: 'paying.PAID' },
      { done: true, from: ['WORK'], to: 'SENT' },
    ],
  })
  const { id } = (await call(seat, molde, 'POST', `${api}/records/order`, { data: { title: 'Books' } })) as {
    id: string
  }
  await call(seat, molde, 'POST', `${api}/records/order/${id}/transitions/begin`, {})
}
