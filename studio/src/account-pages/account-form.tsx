// The shape of a small form: fields, one full-width button, and what went wrong above it.
import { Alert, Button, Stack, Text, Title } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'

export interface AccountFormProps {
  readonly title: string
  readonly about?: ReactNode
  readonly children?: ReactNode
  readonly action: string
  readonly pending: boolean
  /** A sentence about the whole, such as wrong credentials. */
  readonly problem?: string | undefined
  readonly below?: ReactNode
  readonly onSubmit: () => void
}

export function AccountForm({ title, about, children, action, pending, problem, below, onSubmit }: AccountFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form onSubmit={submit} noValidate>
      <title>{`${title} · Molde`}</title>
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={1}>{title}</Title>
          {about && (
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          )}
        </Stack>
        {problem && (
          <Alert color="bad" variant="light" role="alert" p="sm">
            {problem}
          </Alert>
        )}
        {children}
        <Button type="submit" fullWidth loading={pending} size="md">
          {action}
        </Button>
        {below}
      </Stack>
    </form>
  )
}
