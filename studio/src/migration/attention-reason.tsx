// One reason why records wait: a value for all of them, each of them for itself, and trying again.
import { Anchor, Button, Group, Text, TextInput } from '@mantine/core'
import { IconExternalLink, IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useBlueprint } from '../api/blueprints-api.ts'
import type { Job } from '../api/jobs-api.ts'
import { type Quarantined, useMendQuarantined, useRetryQuarantined } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { isTyped, type Reason } from './attention-groups.ts'
import classes from './migration.module.css'

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
  const shown = isOpen ? items : items.slice(0, shownAtFirst)
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
          onClick={() => whenTried(retry.mutateAsync(items.map(({ record }) => record.id)), onTried)}
        >
          {t('migration.retry')}
        </Button>
      </Group>
      {retry.error && <ErrorNotice error={retry.error} />}
      {items.length > 1 && items.every(isTyped) && (
        <Mend
          tenant={tenant}
          blueprint={blueprint}
          items={items}
          label={t('migration.sameForAll', { shown: formats.number(items.length) })}
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
            {isTyped(item) ? (
              <Mend tenant={tenant} blueprint={blueprint} items={[item]} onTried={onTried} />
            ) : (
              <Text component="span" size="sm" c="dimmed">
                {JSON.stringify(item.value)}
              </Text>
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

interface MendProps extends Omit<AttentionReasonProps, 'group'> {
  /** All get the same value. */
  readonly items: readonly Quarantined[]
  /** Absent where the record stands beside it. */
  readonly label?: string
}

/** A value is written where the records rest, and they are tried again. */
function Mend({ tenant, blueprint, items, label, onTried }: MendProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const mend = useMendQuarantined(tenant, blueprint)
  const newest = useBlueprint(tenant, blueprint).data
  const [first] = items
  const field = newest?.fields.find(({ key }) => key === first?.field)
  const value = first?.value ?? null
  const was = label === undefined ? String(value ?? '') : ''
  const [text, setText] = useState(was)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!first || first.field === null || text.trim() === was) return
    const typed = typeof value === 'number' ? Number(text.replace(',', '.')) : text.trim()
    const mending = {
      ids: items.map(({ record }) => record.id),
      version: first.version,
      field: first.field,
      value: typed === '' || Number.isNaN(typed) ? null : typed,
    }
    whenTried(mend.mutateAsync(mending), (job) => {
      onTried(job)
      // What trying has brought stands above the list, which may be out of sight.
      if (job.quarantined && field)
        showFailed(
          t('migration.stillWaits', {
            value: text.trim(),
            name: nameOf(field),
            type: t(`fieldType.${field.type as 'text'}.name`),
          }),
        )
    })
  }
  return (
    <form onSubmit={save} className={label === undefined ? classes.mend : classes.mendAll}>
      <TextInput
        size="xs"
        {...(label === undefined ? { 'aria-label': t('migration.value', { title: first?.record.title }) } : { label })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        {...(mend.error ? { error: mend.error.message } : {})}
      />
      <Button type="submit" size="xs" variant="default" loading={mend.isPending} disabled={text.trim() === was}>
        {t('migration.mend')}
      </Button>
    </form>
  )
}

/** Told also when what was mended is gone from the list by then; a refusal is said where it was typed. */
function whenTried(trying: Promise<Job>, onTried: (job: Job) => void): void {
  void trying.then(onTried, () => undefined)
}
