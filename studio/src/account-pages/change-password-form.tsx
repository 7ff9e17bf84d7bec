// Replaces the password by a new one; used when one wants to and when one has to.
import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { useChangePassword } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { newPasswordProblem, passwordProblem } from './check-account-input.ts'

export function ChangePasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useText()
  const change = useChangePassword()
  const [typed, setTyped] = useState({ currentPassword: '', newPassword: '' })
  const [tried, setTried] = useState(false)
  const wrong = change.error instanceof ApiError && change.error.code === 'INVALID_PASSWORD'
  const problems = {
    current: passwordProblem(typed.currentPassword),
    next:
      newPasswordProblem(typed.newPassword) ??
      (typed.newPassword === typed.currentPassword ? ('account.passwordSame' as const) : undefined),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problems.current || problems.next) return
    change.mutate(typed, {
      onSuccess: () => {
        setTyped({ currentPassword: '', newPassword: '' })
        setTried(false)
        onChanged()
      },
    })
  }
  const toggle = { 'aria-label': t('account.showPassword'), tabIndex: 0 }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {change.error && !wrong && <ErrorNotice error={change.error} />}
        <PasswordInput
          label={t('account.currentPassword')}
          value={typed.currentPassword}
          onChange={(event) => setTyped({ ...typed, currentPassword: event.currentTarget.value })}
          error={wrong ? t('account.wrongPassword') : tried && problems.current && t(problems.current)}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
        />
        <PasswordInput
          label={t('account.newPassword')}
          description={t('account.passwordHelp')}
          value={typed.newPassword}
          onChange={(event) => setTyped({ ...typed, newPassword: event.currentTarget.value })}
          error={tried && problems.next && t(problems.next)}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            {t('account.savePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
