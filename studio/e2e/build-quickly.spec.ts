// Is what a builder does again and again short: fields typed one after the other, a flow that can be read as soon as it is opened?
import { expect, it } from 'vitest'
import { page, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
const states = [
  'ORDERED',
  'PAID',
  'PICKED',
  'PACKED',
  'WEIGHED',
  'HANDED_OVER',
  'SENT',
  'ON_THE_DOORSTEP',
  'DELIVERED',
  'RATED',
  'ARCHIVED',
  'CLOSED',
]

story('building goes quickly', { person: somebody(), prepare }, () => {
  it('on the drawing, one field is typed after the other', async () => {
    await page.goto('/t/shop/model')
    await page.locator('.react-flow__node', { hasText: 'Parcel' }).click()
    const panel = page.getByRole('complementary', { name: 'Parcel' })
    const name = panel.getByLabel('New field', { exact: true })
    await name.click()
    for (const [label, type] of [
      ['Ordered on', 'Date'],
      ['Weight', 'Number'],
    ]) {
      await page.keyboard.type(label ?? '')
      await panel.getByText(`Enter adds it as: ${type}`, { exact: true }).waitFor()
      await page.keyboard.press('Enter')
      await panel.getByRole('button', { name: new RegExp(`^${label} new`) }).waitFor()
      await name.and(page.locator(':focus')).waitFor()
      expect(await name.inputValue()).toBe('')
    }
    await page.keyboard.type('Length, Width')
    await panel.getByRole('button', { name: 'Add 2 fields' }).click()
    await panel.getByRole('button', { name: /^Width new/ }).waitFor()
    await name.and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Floor, State, Height')
    await page.keyboard.press('Enter')
    await panel.getByLabel('Choices of “State”').fill('New\nDone')
    await panel.getByText('Also added: Floor and Height.', { exact: true }).waitFor()
    await screenshot(page, 'field-asked-among-others')
    await panel.getByRole('button', { name: 'Add 3 fields' }).click()
    for (const label of ['Floor', 'State', 'Height'])
      await panel.getByRole('button', { name: new RegExp(`^${label} new`) }).waitFor()
    await name.and(page.locator(':focus')).waitFor()
    await screenshot(page, 'field-after-field')
  })

  const zoom = () =>
    page.locator('.react-flow__viewport').evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).a)

  it('a flow that is too long to be read as a whole is seen from its beginning', async () => {
    await page.goto('/t/shop/design/order/flow')
    const first = page.getByRole('group', { name: 'State Ordered', exact: true })
    await first.waitFor()
    await expect.poll(zoom).toBeGreaterThanOrEqual(0.85)
    const ground = await page.locator('.react-flow').boundingBox()
    const box = await first.boundingBox()
    expect(box?.x ?? 0).toBeGreaterThanOrEqual(ground?.x ?? 0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan((ground?.y ?? 0) + (ground?.height ?? 0))
    await screenshot(page, 'flow-first-look')
  })

  it('a short one is seen whole, and stays so while it grows', async () => {
    await page.goto('/t/shop/design/visit/flow')
    const inSight = async () => {
      const ground = await page.locator('.react-flow').boundingBox()
      const boxes = await Promise.all(
        (await page.getByRole('group', { name: /^State / }).all()).map((one) => one.boundingBox()),
      )
      return boxes.filter(
        (box) =>
          box &&
          ground &&
          box.x >= ground.x &&
          box.y >= ground.y &&
          box.x + box.width <= ground.x + ground.width &&
          box.y + box.height <= ground.y + ground.height,
      ).length
    }
    await expect.poll(inSight).toBe(3)
    await screenshot(page, 'short-flow-whole')
    for (const count of [4, 5, 6]) {
      await page.getByRole('button', { name: 'New state', exact: true }).click()
      await expect.poll(() => page.getByRole('group', { name: /^State / }).count()).toBe(count)
      await expect.poll(inSight).toBe(count)
    }
    await screenshot(page, 'short-flow-grown')
  })

  it('is seen smaller in a smaller window, and as large as before once that is larger again', async () => {
    const size = page.viewportSize() ?? { width: 0, height: 0 }
    const before = await zoom()
    await page.setViewportSize({ width: size.width, height: 520 })
    await expect.poll(zoom).toBeLessThan(before)
    await page.setViewportSize(size)
    await expect.poll(zoom).toBeCloseTo(before, 2)
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    label: 'Parcel',
    titleField: 'title',
    fields: [{ key: 'title', type: 'text', required: true }],
  })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'order',
    label: 'Order',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'stage', type: 'enum', options: states, required: true },
    ],
  })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'visit',
    label: 'Visit',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text' },
      { key: 'state', type: 'enum', options: ['PLANNED', 'ON_ITS_WAY', 'DONE'], required: true, default: 'PLANNED' },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'visit',
    blueprint: 'visit',
    stateField: 'state',
    initial: 'PLANNED',
    states: { PLANNED: {}, ON_ITS_WAY: {}, DONE: { type: 'final' } },
    transitions: [
      { event: 'set_out_for_the_place', from: ['PLANNED'], to: 'ON_ITS_WAY' },
      { event: 'done_with_everything', from: ['ON_ITS_WAY'], to: 'DONE' },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'order',
    blueprint: 'order',
    stateField: 'stage',
    initial: 'ORDERED',
    states: Object.fromEntries(states.map((key) => [key, key === 'CLOSED' ? { type: 'final' } : {}])),
    transitions: states.slice(1).map((to, at) => ({ event: `to_${to.toLowerCase()}`, from: [states[at]], to })),
  })
}
