// Are the views of a list in sight, kept, changed, shared and taken away, and is a list found again as it was left?
import { expect, it } from 'vitest'
import { browser, molde, page, seat, story } from './stage.ts'
import {
  call,
  invitationIn,
  linkFor,
  type Molde,
  phone,
  type Seat,
  screenshot,
  signInAs,
  somebody,
  takeSeat,
} from './test-browser.ts'

const list = '/t/shop/records/deal'

story('the views of a list', { person: somebody(), prepare: fill }, () => {
  const views = () => page.getByRole('navigation', { name: 'Views' })
  const current = () => views().locator('[aria-current=page]')

  it('one is kept from what is shown', async () => {
    await page.goto(list)
    await page.getByText('500 records').waitFor()
    expect(await current().textContent()).toBe('All records')
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Stage' }).click()
    await page.getByRole('combobox', { name: 'Value' }).click()
    await page.getByRole('option', { name: 'Won' }).click()
    await page.keyboard.press('Escape')
    await page.getByText('125 records').waitFor()
    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Give the view a name.').waitFor()
    await page.getByLabel('Name of the view').fill('Won ones')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => current().textContent()).toBe('Won ones')
    await page.getByText('125 records').waitFor()
    expect(await page.getByRole('button', { name: 'Reset' }).isVisible()).toBe(false)
  })

  it('its filter is relaxed for a moment, reset, and changed for good', async () => {
    await page.getByRole('button', { name: 'Remove the condition on Stage' }).click()
    await page.getByText('500 records').waitFor()
    await page.reload()
    await page.getByText('500 records').waitFor()
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.getByText('125 records').waitFor()
    await page.getByRole('button', { name: 'Weight', exact: true }).click()
    await page.getByRole('link', { name: 'Deal 3', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Save changes to this view' }).click()
    await page.getByText('The view “Won ones” is changed.').waitFor()
    await page.waitForURL((url) => !url.search.includes('sort'))
    await page.reload()
    await page.getByRole('columnheader', { name: 'Weight' }).and(page.locator('[aria-sort=ascending]')).waitFor()
    // A third click leaves the list without the view's own order.
    await page.getByRole('button', { name: 'Weight', exact: true }).click()
    await page.getByRole('columnheader', { name: 'Weight' }).and(page.locator('[aria-sort=descending]')).waitFor()
    await page.getByRole('button', { name: 'Weight', exact: true }).click()
    await page.getByRole('columnheader', { name: 'Weight' }).and(page.locator('[aria-sort=none]')).waitFor()
    await page.getByRole('button', { name: 'Save as new' }).click()
    await page.getByLabel('Name of the view').fill('Won, newest first')
    await page.getByLabel('Only for me').check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => current().textContent()).toBe('Won, newest first')
    await screenshot(page, 'views')
  })

  it('widths, pinned columns, totals and the height of rows are in its link, are kept, and are reset', async () => {
    const width = (at = page) => at.getByRole('separator', { name: 'Width of Title' })
    const widthOf = async (at = page) => Number(await width(at).getAttribute('aria-valuenow'))
    const menu = async (item: string) => {
      await page.getByRole('button', { name: 'Menu of Weight' }).click()
      if (item === 'Sum') await page.getByRole('menuitem', { name: 'Total' }).hover()
      await page.getByRole('menuitem', { name: item, exact: true }).click()
    }
    const rowHeight = (at = page) =>
      at
        .getByRole('row', { name: /Deal/ })
        .first()
        .evaluate((row) => row.clientHeight)
    const isArranged = async (at = page) => {
      await at.locator('tfoot').getByText('Sum').waitFor()
      expect(await at.getByRole('columnheader').nth(1).textContent()).toBe('Weight')
      await expect.poll(() => rowHeight(at)).toBe(28)
    }
    await views().getByRole('link', { name: 'Won ones' }).click()
    await page.getByText('125 records').waitFor()
    const usual = await widthOf()
    await width().focus()
    for (let i = 1; i <= 3; i += 1) await page.keyboard.press('ArrowRight')
    await expect.poll(() => widthOf()).toBe(usual + 60)
    await page.waitForURL((url) => url.search.includes(`wide=title-${usual + 60}`))
    await menu('Pin to the left')
    await menu('Sum')
    await page.getByRole('button', { name: /^Columns/ }).click()
    await page.getByRole('radio', { name: 'Normal' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    await isArranged()
    expect(decodeURIComponent(new URL(page.url()).search)).toMatch(
      /^\?view=[^&]+&wide=title-\d+&pin=weight&total=weight-sum&rows=compact$/,
    )
    const other = await takeSeat(browser, molde, { storageState: await seat.context.storageState() })
    await other.page.goto(page.url())
    await isArranged(other.page)
    await expect.poll(() => widthOf(other.page)).toBe(usual + 60)
    await page.getByRole('button', { name: 'Save changes to this view' }).click()
    await page.waitForURL((url) => !url.search.includes('wide'))
    await other.page.goto(page.url())
    await isArranged(other.page)
    await expect.poll(() => widthOf(other.page)).toBe(usual + 60)
    await other.context.close()
    await screenshot(page, 'view-arranged')
    await menu('Unpin')
    await page.getByRole('button', { name: 'Menu of Title' }).click()
    await page.getByRole('menuitem', { name: 'Usual width' }).click()
    await page.waitForURL((url) => url.search.includes('pin=-') && url.search.includes('wide=-'))
    await expect.poll(() => widthOf()).toBe(usual)
    await page.getByRole('button', { name: 'Reset' }).click()
    await isArranged()
    await expect.poll(() => widthOf()).toBe(usual + 60)
    await views()
      .getByRole('link', { name: 'Fresh' })
      .or(views().getByRole('link', { name: 'Won, newest first' }))
      .click()
    await expect.poll(() => rowHeight()).toBe(36)
  })

  it('one is renamed, and taken away and brought back', async () => {
    await page.getByRole('button', { name: 'What to do with the view “Won, newest first”' }).click()
    await page.getByRole('menuitem', { name: 'Name and sharing' }).click()
    await page.getByLabel('Name of the view').fill('Fresh')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => current().textContent()).toBe('Fresh')
    await page.getByRole('button', { name: 'What to do with the view “Fresh”' }).click()
    await page.getByRole('menuitem', { name: 'Remove this view' }).click()
    await page.getByText('The view “Fresh” is removed.').waitFor()
    await expect.poll(() => current().textContent()).toBe('All records')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => current().textContent()).toBe('Fresh')
    await page.getByText('125 records').waitFor()
  })

  it('its link is copied, and a second one begins as it is', async () => {
    await seat.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'What to do with the view “Fresh”' }).click()
    await page.getByRole('menuitem', { name: 'Copy link' }).click()
    await page.getByText('The link is copied. Only you can open this view.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url())
    await page.getByRole('button', { name: 'What to do with the view “Fresh”' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await expect.poll(() => current().textContent()).toBe('Fresh (copy)')
    await page.getByText('125 records').waitFor()
    await expect.poll(() => current().evaluate((link) => link === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'What to do with the view “Fresh (copy)”' }).click()
    await page.getByRole('menuitem', { name: 'Remove this view' }).click()
    await expect.poll(() => current().textContent()).toBe('All records')
    await views().getByRole('link', { name: 'Fresh' }).click()
    await page.getByText('125 records').waitFor()
  })

  it('a list is found again as it was left, from the rail and from a record', async () => {
    await page.goto('/t/shop/records/visit')
    await page.getByText('No records yet.', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Deal', exact: true }).first().click()
    await expect.poll(() => current().textContent()).toBe('Fresh')
    await page.getByText('125 records').waitFor()
    await views().getByRole('link', { name: 'All records' }).click()
    await page.getByText('500 records').waitFor()
    await page.getByRole('button', { name: 'Weight', exact: true }).click()
    await page.waitForURL(/sort=weight/)
    await page.getByRole('link', { name: 'Deal 2', exact: true }).click()
    await page.getByRole('heading', { name: 'Deal 2' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Deal', exact: true }).click()
    await page.waitForURL(/sort=weight/)
    await page.goto(list)
    await page.getByText('500 records').waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  it('one is shared with one person, and is nobody else’s', async () => {
    const [ben, cid] = [somebody('Ben'), somebody('Cid')]
    const join = async (person: typeof ben) => {
      const other = await takeSeat(browser, molde)
      await call(seat, molde, 'POST', '/api/v1/tenants/shop/members', { email: person.email, role: 'member' })
      const link = await linkFor(molde, person.email)
      await signInAs(other, molde, person)
      await call(other, molde, 'POST', `/api/v1/invitations/${invitationIn(link)}/accept`, {})
      return other
    }
    const seats = [await join(ben), await join(cid)]
    await page.goto(`${list}?sort=-weight`)
    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByLabel('Name of the view').fill('For Ben')
    await page.getByLabel('Only some people or roles').check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Choose at least one person or role.').waitFor()
    await page.getByRole('combobox', { name: 'People and roles' }).click()
    await page.getByRole('option', { name: 'Ben' }).click()
    await page.keyboard.press('Escape')
    await screenshot(page, 'view-audience')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => current().textContent()).toBe('For Ben')
    await current().getByLabel('Only some people or roles').waitFor()
    for (const [i, seesIt] of [true, false].entries()) {
      const other = seats[i] as Seat
      await other.page.goto(list)
      await other.page.getByText('500 records').waitFor()
      const links = other.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'For Ben' })
      expect(await links.count()).toBe(seesIt ? 1 : 0)
      await other.context.close()
    }
  })

  it('on a phone one line stands above the list, and cards are picked by a long touch', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto(list)
    const card = (title: string) => small.page.getByText(title, { exact: true })
    await card('Deal 500').waitFor()
    const top = (await card('Deal 500').boundingBox())?.y ?? 999
    expect(top).toBeLessThan(220)
    const box = await card('Deal 499').boundingBox()
    const touch = { pointerType: 'touch', clientX: box?.x ?? 0, clientY: box?.y ?? 0, bubbles: true }
    await card('Deal 499').dispatchEvent('pointerdown', touch)
    await small.page.getByRole('checkbox', { name: 'Select Deal 499' }).waitFor()
    await card('Deal 499').dispatchEvent('pointerup', touch)
    await card('Deal 497').tap()
    const bar = small.page.getByRole('region', { name: 'Selected records' }).or(small.page.locator('.bulk-bar')).first()
    await bar.getByText('2 selected').waitFor()
    await screenshot(small.page, 'list-phone-picked')
    await bar.getByRole('button', { name: 'Move to the trash' }).tap()
    await card('Deal 499').waitFor({ state: 'detached' })
    await small.page.getByRole('button', { name: 'More', exact: true }).tap()
    await small.page.getByRole('menuitem', { name: 'Sort by' }).tap()
    await small.page.getByRole('radio', { name: 'Weight' }).tap()
    await small.page.keyboard.press('Escape')
    await card('Deal 1').waitFor()
    expect(small.complaints).toEqual([])
    await small.context.close()
  })
})

async function fill(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'deal',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true, quickFilter: true },
      { key: 'weight', type: 'number', quickFilter: true },
      { key: 'stage', type: 'enum', options: ['NEW', 'TALKING', 'WON', 'LOST'], quickFilter: true },
    ],
  })
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/blueprints', {
    name: 'visit',
    fields: [{ key: 'title', type: 'text' }],
  })
  const stages = ['NEW', 'TALKING', 'WON', 'LOST']
  const items = Array.from({ length: 500 }, (_, i) => ({
    op: 'create',
    data: { title: `Deal ${i + 1}`, weight: i + 1, stage: stages[i % 4] },
  }))
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/records/deal/bulk', { items })
}
