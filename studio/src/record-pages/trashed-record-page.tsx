// One record of a kind that lies in the trash, in the version at which it rests or in another one.
import { Skeleton, Stack } from '@mantine/core'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTrashedBlueprint, useTrashedRecord, useTrashedVersion } from '../api/trashed-kinds-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { LiesInTrash } from './lies-in-trash.tsx'
import { ReadOnlyRecord } from './read-only-record.tsx'
import { VersionChoice } from './version-choice.tsx'

export function TrashedRecordPage() {
  const { t } = useText()
  const formats = useFormats()
  const { tenant, kind: id, id: which } = useParams({ from: '/inside/t/$tenant/trash/$kind/$id' })
  const { as } = useSearch({ from: '/inside/t/$tenant/trash/$kind/$id' })
  const navigate = useNavigate({ from: '/t/$tenant/trash/$kind/$id' })
  const kind = useTrashedBlueprint(tenant, id)
  const record = useTrashedRecord(tenant, id, which, as)
  const shape = useTrashedVersion(tenant, id, record.data?.version)
  if (kind.error) throw kind.error
  if (record.error && as === undefined) throw record.error
  if (!kind.data) return <Skeleton h={320} />
  const label = formats.say(severalOf(kind.data), wordsOfKey(kind.data.name))
  const title = shape.data && record.data ? recordTitle(shape.data, record.data.data, formats) : ''
  const error = record.error ?? shape.error
  return (
    <Stack gap={0} maw={860}>
      <title>{`${title || label} · Molde`}</title>
      <PageHeader
        title={title || t('records.untitled')}
        above={
          <Link
            to="/t/$tenant/trash/$kind"
            params={{ tenant, kind: id }}
            search={as === undefined ? {} : { as }}
            className="above-link"
          >
            {label}
          </Link>
        }
        actions={
          record.data && (
            <VersionChoice
              newest={kind.data.version}
              version={record.data.version}
              onChange={(chosen) => void navigate({ search: { as: chosen }, replace: true })}
            />
          )
        }
      />
      <LiesInTrash tenant={tenant} kind={kind.data} title={label} />
      <ReadOnlyRecord tenant={tenant} blueprint={shape.data} record={record.data} error={error} />
    </Stack>
  )
}
