// The records of one kind as an earlier version shows them: to be read, not to be changed.
import { useNavigate } from '@tanstack/react-router'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useBlueprintAt, useRecordsAt } from '../api/versions-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { OldVersion } from './old-version.tsx'
import { ReadOnlyRows } from './read-only-rows.tsx'

export interface RecordsAsVersionProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly version: number
}

export function RecordsAsVersion({ tenant, blueprint, version }: RecordsAsVersionProps) {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const shape = useBlueprintAt(tenant, blueprint.name, version)
  const records = useRecordsAt(tenant, blueprint.name, version)
  const label = say(severalOf(shape.data ?? blueprint), wordsOfKey(blueprint.name))
  const rows = records.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <title>{`${label} · Molde`}</title>
      <PageHeader title={label} />
      <OldVersion
        sentence={t('asVersion.list', { version })}
        onNewest={() => void navigate({ search: ({ as: _, ...search }) => search })}
      />
      <ReadOnlyRows
        tenant={tenant}
        shape={shape}
        records={records}
        rows={rows}
        wayTo={({ id }) => ({
          to: '/t/$tenant/records/$blueprint/$id',
          params: { tenant, blueprint: blueprint.name, id },
          search: { as: version },
        })}
      />
    </>
  )
}
