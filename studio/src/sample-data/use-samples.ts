// Fills kinds with made-up records that lead to each other, once it is said of which and how many, and takes them away again.
import { useMutation } from '@tanstack/react-query'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { askForSamples } from './asked-samples.ts'
import { useFilling } from './use-filling.ts'

/** `make` is undefined where there is no kind; it asks, and the page must draw the `SamplesQuestion`. */
export function useSamples(tenant: string, kinds: readonly Pick<Blueprint, 'name' | 'label'>[]) {
  const { t } = useText()
  const sayError = useErrorText()
  const nameOf = useFieldName()
  const { make, isMaking } = useFilling(tenant, {
    made: (count, said) => t('samples.made', { count, kinds: said }),
    none: t('samples.none'),
  })
  const asking = useMutation({
    mutationFn: async () => {
      const { emptyKinds, howMany } = await import('./fill-samples.ts')
      const names = kinds.map(({ name }) => name)
      return { empty: await emptyKinds(tenant, names), ofEach: howMany }
    },
    onSuccess: ({ empty, ofEach }) =>
      askForSamples({
        kinds: kinds.map(({ name, label }) => ({
          name,
          label: nameOf({ key: name, label }),
          isEmpty: empty.includes(name),
        })),
        ofEach,
        go: make,
      }),
    onError: (failed) => showFailed(sayError(failed)),
  })
  return { make: kinds.length > 0 ? () => asking.mutate() : undefined, isMaking: isMaking || asking.isPending }
}
