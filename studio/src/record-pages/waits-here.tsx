// The record could not be moved to the newest version: which field is empty because of that, what stood in it, and mending it.
import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Quarantined } from '../api/quarantine-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { isTyped } from '../migration/attention-groups.ts'
import { useText, withWords } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'

/** Only who builds mends: it comes with the words of the builder. */
const loadMending = withWords('builder', () => import('../migration/mend-value.tsx'))
const MendValue = lazy(async () => ({ default: (await loadMending()).MendValue }))

export interface WaitsHereProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  /** Everything that the record waits for. */
  readonly waiting: readonly Quarantined[]
}

export function WaitsHere({ tenant, blueprint, waiting }: WaitsHereProps) {
  const { t } = useText()
  const isOwner = useIsOwner(tenant)
  const [first] = waiting
  const params = { tenant, blueprint: blueprint.name }
  return (
    <Alert
      variant="light"
      color="warn"
      mb="md"
      role="status"
      icon={<IconAlertTriangle size={18} stroke={1.5} aria-hidden />}
      title={t('waits.title')}
    >
      <Stack gap="sm">
        {waiting.map((one, at) => (
          // What was typed stays while the reason becomes another one.
          <OneReason key={`${at} ${one.field}`} tenant={tenant} blueprint={blueprint} one={one} />
        ))}
        {first && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/t/$tenant/records/$blueprint/$id"
                  params={{ ...params, id: first.record.id }}
                  search={{ as: first.version }}
                  {...props}
                />
              )}
            >
              {t('asVersion.inVersion', { version: first.version })}
            </Button>
            {isOwner && (
              <Button
                size="xs"
                variant="default"
                renderRoot={(props) => (
                  <Link to="/t/$tenant/design/$blueprint" params={params} search={{ part: 'versions' }} {...props} />
                )}
              >
                {t('waits.all')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Alert>
  )
}

interface OneReasonProps extends Omit<WaitsHereProps, 'waiting'> {
  readonly one: Quarantined
}

function OneReason({ tenant, blueprint, one }: OneReasonProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const isOwner = useIsOwner(tenant)
  const wanted = one.targetField ?? one.field
  const field = blueprint.fields.find(({ key }) => key === wanted)
  const name = wanted === null ? undefined : nameOf(field ?? { key: wanted })
  const isHeld = one.value !== null
  return (
    <div>
      <Text size="sm">{one.message}</Text>
      {name !== undefined && (
        <Text size="sm" c="dimmed">
          {one.duplicateOf
            ? t('waits.repeatsUntil', { name, version: one.version })
            : t(isHeld ? 'waits.emptyUntil' : 'waits.neededUntil', { name, version: one.version })}
        </Text>
      )}
      {one.duplicateOf && (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link
              to="/t/$tenant/records/$blueprint/$id"
              params={{ tenant, blueprint: blueprint.name, id: one.duplicateOf?.id ?? '' }}
              {...props}
            />
          )}
        >
          {t('waits.other', { title: one.duplicateOf.title })}
        </Anchor>
      )}
      {isOwner && (isTyped(one) || (one.duplicateOf && one.field !== null)) && (
        <Suspense fallback={null}>
          <MendValue
            tenant={tenant}
            blueprint={blueprint}
            items={[one]}
            label={t('waits.value', { name: name ?? '' })}
            look="alone"
          />
        </Suspense>
      )}
    </div>
  )
}
