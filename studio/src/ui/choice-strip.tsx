// One of a few, side by side. The library's own measures each of them before it can be seen; this stands above every list, and its
// rows would wait for that.
import { type ReactNode, useId } from 'react'
import classes from './choice-strip.module.css'

export interface ChoiceStripProps<Value extends string> {
  /** What is chosen here. */
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly shown: ReactNode }[]
  readonly onChange: (value: Value) => void
}

export function ChoiceStrip<Value extends string>({ label, value, choices, onChange }: ChoiceStripProps<Value>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={classes['strip']}>
      {choices.map((choice) => (
        <div key={choice.value} className={classes['choice']} data-active={choice.value === value || undefined}>
          <input
            type="radio"
            className={classes['input']}
            name={name}
            id={`${name}-${choice.value}`}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
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
