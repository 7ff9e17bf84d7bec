// Are promised times seen in lists: as a column, in order, as a condition, in a view, on cards; and do they go on while one looks?
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/desk'
const list = '/t/desk/records/ticket'
const minute = 60_000

story('promised times in a list', { person: somebody(), prepare }, () => {
  const rows = (at = page) => at.getByRole('row').filter({ has: at.getByRole('link') })
  const titles = (at = page) => rows(at).getByRole('link').allTextContents()
  const told = (title: string, at = page) => rows(at).filter({ hasText: title })
  const views = () => page.getByRole('navigation', { name: 'Views' })

  it('a column says what is left, in words and with the exact moment', async () => {
    await page.goto(list)
    await told('Broken lamp').waitFor()
    expect(await page.getByRole('columnheader', { name: 'Answer' }).count()).toBe(0)
    await page.getByRole('button', { name: /^Columns/ }).click()
    await page.getByRole('checkbox', { name: 'Answer' }).check()
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader', { name: 'Answer' }).waitFor()
    await told('Broken lamp').getByText('late by 2 hr 30 min').waitFor()
    await told('Broken lamp')
      .getByTitle(/^Late since \w+ \d+, \d{4}/)
      .waitFor()
    await told('Loud fan')
      .getByText(/^(30|29) min left/)
      .waitFor()
    await told('Loud fan')
      .getByTitle(/^Due \w+ \d+, \d{4}/)
      .waitFor()
    await told('Wrong bill')
      .getByText(/^stands still, /)
      .waitFor()
    await told('Lost key').getByText('kept').waitFor()
  })

  it('puts the list in order by what runs out first, and is arranged as others are', async () => {
    await page.getByRole('button', { name: 'Answer', exact: true }).click()
    await page.getByRole('columnheader', { name: 'Answer' }).and(page.locator('[aria-sort=ascending]')).waitFor()
    await expect.poll(async () => (await titles()).slice(0, 3)).toEqual(['Broken lamp', 'Loud fan', 'New chair'])
    expect(new URL(page.url()).searchParams.get('sort')).toBe('record.clocks.answer.dueAt')
    await page.getByRole('button', { name: 'Menu of Answer' }).click()
    await page.getByRole('menuitem', { name: 'Pin to the left' }).click()
    await page.waitForURL((url) => url.search.includes('pin=*answer'))
    await page.getByRole('separator', { name: 'Width of Answer' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL((url) => /wide=\*answer-\d+/.test(url.search))
    await page.reload()
    await told('Broken lamp').getByText('late by 2 hr 30 min').waitFor()
    expect(await page.getByRole('columnheader').nth(1).textContent()).toBe('Answer')
    await screenshot(page, 'promised-times')
  })

  it('is filtered by what is late, by what is due soon, and by how it stands', async () => {
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Answer' }).click()
    await page.getByText('1 record', { exact: true }).waitFor()
    const question = page.getByRole('combobox', { name: 'Answer' })
    const ask = async (name: string) => {
      await question.click()
      await page.getByRole('option', { name, exact: true }).click()
    }
    await ask('due within')
    await page.getByRole('textbox', { name: 'Value' }).fill('1')
    await page.getByText('2 records', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Answer: due within 1 hour' }).waitFor()
    await screenshot(page, 'promised-times-filter')
    await ask('status is')
    await page.getByRole('combobox', { name: 'Value' }).click()
    await page.getByRole('option', { name: 'standing still' }).click()
    await page.keyboard.press('Escape')
    await page.getByText('1 record', { exact: true }).waitFor()
    expect(await titles()).toEqual(['Wrong bill'])
    await page.getByRole('button', { name: 'Answer: standing still' }).click()
    await page.getByRole('button', { name: 'Late', exact: true }).click()
    await expect.poll(() => titles()).toEqual(['Broken lamp'])
    await page.getByRole('button', { name: 'Answer: late' }).waitFor()
  })

  it('is kept in a view, which says it all by its address', async () => {
    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByLabel('Name of the view').fill('Late ones')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await views().getByRole('link', { name: 'Late ones' }).and(page.locator('[aria-current=page]')).waitFor()
    expect(new URL(page.url()).search).toMatch(/^\?view=[^&]+$/)
    await page.reload()
    await expect.poll(() => titles()).toEqual(['Broken lamp'])
    await page.getByRole('button', { name: 'Answer: late' }).waitFor()
    await page.getByRole('columnheader', { name: 'Answer' }).and(page.locator('[aria-sort=ascending]')).waitFor()
    expect(await page.getByRole('columnheader').nth(1).textContent()).toBe('Answer')
  })

  it.each([
    ['a phone', phone],
    ['a phone in the dark', { ...phone, colorScheme: 'dark' as const }],
  ])('is on the cards of %s', async (name, look) => {
    const small = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await small.page.goto(page.url())
    const card = small.page.getByRole('link', { name: /Broken lamp/ })
    await card.getByText('late by 2 hr 30 min').waitFor()
    await small.page.goto(`${list}?columns=title.*answer`)
    await small.page
      .getByRole('link', { name: /Wrong bill/ })
      .getByText(/stands still, /)
      .waitFor()
    await screenshot(small.page, `promised-times-${name.replaceAll(' ', '-')}`)
    await small.context.close()
  })

  it.each([
    ['a desk', desk],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
    ['a phone', phone],
  ])('is on the cards of a board and a gallery at %s', async (name, look) => {
    const other = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await other.page.goto(`${list}?kind=board&sort=record.clocks.answer.dueAt`)
    const column = other.page.getByRole('region', { name: 'New' })
    await column
      .getByRole('listitem')
      .filter({ hasText: 'Broken lamp' })
      .getByText('late by 2 hr 30 min')
      .first()
      .waitFor()
    await screenshot(other.page, `promised-times-board-${name.replaceAll(' ', '-')}`)
    await other.page.goto(`${list}?kind=gallery`)
    await other.page
      .getByRole('link', { name: /Lost key/ })
      .getByText('kept')
      .waitFor()
    await screenshot(other.page, `promised-times-gallery-${name.replaceAll(' ', '-')}`)
    if (name === 'a desk in the dark') {
      await other.page.goto(`${list}?columns=title.*answer.stage`)
      await told('Lost key', other.page).getByText('kept').waitFor()
      await screenshot(other.page, 'promised-times-dark')
    }
    await other.context.close()
  })

  it('goes on while somebody looks', async () => {
    const other = await takeSeat(browser, molde, { storageState: await seat.context.storageState() })
    await other.page.clock.install()
    await other.page.goto(`${list}?columns=title.*answer`)
    await told('Loud fan', other.page)
      .getByText(/^(30|29) min left/)
      .waitFor()
    await other.page.clock.fastForward(10 * minute)
    await told('Loud fan', other.page)
      .getByText(/^(20|19) min left/)
      .waitFor()
    await other.context.close()
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Desk', slug: 'desk' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    ...{ name: 'ticket', label: 'Ticket', plural: 'Tickets', titleField: 'title' },
    fields: [
      { key: 'title', type: 'text', required: true },
      {
        ...{ key: 'stage', type: 'enum', quickFilter: true },
        options: ['NEW', 'WAITING', 'DONE'].map((key) => ({ key, label: key.charAt(0) + key.slice(1).toLowerCase() })),
      },
      { key: 'customer', type: 'text' },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    ...{ name: 'ticket', blueprint: 'ticket', stateField: 'stage', initial: 'NEW' },
    states: { NEW: {}, WAITING: {}, DONE: { type: 'final' } },
    transitions: [
      { event: 'wait', label: 'Wait', from: ['NEW'], to: 'WAITING' },
      { event: 'close', label: 'Close', from: ['NEW', 'WAITING'], to: 'DONE' },
    ],
    clocks: [
      {
        ...{ name: 'answer', label: 'Answer', starts: ['NEW'], pauses: ['WAITING'], stops: ['DONE'] },
        target: 'PT2H',
      },
    ],
  })
  const ticket = async (title: string, event?: string) => {
    const data = { title, customer: 'Corner Shop' }
    const { id } = (await call(seat, molde, 'POST', `${api}/records/ticket`, { data })) as { id: string }
    if (event) await call(seat, molde, 'POST', `${api}/records/ticket/${id}/transitions/${event}`, {})
  }
  await ticket('Broken lamp')
  await molde.letTimePass(180 * minute)
  await ticket('Loud fan')
  await molde.letTimePass(90 * minute)
  await ticket('New chair')
  await ticket('Wrong bill', 'wait')
  await ticket('Lost key', 'close')
}
