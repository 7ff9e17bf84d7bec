// One reason why records wait: a value for all of them, each of them for itself, and trying again.
import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconExternalLink, IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useBlueprint } from '../api/blueprints-api.ts'
import type { Job } from '../api/jobs-api.ts'
import { useRetryQuarantined } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { isTyped, type Reason } from './attention-groups.ts'
import { MendValue } from './mend-value.tsx'
import classes from './migration.module.css'
import { useSayWhatFits } from './use-say-fitting.ts'

export interface AttentionReasonProps {
  readonly tenant: string
  readonly blueprint: string
  readonly group: Reason
  /** These were tried again. */
  readonly onTried: (job: Job) => void
}

const shownAtFirst = 3

export function AttentionReason({ tenant, blueprint, group, onTried }: AttentionReasonProps) {
  const { t } = useText()
  const formats = useFormats()
  const retry = useRetryQuarantined(tenant, blueprint)
  const [isOpen, setOpen] = useState(false)
  const { message, items } = group
  const newest = useBlueprint(tenant, blueprint).data
  const sayWhatFits = useSayWhatFits()
  const [first] = items
  const wanted = isTyped(first) ? newest?.fields.find(({ key }) => key === first.targetField) : undefined
  const shown = isOpen ? items : items.slice(0, shownAtFirst)
  // Told also when what was tried is gone from the list by then; a refusal is said below.
  const retryThese = () => void retry.mutateAsync(items.map(({ record }) => record.id)).then(onTried, () => undefined)
  return (
    <section className={classes.reason} aria-label={message}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          {t('migration.reason', { count: items.length, shown: formats.number(items.length), message })}
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} stroke={1.5} />}
          loading={retry.isPending}
          aria-label={t('migration.retryThese', { message })}
          onClick={retryThese}
        >
          {t('migration.retry')}
        </Button>
      </Group>
      {retry.error && <ErrorNotice error={retry.error} />}
      {wanted && (
        <Text size="xs" c="dimmed">
          {sayWhatFits(wanted)}
        </Text>
      )}
      {newest && items.length > 1 && items.every(isTyped) && (
        <MendValue
          tenant={tenant}
          blueprint={newest}
          items={items}
          label={t('mend.sameForAll', { shown: formats.number(items.length) })}
          look="for-all"
          onTried={onTried}
        />
      )}
      <ul className={classes.list}>
        {shown.map((item) => (
          <li key={item.record.id}>
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  to="/t/$tenant/records/$blueprint/$id"
                  params={{ tenant, blueprint, id: item.record.id }}
                  target="_blank"
                  {...props}
                />
              )}
            >
              {item.record.title || item.record.id}
              <IconExternalLink
                size={14}
                stroke={1.5}
                className={classes.elsewhere}
                aria-label={t('migration.newTab')}
              />
            </Anchor>
            {newest && isTyped(item) ? (
              <MendValue
                tenant={tenant}
                blueprint={newest}
                items={[item]}
                label={t('mend.valueIn', { title: item.record.title })}
                look="in-a-row"
                onTried={onTried}
              />
            ) : (
              item.value !== null && (
                <Text component="span" size="sm" c="dimmed">
                  {JSON.stringify(item.value)}
                </Text>
              )
            )}
          </li>
        ))}
      </ul>
      {shown.length < items.length && (
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={() => setOpen(true)}>
          {t('migration.showAll', { shown: formats.number(items.length) })}
        </Button>
      )}
    </section>
  )
}
