// Does everything fit where it stands: no page that scrolls sideways, no control beyond its edge, no words cut off that cannot be read elsewhere?
import type { Page } from 'playwright-core'

/** What does not fit on the page as it is now. */
export function faultsOfFit(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const called = (one: Element) =>
      `${one.tagName.toLowerCase()} "${(one.textContent ?? '').trim().slice(0, 50)}" ${String(one.className).slice(0, 80)}`
    const isSeen = (one: Element) => {
      const { width, height } = one.getBoundingClientRect()
      return width > 1 && height > 1 && one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
    }
    /** What lies beyond the edge of something that scrolls, or that is dragged, can be brought in. */
    const isBroughtIn = (one: Element) => {
      for (let around = one.parentElement; around && around !== document.body; around = around.parentElement) {
        const { overflowX } = getComputedStyle(around)
        if (overflowX !== 'visible' && around.scrollWidth > around.clientWidth) return true
      }
      return one.closest('.react-flow') !== null
    }
    const width = document.documentElement.clientWidth
    const all = [...document.body.querySelectorAll('*')].filter(isSeen)
    const wide = document.documentElement.scrollWidth - width
    const outside = all
      .filter(
        (one) => one.matches('a[href], button, input, select, textarea, [role=tab]') && !one.matches('.skip-link'),
      )
      .filter((one) => {
        const { left, right } = one.getBoundingClientRect()
        return (left < -1 || right > width + 1) && !isBroughtIn(one)
      })
      .map((one) => `beyond the edge: ${called(one)}`)
    const hasWords = (one: Element) =>
      [...one.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim())
    // What stands in an input can be gone through to its end.
    const isInput = (one: Element) => one.matches('input:not([type="checkbox"], [type="radio"], [type="file"])')
    const isReadElsewhere = (one: Element) => {
      if (isInput(one) || one.closest('[title], [aria-label]') !== null) return true
      // Most of it is said only to whoever points at it.
      one.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
      const isSaid = one.closest('[title]') !== null
      document.body.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
      return isSaid
    }
    const cut = all
      .filter((one) => hasWords(one) || isInput(one))
      .flatMap((one) => {
        const { overflowX, textOverflow, webkitLineClamp } = getComputedStyle(one)
        const isClamped = webkitLineClamp !== 'none' && one.scrollHeight > one.clientHeight + 1
        const isShort = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
        if (overflowX === 'auto' || overflowX === 'scroll') return []
        if (!isClamped && !isShort) return []
        if (isShort && textOverflow !== 'ellipsis' && !isClamped) return [`cut off: ${called(one)}`]
        return isReadElsewhere(one) ? [] : [`ends in dots and says nowhere how it goes on: ${called(one)}`]
      })
    /** The first thing around some words that does not show all of them, where nothing in between can be scrolled. */
    const hider = (one: Element) => {
      const words = document.createRange()
      words.selectNodeContents(one)
      const { left, right } = words.getBoundingClientRect()
      for (let around: Element | null = one; around && around !== document.body; around = around.parentElement) {
        const { overflowX, overflowClipMargin } = getComputedStyle(around)
        if (overflowX === 'auto' || overflowX === 'scroll') return undefined
        if (overflowX === 'visible') continue
        const box = around.getBoundingClientRect()
        const margin = 1 + (overflowX === 'clip' ? Number.parseFloat(overflowClipMargin) || 0 : 0)
        if (left < box.left - margin || right > box.right + margin) return around
      }
      return undefined
    }
    const hidden = all
      .filter((one) => hasWords(one) && !one.closest('.react-flow'))
      .flatMap((one) => {
        const around = hider(one)
        if (!around || around === one || around.getBoundingClientRect().width <= 1) return []
        const isDotted = getComputedStyle(around).textOverflow === 'ellipsis'
        if (!isDotted) return [`hidden by ${called(around)}: ${called(one)}`]
        return isReadElsewhere(one) ? [] : [`ends in dots and says nowhere how it goes on: ${called(one)}`]
      })
    return [...(wide > 0 ? [`scrolls ${wide}px sideways`] : []), ...new Set([...outside, ...cut, ...hidden])]
  })
}
