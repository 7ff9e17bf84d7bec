// Asks for the mail with the link to a new password.
import { Anchor, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useRequestPasswordReset } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { AccountForm } from './account-form.tsx'
import { emailProblem } from './check-account-input.ts'

export function ForgotPasswordPage() {
  const { t } = useText()
  const say = useErrorText()
  const navigate = useNavigate()
  const request = useRequestPasswordReset()
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const problem = emailProblem(email)
  const submit = () => {
    setTried(true)
    if (problem) return
    const address = email.trim()
    request.mutate(address, {
      onSuccess: () => navigate({ to: '/check-mail', search: { email: address, about: 'reset' } }),
    })
  }
  return (
    <AccountForm
      title={t('account.forgotTitle')}
      about={t('account.forgotAbout')}
      action={t('account.sendLink')}
      pending={request.isPending}
      problem={request.error ? say(request.error) : undefined}
      onSubmit={submit}
      below={
        <Anchor size="sm" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t('account.backToSignIn')}
        </Anchor>
      }
    >
      <TextInput
        label={t('account.email')}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={tried && problem && t(problem)}
        autoComplete="username"
        autoFocus
        size="md"
      />
    </AccountForm>
  )
}
