// Who may work in this workspace: list, invite, change the role, remove.
import { ActionIcon, Badge, Box, Button, CopyButton, Group, Menu, Modal, Skeleton, Table, Text } from '@mantine/core'
import { IconDots, IconUserPlus, IconX } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../api/me-api.ts'
import { type Member, useChangeMember, useMembers, useRemoveMember } from '../api/members-api.ts'
import { type Role, useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { InviteForm, invitationLink } from './invite-form.tsx'
import { roleChoices } from './role-choices.ts'

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
        isSection
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
        <Table.Thead className="for-readers-on-phones">
          <Table.Tr>
            <Table.Th>{t('members.person')}</Table.Th>
            <Table.Th visibleFrom="sm" w={260}>
              {t('members.role')}
            </Table.Th>
            <Table.Th visibleFrom="sm" w={180}>
              {t('members.since')}
            </Table.Th>
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
      <ChoiceSelect
        size="xs"
        maw={220}
        aria-label={t('members.roleOf', { name })}
        value={member.role}
        data={roleChoices(t)}
        onChange={(next) => change.mutate({ id: member.id, role: next }, { onError: fail })}
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
          <Text size="xs" c="dimmed" mb={2} aria-hidden>
            {t('members.role')}
          </Text>
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
              {member.status === 'invited' && (
                <CopyButton value={invitationLink(member.id)}>
                  {({ copy }) => (
                    <Menu.Item
                      onClick={() => {
                        copy()
                        showDone(t('members.linkCopied'))
                      }}
                    >
                      {t('members.copyLink')}
                    </Menu.Item>
                  )}
                </CopyButton>
              )}
              <Menu.Item color="bad" leftSection={<IconX size={16} stroke={1.5} />} onClick={() => setAsking(true)}>
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

function roleName(t: ReturnType<typeof useText>['t'], role: Role): string {
  if (role === 'owner') return t('tenants.role_owner')
  return role === 'member' ? t('tenants.role_member') : role
}
