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
      <span className={classes.dot} style={{ background: dot ?? `var(--hue-${hue}-line)` }} aria-hidden />
      <span className={classes.words}>{label}</span>
    </span>
  )
}
