// One of several, from a list that opens below: the same everywhere, never the browser's own. A letter goes to what begins with it.
import { Select, type SelectProps } from '@mantine/core'
import { type KeyboardEvent, useRef } from 'react'
import { optionByLetters } from './option-by-letters.ts'

export interface ChoiceSelectProps<Value extends string>
  extends Pick<
    SelectProps,
    'aria-label' | 'className' | 'description' | 'error' | 'flex' | 'label' | 'maw' | 'miw' | 'size' | 'w'
  > {
  readonly value: Value
  readonly data: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
  /** Stands in something that floats itself and would close at a touch outside of it. */
  readonly isFloating?: boolean
}

/** Letters that follow each other within this time, in ms, are one beginning. */
const oneWord = 700

export function ChoiceSelect<Value extends string>({
  value,
  data,
  onChange,
  isFloating = false,
  ...look
}: ChoiceSelectProps<Value>) {
  const typed = useRef({ letters: '', at: 0 })
  const jump = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return
    const isSameWord = event.timeStamp - typed.current.at < oneWord
    typed.current = { letters: (isSameWord ? typed.current.letters : '') + event.key, at: event.timeStamp }
    const found = optionByLetters(data, value, typed.current.letters)
    if (found && found !== value) onChange(found)
  }
  return (
    <Select
      {...look}
      data={data.map((one) => ({ ...one }))}
      value={value}
      onChange={(next) => next !== null && next !== value && onChange(next as Value)}
      onKeyDown={jump}
      allowDeselect={false}
      comboboxProps={{ withinPortal: !isFloating, shadow: 'md', position: 'bottom-start' }}
      classNames={{ dropdown: 'choice-dropdown' }}
    />
  )
}
