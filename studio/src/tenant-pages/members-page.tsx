// Who may work in this workspace: list, invite, change the role, remove.
import {
  ActionIcon,
  Badge,
  Box,
  Button,
  Group,
  Menu,
  Modal,
  NativeSelect,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core'
import { IconDots, IconUserPlus } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useMe } from '../api/me-api.ts'
import { type Member, useChangeMember, useInviteMember, useMembers, useRemoveMember } from '../api/members-api.ts'
import { type Role, useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export function MembersPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/members' })
  const members = useMembers(tenant)
  const mayChange = useIsOwner(tenant)
  const [inviting, setInviting] = useState(false)
  return (
    <>
      <title>{`${t('members.title')} · Molde`}</title>
      <PageHeader
        title={t('members.title')}
        about={t('members.about')}
        actions={
          mayChange && (
            <Button leftSection={<IconUserPlus size={16} stroke={1.5} />} onClick={() => setInviting(true)}>
              {t('members.invite')}
            </Button>
          )
        }
      />
      {members.error && <ErrorNotice error={members.error} onRetry={() => void members.refetch()} />}
      {members.isPending && <Skeleton h={120} />}
      {members.data && <MemberTable tenant={tenant} members={members.data.items} mayChange={mayChange} />}
      <Modal
        opened={inviting}
        onClose={() => setInviting(false)}
        title={t('members.inviteTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {inviting && <InviteForm tenant={tenant} onDone={() => setInviting(false)} />}
      </Modal>
    </>
  )
}

interface MemberTableProps {
  readonly tenant: string
  readonly members: readonly Member[]
  readonly mayChange: boolean
}

function MemberTable({ tenant, members, mayChange }: MemberTableProps) {
  const { t } = useText()
  return (
    <Table.ScrollContainer minWidth={300} type="native" className="sheet">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('members.person')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('members.role')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('members.since')}</Table.Th>
            <Table.Th>
              <span className="for-readers">{t('common.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <MemberRow key={member.id} tenant={tenant} member={member} mayChange={mayChange} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function MemberRow({
  tenant,
  member,
  mayChange,
}: {
  readonly tenant: string
  readonly member: Member
  readonly mayChange: boolean
}) {
  const { t } = useText()
  const say = useErrorText()
  const me = useMe()
  const change = useChangeMember(tenant)
  const remove = useRemoveMember(tenant)
  const [asking, setAsking] = useState(false)
  const isMe = me.data?.id === member.id
  const name = member.name || member.email
  const fail = (error: unknown) => showFailed(say(error))
  const role =
    mayChange && member.status !== 'invited' ? (
      <NativeSelect
        size="xs"
        maw={220}
        aria-label={t('members.roleOf', { name })}
        value={member.role}
        data={roleChoices(t)}
        onChange={(event) => change.mutate({ id: member.id, role: event.currentTarget.value }, { onError: fail })}
      />
    ) : (
      <Text size="sm">{roleName(t, member.role)}</Text>
    )
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          {isMe && (
            <Badge variant="light" size="sm" tt="none">
              {t('members.you')}
            </Badge>
          )}
          {member.status === 'invited' && (
            <Badge variant="default" size="sm" tt="none">
              {t('members.invited')}
            </Badge>
          )}
        </Group>
        {member.name && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {member.email}
          </Text>
        )}
        {/* Beside the name there is no room for it on a phone. */}
        <Box hiddenFrom="sm" mt="xs">
          {role}
        </Box>
      </Table.Td>
      <Table.Td visibleFrom="sm">{role}</Table.Td>
      <Table.Td visibleFrom="sm">
        {member.createdAt && (
          <Text size="sm" c="dimmed">
            <RelativeTime at={member.createdAt} />
          </Text>
        )}
      </Table.Td>
      <Table.Td w={48}>
        {mayChange && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('members.actionsOf', { name })}>
                <IconDots size={18} stroke={1.5} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item color="bad" onClick={() => setAsking(true)}>
                {t('common.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <ConfirmByTyping
          opened={asking}
          onClose={() => setAsking(false)}
          title={t('members.removeTitle', { name })}
          consequence={t('members.removeAbout', { name })}
          name={member.email}
          action={t('common.remove')}
          pending={remove.isPending}
          onConfirm={() =>
            remove.mutate(member.id, {
              onSuccess: () => showDone(t('members.removed', { name })),
              onError: fail,
              onSettled: () => setAsking(false),
            })
          }
        />
      </Table.Td>
    </Table.Tr>
  )
}

function InviteForm({ tenant, onDone }: { readonly tenant: string; readonly onDone: () => void }) {
  const { t } = useText()
  const invite = useInviteMember(tenant)
  const [typed, setTyped] = useState<{ email: string; role: Role }>({ email: '', role: 'member' })
  const [tried, setTried] = useState(false)
  const email = typed.email.trim()
  const wrong = !emailForm.test(email)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong) return
    invite.mutate(
      { ...typed, email },
      {
        onSuccess: () => {
          showDone(t('members.sent', { email }))
          onDone()
        },
      },
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {invite.error && <ErrorNotice error={invite.error} />}
        <TextInput
          label={t('account.email')}
          type="email"
          value={typed.email}
          onChange={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
          error={tried && wrong && t('account.badEmail')}
          autoComplete="off"
          data-autofocus
        />
        <NativeSelect
          label={t('members.role')}
          description={t('tenants.roleAbout')}
          value={typed.role}
          data={roleChoices(t)}
          onChange={(event) => setTyped({ ...typed, role: event.currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={invite.isPending}>
            {t('members.invite')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type Say = ReturnType<typeof useText>['t']

const roleChoices = (t: Say) => [
  { value: 'owner', label: t('tenants.role_owner') },
  { value: 'member', label: t('tenants.role_member') },
]

function roleName(t: Say, role: Role): string {
  if (role === 'owner') return t('tenants.role_owner')
  return role === 'member' ? t('tenants.role_member') : role
}
