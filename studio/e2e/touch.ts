// Hands that have a thumb and a small screen: is everything wide enough to be hit, in sight, free of the bar below, and are its words whole?
import type { Page } from 'playwright-core'

/** What is wrong with the screen as it is now, for somebody at 390 px. Leaves it scrolled as it was. */
export async function faultsOfTouch(page: Page): Promise<readonly string[]> {
  const faults = await page.evaluate(() => {
    const least = 43.5
    const called = (one: Element) =>
      `${one.tagName.toLowerCase()} "${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}" ${String(one.className).slice(0, 80)}`
    const isSeen = (one: Element) => {
      const { width, height } = one.getBoundingClientRect()
      return width > 1 && height > 1 && one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
    }
    /** The label of an input is hit for it; of a control that is drawn around it, the whole. */
    const targetOf = (one: Element): readonly Element[] => {
      const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : []
      const around = one.closest('.mantine-Input-wrapper, .mantine-InputWrapper-root .mantine-PillsInput-input')
      return [one, ...labels, ...(around ? [around] : [])]
    }
    /** A link among words is read, and as high as its line. */
    const isAmongWords = (one: Element) => {
      if (one.tagName !== 'A' || !getComputedStyle(one).display.startsWith('inline')) return false
      const words = one.parentElement?.textContent?.trim() ?? ''
      return words.length > (one.textContent?.trim() ?? '').length
    }
    const selector =
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="menuitem"], [role="option"], [role="tab"], [role="button"]'
    const small = [...document.querySelectorAll(selector)]
      .filter(
        (one) =>
          !one.matches(
            ':disabled, .skip-link, .react-flow__pane *, .react-flow__renderer *, [tabindex="-1"][aria-hidden="true"]',
          ),
      )
      .filter((one) => targetOf(one).some(isSeen) && !isAmongWords(one))
      .flatMap((one) => {
        const boxes = targetOf(one)
          .filter(isSeen)
          .map((part) => part.getBoundingClientRect())
        const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left))
        const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top))
        return width < least || height < least ? [`${Math.round(width)}×${Math.round(height)}: ${called(one)}`] : []
      })
    // Words that end in dots are cut on purpose; others run over the edge, or into what stands beside them.
    const whole = '.mantine-Button-root, [role="tab"], [role="radiogroup"] label, input[readonly]'
    const cut = [...document.querySelectorAll(whole)]
      .filter((one) => isSeen(one) && getComputedStyle(one).textOverflow !== 'ellipsis')
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `cut: ${called(one)}`)
    const typed = 'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, [contenteditable="true"]'
    const zooms = [...document.querySelectorAll(typed)]
      .filter((one) => isSeen(one) && Number.parseFloat(getComputedStyle(one).fontSize) < 16)
      .map((one) => `a phone zooms in on it: ${called(one)}`)
    const squeezed = [...document.querySelectorAll('main h1, main h2')]
      .filter((one) => isSeen(one) && one.clientWidth < 100 && one.clientHeight > 100)
      .map((one) => `squeezed: ${called(one)}`)
    // What stands in an input stands within its frame.
    const hanging = [...document.querySelectorAll('.mantine-Input-wrapper :is(button, a[href])')]
      .filter((one) => {
        const frame = one.closest('.mantine-Input-wrapper')?.getBoundingClientRect()
        const { right, bottom } = one.getBoundingClientRect()
        return isSeen(one) && frame && (right > frame.right + 1 || bottom > frame.bottom + 1)
      })
      .map((one) => `hangs out of its input: ${called(one)}`)
    const tooWide = document.documentElement.scrollWidth - 390
    // At the end of the page the last thing stands free of what lies there, and each of the bars free of the others.
    const before = window.scrollY
    window.scrollTo(0, document.documentElement.scrollHeight)
    const bars = [...document.querySelectorAll('.new-button, .bulk-bar, .step-bar, .save-bar, footer')].filter(isSeen)
    const isOver = (one: DOMRect, other: DOMRect) =>
      one.bottom > other.top + 1 &&
      one.top < other.bottom - 1 &&
      one.right > other.left + 1 &&
      one.left < other.right - 1
    const hidden = document.querySelector('[role="dialog"]')
      ? []
      : bars.flatMap((bar) =>
          [...document.querySelectorAll('main a[href], main button, main input, main p, main h1, main h2'), ...bars]
            .filter((one) => one !== bar && !one.contains(bar) && !bar.contains(one))
            .filter((one) => isSeen(one) && !one.closest('[style*="overflow"], [class*="scroll"]'))
            .filter((one) => isOver(one.getBoundingClientRect(), bar.getBoundingClientRect()))
            .map((one) => `behind ${String(bar.className || bar.tagName).split(' ')[0]}: ${called(one)}`),
        )
    window.scrollTo(0, before)
    return [
      ...(tooWide > 0 ? [`scrolls ${tooWide}px sideways`] : []),
      ...new Set([...small, ...cut, ...zooms, ...squeezed, ...hanging, ...hidden]),
    ]
  })
  return faults.map((fault) => `${new URL(page.url()).pathname} ${fault}`)
}
