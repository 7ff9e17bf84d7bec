// Takes away all samples that this person has made up in this browser, on one click.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMe } from '../api/me-api.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { countSamples, keepSamples, keptSamples, useKeptSamples, withoutSamples } from './kept-samples.ts'

/** `taken` says how many went into the trash. `take` is undefined while there are none. */
export function useTakingAway(tenant: string, taken: (count: number) => string) {
  const client = useQueryClient()
  const sayError = useErrorText()
  const person = useMe().data?.id ?? ''
  const kept = useKeptSamples(tenant, person)
  const taking = useMutation({
    mutationFn: async () => {
      const filling = await import('./fill-samples.ts')
      return filling.takeSamplesAway({ client, tenant }, kept)
    },
    onSuccess: (refusal) => {
      // What somebody has worked with since is theirs by now: it stays, and is no sample any more.
      keepSamples(tenant, person, withoutSamples(keptSamples(tenant, person), kept))
      if (refusal === undefined) showDone(taken(countSamples(kept)))
      else showFailed(refusal)
    },
    onError: (failed) => showFailed(sayError(failed)),
  })
  const count = countSamples(kept)
  return { take: count > 0 ? () => taking.mutate() : undefined, count, isTaking: taking.isPending }
}
