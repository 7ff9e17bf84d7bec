// What axe finds wrong with a page, for WCAG A and AA.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ElementHandle, Locator, Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** All that another theme can break on the same page. */
const colours = ['color-contrast', 'link-in-text-block']

/**
 * axe is put in by the debugger, past the content policy that keeps every other script out.
 * `about`: only what a change of the theme can have broken, or everything. `within`: only what is inside of these, where they are.
 */
export async function faultsOfAxe(
  page: Page,
  about: 'colours' | 'everything' = 'everything',
  within?: Locator,
): Promise<string[]> {
  // What is still coming up is paler than it will be. What waits for an answer turns for ever and is judged as it is.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .every(({ playState }) => playState !== 'running'),
  )
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const rules = about === 'everything' ? everything : colours
  // What opens may be drawn anew just now: then it is looked for again.
  for (let tries = 0; tries < 5; tries += 1) {
    const faults = await look(page, rules, (await within?.elementHandles()) ?? [])
    if (faults) return faults
    await page.waitForTimeout(100)
  }
  throw new Error('what axe should look at never stays')
}

/** In these places, or in the whole page where there are none; undefined when all of them are gone. */
function look(page: Page, rules: string[], places: ElementHandle[]): Promise<string[] | undefined> {
  return page.evaluate(
    async ([runOnly, asked]) => {
      const include = asked.filter((one) => one.isConnected)
      if (asked.length > include.length && include.length === 0) return undefined
      type Found = { violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }
      const own = (window as unknown as { axe: { run(where: unknown, how: object): Promise<Found> } }).axe
      // Of what is right nothing is asked, and naming each element of it takes longer than the rest on a large page.
      const found = await own.run(include.length > 0 ? { include } : document, { runOnly, resultTypes: ['violations'] })
      // What an input leads through by the arrows is scrolled by them.
      const isLed = (id: string, target: readonly string[]) =>
        id === 'scrollable-region-focusable' && document.querySelector(target.join(' '))?.closest('[role=listbox]')
      return found.violations.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ target }) => !isLed(id, target))
          .map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      )
    },
    [rules, places as ElementHandle<HTMLElement>[]] as const,
  )
}
