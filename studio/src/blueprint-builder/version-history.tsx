// Every published version of a blueprint: when, and what changed, in sentences.
import { List, Loader, Stack, Text, Timeline } from '@mantine/core'
import { useBlueprintVersions } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'

export function VersionHistory({ tenant, blueprint }: { readonly tenant: string; readonly blueprint: string }) {
  const { t } = useText()
  const versions = useBlueprintVersions(tenant, blueprint)
  if (versions.error) return <ErrorNotice error={versions.error} onRetry={() => void versions.refetch()} />
  if (!versions.data) return <Loader />
  const newestFirst = [...versions.data.items].sort((a, b) => b.version - a.version)
  return (
    <Timeline bulletSize={14} lineWidth={1}>
      {newestFirst.map((version) => (
        <Timeline.Item key={version.version} title={t('design.version', { version: version.version })}>
          <Stack gap={4}>
            <Text size="xs" c="dimmed">
              <RelativeTime at={version.publishedAt} />
            </Text>
            <List size="sm">
              {version.summary.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </Stack>
        </Timeline.Item>
      ))}
    </Timeline>
  )
}
