// For who builds: the record was made with an earlier form, and what the present one shows of it is something else.
import { Alert, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useUpdateRecord } from '../api/quarantine-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useBlueprintAt, useRecordAt } from '../api/versions-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { differsForReader } from './differs-for-reader.ts'

export interface RestsBehindProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly from: number
}

export function RestsBehind({ tenant, blueprint, record, from }: RestsBehindProps) {
  const { t } = useText()
  const say = useErrorText()
  const updating = useUpdateRecord(tenant, blueprint.name)
  const update = () =>
    updating.mutate(
      { id: record.id, to: blueprint.version },
      {
        // If it has to wait after all, the page says so (`WaitsHere`).
        onSuccess: (waits) => !waits && showDone(t('asVersion.updated', { version: blueprint.version })),
        onError: (error) => showFailed(say(error)),
      },
    )
  // A new name moves no value: then there is nothing to tell, and nothing to do.
  const earlier = useBlueprintAt(tenant, blueprint.name, from).data
  const then = useRecordAt(tenant, blueprint.name, record.id, from).data
  if (!earlier || !then) return null
  if (!differsForReader({ fields: earlier.fields, data: then.data }, { fields: blueprint.fields, data: record.data }))
    return null
  return (
    <Alert variant="light" color="gray" mb="md" py="xs" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('asVersion.behind')}</Text>
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
            {t('asVersion.inVersion', { version: from })}
          </Button>
          <Button size="xs" loading={updating.isPending} onClick={update}>
            {t('asVersion.update')}
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}
