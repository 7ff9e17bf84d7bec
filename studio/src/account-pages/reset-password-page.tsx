// Where the link of the reset mail ends: a new password.
import { Anchor, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useResetPassword } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import { AccountForm } from './account-form.tsx'
import { newPasswordProblem } from './check-account-input.ts'

export function ResetPasswordPage() {
  const { token: inSearch, error } = useSearch({ from: '/outside/reset-password' })
  // A token after # is never sent to a server, so no log holds it.
  const token = inSearch ?? new URLSearchParams(window.location.hash.slice(1)).get('token')
  return token && !error ? <NewPasswordForm token={token} /> : <DeadLink />
}

function DeadLink() {
  const { t } = useText()
  return (
    <Stack gap="md">
      <Title order={1}>{t('account.verifyFailedTitle')}</Title>
      <Text>{t('account.resetFailedAbout')}</Text>
      <Anchor renderRoot={(props) => <Link to="/forgot-password" {...props} />}>{t('account.askAgain')}</Anchor>
    </Stack>
  )
}

function NewPasswordForm({ token }: { readonly token: string }) {
  const { t } = useText()
  const say = useErrorText()
  const navigate = useNavigate()
  const reset = useResetPassword()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const problem = newPasswordProblem(password)
  const submit = () => {
    setTried(true)
    if (problem) return
    reset.mutate(
      { token, newPassword: password },
      {
        onSuccess: () => {
          showDone(t('account.resetDone'))
          return navigate({ to: '/sign-in' })
        },
      },
    )
  }
  return (
    <AccountForm
      title={t('account.resetTitle')}
      action={t('account.savePassword')}
      pending={reset.isPending}
      problem={reset.error ? say(reset.error) : undefined}
      onSubmit={submit}
    >
      <PasswordInput
        label={t('account.newPassword')}
        description={t('account.passwordHelp')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={tried && problem && t(problem)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('account.showPassword'), tabIndex: 0 }}
        autoFocus
        size="md"
      />
    </AccountForm>
  )
}
