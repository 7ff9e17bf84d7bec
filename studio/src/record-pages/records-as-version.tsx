// The records of one kind as an earlier version shows them: to be read, not to be changed.
import { Anchor, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useBlueprintAt, useRecordsAt } from '../api/versions-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle, titleFieldOf } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useMoreBeside } from '../ui/use-more-beside.ts'
import { OldVersion } from './old-version.tsx'

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
  const error = shape.error ?? records.error
  return (
    <>
      <title>{`${label} · Molde`}</title>
      <PageHeader title={label} />
      <OldVersion
        sentence={t('asVersion.list', { version })}
        onNewest={() => void navigate({ search: ({ as: _, ...search }) => search })}
      />
      {error && <ErrorNotice error={error} onRetry={() => void records.refetch()} />}
      {!error && (!shape.data || records.isPending) && <Skeleton h={240} />}
      {shape.data && records.isSuccess && rows.length === 0 && (
        <EmptyState drawing="sheet" sentence={t('asVersion.none')} />
      )}
      {shape.data && rows.length > 0 && <Rows tenant={tenant} blueprint={shape.data} version={version} rows={rows} />}
      {records.hasNextPage && (
        <Group mt="md">
          <Button variant="default" loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            {t('asVersion.more')}
          </Button>
        </Group>
      )}
    </>
  )
}

interface RowsProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly version: number
  readonly rows: NonNullable<ReturnType<typeof useRecordsAt>['data']>['pages'][number]['items']
}

function Rows({ tenant, blueprint, version, rows }: RowsProps) {
  const { t } = useText()
  const formats = useFormats()
  const title = titleFieldOf(blueprint)
  const others = blueprint.fields.filter(({ id }) => id !== title?.id)
  const frame = useRef<HTMLDivElement>(null)
  useMoreBeside(frame, `${rows.length}`)
  const named = (field: WireField) => formats.say(field.label, wordsOfKey(field.key))
  return (
    <div ref={frame} className="as-version wide-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            {title && <Table.Th>{named(title)}</Table.Th>}
            {others.map((field) => (
              <Table.Th key={field.id}>{named(field)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((record) => (
            <Table.Tr key={record.id}>
              {title && (
                <Table.Th scope="row" fw={500} className="as-version-title">
                  <Anchor
                    size="sm"
                    className="whole-name"
                    renderRoot={(props) => (
                      <Link
                        to="/t/$tenant/records/$blueprint/$id"
                        params={{ tenant, blueprint: blueprint.name, id: record.id }}
                        search={{ as: version }}
                        {...props}
                      />
                    )}
                  >
                    {recordTitle(blueprint, record.data, formats) || t('records.untitled')}
                  </Anchor>
                </Table.Th>
              )}
              {others.map((field) => (
                <Table.Td key={field.id}>
                  <Text size="sm" component="div" maw={260} truncate>
                    <FieldValue tenant={tenant} field={field} value={record.data[field.key]} dense />
                  </Text>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
