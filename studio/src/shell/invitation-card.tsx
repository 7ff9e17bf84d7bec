// An invitation into somebody's workspace: take it up or not.
import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type Invitation, useAcceptInvitation, useDeclineInvitation } from '../api/members-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'

export function InvitationCard({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useText()
  const navigate = useNavigate()
  const accept = useAcceptInvitation()
  const decline = useDeclineInvitation()
  // Not by the mutation's own callbacks: the card may be gone with its invitation before they are called.
  const takeUp = () =>
    void accept.mutateAsync(invitation.id).then(
      ({ slug }) => navigate({ to: '/t/$tenant', params: { tenant: slug } }),
      // Said above the buttons.
      () => undefined,
    )
  return (
    <Paper withBorder p="md" mb="md" className="asks">
      <Stack gap="sm">
        <Text>
          {invitation.invitedBy
            ? t('invitations.by', { name: invitation.invitedBy, tenant: invitation.tenantName })
            : t('invitations.to', { tenant: invitation.tenantName })}
        </Text>
        {(accept.error ?? decline.error) && <ErrorNotice error={accept.error ?? decline.error} />}
        <Group gap="xs">
          <Button size="xs" loading={accept.isPending} onClick={takeUp}>
            {t('invitations.accept')}
          </Button>
          <Button size="xs" variant="default" loading={decline.isPending} onClick={() => decline.mutate(invitation.id)}>
            {t('invitations.decline')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
