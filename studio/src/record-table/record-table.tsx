// A list of records: a table one works in, and cards on phones.
import { Group, Skeleton, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { recordColumns } from './record-columns.ts'
import { RecordGrid } from './record-grid.tsx'
import classes from './record-table.module.css'
import type { RecordTableProps } from './record-table-props.ts'

export function RecordTable(props: RecordTableProps) {
  const phone = useMediaQuery('(max-width: 47.99em)')
  return phone ? <RecordCards {...props} /> : <RecordGrid {...props} />
}

function RecordCards(props: RecordTableProps) {
  const { t } = useText()
  const end = useRef<HTMLDivElement>(null)
  const { hasMore, isLoadingMore, onMore } = props
  useEffect(() => {
    if (!end.current || !hasMore) return
    const watch = new IntersectionObserver(
      (seen) => seen.some((one) => one.isIntersecting) && !isLoadingMore && onMore(),
      { rootMargin: '600px' },
    )
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [hasMore, isLoadingMore, onMore])
  return (
    <Stack component="ul" gap="xs" className="bare-list">
      {props.records.map((record) => (
        <li key={record.id}>
          <RecordCard {...props} record={record} />
        </li>
      ))}
      <li ref={end as never} aria-hidden />
      {isLoadingMore && (
        <li>
          <Skeleton h={72} aria-label={t('records.loadingMore')} />
        </li>
      )}
    </Stack>
  )
}

function RecordCard({ tenant, blueprint, columns, record }: RecordTableProps & { readonly record: WireRecord }) {
  const { t } = useText()
  const formats = useFormats()
  const [, ...others] = recordColumns(blueprint, columns)
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  const shown = others.filter((column) => record.data[column.key] !== undefined).slice(0, 3)
  return (
    <Link
      to="/t/$tenant/records/$blueprint/$id"
      params={{ tenant, blueprint: record.blueprint, id: record.id }}
      className={classes.card}
    >
      <Text fw={500} truncate>
        {title}
      </Text>
      <Group gap="xs" mt={4}>
        {shown.map((column) => (
          <Group key={column.key} gap={4} wrap="nowrap" miw={0}>
            <Text size="xs" c="dimmed">
              {formats.say(column.field.label, wordsOfKey(column.key))}
            </Text>
            <Text size="sm" component="div" className="numbers" truncate>
              <FieldValue tenant={tenant} field={column.field} value={record.data[column.key]} dense />
            </Text>
          </Group>
        ))}
      </Group>
    </Link>
  )
}
