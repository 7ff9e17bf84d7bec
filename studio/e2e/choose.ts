// Chooses one of several: from a list that opens, among the fields of a kind, and what shall become of one.
import type { Locator, Page } from 'playwright-core'

export async function choose(select: Locator, choice: string): Promise<void> {
  await select.click()
  await select.page().getByRole('option', { name: choice, exact: true }).click()
}

/** In the editor of a kind of record. */
export async function chooseField(on: Page, field: string): Promise<void> {
  await on
    .getByRole('button', { name: new RegExp(`^${field}`) })
    .first()
    .click()
}

export async function changeField(on: Page, field: string, act: string): Promise<void> {
  await chooseField(on, field)
  await on.getByRole('button', { name: 'Change what it holds' }).click()
  await on.getByRole('menuitem', { name: act }).click()
}
