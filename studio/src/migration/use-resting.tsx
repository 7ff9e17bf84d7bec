// How many records rest in the newest version, how many elsewhere, and how many of those wait for somebody.
import { Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useBlueprintVersions } from '../api/blueprints-api.ts'
import { isUnderWay, useJobs } from '../api/jobs-api.ts'
import { useAskPlacesAgain, useQuarantine } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useStable } from '../ui/use-stable.ts'

export interface Resting {
  readonly here: number
  readonly elsewhere: number
  readonly waiting: number
}

/** Undefined while it is asked. */
export function useResting(tenant: string, blueprint: string, version: number): Resting | undefined {
  const versions = useBlueprintVersions(tenant, blueprint)
  const waiting = useQuarantine(tenant, blueprint)
  useAskedWhenJobsEnd(tenant, blueprint)
  if (!versions.data || !waiting.data) return undefined
  const sum = (isCounted: (version: number) => boolean) =>
    versions.data.items.reduce((n, one) => n + (isCounted(one.version) ? one.records : 0), 0)
  return {
    here: sum((one) => one === version),
    elsewhere: sum((one) => one !== version),
    waiting: waiting.data.count,
  }
}

/** Who waits is found by a job that publishing begins, and where records rest is changed by others. */
function useAskedWhenJobsEnd(tenant: string, blueprint: string): void {
  const jobs = useJobs(tenant)
  const again = useStable(useAskPlacesAgain(tenant, blueprint))
  const last = jobs.data?.items.find((job) => job.kind === 'migrate' && job.blueprint === blueprint)
  const ended = jobs.data && (last && !isUnderWay(last) ? last.id : '')
  const known = useRef(ended)
  useEffect(() => {
    const isNews = known.current !== undefined && ended !== '' && ended !== known.current
    known.current = ended
    if (isNews) void again()
  }, [ended, again])
}

export function RestingText({ resting, version }: { readonly resting: Resting; readonly version: number }) {
  const { t } = useText()
  const formats = useFormats()
  const { here, elsewhere, waiting } = resting
  const number = (count: number) => ({ count, shown: formats.number(count), version })
  return (
    <Text size="sm" role="status" className="numbers">
      {[
        ...(here > 0 || elsewhere === 0 ? [t('migration.here', number(here))] : []),
        ...(elsewhere > waiting
          ? [t(here > 0 ? 'migration.elsewhere' : 'migration.allElsewhere', number(elsewhere))]
          : []),
        ...(waiting > 0 ? [t('migration.waiting', number(waiting))] : []),
      ].join(' ')}
    </Text>
  )
}
