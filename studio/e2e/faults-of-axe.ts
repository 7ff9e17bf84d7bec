// What axe finds wrong with a page, for WCAG A and AA.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** All that another theme can break on the same page. */
const colours = ['color-contrast', 'link-in-text-block']

/**
 * axe is put in by the debugger, past the content policy that keeps every other script out.
 * `about`: only what a change of the theme can have broken, or everything.
 */
export async function faultsOfAxe(page: Page, about: 'colours' | 'everything' = 'everything'): Promise<string[]> {
  // What is still coming up is paler than it will be. What waits for an answer turns for ever and is judged as it is.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .every(({ playState }) => playState !== 'running'),
  )
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(
    async (runOnly) => {
      type Found = { violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }
      const own = (window as unknown as { axe: { run(where: Document, how: object): Promise<Found> } }).axe
      const found = await own.run(document, { runOnly })
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      )
    },
    about === 'everything' ? everything : colours,
  )
}
