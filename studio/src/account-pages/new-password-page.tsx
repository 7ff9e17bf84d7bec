// Stands before everything else while the password is one that somebody else chose.
import { Paper, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { PlainFrame } from '../shell/plain-frame.tsx'
import { useText } from '../text/text.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'

export function NewPasswordPage() {
  const { t } = useText()
  const navigate = useNavigate()
  return (
    <PlainFrame width={480}>
      <title>{`${t('account.forcedTitle')} · Molde`}</title>
      <Stack>
        <PageHeader title={t('account.forcedTitle')} about={t('account.forcedAbout')} />
        <Paper withBorder p="lg">
          <ChangePasswordForm onChanged={() => void navigate({ to: '/' })} />
        </Paper>
      </Stack>
    </PlainFrame>
  )
}
