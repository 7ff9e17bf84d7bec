// A quiet line about something that is done elsewhere, and the way there.
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

export interface AsideLineProps {
  readonly says: string
  /** A link. */
  readonly children: ReactNode
}

export function AsideLine({ says, children }: AsideLineProps) {
  return (
    <Text size="sm" c="dimmed" style={{ flex: 'none' }}>
      {says} {children}
    </Text>
  )
}
