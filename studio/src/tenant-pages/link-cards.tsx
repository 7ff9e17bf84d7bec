// Cards that each lead somewhere, under a heading: the parts of the start page.
import { Group, Paper, SimpleGrid, Text, Title } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'

export interface LinkCardsProps {
  /** Of the heading. */
  readonly id: string
  readonly title: string
  /** One `LinkCard` each. */
  readonly children: ReactNode
}

export function LinkCards({ id, title, children }: LinkCardsProps) {
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} className="cards-title">
        {title}
      </Title>
      <SimpleGrid component="ul" className="bare-list" cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm">
        {children}
      </SimpleGrid>
    </section>
  )
}

export interface LinkCardProps {
  /** Gives the link that the whole card is. */
  readonly renderRoot: NonNullable<ComponentProps<typeof Paper<'a'>>['renderRoot']>
  readonly name: string
  /** At the end of the line of the name. */
  readonly mark?: ReactNode
  readonly icon: ReactNode
  /** What kind of thing it is. */
  readonly about: ReactNode
}

export function LinkCard({ renderRoot, name, mark, icon, about }: LinkCardProps) {
  return (
    <li>
      <Paper withBorder px="md" py="sm" className="link-card" renderRoot={renderRoot}>
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <Text size="sm" truncate>
            {name}
          </Text>
          {mark}
        </Group>
        <Group gap={6} wrap="nowrap" c="dimmed">
          {icon}
          <Text size="xs" truncate>
            {about}
          </Text>
        </Group>
      </Paper>
    </li>
  )
}
