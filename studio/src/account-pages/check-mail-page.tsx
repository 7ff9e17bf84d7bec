// After signing up or asking for a new password: look into your mail.
import { Alert, Anchor, Button, Stack, Text, Title } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useInstallation } from '../api/installation-api.ts'
import { useSendVerification } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { LineDrawing } from '../ui/line-drawing.tsx'

export function CheckMailPage() {
  const { t } = useText()
  const { email, about } = useSearch({ from: '/outside/check-mail' })
  const send = useSendVerification()
  const installation = useInstallation()
  const address = email ?? t('account.yourMail')
  return (
    <Stack gap="md" align="flex-start">
      <title>{`${t('account.checkTitle')} · Molde`}</title>
      <LineDrawing drawing="mail" />
      <Title order={1}>{t('account.checkTitle')}</Title>
      <Text style={{ overflowWrap: 'anywhere' }}>
        {about === 'reset' ? t('account.checkReset', { email: address }) : t('account.checkVerify', { email: address })}
      </Text>
      {installation.data?.mail === 'outbox' && <Alert variant="light">{t('account.mailStays')}</Alert>}
      {email && about !== 'reset' && (
        <Button variant="default" loading={send.isPending} onClick={() => send.mutate(email)}>
          {t('account.sendAgain')}
        </Button>
      )}
      <Text size="sm" c="dimmed" role="status">
        {send.isSuccess ? t('account.sentAgain') : ''}
      </Text>
      {send.error && <ErrorNotice error={send.error} />}
      <Anchor size="sm" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
        {t('account.backToSignIn')}
      </Anchor>
    </Stack>
  )
}
