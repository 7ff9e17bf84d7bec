// What this person opened last in the workspace: the way back into yesterday's work.
import { Group, Paper, SimpleGrid, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BlueprintSummary } from '../api/blueprints-api.ts'
import { recentRecords } from '../api/recent-records.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'

export interface RecentCardsProps {
  readonly tenant: string
  readonly blueprints: readonly BlueprintSummary[]
}

export function RecentCards({ tenant, blueprints }: RecentCardsProps) {
  const { t } = useText()
  const { say } = useFormats()
  const [recent] = useState(() => recentRecords(tenant))
  // Of a kind that was deleted since, nothing can be opened.
  const shown = recent.flatMap((record) => {
    const blueprint = blueprints.find(({ name }) => name === record.blueprint)
    return blueprint ? [{ record, blueprint }] : []
  })
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="recent-records">
      <Title order={2} id="recent-records" className="cards-title">
        {t('shell.jumpRecent')}
      </Title>
      <SimpleGrid component="ul" className="bare-list" cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm">
        {shown.map(({ record, blueprint }) => (
          <li key={record.id}>
            <Paper
              withBorder
              px="md"
              py="sm"
              className="link-card"
              renderRoot={(props) => (
                <Link
                  to="/t/$tenant/records/$blueprint/$id"
                  params={{ tenant, blueprint: record.blueprint, id: record.id }}
                  {...props}
                />
              )}
            >
              <Text size="sm" truncate>
                {record.title}
              </Text>
              <Group gap={6} wrap="nowrap" c="dimmed">
                <BlueprintIcon icon={blueprint.icon} size={14} />
                <Text size="xs" truncate>
                  {say(blueprint.label, wordsOfKey(blueprint.name))}
                </Text>
              </Group>
            </Paper>
          </li>
        ))}
      </SimpleGrid>
    </section>
  )
}
