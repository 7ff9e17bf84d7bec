// Everything this tenant has defined: its kinds of records, each with its version, fields and flow.
import { Badge, Button, Group, Loader, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconBolt, IconPlus, IconSparkles } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useBlueprints } from '../api/blueprints-api.ts'
import { useDrafts } from '../api/drafts-api.ts'
import { useFlows } from '../api/flows-api.ts'
import { SamplesQuestion } from '../sample-data/samples-question.tsx'
import type { Label } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import classes from './blueprint-builder.module.css'
import { DesignSwitch } from './design-switch.tsx'
import { useModelSamples } from './use-model-samples.ts'

export function DesignPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/design' })
  const blueprints = useBlueprints(tenant)
  const flows = useFlows(tenant)
  const drafts = useDrafts(tenant)
  const samples = useModelSamples(tenant)
  const isPhone = useIsPhone()
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
  const planned = Object.entries(drafts.data?.planned ?? {}).map(([name, { document }]) => ({
    name,
    label: (document as { readonly label?: Label } | null)?.label,
  }))
  return (
    <Stack gap="md">
      <PageHeader
        title={t('design.title')}
        about={t('design.titleAbout')}
        actions={
          <>
            <DesignSwitch tenant={tenant} shown="list" />
            <Button
              variant="default"
              leftSection={<IconBolt size={16} stroke={1.5} aria-hidden />}
              renderRoot={(props) => <Link to="/t/$tenant/automations" params={{ tenant }} {...props} />}
            >
              {t('shell.automations')}
            </Button>
            {/* One below the other, the first of them is the one that most people look for. */}
            {isPhone && create}
            {samples.make && (
              <Button
                variant="default"
                leftSection={<IconSparkles size={16} stroke={1.5} aria-hidden />}
                loading={samples.isMaking}
                onClick={samples.make}
              >
                {t('samples.fill')}
              </Button>
            )}
            {samples.take && (
              <Button variant="default" loading={samples.isTaking} onClick={samples.take}>
                {t('modelSamples.take', { count: samples.count })}
              </Button>
            )}
            {!isPhone && create}
          </>
        }
      />
      <SamplesQuestion />
      {blueprints.data.items.length === 0 && planned.length === 0 && (
        <EmptyState drawing="mould" sentence={t('design.empty')} action={create} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {planned.map(({ name, label }) => (
          <Sheet key={name} tenant={tenant} name={name} label={label}>
            <Badge variant="light">{t('builder.planned')}</Badge>
          </Sheet>
        ))}
        {blueprints.data.items.map((blueprint) => {
          const changes = drafts.data?.ops[blueprint.name]?.length ?? 0
          const moves = flows.data?.items.filter((flow) => flow.blueprint === blueprint.name).length ?? 0
          return (
            <Sheet key={blueprint.name} tenant={tenant} {...blueprint}>
              {changes > 0 && (
                <Badge variant="light">{t('model.draft', { changes: t('design.changes', { count: changes }) })}</Badge>
              )}
              {moves > 0 && (
                <Badge variant="light">
                  {moves === 1 ? t('design.hasFlow') : t('design.hasFlows', { count: moves })}
                </Badge>
              )}
              <Text size="xs" c="dimmed">
                {t('design.version', { version: blueprint.version })}
              </Text>
            </Sheet>
          )
        })}
      </SimpleGrid>
    </Stack>
  )
}

interface SheetProps {
  readonly tenant: string
  readonly name: string
  readonly label?: Label | undefined
  readonly icon?: string | undefined
  readonly children: ReactNode
}

function Sheet({ tenant, name, label, icon, children }: SheetProps) {
  const nameOf = useFieldName()
  return (
    <UnstyledButton
      className={classes.sheet}
      p="md"
      renderRoot={(props) => <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint: name }} {...props} />}
    >
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <BlueprintIcon icon={icon} />
        <Stack gap={2} flex={1} miw={0}>
          <Text fw={600} truncate>
            {nameOf({ key: name, label })}
          </Text>
          <Group gap="xs" mt={4}>
            {children}
          </Group>
        </Stack>
      </Group>
    </UnstyledButton>
  )
}
