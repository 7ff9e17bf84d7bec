// What was deleted, and bringing it back.
import { Anchor, Box, Button, Checkbox, CloseButton, Group, Paper, Skeleton, Table, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { Link, type LinkProps, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { ApiError } from '../api/api-client.ts'
import { useBlueprint, useRestoreBlueprint } from '../api/blueprints-api.ts'
import { type TrashEntry, useRestoreRecord, useTrash } from '../api/records-api.ts'
import { useRestoreEntries } from '../api/restore-entries-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { useActorName } from '../field-value/use-actor-name.ts'
import { type Selection, useSelection } from '../record-table/selection.ts'
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
  const all = useMemo(() => trash.data?.pages.flatMap((page) => page.items) ?? [], [trash.data])
  const selection = useSelection(
    tenant,
    useMemo(() => all.map(({ id }) => id), [all]),
  )
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
                <Table.Th w={36} pr={0}>
                  <Checkbox
                    size="xs"
                    aria-label={t('trash.pickAll')}
                    checked={selection.ids.size === all.length}
                    indeterminate={selection.ids.size > 0 && selection.ids.size < all.length}
                    onChange={selection.toggleAll}
                  />
                </Table.Th>
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
                <TrashRow key={entry.id} tenant={tenant} entry={entry} selection={selection} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <RestorePicked tenant={tenant} picked={all.filter(({ id }) => selection.ids.has(id))} selection={selection} />
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

interface RestorePickedProps {
  readonly tenant: string
  readonly picked: readonly TrashEntry[]
  readonly selection: Selection
}

/** How many are selected, and what can be done with all of them. */
function RestorePicked({ tenant, picked, selection }: RestorePickedProps) {
  const { t } = useText()
  const sayError = useErrorText()
  const restore = useRestoreEntries(tenant)
  if (picked.length === 0) return null
  const bringBack = async () => {
    const refusals = await restore.mutateAsync(picked)
    const [refusal, ...others] = refusals.filter((one) => one !== undefined)
    const back = refusals.length - (refusal === undefined ? 0 : 1 + others.length)
    if (back > 0) showDone(t('trash.restoredMany', { count: back }))
    if (refusal !== undefined) showFailed(t('trash.stayed', { count: 1 + others.length, reason: sayError(refusal) }))
  }
  return (
    <>
      <Paper className="bulk-bar" data-below shadow="md" withBorder role="region" aria-label={t('trash.selected')}>
        <Group gap="xs" wrap="wrap">
          <Text size="sm" fw={500} className="numbers" role="status" mr="xs">
            {t('trash.picked', { count: picked.length })}
          </Text>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconArrowBackUp size={16} stroke={1.5} aria-hidden />}
            loading={restore.isPending}
            onClick={() => void bringBack()}
          >
            {t('trash.restore')}
          </Button>
          <CloseButton aria-label={t('trash.clear')} onClick={selection.clear} />
        </Group>
      </Paper>
      {/* On a phone the bar lies over the page: its last rows stay within reach. */}
      <Box h={112} hiddenFrom="sm" />
    </>
  )
}

interface TrashRowProps<Entry = TrashEntry> {
  readonly tenant: string
  readonly entry: Entry
  readonly selection: Selection
}

function TrashRow(props: TrashRowProps) {
  const { entry } = props
  return entry.kind === 'blueprint' ? <BlueprintRow {...props} entry={entry} /> : <RecordRow {...props} entry={entry} />
}

type EntryOf<Kind extends TrashEntry['kind']> = Extract<TrashEntry, { kind: Kind }>

/** A kind of record, and with it all its records. */
function BlueprintRow({ tenant, entry, selection }: TrashRowProps<EntryOf<'blueprint'>>) {
  const { t } = useText()
  const { say, number } = useFormats()
  const restore = useRestoreBlueprint(tenant)
  const navigate = useNavigate()
  const way = { to: '/t/$tenant/trash/$kind', params: { tenant, kind: entry.id } } as const
  // There it can be given another name.
  const bringBack = () =>
    restore.mutateAsync({ id: entry.id }).catch((failed: unknown) => {
      if (failed instanceof ApiError && failed.code === 'name-taken') void navigate(way)
      throw failed
    })
  const isOwner = useIsOwner(tenant)
  const actorName = useActorName(tenant)
  const title = say(entry.label, wordsOfKey(entry.blueprint))
  return (
    <Row
      id={entry.id}
      selection={selection}
      title={title}
      kind={t('trash.kindWith', { count: entry.records, shown: number(entry.records) })}
      deletedAt={entry.deletedAt}
      deletedBy={entry.deletedBy === null ? undefined : actorName(entry.deletedBy)}
      pending={restore.isPending}
      restore={bringBack}
      wayTo={way}
      more={
        isOwner && (
          <PurgeBlueprint tenant={tenant} id={entry.id} name={entry.blueprint} title={title} records={entry.records} />
        )
      }
    />
  )
}

function RecordRow({ tenant, entry, selection }: TrashRowProps<EntryOf<'record'>>) {
  const { t } = useText()
  const formats = useFormats()
  const definition = useBlueprint(tenant, entry.blueprint)
  const restore = useRestoreRecord(tenant, entry.blueprint)
  const isOwner = useIsOwner(tenant)
  const actorName = useActorName(tenant)
  const title = (definition.data && recordTitle(definition.data, entry.data, formats)) || t('records.untitled')
  return (
    <Row
      id={entry.id}
      selection={selection}
      title={title}
      kind={formats.say(definition.data?.label, wordsOfKey(entry.blueprint))}
      deletedAt={entry.deletedAt}
      deletedBy={entry.deletedBy === null ? undefined : actorName(entry.deletedBy)}
      pending={restore.isPending}
      restore={() => restore.mutateAsync({ id: entry.id })}
      wayTo={{
        to: '/t/$tenant/records/$blueprint/$id',
        params: { tenant, blueprint: entry.blueprint, id: entry.id },
      }}
      more={isOwner && <PurgeRecord tenant={tenant} blueprint={entry.blueprint} id={entry.id} title={title} />}
    />
  )
}

interface RowProps {
  readonly id: string
  readonly selection: Selection
  readonly title: string
  readonly kind: string
  readonly deletedAt: string | null
  /** Their name. */
  readonly deletedBy?: string | undefined
  readonly pending: boolean
  readonly restore: () => Promise<unknown>
  /** Where it can be read. */
  readonly wayTo: Pick<LinkProps, 'to' | 'params'>
  /** What else can be done with it. */
  readonly more?: ReactNode
}

function Row({ id, selection, title, kind, deletedAt, deletedBy, pending, restore, wayTo, more }: RowProps) {
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
      <Table.Td pr={0}>
        <Checkbox
          size="xs"
          aria-label={t('trash.pick', { title })}
          checked={selection.ids.has(id)}
          // A click knows of the shift key, a change does not.
          onChange={() => undefined}
          onClick={(event) => selection.toggle(id, event.shiftKey)}
        />
      </Table.Td>
      <Table.Td>
        <Anchor size="sm" style={{ overflowWrap: 'anywhere' }} renderRoot={(props) => <Link {...wayTo} {...props} />}>
          {title}
        </Anchor>
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
