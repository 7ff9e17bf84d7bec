// Where flows may call: add (its secret is shown once), try, pause, see what was delivered, take away.
import { Alert, Button, Card, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import {
  useCreateWebhook,
  useDeleteWebhook,
  useRotateSecret,
  useSwitchWebhook,
  useTestWebhook,
  useWebhooks,
  type Webhook,
} from '../api/webhooks-api.ts'
import type { Hue } from '../style/theme.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { Copied } from '../ui/copied.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { DeliveryList } from './delivery-list.tsx'

export function WebhooksPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/webhooks' })
  const webhooks = useWebhooks(tenant)
  const [making, setMaking] = useState(false)
  const all = webhooks.data?.items ?? []
  const newButton = (
    <Button leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setMaking(true)}>
      {t('webhooks.new')}
    </Button>
  )
  return (
    <>
      <title>{`${t('webhooks.title')} · Molde`}</title>
      <PageHeader
        isSection
        title={t('webhooks.title')}
        about={t('webhooks.about')}
        actions={all.length > 0 && newButton}
      />
      {webhooks.error && <ErrorNotice error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.isPending && <Skeleton h={120} />}
      {webhooks.isSuccess && all.length === 0 && (
        <EmptyState drawing="mail" sentence={t('webhooks.empty')} action={newButton} />
      )}
      <Stack component="ul" gap="sm" className="bare-list">
        {all.map((webhook) => (
          <li key={webhook.name}>
            <OneWebhook tenant={tenant} webhook={webhook} />
          </li>
        ))}
      </Stack>
      <Modal
        opened={making}
        onClose={() => setMaking(false)}
        title={t('webhooks.new')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {making && <NewWebhook tenant={tenant} onDone={() => setMaking(false)} />}
      </Modal>
    </>
  )
}

const hues: Record<Webhook['status'], Hue> = { on: 'green', paused: 'amber', gone: 'red' }

function OneWebhook({ tenant, webhook }: { readonly tenant: string; readonly webhook: Webhook }) {
  const { t } = useText()
  const { number } = useFormats()
  const { name, url, status, waiting, dead } = webhook
  const counts = [
    ...(waiting > 0 ? [t('webhooks.waiting', { count: waiting, shown: number(waiting) })] : []),
    ...(dead > 0 ? [t('webhooks.dead', { count: dead, shown: number(dead) })] : []),
  ]
  const [isOpen, setOpen] = useState(false)
  return (
    <Card withBorder padding="sm" role="group" aria-label={name}>
      <Stack gap="xs">
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            <StateChip label={t(`webhooks.status_${status}`)} hue={hues[status]} />
            {counts.length > 0 && (
              <Text size="sm" c="dimmed">
                {counts.join(' · ')}
              </Text>
            )}
          </Group>
          <WebhookActs tenant={tenant} webhook={webhook} onTested={() => setOpen(true)} />
        </Group>
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Text>
        <Group>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isOpen}
            aria-label={t('webhooks.deliveriesOf', { name })}
            onClick={() => setOpen(!isOpen)}
          >
            {t('webhooks.deliveries')}
          </Button>
        </Group>
        {isOpen && <DeliveryList tenant={tenant} webhook={name} />}
      </Stack>
    </Card>
  )
}

interface WebhookActsProps {
  readonly tenant: string
  readonly webhook: Webhook
  readonly onTested: () => void
}

function WebhookActs({ tenant, webhook: { name, status }, onTested }: WebhookActsProps) {
  const { t } = useText()
  const say = useErrorText()
  const onError = (error: unknown) => showFailed(say(error))
  const test = useTestWebhook(tenant)
  const turn = useSwitchWebhook(tenant)
  const rotate = useRotateSecret(tenant)
  const drop = useDeleteWebhook(tenant)
  const [asking, setAsking] = useState(false)
  const isOn = status === 'on'
  return (
    <Group gap={4} role="group" aria-label={t('webhooks.actionsOf', { name })}>
      {isOn && (
        <Button
          size="compact-sm"
          variant="default"
          loading={test.isPending}
          onClick={() => test.mutate(name, { onError, onSuccess: onTested })}
        >
          {t('webhooks.test')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        loading={turn.isPending}
        onClick={() => turn.mutate({ name, status: isOn ? 'paused' : 'on' }, { onError })}
      >
        {t(isOn ? 'webhooks.pause' : 'webhooks.resume')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        loading={rotate.isPending}
        onClick={() => rotate.mutate(name, { onError })}
      >
        {t('webhooks.rotate')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="bad" onClick={() => setAsking(true)}>
        {t('webhooks.delete')}
      </Button>
      <ConfirmByTyping
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('webhooks.deleteTitle', { name })}
        consequence={t('webhooks.deleteAbout')}
        name={name}
        action={t('webhooks.delete')}
        pending={drop.isPending}
        onConfirm={() => drop.mutate(name, { onError, onSettled: () => setAsking(false) })}
      />
      <Modal
        opened={rotate.data !== undefined}
        onClose={() => rotate.reset()}
        title={t('webhooks.rotate')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {rotate.data && (
          <ShownOnce secret={rotate.data.secret} about={t('webhooks.rotated')} onDone={() => rotate.reset()} />
        )}
      </Modal>
    </Group>
  )
}

const namePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

function NewWebhook({ tenant, onDone }: { readonly tenant: string; readonly onDone: () => void }) {
  const { t } = useText()
  const create = useCreateWebhook(tenant)
  const [typed, setTyped] = useState({ name: '', url: '' })
  const [tried, setTried] = useState(false)
  const name = typed.name.trim()
  const url = typed.url.trim()
  const isNamed = namePattern.test(name)
  if (create.data) return <ShownOnce secret={create.data.secret} onDone={onDone} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isNamed && url !== '') create.mutate({ name, url })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {create.error && <ErrorNotice error={create.error} />}
        <TextInput
          label={t('webhooks.name')}
          description={t('webhooks.nameAbout')}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          error={tried && !isNamed && t('webhooks.nameWrong')}
          maxLength={64}
          data-autofocus
        />
        <TextInput
          label={t('webhooks.url')}
          description={t('webhooks.urlAbout')}
          type="url"
          value={typed.url}
          onChange={(event) => setTyped({ ...typed, url: event.currentTarget.value })}
          error={tried && url === '' && t('webhooks.urlMissing')}
          maxLength={2000}
        />
        <Text size="sm" c="dimmed">
          {t('webhooks.maybeTwice')}
        </Text>
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('webhooks.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface ShownOnceProps {
  readonly secret: string
  readonly about?: string
  readonly onDone: () => void
}

function ShownOnce({ secret, about, onDone }: ShownOnceProps) {
  const { t } = useText()
  return (
    <Stack>
      <Alert variant="light" color="ink" title={t('webhooks.onceTitle')}>
        {t('webhooks.onceAbout')}
      </Alert>
      <Copied label={t('webhooks.secret')} text={secret} isFirst />
      {about !== undefined && <Text size="sm">{about}</Text>}
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('webhooks.copied')}</Button>
      </Group>
    </Stack>
  )
}
