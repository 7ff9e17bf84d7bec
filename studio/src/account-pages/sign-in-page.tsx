// Signs in with e-mail and password.
import { Anchor, Group, PasswordInput, TextInput } from '@mantine/core'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { useSignIn } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { AccountForm } from './account-form.tsx'
import { emailProblem, passwordProblem, safeNext } from './check-account-input.ts'
import { forgetNewAddress, newAddress } from './new-address.ts'

export function SignInPage() {
  const { t } = useText()
  const { next } = useSearch({ from: '/outside/sign-in' })
  const router = useRouter()
  const signIn = useSignIn()
  const problem = useSignInProblem(signIn.error)
  const [person, setPerson] = useState(() => ({ email: newAddress(), password: '' }))
  const [known] = useState(person.email !== '')
  const [tried, setTried] = useState(false)
  const problems = { email: emailProblem(person.email), password: passwordProblem(person.password) }
  const submit = () => {
    setTried(true)
    if (problems.email || problems.password) return
    const goOn = () => {
      forgetNewAddress()
      router.history.push(safeNext(next))
    }
    signIn.mutate({ ...person, email: person.email.trim() }, { onSuccess: goOn })
  }
  return (
    <AccountForm
      title={t('account.signInTitle')}
      action={t('account.signIn')}
      pending={signIn.isPending}
      problem={problem}
      onSubmit={submit}
      below={
        <Group justify="space-between">
          <Anchor size="sm" renderRoot={(props) => <Link to="/forgot-password" {...props} />}>
            {t('account.forgot')}
          </Anchor>
          <Anchor size="sm" renderRoot={(props) => <Link to="/sign-up" {...props} />}>
            {t('account.signUp')}
          </Anchor>
        </Group>
      }
    >
      <TextInput
        label={t('account.email')}
        type="email"
        value={person.email}
        onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })}
        error={tried && problems.email && t(problems.email)}
        autoComplete="username"
        autoFocus={!known}
        size="md"
      />
      <PasswordInput
        label={t('account.password')}
        value={person.password}
        onChange={(event) => setPerson({ ...person, password: event.currentTarget.value })}
        error={tried && problems.password && t(problems.password)}
        autoComplete="current-password"
        autoFocus={known}
        visibilityToggleButtonProps={{ 'aria-label': t('account.showPassword'), tabIndex: 0 }}
        size="md"
      />
    </AccountForm>
  )
}

/** The library's refusals as sentences that say what to do. */
function useSignInProblem(error: unknown): string | undefined {
  const { t } = useText()
  const say = useErrorText()
  if (!error) return undefined
  if (!(error instanceof ApiError)) return say(error)
  if (error.code === 'EMAIL_NOT_VERIFIED') return t('account.notVerified')
  return error.status === 401 ? t('account.wrongCredentials') : say(error)
}
