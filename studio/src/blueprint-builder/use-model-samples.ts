// Made-up records for what is published, and none of them any more.
import { useBlueprints } from '../api/blueprints-api.ts'
import { useSamples } from '../sample-data/use-samples.ts'
import { useTakingAway } from '../sample-data/use-taking-away.ts'
import { useText } from '../text/text.ts'

/** `make` is undefined while no kind is published; it asks, and the page must draw the `SamplesQuestion`. */
export function useModelSamples(tenant: string) {
  const { t } = useText()
  const samples = useSamples(tenant, useBlueprints(tenant).data?.items ?? [])
  const taking = useTakingAway(tenant, (count) => t('modelSamples.taken', { count }))
  return { ...samples, ...taking }
}
