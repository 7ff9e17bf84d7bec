// Label, help and fault around a field that consists of several inputs.
import { Input } from '@mantine/core'
import type { ReactNode } from 'react'
import { explainedBelow, type WidgetProps } from './widget.ts'

export function GroupFrame({
  id,
  label,
  help,
  required,
  error,
  children,
}: WidgetProps & { readonly children: ReactNode }) {
  return (
    <Input.Wrapper
      id={id}
      label={label}
      {...(help ? { description: help } : {})}
      withAsterisk={required}
      error={error}
      inputWrapperOrder={explainedBelow}
      role="group"
      aria-label={label}
    >
      {children}
    </Input.Wrapper>
  )
}
