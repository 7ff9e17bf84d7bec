// The records of a kind that lies in the trash: to be read, in any of its versions, until it comes back.
import { Skeleton } from '@mantine/core'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { WireRecord } from '../api/records-api.ts'
import { useTrashedBlueprint, useTrashedRecords, useTrashedVersion } from '../api/trashed-kinds-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { LiesInTrash } from './lies-in-trash.tsx'
import { ReadOnlyRows } from './read-only-rows.tsx'
import { VersionChoice } from './version-choice.tsx'

export function TrashedRecordsPage() {
  const { t } = useText()
  const { say } = useFormats()
  const { tenant, kind: id } = useParams({ from: '/inside/t/$tenant/trash/$kind' })
  const { as } = useSearch({ from: '/inside/t/$tenant/trash/$kind' })
  const navigate = useNavigate({ from: '/t/$tenant/trash/$kind' })
  const kind = useTrashedBlueprint(tenant, id)
  const newest = kind.data?.version
  const version = newest && Math.min(as ?? newest, newest)
  const shape = useTrashedVersion(tenant, id, version)
  const records = useTrashedRecords(tenant, id, version)
  if (kind.error) throw kind.error
  if (!kind.data || version === undefined || newest === undefined) return <Skeleton h={320} />
  const label = say(severalOf(kind.data), wordsOfKey(kind.data.name))
  const rows = records.data?.pages.flatMap(({ items }) => items) ?? []
  const rest = {
    name: t('trashed.restsAt'),
    of: ({ storedVersion, deletedAt }: WireRecord) =>
      deletedAt === null ? storedVersion : t('trashed.deletedBefore', { version: storedVersion }),
  }
  const isMixed = newest > 1 || rows.some(({ deletedAt }) => deletedAt !== null)
  return (
    <>
      <title>{`${label} · Molde`}</title>
      <PageHeader
        title={label}
        above={
          <Link to="/t/$tenant/settings/trash" params={{ tenant }} className="above-link">
            {t('trash.title')}
          </Link>
        }
        actions={
          <VersionChoice
            newest={newest}
            version={version}
            onChange={(chosen) => void navigate({ search: chosen === newest ? {} : { as: chosen }, replace: true })}
          />
        }
      />
      <LiesInTrash tenant={tenant} kind={kind.data} title={label} />
      <ReadOnlyRows
        tenant={tenant}
        shape={shape}
        records={records}
        rows={rows}
        wayTo={({ id: record }) => ({
          to: '/t/$tenant/trash/$kind/$id',
          params: { tenant, kind: id, id: record },
          search: as === undefined ? {} : { as },
        })}
        aside={isMixed ? rest : undefined}
      />
    </>
  )
}
