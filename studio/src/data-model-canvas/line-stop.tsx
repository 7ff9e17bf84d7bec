// Where the keyboard finds a line: on the row it begins at, right after its card. The mouse presses the same.
import { type KeyboardEvent, memo } from 'react'
import { focusNode } from '../drawing/canvas-focus.ts'
import { useText } from '../text/text.ts'
import type { RowLine } from './blueprints-to-graph.ts'
import { useLineActs } from './line-acts.ts'
import classes from './model-canvas.module.css'
import { sayLine } from './say-line.ts'

export interface LineStopProps {
  /** Name and words of the card. */
  readonly source: string
  readonly sourceLabel: string
  readonly line: RowLine
}

export const LineStop = memo(function LineStop({ source, sourceLabel, line }: LineStopProps) {
  const { t } = useText()
  const { open, light, follow } = useLineActs()
  const walk = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const go = { ArrowRight: () => follow(line.targetName), ArrowLeft: () => focusNode(source) }[event.key]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (go) go()
    else if (step) focusBeside(event.currentTarget, step)
    else return
    event.preventDefault()
  }
  return (
    <button
      type="button"
      className={classes.stop}
      data-line={line.id}
      title={line.label}
      aria-label={sayLine(t, { ...line, sourceLabel, targetLabel: line.target })}
      onClick={(event) => {
        // With these keys the card is chosen beside others.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.stopPropagation()
        open(line.id, event.detail === 0)
      }}
      onFocus={() => light(line.id, true)}
      onBlur={() => light(line.id, false)}
      onKeyDown={walk}
    />
  )
})

/** The line above or below it at the same card. */
function focusBeside(stop: HTMLElement, step: number): void {
  const stops = [...(stop.closest('.react-flow__node')?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
  stops[stops.indexOf(stop) + step]?.focus()
}
