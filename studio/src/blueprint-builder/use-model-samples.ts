// Fills every kind that has no records yet with made-up ones that lead to each other, once it is said how many that will be.
import { useMutation } from '@tanstack/react-query'
import { useBlueprints } from '../api/blueprints-api.ts'
import { useFilling } from '../sample-data/use-filling.ts'
import { useTakingAway } from '../sample-data/use-taking-away.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { askForSamples } from './samples-question.tsx'

/** `make` is undefined while no kind is published; it asks, and the page must draw the `SamplesQuestion`. */
export function useModelSamples(tenant: string) {
  const { t } = useText()
  const sayError = useErrorText()
  const nameOf = useFieldName()
  const kinds = useBlueprints(tenant).data?.items ?? []
  const names = kinds.map(({ name }) => name)
  const { make, isMaking } = useFilling(tenant, names, {
    made: (count, said) => t('modelSamples.made', { count, kinds: said }),
    none: t('modelSamples.none'),
  })
  const asking = useMutation({
    mutationFn: async () => {
      const { emptyKinds, howMany } = await import('../sample-data/fill-samples.ts')
      return { empty: await emptyKinds(tenant, names), howMany }
    },
    onSuccess: ({ empty, howMany }) => {
      if (empty.length === 0) return showFailed(t('modelSamples.none'))
      const called = kinds.filter(({ name }) => empty.includes(name))
      askForSamples({
        kinds: called.map(({ name, label }) => nameOf({ key: name, label })),
        ofEach: howMany,
        go: make,
      })
    },
    onError: (failed) => showFailed(sayError(failed)),
  })
  const taking = useTakingAway(tenant, (count) => t('modelSamples.taken', { count }))
  return {
    make: names.length > 0 ? () => asking.mutate() : undefined,
    isMaking: isMaking || asking.isPending,
    ...taking,
  }
}
