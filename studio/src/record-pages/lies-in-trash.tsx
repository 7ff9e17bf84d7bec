// Says that a kind of record lies in the trash, and brings it back: under another name where its own is another one's by now.
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useRestoreBlueprint } from '../api/blueprints-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import type { TrashedBlueprint } from '../api/trashed-kinds-api.ts'
import { useActorName } from '../field-value/use-actor-name.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'

export interface LiesInTrashProps {
  readonly tenant: string
  readonly kind: TrashedBlueprint
  readonly title: string
}

export function LiesInTrash(props: LiesInTrashProps) {
  const { tenant, kind, title } = props
  const { t } = useText()
  const sayError = useErrorText()
  const isOwner = useIsOwner(tenant)
  const actorName = useActorName(tenant)
  const [asking, setAsking] = useState(false)
  const { bringBack, isPending } = useBringBack(props)
  return (
    <Alert variant="light" color="gray" mb="md" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 240px">
          {t('trashed.lies', { title })}
          {kind.deletedAt && (
            <Text span c="dimmed">
              {' · '}
              <RelativeTime at={kind.deletedAt} />
              {kind.deletedBy !== null && ` · ${t('trashed.by', { who: actorName(kind.deletedBy) })}`}
            </Text>
          )}
        </Text>
        {kind.mergedInto !== null && (
          <Link to="/t/$tenant/records/$blueprint" params={{ tenant, blueprint: kind.mergedInto }}>
            {t('trashed.elsewhere')}
          </Link>
        )}
        {isOwner && kind.mergedInto === null && (
          <Button
            size="xs"
            loading={isPending}
            onClick={() => {
              if (kind.nameTaken) setAsking(true)
              else void bringBack().catch((failed: unknown) => showFailed(sayError(failed)))
            }}
          >
            {kind.nameTaken ? t('trashed.restoreAs') : t('trash.restore')}
          </Button>
        )}
      </Group>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('trashed.asTitle', { title })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {asking && <AnotherName {...props} onClose={() => setAsking(false)} />}
      </Modal>
    </Alert>
  )
}

/** Also when this page has gone by then: what is said hangs on the answer. */
function useBringBack({ tenant, kind, title }: LiesInTrashProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const restore = useRestoreBlueprint(tenant)
  const bringBack = async (name?: string) => {
    const back = await restore.mutateAsync({ id: kind.id, ...(name === undefined ? {} : { name }) })
    showDone(t('records.restoredToast', { title }))
    await navigate({ to: '/t/$tenant/records/$blueprint', params: { tenant, blueprint: back.name }, replace: true })
  }
  return { bringBack, isPending: restore.isPending, error: restore.error }
}

/** As the API takes it. */
const fits = /^[a-z][a-z0-9_-]{0,62}$/

function AnotherName(props: LiesInTrashProps & { readonly onClose: () => void }) {
  const { kind, onClose } = props
  const { t } = useText()
  const { bringBack, isPending, error } = useBringBack(props)
  const [name, setName] = useState(`${kind.name.slice(0, 60)}_2`)
  const isFit = fits.test(name) && name !== kind.name
  const act = (event: FormEvent) => {
    event.preventDefault()
    // What is refused stands below the name.
    if (isFit) void bringBack(name).catch(() => undefined)
  }
  return (
    <form onSubmit={act}>
      <Stack gap="md">
        <Text size="sm">{t('trashed.asAbout', { name: kind.name })}</Text>
        <TextInput
          label={t('trashed.name')}
          description={t('trashed.nameAbout')}
          value={name}
          maxLength={63}
          data-autofocus
          error={isFit ? undefined : t('trashed.nameWrong', { name: kind.name })}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Group justify="flex-end" className="last-acts">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!isFit} loading={isPending}>
            {t('trash.restore')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
