// How many records rest in the newest version, how many elsewhere, and how many of those wait for somebody.
import { Text } from '@mantine/core'
import { useBlueprintVersions } from '../api/blueprints-api.ts'
import { useQuarantine } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

export interface Resting {
  readonly here: number
  readonly elsewhere: number
  readonly waiting: number
}

/** Undefined while it is asked. */
export function useResting(tenant: string, blueprint: string, version: number): Resting | undefined {
  const versions = useBlueprintVersions(tenant, blueprint)
  const waiting = useQuarantine(tenant, blueprint)
  if (!versions.data || !waiting.data) return undefined
  const sum = (isCounted: (version: number) => boolean) =>
    versions.data.items.reduce((n, one) => n + (isCounted(one.version) ? one.records : 0), 0)
  return {
    here: sum((one) => one === version),
    elsewhere: sum((one) => one !== version),
    waiting: waiting.data.count,
  }
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
