// What was deleted, and bringing it back.
import { Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useBlueprint, useRestoreBlueprint } from '../api/blueprints-api.ts'
import { type TrashEntry, useRestoreRecord, useTrash } from '../api/records-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { useActorName } from '../field-value/use-actor-name.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { PurgeBlueprint } from './purge-blueprint.tsx'
import { PurgeRecord } from './purge-record.tsx'

export function TrashPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/trash' })
  const isPhone = useIsPhone()
  const trash = useTrash(tenant)
  const all = trash.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <title>{`${t('trash.title')} · Molde`}</title>
      <PageHeader isSection={isPhone} title={t('trash.title')} about={t('trash.about')} />
      {trash.error && <ErrorNotice error={trash.error} onRetry={() => void trash.refetch()} />}
      {trash.isPending && <Skeleton h={120} />}
      {trash.isSuccess && all.length === 0 && <EmptyState drawing="bin" sentence={t('trash.empty')} />}
      {all.length > 0 && (
        <Table.ScrollContainer minWidth={300} type="native" className="sheet">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('trash.what')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('trash.kind')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('trash.deleted')}</Table.Th>
                <Table.Th>
                  <span className="for-readers">{t('common.actions')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((entry) => (
                <TrashRow key={entry.id} tenant={tenant} entry={entry} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {trash.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={trash.isFetchingNextPage} onClick={() => void trash.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </Group>
      )}
    </>
  )
}

function TrashRow({ tenant, entry }: { readonly tenant: string; readonly entry: TrashEntry }) {
  return entry.kind === 'blueprint' ? (
    <BlueprintRow tenant={tenant} entry={entry} />
  ) : (
    <RecordRow tenant={tenant} entry={entry} />
  )
}

type EntryOf<Kind extends TrashEntry['kind']> = Extract<TrashEntry, { kind: Kind }>

/** A kind of record, and with it all its records. */
function BlueprintRow({ tenant, entry }: { readonly tenant: string; readonly entry: EntryOf<'blueprint'> }) {
  const { t } = useText()
  const { say, number } = useFormats()
  const restore = useRestoreBlueprint(tenant)
  const isOwner = useIsOwner(tenant)
  const title = say(entry.label, wordsOfKey(entry.blueprint))
  return (
    <Row
      title={title}
      kind={t('trash.kindWith', { count: entry.records, shown: number(entry.records) })}
      deletedAt={entry.deletedAt}
      pending={restore.isPending}
      restore={() => restore.mutateAsync(entry.id)}
      more={
        isOwner && (
          <PurgeBlueprint tenant={tenant} id={entry.id} name={entry.blueprint} title={title} records={entry.records} />
        )
      }
    />
  )
}

function RecordRow({ tenant, entry }: { readonly tenant: string; readonly entry: EntryOf<'record'> }) {
  const { t } = useText()
  const formats = useFormats()
  const definition = useBlueprint(tenant, entry.blueprint)
  const restore = useRestoreRecord(tenant, entry.blueprint)
  const isOwner = useIsOwner(tenant)
  const actorName = useActorName(tenant)
  const title = (definition.data && recordTitle(definition.data, entry.data, formats)) || t('records.untitled')
  return (
    <Row
      title={title}
      kind={formats.say(definition.data?.label, wordsOfKey(entry.blueprint))}
      deletedAt={entry.deletedAt}
      deletedBy={entry.deletedBy === null ? undefined : actorName(entry.deletedBy)}
      pending={restore.isPending}
      restore={() => restore.mutateAsync({ id: entry.id })}
      more={isOwner && <PurgeRecord tenant={tenant} blueprint={entry.blueprint} id={entry.id} title={title} />}
    />
  )
}

interface RowProps {
  readonly title: string
  readonly kind: string
  readonly deletedAt: string | null
  /** Their name. */
  readonly deletedBy?: string | undefined
  readonly pending: boolean
  readonly restore: () => Promise<unknown>
  /** What else can be done with it. */
  readonly more?: ReactNode
}

function Row({ title, kind, deletedAt, deletedBy, pending, restore, more }: RowProps) {
  const { t } = useText()
  const sayError = useErrorText()
  // Also when the row has gone by then: what is said hangs on the answer, not on the row.
  const bringBack = () =>
    restore().then(
      () => showDone(t('trash.restored', { title })),
      (error: unknown) => showFailed(sayError(error)),
    )
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        {/* On a phone there is room for one column and what can be done. */}
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {kind}
          {deletedAt && (
            <>
              {' · '}
              <RelativeTime at={deletedAt} />
              {deletedBy && ` · ${deletedBy}`}
            </>
          )}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{kind}</Table.Td>
      <Table.Td c="dimmed" visibleFrom="sm">
        {deletedAt && <RelativeTime at={deletedAt} />}
        {deletedBy && ` · ${deletedBy}`}
      </Table.Td>
      <Table.Td ta="right">
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            loading={pending}
            aria-label={`${t('trash.restore')}: ${title}`}
            onClick={() => void bringBack()}
          >
            {t('trash.restore')}
          </Button>
          {more}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
