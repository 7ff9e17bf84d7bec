// Hands that have no mouse: where the keyboard's focus is, whether one sees it, and the way from there to something else.
import type { Page } from 'playwright-core'

export interface Focus {
  readonly role: string
  readonly name: string
}

/** What a screen reader would say of the thing in focus. */
export async function focusOf(page: Page): Promise<Focus> {
  const said =
    (
      await page
        .locator(':focus')
        .ariaSnapshot({ timeout: 2_000 })
        .catch(() => '')
    ).split('\n')[0] ?? ''
  const [, role = '', name = ''] = /^- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/.exec(said) ?? []
  return { role, name: name.replaceAll('\\"', '"') }
}

/** Tab after Tab until the focus is there. Each stop on the way must be seen and have a name. */
export async function tabTo(page: Page, role: string, name: string | RegExp, back = false): Promise<void> {
  const way: string[] = []
  for (let stops = 0; stops < 120; stops += 1) {
    const focus = await focusOf(page)
    if (focus.role === role && (typeof name === 'string' ? focus.name === name : name.test(focus.name))) return
    way.push(`${focus.role} "${focus.name}"`)
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const fault = await faultOfFocus(page)
    if (fault) throw new Error(`${page.url()}: ${fault}`)
  }
  throw new Error(`${page.url()}: no ${role} "${name}" on the way: ${way.join(', ')}`)
}

/** What is wrong with the stop the focus is at; nothing on the page's own body, where a round begins. */
async function faultOfFocus(page: Page): Promise<string | undefined> {
  const isSeen = await page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return true
    const shown = (element: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0 && width > 4 && height > 4
    }
    // What is drawn in place of an input that nobody sees stands right after it, or around it.
    const around = [at, at.nextElementSibling, at.parentElement].filter((one) => one !== null)
    return around.some(shown)
  })
  const { role, name } = await focusOf(page)
  const what = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160))
  if (!isSeen) return `nobody sees the focus on ${role} "${name}": ${what}`
  const isNamed = name !== '' || ['', 'document', 'main', 'text', 'generic'].includes(role)
  return isNamed ? undefined : `a ${role} without a name: ${what}`
}

/** Stops that stand before one they come after: the keyboard should go the way one reads. */
export async function jumpsInOrder(page: Page, within = 'main'): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector)
    const reachable = [
      ...(root?.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]') ?? []),
    ]
      .filter(
        (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility({ checkVisibilityCSS: true }),
      )
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 2 && box.height > 2)
    return reachable.flatMap(({ one, box }, place) => {
      const before = reachable[place - 1]
      if (!before || before.one.contains(one) || one.tabIndex > 0)
        return one.tabIndex > 0 ? [one.outerHTML.slice(0, 120)] : []
      // Wholly above what comes first and not in a column to its right, or on its line and to its left.
      const isAbove = box.bottom <= before.box.top && box.left < before.box.right
      const isLeft = box.right <= before.box.left && box.top < before.box.bottom && box.bottom > before.box.top
      return isAbove || isLeft ? [`${one.outerHTML.slice(0, 120)} after ${before.one.outerHTML.slice(0, 120)}`] : []
    })
  }, within)
}
