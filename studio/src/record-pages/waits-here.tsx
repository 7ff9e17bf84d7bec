// The record could not be moved to the newest version: which field is empty because of that, what stood in it, and mending it.
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { type Quarantined, useMendQuarantined } from '../api/quarantine-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { isTyped } from '../migration/attention-groups.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { showDone, showFailed } from '../ui/undo-toast.tsx'

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
  const field = blueprint.fields.find(({ key }) => key === one.field)
  const name = one.field === null ? undefined : nameOf(field ?? { key: one.field })
  const isHeld = one.value !== null
  return (
    <div>
      <Text size="sm">{one.message}</Text>
      {name !== undefined && (
        <Text size="sm" c="dimmed">
          {t(isHeld ? 'waits.emptyUntil' : 'waits.neededUntil', { name, version: one.version })}
        </Text>
      )}
      {isOwner && isTyped(one) && <Mend tenant={tenant} blueprint={blueprint} one={one} name={name ?? ''} />}
    </div>
  )
}

/** The value is written where the record rests, and it is tried again. */
function Mend({ tenant, blueprint, one, name }: OneReasonProps & { readonly name: string }) {
  const { t } = useText()
  const mend = useMendQuarantined(tenant, blueprint.name)
  const was = String(one.value ?? '')
  const [text, setText] = useState(was)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (one.field === null || text.trim() === was) return
    const typed = typeof one.value === 'number' ? Number(text.replace(',', '.')) : text.trim()
    const value = typed === '' || Number.isNaN(typed) ? null : typed
    const mending = { ids: [one.record.id], version: one.version, field: one.field, value }
    // Told also when this is gone from the page by then; a refusal is said where it was typed.
    void mend.mutateAsync(mending).then(
      ({ quarantined = 0 }) => (quarantined === 0 ? showDone(t('waits.moved')) : showFailed(t('waits.still'))),
      () => undefined,
    )
  }
  return (
    <form onSubmit={save}>
      <Group gap="xs" mt={6} align="flex-end" wrap="wrap">
        <TextInput
          size="sm"
          label={t('waits.value', { name })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          flex="1 1 180px"
          maw={360}
          autoComplete="off"
          {...(mend.error ? { error: mend.error.message } : {})}
        />
        <Button type="submit" size="sm" loading={mend.isPending} disabled={text.trim() === was}>
          {t('waits.mend')}
        </Button>
      </Group>
    </form>
  )
}
