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

/** From the dot at the right of a state to another part, or so far from the middle of the state into the open. */
export async function drag(page: Page, from: string, to: Locator | { x: number; y: number }): Promise<void> {
  const start = await middleOf(state(page, from).locator('.react-flow__handle'))
  const around = await middleOf(state(page, from))
  const end = 'x' in to ? { x: around.x + to.x, y: around.y + to.y } : await middleOf(to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(end.x - 20, end.y - 5, { steps: 5 })
  await page.mouse.move(end.x, end.y, { steps: 3 })
  await page.mouse.up()
}

export async function middleOf(part: Locator): Promise<{ x: number; y: number }> {
  const box = await part.boundingBox()
  if (!box) throw new Error('not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
