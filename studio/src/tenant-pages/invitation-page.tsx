// Where the link of an invitation mail ends.
import { Button, Skeleton } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useInvitations } from '../api/members-api.ts'
import { PlainFrame } from '../shell/plain-frame.tsx'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { InvitationCard } from './invitation-card.tsx'

export function InvitationPage() {
  const { t } = useText()
  const { invitation: id } = useParams({ from: '/inside/invitations/$invitation' })
  const invitations = useInvitations()
  const invitation = invitations.data?.items.find((one) => one.id === id)
  return (
    <PlainFrame width={560}>
      <title>{`${t('invitations.title')} · Molde`}</title>
      <PageHeader title={t('invitations.title')} />
      {invitations.isPending && <Skeleton h={96} />}
      {invitations.error && <ErrorNotice error={invitations.error} onRetry={() => void invitations.refetch()} />}
      {invitation && <InvitationCard invitation={invitation} />}
      {invitations.isSuccess && !invitation && (
        <EmptyState
          drawing="mail"
          sentence={t('invitations.gone')}
          action={<Button renderRoot={(props) => <Link to="/" {...props} />}>{t('missing.action')}</Button>}
        />
      )}
    </PlainFrame>
  )
}
