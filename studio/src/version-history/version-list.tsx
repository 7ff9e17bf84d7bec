// Every published version of a blueprint: when, by whom, what changed, and who uses it; two of them compared; and the way back to each.
import { Badge, Button, Card, Group, List, Loader, Select, Stack, Text, Timeline } from '@mantine/core'
import { IconArrowBackUp, IconEye } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Blueprint, type BlueprintVersion, useBlueprintVersions } from '../api/blueprints-api.ts'
import { UserName } from '../field-value/user-name.tsx'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ClientsOfKind, UsedBy } from './clients-of-kind.tsx'
import { useSayVersion } from './use-say-version.ts'
import { VersionDiff } from './version-diff.tsx'

export interface VersionListProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly onGoBack: (version: number, versions: readonly BlueprintVersion[]) => void
}

export function VersionList({ tenant, published, onGoBack }: VersionListProps) {
  const { t } = useText()
  const saidOf = useSayVersion()
  const versions = useBlueprintVersions(tenant, published.name)
  if (versions.error) return <ErrorNotice error={versions.error} onRetry={() => void versions.refetch()} />
  if (!versions.data) return <Loader aria-label={t('common.loading')} />
  const newestFirst = [...versions.data.items].sort((a, b) => b.version - a.version)
  return (
    <Stack gap="lg">
      <ClientsOfKind tenant={tenant} blueprint={published.name} versions={newestFirst} />
      {newestFirst.length > 1 && <Compare tenant={tenant} versions={newestFirst} />}
      <Timeline bulletSize={14} lineWidth={1}>
        {newestFirst.map((version) => (
          <Timeline.Item key={version.version} title={<Title version={version.version} head={published.version} />}>
            <Stack gap={6}>
              <Text size="xs" c="dimmed" component="div">
                <RelativeTime at={version.publishedAt} />
                {version.publishedBy && (
                  <>
                    {' · '}
                    <UserName tenant={tenant} id={version.publishedBy} />
                  </>
                )}
              </Text>
              <List size="sm">
                {saidOf(version).map((sentence) => (
                  <List.Item key={sentence}>{sentence}</List.Item>
                ))}
              </List>
              <UsedBy tenant={tenant} blueprint={published.name} version={version.version} />
              {version.version < published.version && (
                <Group gap="xs">
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconArrowBackUp size={14} stroke={1.5} />}
                    onClick={() => onGoBack(version.version, newestFirst)}
                  >
                    {t('versions.goBack', { version: version.version })}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconEye size={14} stroke={1.5} />}
                    renderRoot={(props) => (
                      <Link
                        to="/t/$tenant/records/$blueprint"
                        params={{ tenant, blueprint: published.name }}
                        search={{ as: version.version }}
                        {...props}
                      />
                    )}
                  >
                    {t('versions.viewAs', { version: version.version })}
                  </Button>
                </Group>
              )}
            </Stack>
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  )
}

function Title({ version, head }: { readonly version: number; readonly head: number }) {
  const { t } = useText()
  return (
    <Group gap="xs" component="span">
      {t('design.version', { version })}
      {version === head && (
        <Badge variant="light" color="ok" tt="none">
          {t('versions.inUse')}
        </Badge>
      )}
    </Group>
  )
}

function Compare({ tenant, versions }: { readonly tenant: string; readonly versions: readonly BlueprintVersion[] }) {
  const { t } = useText()
  const [from, setFrom] = useState(versions[1]?.version)
  const [to, setTo] = useState(versions[0]?.version)
  const [before, after] = [from, to].map((wanted) => versions.find(({ version }) => version === wanted))
  const data = versions.map(({ version }) => ({ value: String(version), label: t('design.version', { version }) }))
  return (
    <Card withBorder padding="md" component="section" aria-label={t('versions.compare')}>
      <Stack gap="md">
        <Group align="flex-end" gap="xs">
          <Select
            label={t('versions.from')}
            data={data}
            value={String(from)}
            allowDeselect={false}
            onChange={(value) => setFrom(Number(value))}
            w={150}
          />
          <Select
            label={t('versions.to')}
            data={data}
            value={String(to)}
            allowDeselect={false}
            onChange={(value) => setTo(Number(value))}
            w={150}
          />
        </Group>
        {before && after && <VersionDiff tenant={tenant} before={before} after={after} />}
      </Stack>
    </Card>
  )
}
