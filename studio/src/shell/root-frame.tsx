// The outermost frame: the page, and what is shown when there is none or it broke.
import { Button, Center, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ErrorComponentProps, Link, Outlet, useParams, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { keys } from '../api/query-client.ts'
import { tenantQuery } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useFocusKeeper } from '../ui/focus-keeper.ts'
import { useWholeWords } from '../ui/whole-words.ts'
import { KeysDoor } from './keys-door.tsx'

export function RootFrame() {
  useFocusKeeper()
  useWholeWords()
  return (
    <>
      <Outlet />
      <KeysDoor />
    </>
  )
}

export function MissingPage() {
  const { t } = useText()
  const tenant = useFramedTenant()
  return (
    <Center mih="60vh" component={tenant ? 'div' : 'main'}>
      <title>{t('missing.title')}</title>
      <EmptyState
        drawing="lost"
        sentence={t('missing.sentence')}
        action={
          <Button
            renderRoot={(props) =>
              tenant ? <Link to="/t/$tenant" params={{ tenant }} {...props} /> : <Link to="/" {...props} />
            }
          >
            {t('missing.action')}
          </Button>
        }
      />
    </Center>
  )
}

/** The tenant whose frame stands around this page. Without one that may be entered there is no frame. */
function useFramedTenant(): string | undefined {
  const { tenant } = useParams({ strict: false })
  const isEntered = useQueryClient().getQueryData(tenantQuery(tenant ?? '').queryKey) !== undefined
  return isEntered ? tenant : undefined
}

export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const tenant = useFramedTenant()
  const isMissing = (error as { status?: number }).status === 404
  const again = () => {
    reset()
    void router.invalidate()
  }
  useTheyChanged(isMissing ? tenant : undefined, again)
  if (isMissing) return <MissingPage />
  return (
    <Center mih="60vh" component={tenant ? 'div' : 'main'} p="md">
      <Stack w="100%" maw={560}>
        <ErrorNotice error={error} onRetry={again} />
      </Stack>
    </Center>
  )
}

/** The tenant's kinds of records have been read again: what was missing may be back. */
function useTheyChanged(tenant: string | undefined, act: () => void): void {
  const answers = useQueryClient().getQueryCache()
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (tenant === undefined) return
    const about = JSON.stringify(keys.blueprints(tenant))
    return answers.subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success') return
      if (JSON.stringify(event.query.queryKey) === about) latest.current()
    })
  }, [answers, tenant])
}
