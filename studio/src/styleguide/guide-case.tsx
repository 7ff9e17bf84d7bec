// One part of the guide, and one case in it: the thing under the name of the state it is in.
import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export function GuidePart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack component="section" gap="md" aria-label={title} id={title} data-guide>
      <Title order={2}>{title}</Title>
      <div className="guide-grid">{children}</div>
    </Stack>
  )
}

export interface GuideCaseProps {
  readonly name: string
  /** As if the pointer or the keyboard were on it. */
  readonly as?: 'hovered' | 'focused' | 'pressed'
  /** Takes the whole width: a table, a drawing. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

export function GuideCase({ name, as, isWide = false, children }: GuideCaseProps) {
  return (
    <div className="guide-case" data-wide={isWide || undefined}>
      <Text size="xs" c="dimmed" mb={4}>
        {name}
      </Text>
      <div className={as ? `is-${as}` : ''}>{children}</div>
    </div>
  )
}
