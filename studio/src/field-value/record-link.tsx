// Another record, by its title, and the way to it.
import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ApiError } from '../api/api-client.ts'
import { useBlueprint } from '../api/blueprints-api.ts'
import { useRecord } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { recordTitle } from './record-title.ts'

export interface RecordLinkProps {
  readonly tenant: string
  readonly blueprint: string
  readonly id: string
  /** Only the title, no link. */
  readonly quiet?: boolean
}

export function RecordLink({ tenant, blueprint, id, quiet = false }: RecordLinkProps) {
  const title = useRecordTitle(tenant, blueprint, id)
  if (quiet)
    return (
      <Text inherit span truncate>
        {title}
      </Text>
    )
  return (
    <Anchor
      renderRoot={(props) => (
        <Link to="/t/$tenant/records/$blueprint/$id" params={{ tenant, blueprint, id }} {...props} />
      )}
    >
      {title}
    </Anchor>
  )
}

/** The title of a record; a word for it when it is gone. */
export function useRecordTitle(tenant: string, blueprint: string, id: string): string {
  const { t } = useText()
  const formats = useFormats()
  const definition = useBlueprint(tenant, blueprint)
  const record = useRecord(tenant, blueprint, id)
  // Deleted for good, or not shared with the reader. Its id would be a riddle.
  if (record.error instanceof ApiError && record.error.status === 404) return t('records.gone')
  if (!definition.data || !record.data) return '…'
  const title = recordTitle(definition.data, record.data.data, formats) || t('records.untitled')
  return record.data.deletedAt === null ? title : t('records.titleInTrash', { title })
}
