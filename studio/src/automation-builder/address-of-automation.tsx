// Where other programs send to: an address that is shown once, and a new one in its place.
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { type Automation, useNewAddress } from '../api/automations-api.ts'
import { useText } from '../text/text.ts'
import { Copied } from '../ui/copied.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'

export function AddressOfAutomation({
  tenant,
  automation,
}: {
  readonly tenant: string
  readonly automation: Automation
}) {
  const { t } = useText()
  const say = useErrorText()
  const make = useNewAddress(tenant, automation.name)
  const { data } = make
  return (
    <Stack gap="xs" role="group" aria-label={t('automation.address')}>
      {data ? (
        <Alert variant="light" color="ink" title={t('automation.onceTitle')}>
          <Stack gap="xs">
            <Text size="sm">{t('automation.onceAbout')}</Text>
            <Copied label={t('automation.address')} text={data.url} />
            {data.secret !== undefined && <Copied label={t('automation.secret')} text={data.secret} />}
          </Stack>
        </Alert>
      ) : (
        <Text size="sm" c="dimmed">
          {t(automation.hasAddress ? 'automation.hasAddress' : 'automation.noAddress')}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          size="xs"
          loading={make.isPending}
          onClick={() => make.mutate(undefined, { onError: (error) => showFailed(say(error)) })}
        >
          {t(automation.hasAddress ? 'automation.newAddress' : 'automation.getAddress')}
        </Button>
      </Group>
    </Stack>
  )
}
