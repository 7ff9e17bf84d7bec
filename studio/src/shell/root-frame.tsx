// The outermost frame: the page, and what is shown when there is none or it broke.
import { Button, Center, Stack } from '@mantine/core'
import { type ErrorComponentProps, Link, Outlet, useRouter } from '@tanstack/react-router'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useFocusKeeper } from '../ui/focus-keeper.ts'
import { KeysDoor } from './keys-door.tsx'

export function RootFrame() {
  useFocusKeeper()
  return (
    <>
      <Outlet />
      <KeysDoor />
    </>
  )
}

export function MissingPage() {
  const { t } = useText()
  return (
    <Center mih="60vh" component="main">
      <title>{t('missing.title')}</title>
      <EmptyState
        drawing="lost"
        sentence={t('missing.sentence')}
        action={<Button renderRoot={(props) => <Link to="/" {...props} />}>{t('missing.action')}</Button>}
      />
    </Center>
  )
}

export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  if ((error as { status?: number }).status === 404) return <MissingPage />
  return (
    <Center mih="60vh" component="main" p="md">
      <Stack w="100%" maw={560}>
        <ErrorNotice
          error={error}
          onRetry={() => {
            reset()
            void router.invalidate()
          }}
        />
      </Stack>
    </Center>
  )
}
