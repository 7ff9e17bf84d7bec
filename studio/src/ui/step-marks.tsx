// How far something is: one mark for each step of the way, those that are behind it filled.
import classes from './step-marks.module.css'

export interface StepMarksProps {
  /** Says it in words. */
  readonly label: string
  /** Counted from 1. */
  readonly at: number
  readonly of: number
}

export function StepMarks({ label, at, of }: StepMarksProps) {
  return (
    <span className={classes['marks']} role="img" aria-label={label} title={label}>
      {Array.from({ length: of }, (_, step) => (
        <span key={`${step}`} className={classes['mark']} data-done={step < at || undefined} />
      ))}
    </span>
  )
}
