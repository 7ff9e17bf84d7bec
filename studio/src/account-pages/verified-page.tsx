// Where the link of the verification mail ends.
import { Button, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { LineDrawing } from '../ui/line-drawing.tsx'

export function VerifiedPage() {
  const { t } = useText()
  const { error } = useSearch({ from: '/outside/verified' })
  const client = useQueryClient()
  const navigate = useNavigate()
  // The link may have signed the person in: what was known about them before is stale.
  const start = async () => {
    await client.resetQueries({ queryKey: keys.me })
    await navigate({ to: '/' })
  }
  const title = error ? t('account.verifyFailedTitle') : t('account.verifiedTitle')
  return (
    <Stack gap="md" align="flex-start">
      <title>{`${title} · Molde`}</title>
      <LineDrawing drawing={error ? 'lost' : 'mail'} />
      <Title order={1}>{title}</Title>
      <Text>{error ? t('account.verifyFailedAbout') : t('account.verifiedAbout')}</Text>
      <Button onClick={start} size="md">
        {error ? t('account.signIn') : t('account.verifiedGo')}
      </Button>
    </Stack>
  )
}
