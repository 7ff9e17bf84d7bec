// Fills every kind that has no records yet with made-up ones that lead to each other, on one click.
import { useBlueprints } from '../api/blueprints-api.ts'
import { useFilling } from '../sample-data/use-filling.ts'
import { useText } from '../text/text.ts'

/** `make` is undefined while no kind is published. */
export function useModelSamples(tenant: string) {
  const { t } = useText()
  const names = (useBlueprints(tenant).data?.items ?? []).map(({ name }) => name)
  const { make, isMaking } = useFilling(tenant, names, {
    made: (count, kinds) => t('modelSamples.made', { count, kinds }),
    none: t('modelSamples.none'),
  })
  return { make: names.length > 0 ? make : undefined, isMaking }
}
