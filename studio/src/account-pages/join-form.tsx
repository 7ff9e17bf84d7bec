// Joining by the link of an invitation mail: with a name and a password, or with the password of the account there is.
import { Anchor, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { useSignIn } from '../api/me-api.ts'
import { type OpenedInvitation, useAcceptInvitation, useJoinWithNewAccount } from '../api/members-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { AccountForm } from './account-form.tsx'
import { nameProblem, newPasswordProblem, passwordProblem } from './check-account-input.ts'

export interface JoinFormProps {
  readonly id: string
  readonly token: string
  readonly invitation: OpenedInvitation
}

export function JoinForm(props: JoinFormProps) {
  return props.invitation.hasAccount ? <JoinBySigningIn {...props} /> : <JoinAsNewcomer {...props} />
}

function JoinAsNewcomer({ id, token, invitation }: JoinFormProps) {
  const { t } = useText()
  const say = useErrorText()
  const enter = useEnter()
  const join = useJoinWithNewAccount(id, token)
  const [person, setPerson] = useState({ name: '', password: '' })
  const [tried, setTried] = useState(false)
  const problems = { name: nameProblem(person.name), password: newPasswordProblem(person.password) }
  const submit = () => {
    setTried(true)
    if (problems.name || problems.password) return
    join.mutate({ ...person, name: person.name.trim() }, { onSuccess: ({ slug }) => void enter(slug) })
  }
  return (
    <AccountForm
      title={t('invitations.joinTitle', { tenant: invitation.tenantName })}
      about={<Inviter invitation={invitation} />}
      action={t('invitations.accept')}
      pending={join.isPending}
      problem={join.error ? say(join.error) : undefined}
      onSubmit={submit}
    >
      <Address email={invitation.email} />
      <TextInput
        label={t('account.name')}
        value={person.name}
        onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
        error={tried && problems.name && t(problems.name)}
        autoComplete="name"
        autoFocus
        size="md"
      />
      <PasswordInput
        label={t('account.password')}
        description={t('account.passwordHelp')}
        value={person.password}
        onChange={(event) => setPerson({ ...person, password: event.currentTarget.value })}
        error={tried && problems.password && t(problems.password)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('account.showPassword'), tabIndex: 0 }}
        size="md"
      />
    </AccountForm>
  )
}

function JoinBySigningIn({ id, invitation }: JoinFormProps) {
  const { t } = useText()
  const say = useErrorText()
  const enter = useEnter()
  const signIn = useSignIn()
  const accept = useAcceptInvitation()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const missing = passwordProblem(password)
  const submit = () => {
    setTried(true)
    if (missing) return
    const join = () => accept.mutate(id, { onSuccess: ({ slug }) => void enter(slug) })
    signIn.mutate({ email: invitation.email, password }, { onSuccess: join })
  }
  const isWrong = signIn.error instanceof ApiError && signIn.error.status === 401
  const failed = signIn.error ?? accept.error
  return (
    <AccountForm
      title={t('invitations.joinTitle', { tenant: invitation.tenantName })}
      about={<Inviter invitation={invitation} />}
      action={t('invitations.signInAndJoin')}
      pending={signIn.isPending || accept.isPending}
      problem={isWrong ? t('account.wrongCredentials') : failed ? say(failed) : undefined}
      onSubmit={submit}
      below={
        <Anchor size="sm" renderRoot={(props) => <Link to="/forgot-password" {...props} />}>
          {t('account.forgot')}
        </Anchor>
      }
    >
      <Address email={invitation.email} />
      <PasswordInput
        label={t('account.password')}
        description={t('invitations.knownAccount')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={tried && missing && t(missing)}
        autoComplete="current-password"
        autoFocus
        visibilityToggleButtonProps={{ 'aria-label': t('account.showPassword'), tabIndex: 0 }}
        size="md"
      />
    </AccountForm>
  )
}

function Inviter({ invitation: { invitedBy, tenantName: tenant } }: Pick<JoinFormProps, 'invitation'>) {
  const { t } = useText()
  return invitedBy ? t('invitations.by', { name: invitedBy, tenant }) : t('invitations.to', { tenant })
}

/** It is what the link proves, so nobody types it. A password that is kept belongs to it. */
function Address({ email }: { readonly email: string }) {
  const { t } = useText()
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {t('account.email')}
      </Text>
      <Text style={{ overflowWrap: 'anywhere' }}>{email}</Text>
      <input type="hidden" autoComplete="username" value={email} readOnly />
    </Stack>
  )
}

/** The used link is left behind: going back would only say that it is over. */
function useEnter() {
  const navigate = useNavigate()
  return (slug: string) => navigate({ to: '/t/$tenant', params: { tenant: slug }, replace: true })
}
