// A kind of record is made: says so, and where to go on from there.
import { useRouter } from '@tanstack/react-router'
import { useText } from '../text/text.ts'
import { showNext } from '../ui/next-steps.tsx'

/** `title` is what people call it. */
export function useShowCreated(tenant: string): (blueprint: string, title: string) => void {
  const { t } = useText()
  const router = useRouter()
  return (blueprint, title) => {
    const params = { tenant, blueprint }
    const first = { to: '/t/$tenant/records/$blueprint/new', params } as const
    const flow = { to: '/t/$tenant/design/$blueprint/flow', params } as const
    showNext(t('design.created', { name: title }), [
      { words: t('design.addFirst'), href: router.buildLocation(first).href, go: () => void router.navigate(first) },
      { words: t('design.addFlow'), href: router.buildLocation(flow).href, go: () => void router.navigate(flow) },
    ])
  }
}
