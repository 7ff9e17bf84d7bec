// What was sent to a webhook: to which record it belongs, what became of it and why, and sending it again.
import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Delivery, useDeliveries, useReplayDelivery } from '../api/webhooks-api.ts'
import type { Hue } from '../style/theme.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import { showFailed } from '../ui/undo-toast.tsx'

export function DeliveryList({ tenant, webhook }: { readonly tenant: string; readonly webhook: string }) {
  const { t } = useText()
  const deliveries = useDeliveries(tenant, webhook)
  const all = deliveries.data?.items ?? []
  if (deliveries.error) return <ErrorNotice error={deliveries.error} onRetry={() => void deliveries.refetch()} />
  if (deliveries.isPending) return <Skeleton h={60} />
  if (all.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('webhooks.nothingSent')}
      </Text>
    )
  return (
    <Stack component="ul" gap="xs" className="bare-list" aria-label={t('webhooks.deliveriesOf', { name: webhook })}>
      {all.map((delivery) => (
        <li key={delivery.id}>
          <OneDelivery tenant={tenant} delivery={delivery} />
        </li>
      ))}
    </Stack>
  )
}

const hues: Record<Delivery['status'], Hue> = { done: 'green', waiting: 'amber', dead: 'red' }

function OneDelivery({ tenant, delivery }: { readonly tenant: string; readonly delivery: Delivery }) {
  const { t } = useText()
  const { number } = useFormats()
  const say = useErrorText()
  const replay = useReplayDelivery(tenant)
  const { record, status, attempts, reason, event } = delivery
  const about =
    event === 'test' ? t('webhooks.isTest') : record ? record.title || t('records.untitled') : t('records.gone')
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
      <Stack gap={2} miw={0}>
        <Group gap="xs">
          <StateChip label={t(`webhooks.delivery_${status}`)} hue={hues[status]} />
          {record && !record.deleted ? (
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
          {event !== null && event !== 'test' && (
            <Text size="xs" c="dimmed" ff="monospace">
              {event}
            </Text>
          )}
        </Group>
        {reason !== null && status !== 'done' && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {reason}
          </Text>
        )}
        <Text size="xs" c="dimmed" component="div">
          <RelativeTime at={delivery.createdAt} quiet /> ·{' '}
          {t('webhooks.attempts', { count: attempts, shown: number(attempts) })}
          {delivery.nextAt !== null && attempts > 0 && (
            <>
              {' · '}
              {t('webhooks.nextAt')} <RelativeTime at={delivery.nextAt} quiet />
            </>
          )}
        </Text>
      </Stack>
      <Button
        size="compact-sm"
        variant="default"
        flex="none"
        loading={replay.isPending}
        aria-label={t('webhooks.replayOf', { about })}
        onClick={() => replay.mutate(delivery.id, { onError: (error) => showFailed(say(error)) })}
      >
        {t('webhooks.replay')}
      </Button>
    </Group>
  )
}
