// Formatted text: headings, lists, links. The editor is fetched when the first form needs it.
import { Input, Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { WidgetProps } from './widget.ts'

const RichTextEditor = lazy(() =>
  import('../rich-text/rich-text-editor.tsx').then((part) => ({ default: part.RichTextEditor })),
)

export function RichTextWidget({ id, label, help, required, error, value, onChange, onBlur }: WidgetProps) {
  const described = [help && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <Input.Wrapper
      id={id}
      label={label}
      labelElement="div"
      labelProps={{ onClick: () => document.getElementById(id)?.focus() }}
      {...(help ? { description: help } : {})}
      withAsterisk={required}
      {...(error ? { error } : {})}
    >
      <Suspense fallback={<Skeleton h={144} />}>
        <RichTextEditor
          id={id}
          label={label}
          required={required}
          invalid={Boolean(error)}
          describedBy={described || undefined}
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(text || undefined)}
          onBlur={onBlur}
        />
      </Suspense>
    </Input.Wrapper>
  )
}
