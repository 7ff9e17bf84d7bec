// The log of an automation: what set each run off, what became of it and why; and doing it again after mending.
import { Anchor, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { WireAction } from '../action-input/wire-action.ts'
import { type Automation, type Run, type RunStatus, runStatuses, useRetryRun, useRuns } from '../api/automations-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { hues, OutcomeLines, sayChain } from './outcome-lines.tsx'
import { type AutomationWords, fieldWords } from './say-automation.ts'

export interface RunListProps {
  readonly tenant: string
  readonly automation: Automation
  readonly words: AutomationWords
}

export function RunList({ tenant, automation, words }: RunListProps) {
  const { t } = useText()
  const [status, setStatus] = useState<RunStatus>()
  const runs = useRuns(tenant, automation.name, status)
  const all = runs.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Stack gap="md" maw={920}>
      <ChoiceSelect
        label={t('automation.outcome')}
        data={[
          { value: 'all', label: t('automation.everyOutcome') },
          ...runStatuses.map((one) => ({ value: one, label: t(`automation.status_${one}`) })),
        ]}
        value={status ?? 'all'}
        onChange={(next) => setStatus(next === 'all' ? undefined : next)}
        maw={260}
      />
      {runs.error && <ErrorNotice error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isPending && <Skeleton h={80} />}
      {runs.isSuccess && all.length === 0 && (
        <EmptyState
          drawing="work"
          sentence={t(
            status !== undefined
              ? 'automation.noSuchRuns'
              : automation.status === 'on'
                ? 'automation.noRuns'
                : 'automation.noRunsOff',
          )}
        />
      )}
      <Stack component="ul" gap="xs" className="bare-list" aria-label={t('automation.partRuns')}>
        {all.map((run) => (
          <Card component="li" key={run.id} withBorder padding="sm">
            <OneRun tenant={tenant} automation={automation} run={run} words={words} />
          </Card>
        ))}
      </Stack>
      {runs.hasNextPage && (
        <Group>
          <Button variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

interface OneRunProps extends RunListProps {
  readonly run: Run
}

const again: readonly RunStatus[] = ['refused', 'failed', 'stopped']

function OneRun({ tenant, automation, run, words }: OneRunProps) {
  const { t } = useText()
  const { number } = useFormats()
  const say = useErrorText()
  const retry = useRetryRun(tenant, automation.name)
  const { record, status, attempts, cause } = run
  const about = record ? record.title || t('records.untitled') : t(`automation.kind_${run.trigger}`)
  const changed = (run.input.changed ?? []).map((key) => fieldWords(key, words))
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
      <Stack gap={4} miw={0}>
        <Group gap="xs">
          <StateChip label={t(`automation.status_${status}`)} hue={hues[status]} />
          {record ? (
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/t/$tenant/records/$blueprint/$id"
                  params={{ tenant, blueprint: record.blueprint, id: record.id }}
                />
              )}
            >
              {about}
            </Anchor>
          ) : (
            <Text size="sm">{about}</Text>
          )}
        </Group>
        <OutcomeLines outcome={run} actions={automation.do as readonly WireAction[]} words={words} />
        <Text size="xs" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
          <RelativeTime at={run.createdAt} quiet />
          {changed.length > 0 && ` · ${t('automation.changedFields', { fields: changed.join(', ') })}`}
          {attempts > 1 && ` · ${t('automation.attempts', { count: attempts, shown: number(attempts) })}`}
          {cause && cause.chain.length > 0 && ` · ${t('automation.cause', { chain: sayChain(cause.chain) })}`}
          {run.nextAt !== null && attempts > 0 && (
            <>
              {' · '}
              {t('automation.nextTry')} <RelativeTime at={run.nextAt} quiet />
            </>
          )}
        </Text>
      </Stack>
      {again.includes(status) && (
        <Button
          size="compact-sm"
          variant="default"
          flex="none"
          loading={retry.isPending}
          aria-label={t('automation.retryOf', { about })}
          onClick={() => retry.mutate(run.id, { onError: (error) => showFailed(say(error)) })}
        >
          {t('automation.retry')}
        </Button>
      )}
    </Group>
  )
}
