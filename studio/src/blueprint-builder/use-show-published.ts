// Kinds of records are published: says which, and where to go on from there.
import { useRouter } from '@tanstack/react-router'
import { currentLanguage, useText } from '../text/text.ts'
import { type NextStep, showNext } from '../ui/next-steps.tsx'

interface Published {
  readonly name: string
  /** What people call it. */
  readonly title: string
}

/** `fill` makes up records for the kinds that have none. */
export function useShowPublished(tenant: string, fill?: () => void): (kinds: readonly Published[]) => void {
  const { t } = useText()
  const router = useRouter()
  return (kinds) => {
    const [only, more] = kinds
    const titles = kinds.map(({ title }) => title)
    const name = new Intl.ListFormat(currentLanguage(), { type: 'unit' }).format(titles)
    const steps: NextStep[] = []
    if (only && !more) {
      const to = { to: '/t/$tenant/records/$blueprint', params: { tenant, blueprint: only.name } } as const
      const words = t('design.openRecords')
      steps.push({ words, href: router.buildLocation(to).href, go: () => void router.navigate(to) })
    }
    if (fill) steps.push({ words: t('samples.fill'), go: fill })
    showNext(t('design.publishedKinds', { count: kinds.length, kinds: name }), steps)
  }
}
