// Fills a list with made-up records on one click, and takes them away again on another.
import type { Blueprint } from '../api/blueprints-api.ts'
import { useFilling } from '../sample-data/use-filling.ts'
import { useText } from '../text/text.ts'

export function useSamples(tenant: string, blueprint: Blueprint) {
  const { t } = useText()
  return useFilling(tenant, blueprint, {
    made: (count, kinds) => t('samples.made', { count, kinds }),
    none: t('samples.none'),
  })
}
