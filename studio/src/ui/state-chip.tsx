// A state or an option as a small coloured label. The words carry the meaning, the colour only helps.
import type { Hue } from '../style/theme.ts'
import classes from './state-chip.module.css'

export interface StateChipProps {
  readonly label: string
  readonly hue: Hue
  /** A colour of the tenant's own, `#rrggbb`, shown as the dot. */
  readonly dot?: string
}

export function StateChip({ label, hue, dot }: StateChipProps) {
  return (
    <span className={classes.chip} style={{ background: `var(--hue-${hue}-tint)`, color: `var(--hue-${hue}-ink)` }}>
      <HueDot hue={hue} {...(dot ? { dot } : {})} />
      <span className={classes.words}>{label}</span>
    </span>
  )
}

/** Beside words that say what it stands for. */
export function HueDot({ hue, dot }: Omit<StateChipProps, 'label'>) {
  return <span className={classes.dot} style={{ background: dot ?? `var(--hue-${hue}-line)` }} aria-hidden />
}
