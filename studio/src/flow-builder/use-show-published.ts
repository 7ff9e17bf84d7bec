// A flow is published: says so, and where its records are.
import { useRouter } from '@tanstack/react-router'
import { useText } from '../text/text.ts'
import { showNext } from '../ui/next-steps.tsx'

export function useShowPublished(tenant: string, blueprint: string): () => void {
  const { t } = useText()
  const router = useRouter()
  return () => {
    const params = { tenant, blueprint }
    const add = { to: '/t/$tenant/records/$blueprint/new', params } as const
    const list = { to: '/t/$tenant/records/$blueprint', params } as const
    showNext(t('flow.published'), [
      { words: t('flow.addRecord'), href: router.buildLocation(add).href, go: () => void router.navigate(add) },
      { words: t('flow.openRecords'), href: router.buildLocation(list).href, go: () => void router.navigate(list) },
    ])
  }
}
