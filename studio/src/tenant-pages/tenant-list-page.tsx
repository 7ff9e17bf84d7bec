// The first page after signing in: the workspaces one belongs to; who has only one is led into it.
import { Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core'
import { IconChevronRight, IconPlus } from '@tabler/icons-react'
import { Link, Navigate } from '@tanstack/react-router'
import { useInvitations } from '../api/members-api.ts'
import { type Tenant, useTenants } from '../api/tenants-api.ts'
import { InvitationCard } from '../shell/invitation-card.tsx'
import { PlainFrame } from '../shell/plain-frame.tsx'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'

export function TenantListPage() {
  const { t } = useText()
  const tenants = useTenants()
  const invitations = useInvitations()
  const all = tenants.data?.items ?? []
  // Nothing to choose from: what everybody would press is open already.
  const hasNothing = tenants.data?.items.length === 0 && invitations.data?.items.length === 0
  if (hasNothing && !tenants.isFetching && !invitations.isFetching) return <Navigate to="/new-tenant" replace />
  const [only, another] = all
  const isAlone = only !== undefined && !another && invitations.data?.items.length === 0
  if (isAlone && !tenants.isFetching && !invitations.isFetching)
    return <Navigate to="/t/$tenant" params={{ tenant: only.slug }} replace />
  return (
    <PlainFrame>
      <title>{`${t('tenants.title')} · Molde`}</title>
      <PageHeader title={t('tenants.title')} actions={all.length > 0 && !isAlone && <NewTenantButton />} />
      {tenants.error && <ErrorNotice error={tenants.error} onRetry={() => void tenants.refetch()} />}
      {(tenants.isPending || hasNothing || isAlone) && <Skeleton h={72} />}
      {invitations.data?.items.map((one) => (
        <InvitationCard key={one.id} invitation={one} />
      ))}
      {tenants.isSuccess && all.length === 0 && !hasNothing && (
        <EmptyState drawing="mould" sentence={t('tenants.empty')} action={<NewTenantButton />} />
      )}
      <Stack component="ul" gap="xs" className="bare-list">
        {(isAlone ? [] : all).map((tenant) => (
          <li key={tenant.id}>
            <TenantCard tenant={tenant} />
          </li>
        ))}
      </Stack>
    </PlainFrame>
  )
}

function NewTenantButton() {
  const { t } = useText()
  return (
    <Button
      leftSection={<IconPlus size={16} stroke={1.5} />}
      renderRoot={(props) => <Link to="/new-tenant" {...props} />}
    >
      {t('tenants.new')}
    </Button>
  )
}

function TenantCard({ tenant }: { readonly tenant: Tenant }) {
  return (
    <Paper
      withBorder
      p="md"
      className="link-card"
      renderRoot={(props) => <Link to="/t/$tenant" params={{ tenant: tenant.slug }} {...props} />}
    >
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0} miw={0}>
          <Text fw={600} truncate>
            {tenant.name}
          </Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {tenant.slug}
          </Text>
        </Stack>
        <IconChevronRight size={18} stroke={1.5} aria-hidden />
      </Group>
    </Paper>
  )
}
