// Keeps the keyboard's place on the canvas: it is not lost when nodes are put in order, and what it reaches is seen.
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useLayoutEffect, useRef } from 'react'

export function focusNode(node: string): void {
  document
    .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(node)}"]`)
    ?.focus({ preventScroll: true })
}

/** Whether it was there. */
function focusLine(line: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-line="${CSS.escape(line)}"]`)
  element?.focus({ preventScroll: true })
  return element !== null
}

/** Whether somebody has gone to a field to write since `before` had the focus; a focus that comes late must not take it away. */
export function writesElsewhere(before: Element | null): boolean {
  const now = document.activeElement
  return now !== before && now !== null && now.matches('input, textarea, select, [contenteditable="true"]')
}

/** A node that changes its place in the reading order is put elsewhere in the page, and loses the focus by that. */
export function useFocusThatStays(nodes: readonly object[]): void {
  const last = useRef<string>(undefined)
  const lastLine = useRef<string>(undefined)
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      const element = target as Element
      last.current = element.closest<HTMLElement>('.react-flow__node')?.dataset['id']
      lastLine.current = element.closest<HTMLElement>('[data-line]')?.dataset['line']
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  // Whenever the nodes were put in order again.
  useLayoutEffect(() => {
    if (document.activeElement !== document.body || last.current === undefined) return
    if (lastLine.current === undefined || !focusLine(lastLine.current)) focusNode(last.current)
  }, [nodes])
}

/** A node that Tab reaches outside of what is seen comes to its middle. */
export function useFocusInView(): void {
  const flow = useReactFlow()
  const store = useStoreApi()
  useEffect(() => {
    const follow = (event: FocusEvent) => {
      const reached = (event.target as Element).closest<HTMLElement>(':focus-visible')
      const element = reached?.closest<HTMLElement>('.react-flow__node')
      const node = element && flow.getInternalNode(element.dataset['id'] ?? '')
      const ground = store.getState().domNode?.getBoundingClientRect()
      if (!element || !node || !ground) return
      const box = element.getBoundingClientRect()
      const inside =
        box.left >= ground.left && box.right <= ground.right && box.top >= ground.top && box.bottom <= ground.bottom
      if (inside) return
      const { x, y } = node.internals.positionAbsolute
      void flow.setCenter(x + (node.width ?? 0) / 2, y + (node.height ?? 0) / 2, { zoom: flow.getZoom() })
    }
    document.addEventListener('focusin', follow)
    return () => document.removeEventListener('focusin', follow)
  }, [flow, store])
}
