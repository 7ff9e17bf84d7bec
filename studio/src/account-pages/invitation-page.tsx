// Where the link of an invitation mail ends: who invites to what, and the shortest way in for whoever opened it.
import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { Link, Navigate, useLocation, useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import { ApiError } from '../api/api-client.ts'
import { useMe, useSignOut } from '../api/me-api.ts'
import { type OpenedInvitation, useInvitations, useOpenedInvitation } from '../api/members-api.ts'
import { InvitationCard } from '../shell/invitation-card.tsx'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { JoinForm } from './join-form.tsx'

export function InvitationPage() {
  const { t } = useText()
  const { invitation: id } = useParams({ from: '/outside/invitations/$invitation' })
  // Behind #, so that no server is ever told it with the address.
  const token = useLocation().hash
  const me = useMe()
  const opened = useOpenedInvitation(id, token)
  const address = opened.data?.email
  const own = useInvitations(me.data !== null && me.data !== undefined && (token === '' || address === me.data.email))
  const invitation = own.data?.items.find((one) => one.id === id)
  const isGone = opened.error instanceof ApiError && opened.error.status === 404
  // Joining signs in: the form stays until it leads away by itself.
  const joins = useRef(false)
  if (opened.data && me.data === null) joins.current = true
  if (opened.data && joins.current) return <JoinForm id={id} token={token} invitation={opened.data} />
  if (me.isPending || (token !== '' && opened.isPending)) return <Skeleton h={160} />
  if (opened.error && !isGone) return <ErrorNotice error={opened.error} onRetry={() => void opened.refetch()} />
  // A link without its proof: the address is shown by signing in.
  if (!me.data && token === '') return <Navigate to="/sign-in" search={{ next: `/invitations/${id}` }} replace />
  if (opened.data && me.data && address !== me.data.email)
    return <OfSomebodyElse invitation={opened.data} me={me.data.email} />
  return (
    <>
      <title>{`${t('invitations.title')} · Molde`}</title>
      <PageHeader title={t('invitations.title')} />
      {own.isLoading && <Skeleton h={96} />}
      {own.error && <ErrorNotice error={own.error} onRetry={() => void own.refetch()} />}
      {invitation && <InvitationCard invitation={invitation} />}
      {!invitation && (isGone || own.isSuccess) && (
        <EmptyState
          drawing="mail"
          sentence={t(token === '' ? 'invitations.gone' : 'invitations.over')}
          action={
            <Button renderRoot={(props) => <Link to="/" {...props} />}>
              {t(me.data ? 'missing.action' : 'account.signIn')}
            </Button>
          }
        />
      )}
    </>
  )
}

function OfSomebodyElse({ invitation, me }: { readonly invitation: OpenedInvitation; readonly me: string }) {
  const { t } = useText()
  // Read anew: everything that was known is gone with whoever was signed in.
  const signOut = useSignOut()
  return (
    <Stack gap="md">
      <title>{`${t('invitations.title')} · Molde`}</title>
      <PageHeader title={t('invitations.title')} />
      <Text>{t('invitations.ofOther', { email: invitation.email, me })}</Text>
      {signOut.error && <ErrorNotice error={signOut.error} />}
      <Button
        loading={signOut.isPending}
        onClick={() => signOut.mutate(undefined, { onSuccess: () => window.location.reload() })}
      >
        {t('account.signOut')}
      </Button>
    </Stack>
  )
}
