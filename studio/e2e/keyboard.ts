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
      // A drawing is read along its lines, wherever they lead.
      if (one.closest('.react-flow') && before?.one.closest('.react-flow')) return []
      if (!before || before.one.contains(one) || one.tabIndex > 0)
        return one.tabIndex > 0 ? [one.outerHTML.slice(0, 120)] : []
      // Wholly above what comes first and not in a column to its right, or on its line and to its left.
      const isAbove = box.bottom <= before.box.top && box.left < before.box.right
      const isLeft = box.right <= before.box.left && box.top < before.box.bottom && box.bottom > before.box.top
      return isAbove || isLeft ? [`${one.outerHTML.slice(0, 120)} after ${before.one.outerHTML.slice(0, 120)}`] : []
    })
  }, within)
}

/**
 * Tab after Tab, once around the page or the dialog that lies over it. Each stop is in sight, not behind something else, looks other
 * than it does without the focus, and has a name; and what can be pressed is reached, by Tab or by the arrows of what it is part of.
 */
export async function faultsOfWalk(page: Page): Promise<readonly string[]> {
  await page.evaluate(beginWalk)
  const found: string[] = []
  for (let stops = 0; stops < 300; stops += 1) {
    await page.keyboard.press('Tab')
    const { fault, isRound } = await page.evaluate(stopOfWalk)
    if (fault) found.push(fault)
    if (isRound) break
  }
  return [...found, ...(await page.evaluate(missedByWalk))]
}

interface Walk {
  readonly within: Element
  readonly before: Map<Element, string>
  readonly stops: Set<Element>
  /** How often the way has left the page at its end. */
  ends: number
}

/** What can be pressed, and how it and what stands for it look without the focus. */
function beginWalk(): void {
  const dialogs = [...document.querySelectorAll('[aria-modal="true"]')].filter((one) => one.checkVisibility())
  const within = dialogs.at(-1) ?? document.body
  const reachable = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"]'
  const before = new Map<Element, string>()
  const look = (one: Element) => {
    const { outline, boxShadow, borderColor, backgroundColor, opacity, textDecorationLine } = getComputedStyle(one)
    return [outline, boxShadow, borderColor, backgroundColor, opacity, textDecorationLine].join()
  }
  for (const one of within.querySelectorAll(reachable)) {
    if (one === document.activeElement) continue
    // The last is what is drawn around an input that stands among chosen values.
    const drawn = one.matches('input') ? one.closest('[data-variant]') : null
    for (const part of [one, one.nextElementSibling, one.parentElement, one.closest('label'), drawn])
      if (part && !before.has(part)) before.set(part, look(part))
  }
  Object.assign(window, { walk: { within, before, stops: new Set(), ends: 0 } satisfies Walk })
}

function stopOfWalk(): { readonly fault?: string; readonly isRound: boolean } {
  const { walk } = window as unknown as { readonly walk: Walk }
  const { within, before, stops } = walk
  const at = document.activeElement
  const isModal = within !== document.body
  // Where the page has put the focus itself, the way begins in its middle and goes on from its top.
  if (!at || at === document.body) return { isRound: walk.ends++ > 0 }
  if (stops.has(at)) return { isRound: true }
  stops.add(at)
  const called = `${at.tagName.toLowerCase()} "${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40)}" ${at.outerHTML.slice(0, 140)}`
  if (isModal && !within.contains(at)) return { fault: `the focus leaves the dialog for ${called}`, isRound: true }
  const drawn = at.matches('input') ? at.closest('[data-variant]') : null
  const parts = [at, at.nextElementSibling, at.parentElement, at.closest('label'), drawn].filter((one) => one !== null)
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  const look = (one: Element) => {
    const { outline, boxShadow, borderColor, backgroundColor, opacity, textDecorationLine } = getComputedStyle(one)
    return [outline, boxShadow, borderColor, backgroundColor, opacity, textDecorationLine].join()
  }
  const isMarked =
    // What is chosen in the list below it is marked there.
    at.hasAttribute('aria-activedescendant') ||
    (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) ||
    parts.some((one) => before.has(one) && before.get(one) !== look(one))
  if (!isMarked) return { fault: `nobody sees the focus on ${called}`, isRound: false }
  const isSeen = (one: Element) => {
    const { width, height, right, bottom, left, top } = one.getBoundingClientRect()
    const isInside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
    return width > 1 && height > 1 && isInside && one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
  }
  const seen = parts.find(isSeen)
  if (!seen) return { fault: `the focus is out of sight: ${called}`, isRound: false }
  const box = seen.getBoundingClientRect()
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2
  const top = document.elementFromPoint(x, y)
  const isFree = !top || top.contains(at) || parts.some((one) => one.contains(top))
  return isFree
    ? { isRound: false }
    : { fault: `behind ${top.tagName.toLowerCase()}.${String(top.className).slice(0, 60)}: ${called}`, isRound: false }
}

function missedByWalk(): string[] {
  const { within, stops } = (window as unknown as { readonly walk: Walk }).walk
  const visited = [...stops]
  const group =
    '[role=grid], [role=tablist], [role=radiogroup], [role=toolbar], [role=menu], [role=listbox], [role=tree], fieldset'
  const isReached = (one: Element) => {
    if (visited.some((stop) => stop === one || stop.contains(one) || one.contains(stop))) return true
    const label =
      one instanceof HTMLLabelElement ? one : one.querySelector<HTMLLabelElement>(':scope > label:first-child')
    if (label?.control && (stops.has(label.control) || isReached(label.control))) return true
    if (one instanceof HTMLInputElement && one.type === 'radio')
      return visited.some((stop) => stop instanceof HTMLInputElement && stop.name === one.name)
    // What is drawn in place of an input stands beside it.
    if (visited.some((stop) => stop.matches('input') && stop.parentElement === one.parentElement)) return true
    const around = one.closest(group)
    const isLedBy = (stop: Element) => around !== null && stop.getAttribute('aria-controls') === around.id
    return around !== null && visited.some((stop) => around.contains(stop) || isLedBy(stop))
  }
  const pressed =
    'a[href], button, input, select, textarea, summary, [role=button], [role=link], [role=tab], [role=checkbox], [role=switch], label'
  const isPointed = (one: Element) =>
    getComputedStyle(one).cursor === 'pointer' &&
    (one.parentElement === null || getComputedStyle(one.parentElement).cursor !== 'pointer')
  return (
    [...within.querySelectorAll('*')]
      .filter((one) => one.checkVisibility({ checkVisibilityCSS: true }) && one.getBoundingClientRect().width > 1)
      .filter((one) => (one.matches(pressed) && !one.matches('label')) || isPointed(one))
      .filter(
        (one) => !one.matches(':disabled, [aria-disabled=true], [inert] *, [aria-hidden=true], [aria-hidden=true] *'),
      )
      // A line of a drawing is reached by its label.
      .filter((one) => !one.matches('.react-flow__edge, .react-flow__edge *') && !isReached(one))
      .map((one) => `cannot be reached: ${one.tagName.toLowerCase()} ${one.outerHTML.slice(0, 160)}`)
  )
}
