// Can a person put conditions together in groups, by keyboard, as text and on a phone, and is it the same filter everywhere?
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { choose } from './choose.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const list = '/t/shop/records/deal'

story('lists are filtered by groups of conditions', { person: somebody(), prepare: fill }, () => {
  const openGroups = async (of: Page) => {
    await of.getByRole('button', { name: 'Filter', exact: true }).last().click()
    await of.getByRole('menuitem', { name: 'Advanced: groups and text' }).click()
    await of.getByRole('button', { name: 'Add a condition' }).first().waitFor()
  }
  /** The keyboard is in the field of a new row. */
  const typeField = async (field: string) => {
    await page.keyboard.type(field)
    await page.getByRole('option', { name: field, exact: true }).waitFor()
    await page.keyboard.press('Enter')
  }

  it('by keyboard: rows and a group, read aloud, kept in the address', async () => {
    await page.goto(list)
    await page.getByText('60 records').waitFor()
    await openGroups(page)
    // The keyboard is where a filter begins, not on the cross that closes it.
    await page.getByRole('button', { name: 'Add a condition' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await typeField('Weight')
    const weight = page.getByRole('group', { name: 'Weight' })
    await choose(weight.getByRole('combobox', { name: 'Comparison' }), 'is more than')
    await weight.getByRole('textbox', { name: 'Value' }).fill('50')
    await page.getByRole('button', { name: 'Add a group' }).press('Enter')
    await typeField('Stage')
    const any = page.getByRole('group', { name: 'Any of these is true' })
    const stage = any.getByRole('group', { name: 'Stage' })
    await choose(stage.getByRole('combobox', { name: 'Comparison' }), 'is')
    await stage
      .getByRole('combobox', { name: 'Value' })
      .or(stage.getByRole('textbox', { name: 'Value' }))
      .click()
    await page.getByRole('option', { name: 'Won' }).click()
    await any.getByRole('button', { name: 'Add a condition' }).press('Enter')
    await typeField('Urgent')
    await choose(any.getByRole('group', { name: 'Urgent' }).getByRole('combobox', { name: 'Value' }), 'Yes')
    await page.getByText('Reads: Weight is more than 50 and (Stage is Won or Urgent is Yes)').waitFor()
    await screenshot(page, 'filter-groups')
    await page.getByRole('button', { name: 'Show records' }).click()
    // Above 50: won are 51, 55, 59; urgent are 55 and 60.
    await page.getByText('4 records').waitFor()
    const other = await seat.context.newPage()
    await other.goto(page.url())
    await other.getByText('4 records').waitFor()
    await other.getByRole('button', { name: 'Change the filter: Stage is Won or Urgent is Yes' }).waitFor()
    await other.close()
  })

  it('holds on a board, a calendar and in a gallery alike', async () => {
    for (const kind of ['Gallery', 'Board', 'Calendar']) {
      await page.getByRole('radiogroup', { name: 'Show as' }).getByTitle(kind).click()
      await page.waitForURL(new RegExp(`kind=${kind.toLowerCase()}`))
      expect(decodeURIComponent(page.url())).toContain('"combinator":"or"')
      if (kind === 'Gallery') await page.getByText('4 records').waitFor()
      if (kind === 'Board') {
        await page.getByRole('link', { name: 'Deal 55' }).waitFor()
        expect(await page.getByRole('link', { name: /^Deal \d+$/ }).count()).toBe(4)
      }
    }
    await page.getByRole('radiogroup', { name: 'Show as' }).getByTitle('Table').click()
    await page.getByText('4 records').waitFor()
  })

  it('shows the same as text, takes text back into rows, and says what only text can say', async () => {
    await page.getByRole('button', { name: /^Change the filter/ }).click()
    await page.getByText('As text', { exact: true }).click()
    const text = page.getByRole('textbox', { name: 'Show records for which, as text' })
    expect(await text.inputValue()).toBe('weight > 50 && (stage == "WON" || urgent == true)')
    await text.fill("due < today() && !(title.startsWith('Deal 1') || stage in ['LOST'])")
    await page.getByText('Conditions', { exact: true }).click()
    await page.getByRole('group', { name: 'None of these is true' }).getByRole('group', { name: 'Stage' }).waitFor()
    await page.getByText('As text', { exact: true }).click()
    await text.fill('weight >')
    expect(await page.getByRole('button', { name: 'Show records' }).isDisabled()).toBe(true)
    await text.fill('weight + 1 > 60')
    await page.getByText('Conditions', { exact: true }).click()
    await page.getByText('This expression is too complex for rows, so it can only be edited as text.').waitFor()
    await page.getByText('Reads: Weight + 1 is more than 60').waitFor()
    await page.getByRole('button', { name: 'Show records' }).click()
    await page.getByText('1 record', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Remove the filter: weight + 1 > 60' }).click()
    await page.getByText('60 records').waitFor()
  })

  it('compares with another field, and with a day that moves', async () => {
    await page.goto(list)
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Weight' }).click()
    await choose(page.getByRole('combobox', { name: 'Weight', exact: true }), 'is more than')
    await page.getByRole('button', { name: 'Compare with something else' }).click()
    await page.getByRole('menuitem', { name: 'Another field' }).click()
    await choose(page.getByRole('combobox', { name: 'Value' }), 'Limit')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Weight is more than Limit' }).waitFor()
    await page.getByText('30 records').waitFor()
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Due' }).click()
    await choose(page.getByRole('combobox', { name: 'Due', exact: true }), 'is before')
    await page.getByRole('button', { name: 'Compare with something else' }).click()
    await page.getByRole('menuitem', { name: 'Today, or days before or after' }).click()
    await choose(page.getByRole('combobox', { name: 'Value' }), 'days from now')
    await page.getByRole('textbox', { name: 'How many' }).fill('7')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Due is earlier than 7 days from now' }).waitFor()
    await page.waitForURL(/today/)
  })

  it('fits a phone', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    const where = JSON.stringify([{ field: 'weight', operator: '>', value: 50 }])
    await small.page.goto(`${list}?where=${encodeURIComponent(where)}`)
    await small.page.getByText('Deal 60', { exact: true }).waitFor()
    await small.page.getByRole('button', { name: 'Filter: 1 condition' }).tap()
    await openGroups(small.page)
    await small.page.getByRole('button', { name: 'Add a group' }).tap()
    await small.page.getByRole('group', { name: 'Any of these is true' }).waitFor()
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    const wide = await small.page
      .getByRole('dialog')
      .last()
      .evaluate((dialog) => dialog.scrollWidth > dialog.clientWidth)
    expect(wide).toBe(false)
    await screenshot(small.page, 'filter-groups-phone')
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
      { key: 'limit', type: 'number' },
      { key: 'stage', type: 'enum', options: ['NEW', 'TALKING', 'WON', 'LOST'], quickFilter: true },
      { key: 'urgent', type: 'boolean' },
      { key: 'due', type: 'date' },
    ],
  })
  const stages = ['NEW', 'TALKING', 'WON', 'LOST']
  const items = Array.from({ length: 60 }, (_, i) => ({
    op: 'create',
    data: { title: `Deal ${i + 1}`, weight: i + 1, limit: 30, stage: stages[i % 4], urgent: (i + 1) % 5 === 0 },
  }))
  await call(seat, molde, 'POST', '/api/v1/tenants/shop/records/deal/bulk', { items })
}
