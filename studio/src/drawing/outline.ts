// What a map of a drawing shows: its nodes as a few outlines, of which only what moves is made anew while it moves.
import type { Box } from './place.ts'

export interface OutlinedNode {
  readonly id: string
  readonly parentId?: string | undefined
  readonly selected?: boolean | undefined
  readonly dragging?: boolean | undefined
  readonly hidden?: boolean | undefined
}

/** Outlines as paths of SVG. */
export interface Outlines {
  readonly rest: string
  readonly chosen: string
  readonly moving: string
  /** Around everything; undefined where there is nothing. */
  readonly bounds: Box | undefined
  /** What `rest` was made of. */
  readonly still: readonly OutlinedNode[]
  readonly stillBounds: Box | undefined
}

/** `boxOf` says where a node lies on the drawing; undefined while nobody knows. `before` is what was made last. */
export function outlinesOf(
  nodes: readonly OutlinedNode[],
  boxOf: (node: string) => Box | undefined,
  before: Outlines | undefined,
): Outlines {
  const dragged = new Set(nodes.flatMap((node) => (node.dragging ? [node.id] : [])))
  const isMoving = ({ id, parentId = id }: OutlinedNode) => dragged.has(id) || dragged.has(parentId)
  const shown = nodes.filter(({ hidden }) => !hidden)
  const still = shown.filter((node) => !node.selected && !isMoving(node))
  const chosen = boxesOf(shown.filter((node) => node.selected && !isMoving(node)))
  const moving = boxesOf(shown.filter(isMoving))
  const isSame = before?.still.length === still.length && still.every((node, at) => node === before.still[at])
  const made = isSame ? undefined : boxesOf(still)
  const stillBounds = made ? boundsOf(made) : before?.stillBounds
  return {
    rest: made ? pathOf(made) : (before?.rest ?? ''),
    chosen: pathOf(chosen),
    moving: pathOf(moving),
    bounds: boundsOf([...(stillBounds ? [stillBounds] : []), ...chosen, ...moving]),
    still,
    stillBounds,
  }

  function boxesOf(some: readonly OutlinedNode[]): readonly Box[] {
    return some.flatMap(({ id }) => boxOf(id) ?? [])
  }
}

export function boundsOf(boxes: readonly Box[]): Box | undefined {
  const [first] = boxes
  if (!first) return undefined
  let [left, top, right, bottom] = [first.x, first.y, first.x + first.width, first.y + first.height]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function pathOf(boxes: readonly Box[]): string {
  return boxes.map(({ x, y, width, height }) => `M${x},${y}h${width}v${height}h${-width}z`).join('')
}
