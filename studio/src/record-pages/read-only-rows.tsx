// Records in rows with all their fields, page after page: to be read, not to be changed.
import { Anchor, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import type { UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle, titleFieldOf } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useMoreBeside } from '../ui/use-more-beside.ts'

interface WaysOfRows {
  readonly tenant: string
  /** Where one record is shown whole. */
  readonly wayTo: (record: WireRecord) => Pick<LinkProps, 'to' | 'params' | 'search'>
  /** What else is said of a record, in a column of its own. */
  readonly aside?: { readonly name: string; readonly of: (record: WireRecord) => ReactNode } | undefined
}

export interface ReadOnlyRowsProps extends WaysOfRows {
  /** The shape in which the records are said. */
  readonly shape: UseQueryResult<Blueprint>
  readonly records: UseInfiniteQueryResult<unknown>
  /** Those of all pages that are there. */
  readonly rows: readonly WireRecord[]
}

export function ReadOnlyRows({ shape, records, rows, ...ways }: ReadOnlyRowsProps) {
  const { t } = useText()
  const error = shape.error ?? records.error
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={() => void records.refetch()} />}
      {!error && (!shape.data || records.isPending) && <Skeleton h={240} />}
      {shape.data && records.isSuccess && rows.length === 0 && (
        <EmptyState drawing="sheet" sentence={t('asVersion.none')} />
      )}
      {shape.data && rows.length > 0 && <Rows {...ways} blueprint={shape.data} rows={rows} />}
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

interface RowsProps extends WaysOfRows {
  readonly blueprint: Blueprint
  readonly rows: readonly WireRecord[]
}

function Rows({ tenant, blueprint, rows, wayTo, aside }: RowsProps) {
  const { t } = useText()
  const formats = useFormats()
  const title = titleFieldOf(blueprint)
  const others = blueprint.fields.filter(({ id }) => id !== title?.id)
  const frame = useRef<HTMLDivElement>(null)
  useMoreBeside(frame, `${rows.length}`)
  const named = (field: WireField) => formats.say(field.label, wordsOfKey(field.key))
  return (
    <div ref={frame} className="as-version wide-table sheet">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{title ? named(title) : t('records.untitled')}</Table.Th>
            {others.map((field) => (
              <Table.Th key={field.id}>{named(field)}</Table.Th>
            ))}
            {aside && <Table.Th>{aside.name}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((record) => (
            <Table.Tr key={record.id}>
              <Table.Th scope="row" fw={500} className="as-version-title">
                <Anchor size="sm" className="whole-name" renderRoot={(props) => <Link {...wayTo(record)} {...props} />}>
                  {recordTitle(blueprint, record.data, formats) || t('records.untitled')}
                </Anchor>
              </Table.Th>
              {others.map((field) => (
                <Table.Td key={field.id}>
                  <Text size="sm" component="div" maw={260} truncate>
                    <FieldValue tenant={tenant} field={field} value={record.data[field.key]} dense />
                  </Text>
                </Table.Td>
              ))}
              {aside && <Table.Td c="dimmed">{aside.of(record)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
