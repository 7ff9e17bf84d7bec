// The same without a mouse: a thousand records get a renamed, a split and a required field, are tried, moved, mended and moved back.
import { expect, it } from 'vitest'
import { focusOf, tabTo } from './keyboard.ts'
import { molde, page, seat, story } from './stage.ts'
import { screenshot, somebody } from './test-browser.ts'
import { firstOrders, howMany, howManyFree, openShop, orderAt, restingOrders } from './thousand-orders.ts'

const misfits = 2 * howManyFree
const press = (key: string) => page.keyboard.press(key)
const type = (text: string) => page.keyboard.type(text)
const focused = () => focusOf(page)

// The address bar is a keyboard's too; beyond it there is only page.keyboard.
story(
  'a thousand records are changed and moved with the keyboard alone',
  { person: somebody('Ana'), prepare: openShop },
  () => {
    it('renames a field and asks for it, with a value for the records in which it is empty', async () => {
      await page.goto('/t/shop/design/order')
      await page.getByRole('button', { name: /^City/ }).first().waitFor()
      await tabTo(page, 'button', /^City/)
      await press('Enter')
      await tabTo(page, 'textbox', 'Name of the field')
      await press('Control+a')
      await type('Town')
      await tabTo(page, 'switch', 'Must be filled in')
      await press('Space')
      await tabTo(page, 'radio', 'Ask when the record is next edited')
      await press('ArrowDown')
      await expect.poll(focused).toEqual({ role: 'radio', name: 'This value' })
      await press('Space')
      await tabTo(page, 'textbox', 'This value')
      await type('Porto')
    })

    it('splits the name', async () => {
      await tabTo(page, 'button', /^Customer/, true)
      await press('Enter')
      await openChange('Split into several fields…')
      await page.getByRole('dialog').getByLabel('Name of part 1').waitFor()
      await fill('Name of part 1', 'First name')
      await fill('Name of part 2', 'Last name')
      await page.getByRole('cell', { name: 'Lima Costa' }).first().waitFor()
      await tabTo(page, 'button', 'Split')
      await press('Enter')
      await page.getByRole('button', { name: /^First name/ }).waitFor()
    })

    it('makes the price an amount, where what cannot be read waits for a decision', async () => {
      await tabTo(page, 'button', /^Price/)
      await press('Enter')
      await openChange('Change the type…')
      const money = page.getByRole('radio', { name: 'Money', exact: true })
      await money.waitFor()
      await tabTo(page, 'radio', 'Long text')
      for (let tries = 0; tries < 30 && (await focused()).name !== 'Money'; tries += 1) await press('ArrowDown')
      await press('Space')
      await page.getByText('Tried on 500 of 1,000 records').waitFor()
      await tabTo(page, 'radio', 'Leave empty, keep the original')
      await press('ArrowDown')
      await press('Space')
      await tabTo(page, 'button', 'Change the type')
      await press('Enter')
      await expect.poll(focused).toEqual({ role: 'button', name: 'Undo this' })
    })

    it('reads what will happen, and publishes', async () => {
      await tabTo(page, 'button', 'Review and publish', true)
      await press('Enter')
      const review = page.getByRole('dialog', { name: 'Review and publish' })
      await review.getByText('1,000 records will look different from now on.').waitFor()
      await review.getByText('You can go back to version 1 at any time').waitFor()
      await screenshot(page, 'keyboard-review')
      await tabTo(page, 'button', 'Publish')
      await press('Enter')
      await page.getByText('Version 2 is in use').waitFor()
    })

    it('tries to move the records, and moves them', async () => {
      const dialog = page.getByRole('dialog', { name: 'Move the records' })
      await dialog.getByText('Move the 1,000 records to version 2 now?').waitFor()
      await tabTo(page, 'button', 'Try it first')
      await press('Enter')
      await dialog.getByText(`${howMany - misfits} records would move.`).waitFor()
      await tabTo(page, 'button', 'Move them now')
      await press('Enter')
      await dialog.getByText(`${misfits} records need attention`).waitFor()
      expect(await restingOrders(seat, molde)).toEqual([howMany - misfits, misfits])
    })

    it('mends those that wait, all alike', async () => {
      const dialog = page.getByRole('dialog', { name: 'Move the records' })
      await tabTo(page, 'textbox', `The same value for all ${howManyFree}`)
      await type('0,00')
      await press('Enter')
      await dialog.getByText(`${howManyFree} records have moved.`).waitFor()
      // The input is gone with its records; one goes on at the heading of what is left.
      await expect.poll(async () => (await page.locator(':focus').textContent()) ?? '').toMatch(/need attention$/)
      expect(await restingOrders(seat, molde)).toEqual([howMany - howManyFree, howManyFree])
    })

    it('moves them back, and everything is as it was', async () => {
      const dialog = page.getByRole('dialog', { name: 'Undo the move' })
      const moved = howMany - howManyFree
      await tabTo(page, 'button', 'Undo the move…')
      await press('Enter')
      await dialog.getByText(`Bring ${moved} records back to the version they came from?`).waitFor()
      await tabTo(page, 'button', 'Bring them back')
      await press('Enter')
      await dialog.getByText(`${moved} records are back where they were.`).waitFor()
      await press('Escape')
      await dialog.waitFor({ state: 'detached' })
      expect(await restingOrders(seat, molde)).toEqual([0, howMany])
      const were = await firstOrders(seat, molde, 1)
      expect(were.slice(0, 4).map(({ data }) => data)).toEqual([0, 1, 2, 3].map(orderAt))
    })

    it('removes a field, and brings it back with its values', async () => {
      await tabTo(page, 'button', /^Note/)
      await press('Enter')
      await openChange(/^Remove the field/)
      await page.getByText('Goes away when you publish').waitFor()
      await publish()
      await page.getByText('Version 3 is in use').waitFor()
      expect((await firstOrders(seat, molde))[0]?.data).not.toHaveProperty('note')
      await leaveThem()
      await tabTo(page, 'button', 'Bring back “Note”')
      await press('Enter')
      await publish()
      await page.getByText('Version 4 is in use').waitFor()
      expect((await firstOrders(seat, molde))[0]?.data).toMatchObject({ note: 'Note 0' })
    })

    async function openChange(entry: string | RegExp): Promise<void> {
      await tabTo(page, 'button', 'Change what it holds')
      await press('Enter')
      await page.getByRole('menuitem', { name: entry }).waitFor()
      const isThere = ({ role, name }: { readonly role: string; readonly name: string }) =>
        role === 'menuitem' && (typeof entry === 'string' ? name === entry : entry.test(name))
      for (let tries = 0; tries < 20 && !isThere(await focused()); tries += 1) await press('ArrowDown')
      await press('Enter')
    }

    async function fill(name: string, text: string): Promise<void> {
      await tabTo(page, 'textbox', name)
      await press('Control+a')
      await type(text)
    }

    async function publish(): Promise<void> {
      await page.getByText('1 change', { exact: true }).waitFor()
      await tabTo(page, 'button', 'Review and publish', true)
      await press('Enter')
      await page.getByRole('dialog').getByText('You can go back to version').waitFor()
      await tabTo(page, 'button', 'Publish')
      await press('Enter')
    }

    async function leaveThem(): Promise<void> {
      const leave = page.getByRole('button', { name: 'Leave them' })
      await leave.waitFor()
      await tabTo(page, 'button', 'Leave them')
      await press('Enter')
      await leave.waitFor({ state: 'detached' })
    }
  },
)
