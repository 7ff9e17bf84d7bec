// Everything this tenant has defined: its kinds of records, each with its version, fields and flow.
import { Badge, Button, Group, Loader, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useBlueprints } from '../api/blueprints-api.ts'
import { useFlows } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import classes from './blueprint-builder.module.css'
import { DesignSwitch } from './design-switch.tsx'

export function DesignPage() {
  const { t } = useText()
  const nameOf = useFieldName()
  const { tenant } = useParams({ from: '/inside/t/$tenant/design' })
  const blueprints = useBlueprints(tenant)
  const flows = useFlows(tenant)
  const create = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.5} />}
      renderRoot={(props) => <Link to="/t/$tenant/new-blueprint" params={{ tenant }} {...props} />}
    >
      {t('design.newKind')}
    </Button>
  )
  if (blueprints.error) return <ErrorNotice error={blueprints.error} onRetry={() => void blueprints.refetch()} />
  if (!blueprints.data) return <Loader />
  const withFlow = new Set(flows.data?.items.map((flow) => flow.blueprint))
  return (
    <Stack gap="md">
      <PageHeader
        title={t('design.title')}
        about={t('design.titleAbout')}
        actions={
          <>
            <DesignSwitch tenant={tenant} shown="list" />
            {create}
          </>
        }
      />
      {blueprints.data.items.length === 0 && (
        <EmptyState drawing="mould" sentence={t('design.empty')} action={create} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {blueprints.data.items.map((blueprint) => (
          <UnstyledButton
            key={blueprint.name}
            className={classes.sheet}
            p="md"
            renderRoot={(props) => (
              <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint: blueprint.name }} {...props} />
            )}
          >
            <Group gap="sm" wrap="nowrap">
              <BlueprintIcon icon={blueprint.icon} />
              <Stack gap={2} flex={1} miw={0}>
                <Text fw={600} truncate>
                  {nameOf({ key: blueprint.name, label: blueprint.label })}
                </Text>
                <Text size="xs" c="dimmed" ff="monospace" truncate>
                  {blueprint.name}
                </Text>
              </Stack>
              {withFlow.has(blueprint.name) && <Badge variant="light">{t('design.hasFlow')}</Badge>}
              <Text size="xs" c="dimmed">
                {t('design.version', { version: blueprint.version })}
              </Text>
            </Group>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </Stack>
  )
}
