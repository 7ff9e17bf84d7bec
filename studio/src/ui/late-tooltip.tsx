// A tooltip that is made once the page has come to rest: it measures its button while it is made, and the first rows would wait.
import { Tooltip } from '@mantine/core'
import { cloneElement, type ReactElement, type Ref, useEffect, useRef, useState } from 'react'
import { whenIdle } from './when-idle.ts'

export interface LateTooltipProps {
  readonly label: string
  /** Takes a ref to its element. */
  readonly children: ReactElement<{ readonly ref?: Ref<HTMLElement> }>
}

export function LateTooltip({ label, children }: LateTooltipProps) {
  const element = useRef<HTMLElement>(null)
  const [isAtRest, setAtRest] = useState(false)
  useEffect(() => {
    let isGone = false
    void whenIdle().then(() => isGone || setAtRest(true))
    return () => {
      isGone = true
    }
  }, [])
  return (
    <>
      {cloneElement(children, { ref: element })}
      {isAtRest && <Tooltip label={label} target={element} />}
    </>
  )
}
