// The edge of a column that is dragged, or moved with the arrow keys, to make it wider.
import { type PointerEvent, useRef } from 'react'
import { useText } from '../text/text.ts'
import { narrowest, widest } from './arrangement.ts'
import classes from './record-table.module.css'

export interface ResizeHandleProps {
  readonly label: string
  readonly width: number
  /** Undefined: as wide as usual. */
  readonly onResize: (width: number | undefined) => void
}

const step = 20

export function ResizeHandle({ label, width, onResize }: ResizeHandleProps) {
  const { t } = useText()
  const from = useRef<{ x: number; width: number }>(undefined)
  const grab = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    // What is drawn may be wider than what was asked for: the table fills its frame.
    const drawn = event.currentTarget.closest('th')?.getBoundingClientRect().width ?? width
    from.current = { x: event.clientX, width: drawn }
  }
  return (
    <span
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('columns.width', { name: label })}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      className={classes.resize}
      onPointerDown={grab}
      onDoubleClick={() => onResize(undefined)}
      onPointerMove={(event) => {
        if (from.current) onResize(from.current.width + event.clientX - from.current.x)
      }}
      onPointerUp={() => {
        from.current = undefined
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        event.preventDefault()
        onResize(width + (event.key === 'ArrowRight' ? step : -step))
      }}
    />
  )
}
