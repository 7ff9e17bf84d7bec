// Records that could not be moved, grouped by the reason: each is mended where it is, then tried again.
import { Anchor, Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useMemo, useState } from 'react'
import { type Quarantined, useMendQuarantined, useQuarantine, useRetryQuarantined } from '../api/migrations-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import classes from './migration.module.css'

export interface AttentionListProps {
  readonly tenant: string
  readonly blueprint: string
}

export function AttentionList({ tenant, blueprint }: AttentionListProps) {
  const { t } = useText()
  const formats = useFormats()
  const found = useQuarantine(tenant, blueprint, true)
  const retry = useRetryQuarantined(tenant, blueprint)
  const groups = useMemo(() => groupsOf(found.data?.items ?? []), [found.data])
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
  if (found.isPending) return <Loader size="sm" aria-label={t('common.loading')} />
  if (groups.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('migration.none')}
      </Text>
    )
  const count = found.data.items.length
  return (
    <Stack gap="md" component="section" aria-label={t('migration.attention', { count, shown: formats.number(count) })}>
      <Text fw={600}>{t('migration.attention', { count, shown: formats.number(count) })}</Text>
      {retry.error && <ErrorNotice error={retry.error} />}
      {groups.map(({ message, items }) => (
        <Stack key={message} gap={4}>
          <Group justify="space-between" gap="xs">
            <Text size="sm">{message}</Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} stroke={1.5} />}
              loading={retry.isPending}
              aria-label={t('migration.retryThese', { message })}
              onClick={() => retry.mutate(items.map(({ record }) => record.id))}
            >
              {t('migration.retry')}
            </Button>
          </Group>
          <ul className={classes.list}>
            {items.map((item) => (
              <li key={`${item.record.id} ${item.field}`}>
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
                </Anchor>
                <Mend tenant={tenant} blueprint={blueprint} item={item} />
              </li>
            ))}
          </ul>
        </Stack>
      ))}
    </Stack>
  )
}

interface MendProps extends AttentionListProps {
  readonly item: Quarantined
}

/** A value that can be typed is mended here, where the record rests; any other in the record itself. */
function Mend({ tenant, blueprint, item }: MendProps) {
  const { t } = useText()
  const mend = useMendQuarantined(tenant, blueprint)
  const { field, value } = item
  const [text, setText] = useState(() => (value === null ? '' : String(value)))
  const isTyped = field !== null && (value === null || typeof value === 'string' || typeof value === 'number')
  if (!isTyped)
    return (
      <Text component="span" size="sm" c="dimmed">
        {JSON.stringify(value)}
      </Text>
    )
  const save = (event: FormEvent) => {
    event.preventDefault()
    const typed = typeof value === 'number' ? Number(text.replace(',', '.')) : text.trim()
    mend.mutate({ ...item, field, value: typed === '' || Number.isNaN(typed) ? null : typed })
  }
  return (
    <form onSubmit={save} className={classes.mend}>
      <TextInput
        size="xs"
        aria-label={t('migration.value', { title: item.record.title })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        {...(mend.error ? { error: mend.error.message } : {})}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={mend.isPending}
        disabled={text === String(value ?? '')}
      >
        {mend.isSuccess ? t('common.saved') : t('migration.mend')}
      </Button>
    </form>
  )
}

interface Reason {
  readonly message: string
  readonly items: readonly Quarantined[]
}

/** The most frequent reason first. */
function groupsOf(items: readonly Quarantined[]): readonly Reason[] {
  const groups = new Map<string, Quarantined[]>()
  for (const item of items) groups.set(item.message, [...(groups.get(item.message) ?? []), item])
  return [...groups]
    .map(([message, inside]) => ({ message, items: inside }))
    .sort((a, b) => b.items.length - a.items.length)
}
