// The keys with which other programs reach this workspace: create (shown once), copy, revoke, keep on versions.
import { Alert, Anchor, Button, Group, Modal, Skeleton, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type ApiKey, type NewApiKey, useApiKeys, useCreateApiKey, useRevokeApiKey } from '../api/api-keys-api.ts'
import { useBlueprints } from '../api/blueprints-api.ts'
import type { Role } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { Copied } from '../ui/copied.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { curlLine } from './curl-line.ts'
import { KeyVersionsDialog } from './key-versions.tsx'

export function ApiKeysPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/api-keys' })
  const apiKeys = useApiKeys(tenant)
  const [making, setMaking] = useState(false)
  const all = apiKeys.data?.items ?? []
  const newButton = (
    <Button leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setMaking(true)}>
      {t('apiKeys.new')}
    </Button>
  )
  return (
    <>
      <title>{`${t('apiKeys.title')} · Molde`}</title>
      <PageHeader
        isSection
        title={t('apiKeys.title')}
        about={
          <>
            {t('apiKeys.about')}{' '}
            <Anchor href={`/docs?tenant=${tenant}`} inherit>
              {t('apiKeys.docs')}
            </Anchor>
          </>
        }
        actions={all.length > 0 && newButton}
      />
      {apiKeys.error && <ErrorNotice error={apiKeys.error} onRetry={() => void apiKeys.refetch()} />}
      {apiKeys.isPending && <Skeleton h={120} />}
      {apiKeys.isSuccess && all.length === 0 && (
        <EmptyState drawing="key" sentence={t('apiKeys.empty')} action={newButton} />
      )}
      {all.length > 0 && <KeyTable tenant={tenant} apiKeys={all} />}
      <Modal
        opened={making}
        onClose={() => setMaking(false)}
        title={t('apiKeys.new')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {making && <NewKey tenant={tenant} onDone={() => setMaking(false)} />}
      </Modal>
    </>
  )
}

function KeyTable({ tenant, apiKeys }: { readonly tenant: string; readonly apiKeys: readonly ApiKey[] }) {
  const { t } = useText()
  return (
    <Table.ScrollContainer minWidth={300} type="native" className="sheet">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('tenants.name')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('members.role')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('apiKeys.created')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('apiKeys.lastUsed')}</Table.Th>
            <Table.Th>
              <span className="for-readers">{t('common.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {apiKeys.map((apiKey) => (
            <KeyRow key={apiKey.id} tenant={tenant} apiKey={apiKey} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function KeyRow({ tenant, apiKey }: { readonly tenant: string; readonly apiKey: ApiKey }) {
  const { t } = useText()
  const say = useErrorText()
  const revoke = useRevokeApiKey(tenant)
  const [asking, setAsking] = useState(false)
  const [looking, setLooking] = useState(false)
  const role = apiKey.role === 'owner' ? t('tenants.role_owner') : t('tenants.role_member')
  const used = apiKey.lastUsedAt ? <RelativeTime at={apiKey.lastUsedAt} /> : t('apiKeys.never')
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" miw={120} style={{ overflowWrap: 'anywhere' }}>
          {apiKey.name}
        </Text>
        {apiKey.prefix && (
          <Text size="xs" c="dimmed" ff="monospace">
            {apiKey.prefix}…
          </Text>
        )}
        <Text size="xs" c="dimmed" hiddenFrom="sm" component="div">
          {role} · {t('apiKeys.lastUsed')}: {used}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{role}</Table.Td>
      <Table.Td c="dimmed" visibleFrom="sm">
        {apiKey.createdAt && <RelativeTime at={apiKey.createdAt} />}
      </Table.Td>
      <Table.Td c="dimmed" visibleFrom="sm">
        {used}
      </Table.Td>
      <Table.Td ta="right">
        <Group gap={4} justify="flex-end">
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('keyVersions.openOf', { name: apiKey.name })}
            onClick={() => setLooking(true)}
          >
            {t('keyVersions.open')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="bad" onClick={() => setAsking(true)}>
            {t('apiKeys.revoke')}
          </Button>
        </Group>
        <KeyVersionsDialog tenant={tenant} apiKey={apiKey} opened={looking} onClose={() => setLooking(false)} />
        <ConfirmByTyping
          opened={asking}
          onClose={() => setAsking(false)}
          title={t('apiKeys.revokeTitle', { name: apiKey.name })}
          consequence={t('apiKeys.revokeAbout')}
          name={apiKey.name}
          action={t('apiKeys.revoke')}
          pending={revoke.isPending}
          onConfirm={() =>
            revoke.mutate(apiKey.id, { onError: (error) => showFailed(say(error)), onSettled: () => setAsking(false) })
          }
        />
      </Table.Td>
    </Table.Tr>
  )
}

function NewKey({ tenant, onDone }: { readonly tenant: string; readonly onDone: () => void }) {
  const { t } = useText()
  const create = useCreateApiKey(tenant)
  const [typed, setTyped] = useState<{ name: string; role: Role }>({ name: '', role: 'member' })
  const [tried, setTried] = useState(false)
  const wrong = typed.name.trim() === ''
  if (create.data) return <ShownOnce tenant={tenant} made={create.data} onDone={onDone} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!wrong) create.mutate({ ...typed, name: typed.name.trim() })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {create.error && <ErrorNotice error={create.error} />}
        <TextInput
          label={t('apiKeys.name')}
          placeholder={t('apiKeys.namePlaceholder')}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          error={tried && wrong && t('apiKeys.nameMissing')}
          maxLength={80}
          data-autofocus
        />
        <ChoiceSelect
          label={t('members.role')}
          description={t('tenants.roleAbout')}
          value={typed.role}
          data={[
            { value: 'member', label: t('tenants.role_member') },
            { value: 'owner', label: t('tenants.role_owner') },
          ]}
          onChange={(role) => setTyped({ ...typed, role })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('apiKeys.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface ShownOnceProps {
  readonly tenant: string
  readonly made: NewApiKey
  readonly onDone: () => void
}

function ShownOnce({ tenant, made, onDone }: ShownOnceProps) {
  const { t } = useText()
  const blueprints = useBlueprints(tenant)
  return (
    <Stack>
      <Alert variant="light" color="ink" title={t('apiKeys.onceTitle')}>
        {t('apiKeys.onceAbout')}
      </Alert>
      <Copied label={t('apiKeys.key')} text={made.key} isFirst />
      {!blueprints.isPending && (
        <Stack gap={4}>
          <Text size="sm" fw={500} aria-hidden>
            {t('apiKeys.tryIt')}
          </Text>
          <Copied
            label={t('apiKeys.tryIt')}
            text={curlLine(location.origin, tenant, made.key, blueprints.data?.items[0]?.name)}
          />
        </Stack>
      )}
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('apiKeys.copied')}</Button>
      </Group>
    </Stack>
  )
}
