// What the changes that a drawing reports mean: what is selected after them, and what was put elsewhere.
import type { Places } from './place.ts'

/** As React Flow reports them. */
export interface NodeChanged {
  readonly type: string
  readonly id?: string
  readonly selected?: boolean
  readonly dragging?: boolean | undefined
  readonly position?: { readonly x: number; readonly y: number } | undefined
}

/** Undefined when nothing changed. */
export function selectionAfter(
  before: readonly string[],
  changes: readonly NodeChanged[],
): readonly string[] | undefined {
  const chosen = new Set(before)
  let changed = false
  for (const { type, id, selected } of changes) {
    if (type !== 'select' || id === undefined || chosen.has(id) === selected) continue
    changed = true
    if (selected) chosen.add(id)
    else chosen.delete(id)
  }
  return changed ? [...chosen] : undefined
}

/** Only what was let go: while it is dragged, nothing is decided. */
export function placesAfter(changes: readonly NodeChanged[]): Places | undefined {
  const moved = changes.flatMap(({ type, id, dragging, position }) =>
    type === 'position' && dragging === false && position && id !== undefined
      ? [[id, { x: Math.round(position.x), y: Math.round(position.y) }] as const]
      : [],
  )
  return moved.length > 0 ? Object.fromEntries(moved) : undefined
}

/** The id of the node under the pointer or the finger. */
export function nodeUnder(event: MouseEvent | TouchEvent): string | undefined {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (!point) return undefined
  const element = document.elementFromPoint(point.clientX, point.clientY)
  return element?.closest<HTMLElement>('.react-flow__node')?.dataset['id']
}
