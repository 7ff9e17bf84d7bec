// Records in rows with all their fields: to be read, not to be changed.
import { Anchor, Table, Text } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle, titleFieldOf } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useMoreBeside } from '../ui/use-more-beside.ts'

export interface ReadOnlyRowsProps {
  readonly tenant: string
  /** In the shape in which the records are said. */
  readonly blueprint: Blueprint
  readonly rows: readonly WireRecord[]
  /** Where one record is shown whole. */
  readonly wayTo: (record: WireRecord) => Pick<LinkProps, 'to' | 'params' | 'search'>
  /** What else is said of a record, in a column of its own. */
  readonly aside?: { readonly name: string; readonly of: (record: WireRecord) => ReactNode } | undefined
}

export function ReadOnlyRows({ tenant, blueprint, rows, wayTo, aside }: ReadOnlyRowsProps) {
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
