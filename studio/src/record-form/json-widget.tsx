// Any JSON value, as text. What is not yet valid stays as typed and is said.
import { Textarea } from '@mantine/core'
import type { Json } from '@molde/engine'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { inputProps, type WidgetProps } from './widget.ts'

export function JsonWidget(props: WidgetProps) {
  const { t } = useText()
  const [typed, setTyped] = useState(() => (props.value === undefined ? '' : JSON.stringify(props.value, null, 2)))
  const [broken, setBroken] = useState(false)
  const change = (text: string) => {
    setTyped(text)
    const read = readJson(text)
    setBroken(read === undefined && text.trim() !== '')
    if (read !== undefined || text.trim() === '') props.onChange(read)
  }
  return (
    <Textarea
      {...inputProps(props)}
      error={broken ? t('form.badJson') : props.error}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      autosize
      minRows={3}
      maxRows={16}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  )
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
