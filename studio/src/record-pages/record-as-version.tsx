// One record as an earlier version shows it: to be read, not to be changed.
import { Stack } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useBlueprintAt, useRecordAt } from '../api/versions-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { OldVersion } from './old-version.tsx'
import { ReadOnlyRecord } from './read-only-record.tsx'

export interface RecordAsVersionProps {
  readonly tenant: string
  readonly blueprint: string
  readonly id: string
  readonly version: number
}

export function RecordAsVersion({ tenant, blueprint, id, version }: RecordAsVersionProps) {
  const { t } = useText()
  const formats = useFormats()
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint/$id' })
  const shape = useBlueprintAt(tenant, blueprint, version)
  const record = useRecordAt(tenant, blueprint, id, version)
  const error = shape.error ?? record.error
  const title = shape.data && record.data ? recordTitle(shape.data, record.data.data, formats) : ''
  return (
    <Stack gap={0} maw={860}>
      <PageHeader
        title={title || t('records.untitled')}
        above={
          <Link
            to="/t/$tenant/records/$blueprint"
            params={{ tenant, blueprint }}
            search={{ as: version }}
            className="above-link"
          >
            {formats.say(severalOf(shape.data), wordsOfKey(blueprint))}
          </Link>
        }
      />
      <OldVersion
        sentence={t('asVersion.one', { version })}
        onNewest={() => void navigate({ search: {}, replace: true })}
      />
      <ReadOnlyRecord tenant={tenant} blueprint={shape.data} record={record.data} error={error} />
    </Stack>
  )
}
