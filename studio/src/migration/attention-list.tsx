// Records that could not be moved, grouped by the reason: mended where they are, one by one or all alike, and tried again.
import { Loader, Stack, Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Job } from '../api/jobs-api.ts'
import { useQuarantine } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { groupsOf } from './attention-groups.ts'
import { AttentionReason } from './attention-reason.tsx'
import { movedBy } from './undoable-jobs.ts'

export interface AttentionListProps {
  readonly tenant: string
  readonly blueprint: string
}

export function AttentionList({ tenant, blueprint }: AttentionListProps) {
  const { t } = useText()
  const formats = useFormats()
  const found = useQuarantine(tenant, blueprint)
  const groups = useMemo(() => groupsOf(found.data?.items ?? []), [found.data])
  const heading = useRef<HTMLParagraphElement>(null)
  const section = useRef<HTMLDivElement>(null)
  const wasInside = useRef(false)
  const [tried, setTried] = useState<Job>()
  // What was typed into goes with the records that moved: one goes on at the heading of what is left.
  useEffect(() => {
    if (!wasInside.current || section.current?.contains(document.activeElement)) return
    wasInside.current = false
    heading.current?.focus()
  }, [found.data, tried])
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Loader size="sm" aria-label={t('common.loading')} />
  const { count, items } = found.data
  const title = count > 0 ? t('migration.attention', { count, shown: formats.number(count) }) : t('migration.none')
  const onTried = (job: Job) => {
    setTried(job)
    const { activeElement } = document
    // What saves may not be typed into, and has let go of the keyboard.
    wasInside.current = activeElement === document.body || (section.current?.contains(activeElement) ?? false)
  }
  return (
    <Stack gap="md" component="section" aria-label={title} ref={section}>
      <Text fw={600} ref={heading} tabIndex={-1}>
        {title}
      </Text>
      {count > 0 && (
        <Text size="sm" c="dimmed">
          {t('migration.attentionAbout')}
        </Text>
      )}
      <div role="status">{tried && <Outcome job={tried} />}</div>
      {groups.map((group) => (
        <AttentionReason key={group.key} tenant={tenant} blueprint={blueprint} group={group} onTried={onTried} />
      ))}
      {items.length < count && (
        <Text size="sm" c="dimmed">
          {t('migration.firstOnes', { shown: formats.number(items.length), count: formats.number(count) })}
        </Text>
      )}
    </Stack>
  )
}

/** What trying again has brought. */
function Outcome({ job }: { readonly job: Job }) {
  const { t } = useText()
  const formats = useFormats()
  const [moved, waiting] = [movedBy(job), job.quarantined ?? 0]
  return (
    <>
      {moved > 0 && (
        <Text size="sm" c="var(--molde-ok)">
          {t('migration.movedNow', { count: moved, shown: formats.number(moved) })}
        </Text>
      )}
      {waiting > 0 && (
        <Text size="sm" c="var(--molde-warn)">
          {t('migration.stillWaiting', { count: waiting, shown: formats.number(waiting) })}
        </Text>
      )}
    </>
  )
}
