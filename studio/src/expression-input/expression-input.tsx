// A condition or value as text: checked while it is typed by the engine itself, with the fields at hand to insert.

import { Button, Group, Text, Textarea } from '@mantine/core'
import { checkExpression, type ExpressionScope, sayIssue } from '@molde/engine'
import { useId, useMemo, useRef } from 'react'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'

export interface ExpressionInputProps {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly scope: ExpressionScope
  /** What it must give: a condition is `boolean`. */
  readonly want?: Parameters<typeof checkExpression>[2]
  readonly placeholder?: string
}

export function ExpressionInput({
  label,
  description,
  value,
  onChange,
  scope,
  want,
  placeholder,
}: ExpressionInputProps) {
  const { t } = useText()
  const hints = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const problem = useMemo(() => problemOf(value, scope, want), [value, scope, want])
  const insert = (text: string) => {
    const at = input.current?.selectionStart ?? value.length
    onChange(value.slice(0, at) + text + value.slice(at))
    input.current?.focus()
  }
  return (
    <div>
      <Textarea
        ref={input}
        label={label}
        description={description}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={problem}
        placeholder={placeholder ?? ''}
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: 'mono' }}
        aria-describedby={hints}
      />
      <Group gap={4} mt={4} id={hints} role="group" aria-label={t('expression.fields')}>
        <Text size="xs" c="dimmed">
          {t('expression.fields')}
        </Text>
        {scope.fields.slice(0, 12).map((field) => (
          <Button key={field.id} size="compact-xs" variant="default" ff="monospace" onClick={() => insert(field.key)}>
            {field.key}
          </Button>
        ))}
      </Group>
    </div>
  )
}

function problemOf(value: string, scope: ExpressionScope, want: ExpressionInputProps['want']): string | undefined {
  if (value.trim() === '') return undefined
  const checked = checkExpression(value, scope, want, [])
  return 'issues' in checked ? checked.issues.map((issue) => sayIssue(issue, readerHere())).join(' ') : undefined
}
