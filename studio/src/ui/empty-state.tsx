// What stands where nothing is yet: one drawing, one sentence, one button, and perhaps one quiet link.
import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Drawing, LineDrawing } from './line-drawing.tsx'

export interface EmptyStateProps {
  readonly drawing: Drawing
  readonly sentence: string
  readonly action?: ReactNode
  readonly link?: ReactNode
}

export function EmptyState({ drawing, sentence, action, link }: EmptyStateProps) {
  return (
    <Stack align="center" gap="md" py={64} px="md" ta="center">
      <LineDrawing drawing={drawing} />
      <Text maw={420} c="dimmed" style={{ textWrap: 'balance' }}>
        {sentence}
      </Text>
      {action}
      {link}
    </Stack>
  )
}
