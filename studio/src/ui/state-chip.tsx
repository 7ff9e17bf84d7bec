// A state or an option as a small coloured label. The words carry the meaning, the colour only helps.
import type { CSSProperties } from 'react'
import type { Hue } from '../style/theme.ts'
import classes from './state-chip.module.css'

export interface StateChipProps {
  readonly label: string
  readonly hue: Hue
  /** A colour of the tenant's own, `#rrggbb`, shown as the dot. */
  readonly dot?: string
}

/** One element, dot and all: a table draws hundreds of them while it scrolls. */
export function StateChip({ label, hue, dot }: StateChipProps) {
  return (
    <span className={classes.chip} data-hue={hue} style={ownDot(dot)}>
      {label}
    </span>
  )
}

/** Beside words that say what it stands for. */
export function HueDot({ hue, dot }: Omit<StateChipProps, 'label'>) {
  return <span className={classes.dot} data-hue={hue} style={ownDot(dot)} aria-hidden />
}

function ownDot(dot: string | undefined): CSSProperties | undefined {
  return dot === undefined ? undefined : ({ '--dot': dot } as CSSProperties)
}
