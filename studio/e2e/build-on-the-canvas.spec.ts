// Can a kind of record that is in use be changed beside the drawing, and another be planned there?
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('an owner builds beside the drawing', { person: somebody(), prepare }, () => {
  const draft = async (): Promise<readonly { op: string; [member: string]: unknown }[]> =>
    ((await call(seat, molde, 'GET', `${api}/blueprints/parcel/draft`)) as { ops: [] }).ops
  const panel = () => page.getByRole('complementary', { name: 'Parcel' })
  const settings = () => panel().getByRole('region', { name: 'Field settings' })

  it('gives a choice field the choices that were named, and no others', async () => {
    await page.goto('/t/shop/model')
    await card(page, 'Parcel').click()
    await panel().getByLabel('New field').fill('Status')
    await panel().getByRole('button', { name: 'Add field' }).click()
    await page.getByRole('searchbox', { name: 'Find a type of field' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('status')
    await expect
      .poll(() => page.getByRole('menuitem').allTextContents())
      .toEqual([expect.stringMatching(/^One of several choices/)])
    await page.keyboard.press('Enter')
    await panel().getByLabel('Choices of “Status”').fill('New\nOn its way')
    await screenshot(page, 'builder-choices')
    await panel().getByRole('button', { name: 'Add field' }).click()
    await settings().getByLabel('Name of choice 1').waitFor()
    await settings().getByRole('button', { name: 'Add choice' }).click()
    await settings().getByLabel('Name of choice 3').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Delivered')
    await card(page, 'Parcel').getByText('Status').waitFor()
    await expect.poll(draft).toEqual([
      {
        op: 'add',
        field: {
          key: 'status',
          label: 'Status',
          type: 'enum',
          options: [
            { key: 'NEW', label: 'New' },
            { key: 'ON_ITS_WAY', label: 'On its way' },
            { key: 'DELIVERED', label: 'Delivered' },
          ],
        },
      },
    ])
  })

  it('sets what it starts with, puts its choices in order, and makes it required', async () => {
    await settings().getByRole('button', { name: 'Move choice 3 up' }).click()
    await drop(page, settings().getByTitle('Drag to another place').nth(0), settings().getByLabel('Name of choice 3'))
    await settings().getByText('Filling in', { exact: true }).click()
    await settings()
      .getByRole('group', { name: 'Initial value' })
      .getByLabel('A fixed value', { exact: true })
      .last()
      .click()
    await page.getByRole('option', { name: 'New' }).click()
    await settings().getByLabel('Must be filled in').click()
    await expect
      .poll(async () => (await draft())[0]?.['field'])
      .toMatchObject({
        required: true,
        default: 'NEW',
        options: [{ key: 'DELIVERED' }, { key: 'ON_ITS_WAY' }, { key: 'NEW' }],
      })
    await screenshot(page, 'builder-settings')
  })

  it('renames, moves and changes fields that are in use, and says what cannot be done to them', async () => {
    await panel().getByRole('button', { name: 'All fields' }).click()
    await panel().getByRole('button', { name: 'Move Weight up' }).click()
    await panel()
      .getByRole('button', { name: /^Weight/ })
      .click()
    // What happens to its values is asked for by name, and said where it is removed.
    await settings().getByRole('button', { name: 'Change what it holds' }).waitFor()
    await settings().getByRole('button', { name: 'Remove', exact: true }).waitFor()
    await settings().getByText('Its values are kept; it can be brought back.').waitFor()
    await settings().getByLabel('Name of the field').fill('Mass')
    await card(page, 'Parcel').getByText('Mass').waitFor()
    await expect.poll(async () => (await draft()).map(({ op }) => op)).toEqual(['relabel', 'add', 'order'])
    await settings().getByText('For programs', { exact: true }).click()
    await settings().getByLabel('Name on the API').fill('not a name')
    await panel().getByText('Not saved yet').waitFor()
    expect((await draft()).map(({ op }) => op)).toEqual(['relabel', 'add', 'order'])
    // What may not be is what is undone first.
    await page.getByRole('button', { name: 'Undo' }).click()
    await panel().getByText('Not saved yet').waitFor({ state: 'detached' })
    expect(await settings().getByLabel('Name on the API').inputValue()).toBe('weight')
    await panel().getByRole('button', { name: 'All fields' }).click()
  })

  it('shows a field only while a condition holds, put together by hand', async () => {
    await panel().getByLabel('New field').fill('Reason')
    await panel().getByRole('button', { name: 'Add field' }).click()
    await page.getByRole('menuitem', { name: 'One line: a name, a title' }).click()
    await settings().getByLabel('Name of the field').waitFor()
    await settings().getByText('Showing and finding', { exact: true }).click()
    await settings().getByRole('button', { name: 'Show only when' }).click()
    const condition = settings().getByRole('group', { name: 'Show only when' })
    await condition.getByRole('button', { name: /^Remove the condition on/ }).waitFor()
    await condition.getByText('As text', { exact: true }).click()
    await condition.getByRole('textbox').fill('status == "DELIVERED"')
    await screenshot(page, 'builder-condition')
    await expect
      .poll(async () => (await draft()).map((op) => (op['field'] as { showWhen?: string } | undefined)?.showWhen))
      .toContain('status == "DELIVERED"')
    // Its choice gets another name; the condition follows.
    await panel().getByRole('button', { name: 'All fields' }).click()
    await panel()
      .getByRole('button', { name: /^Status/ })
      .click()
    await settings().getByLabel('Name of choice 1').fill('Handed over')
    await expect
      .poll(async () => (await draft()).map((op) => (op['field'] as { showWhen?: string } | undefined)?.showWhen))
      .toContain('status == "HANDED_OVER"')
    await page.keyboard.press('Escape')
  })

  it('undoes and does again step by step, also after the page was left and loaded again', async () => {
    const before = await draft()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(draft).not.toEqual(before)
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect.poll(draft).toEqual(before)
    await page.goto('/t/shop/design')
    await page
      .getByRole('link', { name: /Parcel/ })
      .getByText(/Draft · \d changes/)
      .waitFor()
    await page.goto('/t/shop/model')
    await card(page, 'Parcel').waitFor()
    for (let tries = 0; tries < 20 && (await draft()).length > 0; tries++) {
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.waitForTimeout(300)
    }
    expect(await draft()).toEqual([])
    for (let tries = 0; tries < 20 && (await page.getByRole('button', { name: 'Redo' }).isEnabled()); tries++) {
      await page.getByRole('button', { name: 'Redo' }).click()
      await page.waitForTimeout(300)
    }
    await expect.poll(draft).toEqual(before)
  })

  it('does not undo over what somebody else has made of the draft', async () => {
    const mine = await draft()
    await call(seat, molde, 'PUT', `${api}/blueprints/parcel/draft`, {
      ops: [...mine, { op: 'add', field: { key: 'theirs', type: 'text' } }],
    })
    await page.reload()
    await card(page, 'Parcel').getByText('Theirs').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Somebody has changed this draft in the meantime').waitFor()
    expect(await draft()).toHaveLength(mine.length + 1)
    await call(seat, molde, 'PUT', `${api}/blueprints/parcel/draft`, { ops: mine })
    await page.reload()
    await card(page, 'Parcel').waitFor()
  })

  it('plans another kind beside it, reviews all of it with its choices, and publishes it together', async () => {
    await page.getByRole('button', { name: 'New kind of record' }).click()
    await page.getByRole('dialog').getByLabel('What is it called?').fill('Van')
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
    await card(page, 'Van').getByText('New · not published').waitFor()
    const van = page.getByRole('complementary', { name: 'Van' })
    await van.getByLabel('New field').fill('Size')
    await van.getByRole('button', { name: 'Add field' }).click()
    await page.getByRole('menuitem', { name: 'One of several choices' }).click()
    await van.getByLabel('Choices of “Size”').fill('S, L')
    await van.getByRole('button', { name: 'Add field' }).click()
    await van.getByRole('button', { name: 'All fields' }).click()
    await screenshot(page, 'builder-planned')
    // A step is saved at once; only letters wait for the next one.
    await expect.poll(async () => JSON.stringify(await call(seat, molde, 'GET', `${api}/drafts`))).toContain('"size"')
    await page.reload()
    await card(page, 'Van').getByText('Size').waitFor()
    expect(await overlap(card(page, 'Van'), card(page, 'Parcel'))).toBe(false)
    await page.getByRole('button', { name: 'Review and publish (2)' }).click()
    const dialog = page.getByRole('dialog', { name: 'Review and publish' })
    await dialog.getByText('Field “Size”: One of several choices. Choices: S, L.').waitFor()
    await dialog.getByText('New field “Status”. Its options: Handed over, On its way, New.').waitFor()
    await screenshot(page, 'builder-review')
    await dialog.getByRole('button', { name: 'Publish all' }).click()
    await page.getByText(/^Published: /).waitFor()
    const made = (await call(seat, molde, 'GET', `${api}/blueprints/van`)) as {
      version: number
      fields: { id: string }[]
    }
    expect([made.version, made.fields.map(({ id }) => id)]).toEqual([1, ['f1', 'f2']])
    expect((await call(seat, molde, 'GET', `${api}/drafts`)) as object).toMatchObject({ items: [] })
  })

  it('leads a line round a card that it has nothing to do with', async () => {
    const line = '/api/v1/tenants/line'
    await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Line', slug: 'line' })
    const fields = [{ key: 'name', type: 'text' }]
    for (const name of ['right', 'middle']) await call(seat, molde, 'POST', `${line}/blueprints`, { name, fields })
    const link = { key: 'to', type: 'relation', blueprint: 'right' }
    await call(seat, molde, 'POST', `${line}/blueprints`, { name: 'left', fields: [...fields, link] })
    const places = { left: { x: 0, y: 0 }, middle: { x: 400, y: 0 }, right: { x: 800, y: 0 } }
    await call(seat, molde, 'PATCH', `${line}/blueprint-places`, { places })
    await page.goto('/t/line/model')
    await card(page, 'Middle').waitFor()
    const path = await page.locator('.react-flow__edge-path').first().getAttribute('d')
    const numbers = (path ?? '').match(/-?[\d.]+/g)?.map(Number) ?? []
    const points = numbers.flatMap((x, at) => (at % 2 === 0 ? [{ x, y: numbers[at + 1] ?? 0 }] : []))
    // Where it is above or below the card in the middle, it is clear of it.
    const beside = points.filter(({ x }) => x > 397 && x < 643)
    const [levels, height] = [points.map(({ y }) => y), 78]
    expect(Math.max(...levels) > height || Math.min(...levels) < 0).toBe(true)
    // Its upright piece stands beside the card, not behind it.
    expect(beside.every(({ y }) => y > height || y < 0)).toBe(true)
    await screenshot(page, 'builder-detour')
  })

  it('shows a call that runs as it stands, once a key is put in', async () => {
    await page.goto('/t/shop/design/parcel')
    const preview = page.getByRole('region', { name: 'Preview' })
    await preview.getByRole('tab', { name: 'Table' }).click()
    await preview.getByRole('columnheader', { name: 'Mass' }).waitFor()
    await screenshot(page, 'builder-preview-table')
    await preview.getByRole('tab', { name: 'API' }).click()
    await preview.getByText('TypeScript', { exact: true }).click()
    await preview.getByText('export interface Parcel').waitFor()
    await preview.getByText('curl', { exact: true }).click()
    const text = await preview.locator('pre, code').first().innerText()
    await screenshot(page, 'builder-preview-curl')
    const { key } = (await call(seat, molde, 'POST', `${api}/api-keys`, { name: 'curl', role: 'owner' })) as {
      key: string
    }
    const { stdout } = await promisify(execFile)('bash', ['-c', text.replace('mk_YOUR_KEY', key)])
    const made = JSON.parse(stdout) as { id: string; data: { title: string } }
    expect(stdout).toContain('"id"')
    const read = (await call(seat, molde, 'GET', `${api}/records/parcel/${made.id}`)) as typeof made
    expect(read.data).toEqual(made.data)
    // The tab stays open while another field is edited, and says what it has become.
    await page.getByRole('button', { name: /^Title/ }).click()
    await page.getByText('For programs', { exact: true }).click()
    await page.getByLabel('Name on the API').fill('headline')
    await preview.getByText('"headline":').waitFor()
    expect(seat.complaints).toEqual([])
  })
})

const card = (page: Page, label: string): Locator =>
  page.getByRole('group', { name: `Kind of record ${label}`, exact: true })

/** By the browser's own dragging. */
async function drop(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('not on the screen')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + 4, start.y + 12, { steps: 4 })
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 })
  await page.waitForTimeout(100)
  await page.mouse.up()
}

async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()]
  if (!a || !b) throw new Error('not on the screen')
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  const fields = [
    { key: 'title', label: 'Title', type: 'text', required: true },
    { key: 'weight', label: 'Weight', type: 'number' },
  ]
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    label: 'Parcel',
    titleField: 'title',
    fields,
  })
}
