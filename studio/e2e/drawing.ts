// The parts of a flow's drawing, as a person finds them.
import type { Locator, Page } from 'playwright-core'

export const state = (page: Page, label: string): Locator =>
  page.getByRole('group', { name: `State ${label}`, exact: true })

/** Of a group, of what goes on at the same time, or of one of its parts. */
export const frame = (page: Page, label: string): Locator =>
  page.getByRole('group', { name: `Group ${label}`, exact: true })

/** The settings of what is selected. */
export const panel = (page: Page, title: string): Locator =>
  page.getByRole('complementary', { name: title, exact: true })

export async function boxOf(page: Page, name: string) {
  const found = await frame(page, name).boundingBox()
  if (!found) throw new Error(`${name} is not drawn`)
  return found
}
