// What happened to a record, newest first, and going back to how it was.
import { Button, Group, Skeleton, Stack, Text, Timeline } from '@mantine/core'
import type { Json } from '@molde/engine'
import {
  IconArrowBackUp,
  IconArrowRight,
  IconArrowsExchange,
  IconPencil,
  IconPlus,
  IconTrash,
  IconVersions,
} from '@tabler/icons-react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { flowOfEvent, prefixOf, statesOf } from '../api/flows-of-kind.ts'
import { useMe } from '../api/me-api.ts'
import { type AsItWas, type HistoryEntry, useHistory, useRestoreRecord, type WireRecord } from '../api/records-api.ts'
import { useActorName } from '../field-value/use-actor-name.ts'
import { optionText, valueText } from '../field-value/value-text.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { useStepBack } from '../transition-form/use-tell-move.ts'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { isElsewhereSince, revsWorthGoingBack, revToUndo } from './worth-going-back.ts'

export interface RecordHistoryProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
}

const icons = {
  created: IconPlus,
  updated: IconPencil,
  transition: IconArrowRight,
  undone: IconArrowBackUp,
  deleted: IconTrash,
  restored: IconArrowBackUp,
  moved: IconVersions,
  passed: IconArrowsExchange,
}

export function RecordHistory({ tenant, blueprint, record }: RecordHistoryProps) {
  const { t } = useText()
  const sayError = useErrorText()
  const history = useHistory(tenant, blueprint.name, record.id, true)
  const restore = useRestoreRecord(tenant, blueprint.name)
  const { flows, stateFields } = useFlowsOf(tenant, blueprint.name)
  const formats = useFormats()
  const me = useMe().data?.id
  const stepBack = useStepBack(tenant, blueprint)
  const entries = history.data?.pages.flatMap((page) => page.items) ?? []
  const worth = revsWorthGoingBack(entries, blueprint.fields, stateFields)
  const undoable = record.deletedAt === null ? revToUndo(entries, me, Date.now()) : undefined
  const goBack = (rev: number) =>
    restore.mutate(
      { id: record.id, rev },
      {
        onSuccess: (now) => {
          const [elsewhere] = statesOf(blueprint, flows, now).filter(({ field: { key } }) =>
            isElsewhereSince(entries, rev, key),
          )
          showDone(
            elsewhere
              ? t('history.restoredStays', { rev, state: optionText(elsewhere.field, elsewhere.state, formats) })
              : t('history.restored_done', { rev }),
          )
        },
        onError: (error) => showFailed(sayError(error)),
      },
    )
  /** What the sentence about a step taken back speaks of; undefined of the main flow. */
  const regionOfStep = ({ flow: name }: HistoryEntry) => {
    const flow = flows.find((one) => one.name === name)
    return flow && prefixOf(flow, flow.stateField)
  }
  if (history.isPending) return <Skeleton h={120} />
  if (history.error) return <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />
  return (
    <Stack gap="sm">
      <Timeline bulletSize={22} lineWidth={1} active={-1}>
        {entries.map((entry) => {
          const Icon = icons[entry.kind] ?? IconPencil
          return (
            <Timeline.Item
              key={entry.rev}
              bullet={<Icon size={12} stroke={1.5} aria-hidden />}
              title={<EntryTitle tenant={tenant} blueprint={blueprint} entry={entry} />}
            >
              <Changes blueprint={blueprint} entry={entry} />
              <Group gap="xs" mt={2}>
                <Text size="xs" c="dimmed">
                  <RelativeTime at={entry.at} />
                </Text>
                {entry.rev === undoable && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    loading={stepBack.isPending}
                    onClick={() => void stepBack.undo(record, regionOfStep(entry))}
                  >
                    {t('moves.undoStep')}
                  </Button>
                )}
                {worth.has(entry.rev) && entry.kind !== 'deleted' && record.deletedAt === null && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="gray"
                    fw={400}
                    loading={restore.isPending && restore.variables.rev === entry.rev}
                    aria-label={`${t('history.restore')}: ${t('history.revision', { rev: entry.rev })}`}
                    onClick={() => goBack(entry.rev)}
                  >
                    {t('history.restore')}
                  </Button>
                )}
              </Group>
            </Timeline.Item>
          )
        })}
      </Timeline>
      {history.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </Stack>
  )
}

/** What happened to a record without anybody doing it to this one. */
const ownWords = ['computed', 'purged', 'target-purged', 'stowed', 'unstowed', 'row-removed'] as const

interface EntryTitleProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly entry: HistoryEntry
}

function EntryTitle({ tenant, blueprint, entry }: EntryTitleProps) {
  const { t } = useText()
  const { say } = useFormats()
  const { flows } = useFlowsOf(tenant, blueprint.name)
  const flowName = useFlowName(blueprint)
  const flow = flows.find(({ name }) => name === entry.flow) ?? flowOfEvent(flows, entry.event ?? '')
  const label = flow?.transitions.find((one) => one.event === entry.event)?.label
  /** Of several it is said which. */
  const inFlow = flows.length > 1 && flow && (entry.kind === 'transition' || entry.kind === 'undone') && (
    <Text span inherit c="dimmed">
      {` · ${flowName(flow)}`}
    </Text>
  )
  const nameOf = useActorName(tenant)
  const own = ownWords.find((note) => note === entry.note)
  if (own) return <Text size="sm">{t(`history.${own}`)}</Text>
  if (entry.kind === 'transition' && entry.event === null)
    return (
      <Text size="sm">
        {t('history.byItself')}
        {inFlow}
      </Text>
    )
  if (entry.kind === 'moved' && entry.versions) {
    const { from, to } = entry.versions
    return <Text size="sm">{t(to < from ? 'history.movedBack' : 'history.moved', { version: to })}</Text>
  }
  const who = nameOf(entry.by)
  const event = say(label, wordsOfKey(entry.event ?? ''))
  const what =
    entry.kind === 'transition' || entry.kind === 'undone'
      ? t(`history.${entry.kind}`, { event })
      : entry.kind === 'passed'
        ? t('history.passed', { from: wordsOfKey(entry.from ?? ''), into: wordsOfKey(entry.into ?? '') })
        : t(`history.${entry.kind === 'moved' ? 'updated' : entry.kind}`)
  return (
    <Text size="sm">
      <Text span inherit fw={500}>
        {who}
      </Text>{' '}
      {entry.kind === 'transition' ? `· ${what}` : what}
      {inFlow}
    </Text>
  )
}

function Changes({ blueprint, entry }: { readonly blueprint: Blueprint; readonly entry: HistoryEntry }) {
  const { t } = useText()
  const formats = useFormats()
  const words = { yes: t('common.yes'), no: t('common.no') }
  if (entry.kind === 'created') return null
  return entry.changes.map((change) => {
    // What is gone by now is told as it was then.
    const then = (change.toAsItWas ?? change.fromAsItWas)?.field
    const field = blueprint.fields.find((one) => one.key === change.field) ?? then
    if (!field) return null
    const say = (value: Json, asItWas: AsItWas | undefined) => {
      if (!asItWas) return valueText(field, value, formats, words) || t('history.emptyValue')
      const written = valueText(asItWas.field, asItWas.value, formats, words)
      return written ? t('history.inVersion', { value: written, version: asItWas.version }) : t('history.emptyValue')
    }
    return (
      <Text key={change.field} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }} lineClamp={4}>
        {formats.say(field.label, wordsOfKey(field.key))}: <del>{say(change.from, change.fromAsItWas)}</del>{' '}
        <Text span inherit c="var(--molde-ink)">
          → <ins>{say(change.to, change.toAsItWas)}</ins>
        </Text>
      </Text>
    )
  })
}
