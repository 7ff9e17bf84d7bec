// The top of a page: what it is, one line about it, and its one primary action at the right.
import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export interface PageHeaderProps {
  readonly title: string
  readonly about?: ReactNode
  /** Above the title: where this page belongs. */
  readonly above?: ReactNode
  /** At the right; the primary action last. */
  readonly actions?: ReactNode
  /** The top of a section below the page's own title. */
  readonly isSection?: boolean
  /** The top of something that stands beside the page: its title is one below that. */
  readonly isBeside?: boolean
}

export function PageHeader({ title, about, above, actions, isSection = false, isBeside = false }: PageHeaderProps) {
  return (
    <Group
      component={isSection || isBeside ? 'div' : 'header'}
      className={isSection ? undefined : 'page-header'}
      {...(above && !about ? { 'data-titled': true } : {})}
      justify="space-between"
      align={above || about ? 'flex-end' : 'center'}
      gap="sm"
      mb="md"
      wrap="wrap"
    >
      <Stack gap={2} miw={0} flex="1 1 240px">
        {above}
        <Title order={isSection || isBeside ? 2 : 1} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {about && (
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        )}
      </Stack>
      {actions && (
        <Group gap="xs" className="page-actions">
          {actions}
        </Group>
      )}
    </Group>
  )
}
