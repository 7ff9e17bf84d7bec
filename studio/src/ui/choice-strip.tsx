// One of a few, side by side: ways to look at the same. The library's own measures each of them before it can be seen; this stands
// above every list, and its rows would wait for that.
import { type ReactNode, useId } from 'react'
import classes from './choice-strip.module.css'

export interface ChoiceStripProps<Value extends string> {
  /** What is chosen here. */
  readonly label: string
  readonly value: Value
  readonly choices: readonly {
    readonly value: Value
    readonly shown: ReactNode
    /** Cannot be chosen just now. */
    readonly isOff?: boolean
  }[]
  readonly onChange: (value: Value) => void
  readonly onBlur?: () => void
  /** As high as a small input, or as one of a form. */
  readonly size?: 'xs' | 'md'
  /** As wide as its place. */
  readonly isWide?: boolean
  readonly isOff?: boolean
}

export function ChoiceStrip<Value extends string>(props: ChoiceStripProps<Value>) {
  const { label, value, choices, onChange, onBlur, size = 'xs', isWide = false, isOff = false } = props
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classes['strip']}
      data-size={size}
      data-wide={isWide || undefined}
    >
      {choices.map((choice) => (
        <div key={choice.value} className={classes['choice']} data-active={choice.value === value || undefined}>
          <input
            type="radio"
            className={classes['input']}
            name={name}
            id={`${name}-${choice.value}`}
            value={choice.value}
            checked={choice.value === value}
            disabled={isOff || choice.isOff}
            onChange={() => onChange(choice.value)}
            onBlur={onBlur}
          />
          <label
            className={classes['label']}
            htmlFor={`${name}-${choice.value}`}
            data-active={choice.value === value || undefined}
          >
            {choice.shown}
          </label>
        </div>
      ))}
    </div>
  )
}
