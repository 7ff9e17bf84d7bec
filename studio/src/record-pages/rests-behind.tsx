// For who builds: the record still rests at an older version, and is shown as the newest would have it.
import { Alert, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useMigrate } from '../api/migrations-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'

export interface RestsBehindProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly from: number
}

export function RestsBehind({ tenant, blueprint, record, from }: RestsBehindProps) {
  const { t } = useText()
  const say = useErrorText()
  const migrate = useMigrate(tenant, blueprint.name)
  const update = () =>
    migrate.mutate(
      { to: blueprint.version, ids: [record.id] },
      { onSuccess: () => showDone(t('asVersion.updating')), onError: (error) => showFailed(say(error)) },
    )
  return (
    <Alert variant="light" color="gray" mb="md" py="xs" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('asVersion.behind', { from, version: blueprint.version })}</Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/records/$blueprint/$id"
                params={{ tenant, blueprint: blueprint.name, id: record.id }}
                search={{ as: from }}
                {...props}
              />
            )}
          >
            {t('asVersion.asItWas', { version: from })}
          </Button>
          <Button size="xs" loading={migrate.isPending} onClick={update}>
            {t('asVersion.update')}
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}
