// A live definition with a thousand records is changed without fear: what happens is read before it is published, tried, done, mended, undone.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, phone, screenshot, somebody, takeSeat } from './test-browser.ts'
import {
  firstOrders,
  howMany,
  howManyFree,
  openShop,
  orderAt,
  restingOrders,
  shop,
  withoutTown,
} from './thousand-orders.ts'

const misfits = 2 * howManyFree
const dialogNamed = (name: string) => page.getByRole('dialog', { name })

story(
  'a definition with a thousand records is changed and nothing is lost',
  { person: somebody('Ana'), prepare: openShop },
  () => {
    it('tries a new type on real values and names what cannot be read', async () => {
      await page.goto('/t/shop/design/order')
      await openChange(page, 'Price', 'Change the type…')
      const dialog = dialogNamed('Change the type of “Price”')
      await dialog.getByRole('radio', { name: 'Money', exact: true }).click()
      const trial = dialog.getByRole('region', { name: 'What becomes of the values' })
      await trial.getByText('Tried on 500 of 1,000 records').waitFor()
      // By the amounts that name one, and by the way they are written.
      expect(await dialog.getByLabel('Currency of amounts that name none').inputValue()).toBe('BRL')
      await trial.getByRole('cell', { name: 'R$1,234.56' }).first().waitFor()
      const counted = async () => (await trial.getByRole('listitem').allTextContents()).join(' ')
      expect(await counted()).toMatch(/\d+ change; the originals are kept \d+ do not fit/)
      await trial.getByText(/^“free” and \d+ more$/).waitFor()
      expect(await faultsOfAxe(page)).toEqual([])
      await screenshot(page, 'change-retype')
      await dialog.getByLabel('Wait for a decision').check()
      await dialog.getByRole('button', { name: 'Change the type', exact: true }).click()
      await page.getByText('The type of “Price” is now').waitFor()
      // Said once more, it can be taken back.
      await page.getByRole('button', { name: 'Undo this' }).and(page.locator(':focus')).waitFor()
    })

    it('renames, splits and asks for a field, and the review says what happens to how many records', async () => {
      await page.getByRole('button', { name: /^City/ }).first().click()
      await page.getByLabel('Name of the field').fill('Town')
      await page.getByLabel('Must be filled in').click()
      await page.getByRole('radiogroup', { name: 'What should records have where it is empty?' }).waitFor()
      await page.getByRole('radio', { name: 'This value' }).check()
      await page.getByRole('textbox', { name: 'This value' }).fill('Porto')
      await openChange(page, 'Customer', 'Split into several fields…')
      const dialog = dialogNamed('Split “Customer”')
      await dialog.getByLabel('Name of part 1').fill('First name')
      await dialog.getByLabel('Name of part 2').fill('Last name')
      await dialog.getByRole('cell', { name: 'Lima Costa' }).first().waitFor()
      await dialog.getByRole('button', { name: 'Split', exact: true }).click()
      await page.getByRole('button', { name: /^First name/ }).waitFor()
      await page.getByRole('button', { name: 'Review and publish' }).click()
      const review = dialogNamed('Review and publish')
      const outlook = review.getByRole('region', { name: 'What happens to the data' })
      await outlook.getByText('1,000 records will look different from now on.').waitFor()
      await outlook
        .getByText(`In ${misfits} of them a value does not fit: the field is empty there until somebody has decided`)
        .waitFor()
      await outlook.getByText('What is stored stays as it is until records are moved').waitFor()
      await outlook.getByText('You can go back to version 1 at any time').waitFor()
      await review.getByText(/“Customer” is split into/).waitFor()
      await review.getByText(/is now called “Town”/).waitFor()
      await review.getByText(`${withoutTown} records change`).waitFor()
      await review.getByText('does not fit: waits for a decision').first().waitFor()
      await review.getByText('From then on records are named by “First name”, no longer by “Customer”.').waitFor()
      // Those that fit and those that do not are all there are.
      await review
        .getByText(new RegExp(`^${howMany - misfits} records change · (.* · )?${misfits} do not fit and wait`))
        .waitFor()
      // Records that change in different ways, not the same one five times.
      const shown = await review.getByRole('table').allTextContents()
      expect(new Set(shown).size).toBe(shown.length)
      expect(await faultsOfAxe(page)).toEqual([])
      await screenshot(page, 'change-review')
    })

    it('takes another answer right there, and publishes only what is finished', async () => {
      const review = dialogNamed('Review and publish')
      await review.getByRole('radio', { name: 'Ask when the record is next edited' }).check()
      await review.getByText(/Whoever edits a record in which it is empty/).waitFor()
      await review.getByRole('radio', { name: 'This value' }).check()
      const publish = review.getByRole('button', { name: 'Publish', exact: true })
      expect(await publish.isDisabled()).toBe(true)
      // The reason stands beside the button, wherever one has scrolled to, and leads to what is asked.
      await review.getByRole('status').getByText('Fix before publishing').waitFor()
      await screenshot(page, 'change-not-yet')
      await review.getByRole('button', { name: 'Go to the question' }).click()
      await review.getByRole('textbox', { name: 'This value' }).and(page.locator(':focus')).waitFor()
      // A pause: what is known by then stands under another heading, but not while one types in it.
      await page.keyboard.type('La')
      await review.getByText('Records in which it is empty get La.').waitFor()
      await page.keyboard.type('gos')
      await review.getByText('Records in which it is empty get Lagos.').waitFor()
      await expect.poll(() => publish.isEnabled()).toBe(true)
      await publish.click()
      await page.getByText('Version 2 is in use').waitFor()
      const [order] = await firstOrders(seat, molde)
      expect(order).toMatchObject({ storedVersion: 1, data: { city: 'Lagos', first_name: 'Ana', last_name: 'Souza' } })
      expect(order?.data).not.toHaveProperty('customer')
    })

    it('names those that will wait where the review says, before anything is moved', async () => {
      await dialogNamed('Move the records').getByRole('button', { name: 'Leave them' }).click()
      await page.getByText('Versions', { exact: true }).click()
      const places = page.getByRole('region', { name: 'Where the records are' })
      await places.getByText(`${misfits} need attention before they can move.`).waitFor()
      await places.getByRole('button', { name: `See the ${misfits} records that need attention` }).click()
      const dialog = dialogNamed('Move the records')
      await dialog.getByRole('region', { name: '“free” in Price cannot be carried over.' }).waitFor()
      expect(await restingOrders(seat, molde)).toEqual([0, howMany])
      await dialog.getByRole('button', { name: 'Close' }).last().click()
    })

    it('says of a record that waits what it waits for, and leads to all that wait', async () => {
      const [, , , , waits] = await firstOrders(seat, molde)
      await page.goto(`/t/shop/records/order/${waits?.id}`)
      await page.getByText('“free” in Price cannot be carried over.').waitFor()
      expect(await faultsOfAxe(page)).toEqual([])
      await screenshot(page, 'waiting-record')
      await page.getByRole('link', { name: 'All records that need attention' }).click()
      await page.getByRole('button', { name: `See the ${misfits} records that need attention` }).waitFor()
    })

    it('tries to move the records, then moves them', async () => {
      await page.getByRole('button', { name: 'Move the records…' }).click()
      const dialog = dialogNamed('Move the records')
      await dialog.getByText('Move the 1,000 records to version 2 now?').waitFor()
      expect(await faultsOfAxe(page)).toEqual([])
      await dialog.getByRole('button', { name: 'Try it first' }).click()
      await dialog.getByText(`${howMany - misfits} records would move.`).waitFor()
      await dialog.getByText(`${misfits} records would stay in their version and wait`).waitFor()
      expect(await restingOrders(seat, molde)).toEqual([0, howMany])
      await screenshot(page, 'migration-tried')
      await dialog.getByRole('button', { name: 'Move them now' }).click()
      await dialog.getByText(`${howMany - misfits} records are in version 2 now.`).waitFor()
      await dialog.getByText(`${misfits} records need attention`).waitFor()
      expect(await restingOrders(seat, molde)).toEqual([howMany - misfits, misfits])
      expect(await faultsOfAxe(page)).toEqual([])
      await screenshot(page, 'migration-attention')
    })

    it('finds those that wait again later, and mends them all alike or one by one', async () => {
      await dialogNamed('Move the records').getByRole('button', { name: 'Close' }).last().click()
      await page.getByRole('button', { name: `See the ${misfits} records that need attention` }).click()
      const dialog = dialogNamed('Move the records')
      const free = dialog.getByRole('region', { name: '“free” in Price cannot be carried over.' })
      expect(await free.getByRole('listitem').count()).toBe(3)
      await free.getByLabel(`The same value for all ${howManyFree}`).fill('0,00')
      await free.getByRole('button', { name: 'Save and move' }).first().click()
      await dialog.getByText(`${howManyFree} records have moved.`).waitFor()
      await free.waitFor({ state: 'detached' })
      // What does not fit either waits on, under its own reason.
      const asked = dialog.getByRole('region', { name: '“ask us” in Price cannot be carried over.' })
      await asked.getByLabel('Value in “Fay”').first().fill('later')
      await asked.getByRole('button', { name: 'Save and move' }).nth(1).click()
      await dialog.getByText('1 record still cannot be moved').waitFor()
      await page.getByText('“later” does not fit “Price” either. What fits there: Money, digits only.').waitFor()
      const later = dialog.getByRole('region', { name: '“later” in Price cannot be carried over.' })
      await later.getByLabel('Value in “Fay”').fill('45,00')
      await later.getByRole('button', { name: 'Save and move' }).click()
      await dialog.getByText('1 record has moved.').waitFor()
      await dialog
        .getByText(`${howManyFree - 1} records need attention`)
        .first()
        .waitFor()
      expect(await restingOrders(seat, molde)).toEqual([howMany - howManyFree + 1, howManyFree - 1])
    })

    it('moves them back, exactly', async () => {
      const moved = howMany - howManyFree + 1
      await dialogNamed('Move the records').getByRole('button', { name: 'Undo the move…' }).click()
      const dialog = dialogNamed('Undo the move')
      await dialog.getByText(`Bring ${moved} records back to the version they came from?`).waitFor()
      await dialog.getByRole('button', { name: 'Bring them back' }).click()
      await dialog.getByText(`${moved} records are back where they were.`).waitFor()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
      await page.getByText('All 1,000 records are still in an older version').waitFor()
      // Those that waited before wait on, and are found.
      await page.getByRole('button', { name: `See the ${howManyFree - 1} records that need attention` }).waitFor()
      const were = await firstOrders(seat, molde, 1)
      expect(were.map(({ storedVersion }) => storedVersion)).toEqual([1, 1, 1, 1, 1, 1])
      expect(were.slice(0, 4).map(({ data }) => data)).toEqual([0, 1, 2, 3].map(orderAt))
      // What was mended stays mended.
      expect(were[4]?.data).toEqual({ ...orderAt(4), price: '0,00' })
    })

    it('goes on with a move that was paused', async () => {
      const job = (await call(seat, molde, 'POST', `${shop}/blueprints/order/migrations`, { to: 2 })) as { id: string }
      await call(seat, molde, 'POST', `${shop}/jobs/${job.id}/pause`)
      await page.reload()
      await page.getByRole('button', { name: 'Move the records…' }).click()
      const dialog = dialogNamed('Move the records')
      await dialog.getByText('Paused', { exact: true }).waitFor()
      await dialog.getByRole('button', { name: 'Go on' }).click()
      await dialog.getByText(`${howMany - howManyFree + 1} records are in version 2 now.`).waitFor()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
    })

    it('compares versions and goes back to the first, with the values of then', async () => {
      const compare = page.getByRole('region', { name: 'Compare two versions' })
      await page.getByText(/^Created with \d+ fields: .*Customer/).waitFor()
      await compare.getByText('First name', { exact: true }).waitFor()
      await compare.getByText('Customer', { exact: true }).waitFor()
      await screenshot(page, 'change-versions')
      await page.getByRole('button', { name: 'Go back to version 1' }).click()
      const review = dialogNamed('Go back to version 1')
      await review.getByText('This becomes version 3: the same as version 1').waitFor()
      await review.getByText(/Everything is again as in version 1/).waitFor()
      await review.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByText('Version 3 is in use').waitFor()
      await page.getByRole('button', { name: 'Leave them' }).click()
      const [order] = await firstOrders(seat, molde)
      expect(order?.data).toEqual(orderAt(0))
      // What did not fit the version that is left fits here: nobody waits.
      await page.getByRole('button', { name: 'Move the records…' }).click()
      await dialogNamed('Move the records').getByRole('button', { name: 'Move them now' }).click()
      await dialogNamed('Move the records').getByText('1,000 records are in version 3 now.').waitFor()
      expect(await restingOrders(seat, molde)).toEqual([howMany, 0, 0])
      await dialogNamed('Move the records').getByRole('button', { name: 'Undo the move…' }).click()
      const undoing = dialogNamed('Undo the move')
      await undoing.getByRole('button', { name: 'Bring them back' }).click()
      await undoing.getByText('1,000 records are back where they were.').waitFor()
      await undoing.getByRole('button', { name: 'Close' }).last().click()
    })

    it('undoes everything by one way: the records come back, and the version before is shown to be published', async () => {
      await page.getByRole('button', { name: 'Move the records…' }).click()
      await dialogNamed('Move the records').getByRole('button', { name: 'Move them now' }).click()
      await dialogNamed('Move the records').getByText('1,000 records are in version 3 now.').waitFor()
      await dialogNamed('Move the records').getByRole('button', { name: 'Undo the move…' }).click()
      await dialogNamed('Undo the move').getByRole('button', { name: 'Undo everything…' }).click()
      const review = dialogNamed('Go back to version 2')
      await review.getByText('This becomes version 4: the same as version 2').waitFor()
      expect((await restingOrders(seat, molde))[0]).toBe(0)
      await screenshot(page, 'undo-everything')
      await review.getByRole('button', { name: 'Cancel' }).click()
      await review.waitFor({ state: 'detached' })
      // Cancelled is cancelled: nothing waits to be published, here or for anybody else.
      expect(await page.getByText('When you publish, everything is again as in version 2').count()).toBe(0)
      await page.getByRole('button', { name: 'Review and publish' }).and(page.locator(':disabled')).waitFor()
      const waitingOps = async () =>
        ((await call(seat, molde, 'GET', `${shop}/blueprints/order/draft`)) as { ops: readonly unknown[] }).ops
      await expect.poll(waitingOps).toEqual([])
    })

    it('says who goes on with the old unit, and publishes when somebody has decided about each', async () => {
      const view = { name: 'Heavy', blueprint: 'order', filter: 'weight > 20.0', shared: true }
      const made = (await call(seat, molde, 'POST', `${shop}/views`, view)) as { readonly id: string }
      await page.goto('/t/shop/design/order')
      await openChange(page, 'Weight', 'Change the unit…')
      await page.getByText(/^Tried on/).waitFor()
      await page.getByRole('button', { name: 'Change the unit', exact: true }).click()
      await page.getByRole('button', { name: 'Review and publish' }).click()
      const review = dialogNamed('Review and publish')
      const decision = review.getByRole('alert', { name: 'Needs your decision: Heavy' })
      await decision.getByText('The view “Heavy” filters by Weight.').waitFor()
      const publish = review.getByRole('button', { name: 'Publish', exact: true })
      expect(await publish.isDisabled()).toBe(true)
      await decision.getByLabel('I have looked at it: it stays as it is').check()
      await expect.poll(() => publish.isEnabled()).toBe(true)
      expect(await faultsOfAxe(page)).toEqual([])
      await screenshot(page, 'change-unit-decision')
      await review.getByRole('button', { name: 'Cancel' }).click()
      await call(seat, molde, 'DELETE', `${shop}/blueprints/order/draft`)
      // What else works with a field is told beside its change, and is in nobody’s way.
      const ops = [{ op: 'change', field: 'weight', maximum: 1_000_000 }]
      await call(seat, molde, 'PUT', `${shop}/blueprints/order/draft`, { ops })
      await page.reload()
      await page.getByRole('button', { name: 'Review and publish' }).click()
      const uses = review.getByRole('list', { name: 'Who works with it' })
      await uses.getByText('The view “Heavy” filters by Weight.').waitFor()
      await expect.poll(() => publish.isEnabled()).toBe(true)
      await review.getByRole('button', { name: 'Cancel' }).click()
      await call(seat, molde, 'DELETE', `${shop}/blueprints/order/draft`)
      await call(seat, molde, 'DELETE', `${shop}/views/${made.id}`)
    })

    it.each([
      ['a phone', phone],
      ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
    ])('everything of it can be reached on %s', async (_, look) => {
      const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
      await there.page.goto('/t/shop/design/order')
      await openChange(there.page, 'Weight', 'Change the unit…')
      await there.page.getByText(/^Tried on/).waitFor()
      const found = await faultsOfAxe(there.page)
      await there.page.getByRole('button', { name: 'Change the unit', exact: true }).click()
      await there.page.getByRole('button', { name: 'Review and publish' }).click()
      await there.page.getByText('You can go back to version').waitFor()
      found.push(...(await faultsOfAxe(there.page)))
      await call(seat, molde, 'DELETE', `${shop}/blueprints/order/draft`)
      await there.page.goto('/t/shop/design/order?part=versions')
      await there.page.getByRole('button', { name: 'Move the records…' }).click()
      await there.page.getByRole('button', { name: 'Try it first' }).waitFor()
      found.push(...(await faultsOfAxe(there.page)))
      expect(found).toEqual([])
      await there.context.close()
    })
  },
)

async function openChange(on: Page, field: string, change: string): Promise<void> {
  await on
    .getByRole('button', { name: new RegExp(`^${field}`) })
    .first()
    .click()
  await on.getByRole('button', { name: 'Change what it holds' }).click()
  await on.getByRole('menuitem', { name: change }).click()
}
