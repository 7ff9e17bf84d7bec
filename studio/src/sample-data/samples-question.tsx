// Before records are made up for everybody: of which kinds, and how many.
import { lazy, Suspense } from 'react'
import { useAskedSamples } from './asked-samples.ts'

/** Seldom asked: it comes when it is. */
const SamplesDialog = lazy(async () => ({ default: (await import('./samples-dialog.tsx')).SamplesDialog }))

/** Drawn by every page from which samples can be asked for. */
export function SamplesQuestion() {
  const asked = useAskedSamples((state) => state.asked)
  return (
    <Suspense fallback={null}>
      {asked && <SamplesDialog key={asked.kinds.map(({ name }) => name).join()} {...asked} />}
    </Suspense>
  )
}
