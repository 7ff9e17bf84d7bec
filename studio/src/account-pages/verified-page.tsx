// Where the link of the verification mail ends.
import { Button, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { meQuery } from '../api/me-api.ts'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { LineDrawing } from '../ui/line-drawing.tsx'
import { showDone } from '../ui/undo-toast.tsx'

export function VerifiedPage() {
  const { t } = useText()
  const { error } = useSearch({ from: '/outside/verified' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isAsked, setAsked] = useState(error !== undefined)
  const title = error ? t('account.verifyFailedTitle') : t('account.verifiedTitle')
  // The link signs in the browser that signed up: there is nothing to do there but to go on. What was known before is stale.
  useEffect(() => {
    if (isAsked) return
    void (async () => {
      await client.resetQueries({ queryKey: keys.me })
      const me = await client.fetchQuery(meQuery).catch(() => null)
      setAsked(true)
      if (!me) return
      showDone(title)
      await navigate({ to: '/', replace: true })
    })()
  }, [isAsked, client, navigate, title])
  return (
    <Stack gap="md" align="flex-start">
      <title>{`${title} · Molde`}</title>
      <LineDrawing drawing={error ? 'lost' : 'done'} />
      <Title order={1}>{title}</Title>
      <Text>{error ? t('account.verifyFailedAbout') : t('account.verifiedAbout')}</Text>
      <Button loading={!isAsked} onClick={() => navigate({ to: '/' })} size="md">
        {error ? t('account.signIn') : t('account.verifiedGo')}
      </Button>
    </Stack>
  )
}
