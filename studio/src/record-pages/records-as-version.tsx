// The records of one kind as an earlier version shows them: to be read, not to be changed.
import { Button, Group, Skeleton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useBlueprintAt, useRecordsAt } from '../api/versions-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { OldVersion } from './old-version.tsx'
import { ReadOnlyRows } from './read-only-rows.tsx'

export interface RecordsAsVersionProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly version: number
}

export function RecordsAsVersion({ tenant, blueprint, version }: RecordsAsVersionProps) {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const shape = useBlueprintAt(tenant, blueprint.name, version)
  const records = useRecordsAt(tenant, blueprint.name, version)
  const label = say(severalOf(shape.data ?? blueprint), wordsOfKey(blueprint.name))
  const rows = records.data?.pages.flatMap(({ items }) => items) ?? []
  const error = shape.error ?? records.error
  return (
    <>
      <title>{`${label} · Molde`}</title>
      <PageHeader title={label} />
      <OldVersion
        sentence={t('asVersion.list', { version })}
        onNewest={() => void navigate({ search: ({ as: _, ...search }) => search })}
      />
      {error && <ErrorNotice error={error} onRetry={() => void records.refetch()} />}
      {!error && (!shape.data || records.isPending) && <Skeleton h={240} />}
      {shape.data && records.isSuccess && rows.length === 0 && (
        <EmptyState drawing="sheet" sentence={t('asVersion.none')} />
      )}
      {shape.data && rows.length > 0 && (
        <ReadOnlyRows
          tenant={tenant}
          blueprint={shape.data}
          rows={rows}
          wayTo={({ id }) => ({
            to: '/t/$tenant/records/$blueprint/$id',
            params: { tenant, blueprint: blueprint.name, id },
            search: { as: version },
          })}
        />
      )}
      {records.hasNextPage && (
        <Group mt="md">
          <Button variant="default" loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            {t('asVersion.more')}
          </Button>
        </Group>
      )}
    </>
  )
}
