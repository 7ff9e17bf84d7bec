// A header that is dragged beside another one. Loaded after the table is drawn.

import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'

export type Side = 'before' | 'after'

export interface HeaderDrag {
  readonly element: HTMLElement
  readonly column: string
  /** Where a header that is held would go; undefined when it is not above this one. */
  readonly onOver: (side: Side | undefined) => void
  readonly onDrop: (column: string, side: Side) => void
}

/** Answers with how to stop. */
export function dragHeader({ element, column, onOver, onDrop }: HeaderDrag): () => void {
  const sideOf = (x: number): Side => {
    const { left, width } = element.getBoundingClientRect()
    return x < left + width / 2 ? 'before' : 'after'
  }
  const isColumn = (data: Record<string | symbol, unknown>) => typeof data['column'] === 'string'
  return combine(
    draggable({ element, getInitialData: () => ({ column }) }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => isColumn(source.data) && source.data['column'] !== column,
      onDrag: ({ location }) => onOver(sideOf(location.current.input.clientX)),
      onDragLeave: () => onOver(undefined),
      onDrop: ({ source, location }) => {
        onOver(undefined)
        onDrop(source.data['column'] as string, sideOf(location.current.input.clientX))
      },
    }),
  )
}
