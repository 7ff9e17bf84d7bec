// What was deleted, and bringing it back.
import { Badge, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { type TrashEntry, useRestoreRecord, useTrash } from '../api/records-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'

export function TrashPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/trash' })
  const trash = useTrash(tenant)
  const all = trash.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <title>{`${t('trash.title')} · Molde`}</title>
      <PageHeader title={t('trash.title')} about={t('trash.about')} />
      {trash.error && <ErrorNotice error={trash.error} onRetry={() => void trash.refetch()} />}
      {trash.isPending && <Skeleton h={120} />}
      {trash.isSuccess && all.length === 0 && <EmptyState drawing="bin" sentence={t('trash.empty')} />}
      {all.length > 0 && (
        <Table.ScrollContainer minWidth={480} className="sheet">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('trash.what')}</Table.Th>
                <Table.Th>{t('trash.kind')}</Table.Th>
                <Table.Th>{t('trash.deleted')}</Table.Th>
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
  const { t } = useText()
  const say = useErrorText()
  const restore = useRestoreRecord(tenant, entry.blueprint)
  const title = titleOf(entry) || t('records.untitled')
  const bringBack = () =>
    restore.mutate(
      { id: entry.id },
      { onSuccess: () => showDone(t('trash.restored', { title })), onError: (error) => showFailed(say(error)) },
    )
  return (
    <Table.Tr>
      <Table.Td>{title}</Table.Td>
      <Table.Td>
        <Group gap="xs">
          <Text size="sm">{wordsOfKey(entry.blueprint)}</Text>
          {entry.blueprintGone && (
            <Badge variant="light" color="gray" size="sm" tt="none">
              {t('trash.kindGone')}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td c="dimmed">{entry.deletedAt && <RelativeTime at={entry.deletedAt} />}</Table.Td>
      <Table.Td ta="right">
        {!entry.blueprintGone && (
          <Button size="compact-sm" variant="default" loading={restore.isPending} onClick={bringBack}>
            {t('trash.restore')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function titleOf(entry: TrashEntry): string {
  if (entry.title) return entry.title
  const first = Object.values(entry.data ?? {}).find((value) => typeof value === 'string' && value !== '')
  return typeof first === 'string' ? first : ''
}
