// Creates an account with name, e-mail and password.
import { Anchor, PasswordInput, Text, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { useSignUp } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { AccountForm } from './account-form.tsx'
import { emailProblem, nameProblem, newPasswordProblem } from './check-account-input.ts'
import { keepNewAddress } from './new-address.ts'

export function SignUpPage() {
  const { t } = useText()
  const say = useErrorText()
  const navigate = useNavigate()
  const signUp = useSignUp()
  const [person, setPerson] = useState({ name: '', email: '', password: '' })
  const [tried, setTried] = useState(false)
  const problems = {
    name: nameProblem(person.name),
    email: emailProblem(person.email),
    password: newPasswordProblem(person.password),
  }
  const shown = (problem: (typeof problems)[keyof typeof problems]) => (tried && problem ? t(problem) : undefined)
  const submit = () => {
    setTried(true)
    if (Object.values(problems).some(Boolean)) return
    const email = person.email.trim()
    const goOn = () => {
      keepNewAddress(email)
      return navigate({ to: '/check-mail', search: { email } })
    }
    signUp.mutate({ ...person, email }, { onSuccess: goOn })
  }
  return (
    <AccountForm
      title={t('account.signUpTitle')}
      action={t('account.signUp')}
      pending={signUp.isPending}
      problem={signUp.error ? signUpProblem(signUp.error, t('account.emailTaken'), say) : undefined}
      onSubmit={submit}
      below={
        <Text size="sm">
          {t('account.haveAccount')}{' '}
          <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />} inherit>
            {t('account.signIn')}
          </Anchor>
        </Text>
      }
    >
      <TextInput
        label={t('account.name')}
        value={person.name}
        onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
        error={shown(problems.name)}
        autoComplete="name"
        autoFocus
        size="md"
      />
      <TextInput
        label={t('account.email')}
        type="email"
        value={person.email}
        onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })}
        error={shown(problems.email)}
        autoComplete="email"
        size="md"
      />
      <PasswordInput
        label={t('account.password')}
        description={t('account.passwordHelp')}
        value={person.password}
        onChange={(event) => setPerson({ ...person, password: event.currentTarget.value })}
        error={shown(problems.password)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('account.showPassword'), tabIndex: 0 }}
        size="md"
      />
    </AccountForm>
  )
}

function signUpProblem(error: unknown, taken: string, say: (error: unknown) => string): string {
  return error instanceof ApiError && error.code.startsWith('USER_ALREADY_EXISTS') ? taken : say(error)
}
