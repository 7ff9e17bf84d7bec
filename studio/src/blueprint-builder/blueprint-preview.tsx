// What the definition becomes while it is edited: the form, the table, one record, and what a program needs to make one.
import { Box, ScrollArea, Stack, Table, Text } from '@mantine/core'
import type { BlueprintVersion, JsonObject } from '@molde/engine'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { keepStored, readStored } from '../api/browser-storage.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { useMe } from '../api/me-api.ts'
import type { WireData } from '../api/records-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { RecordForm } from '../record-form/record-form.tsx'
import { recordColumns } from '../record-table/record-columns.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { PartTabs } from '../ui/part-tabs.tsx'
import { ApiPreview } from './api-preview.tsx'
import classes from './blueprint-builder.module.css'
import { CodeText } from './code-text.tsx'
import { sampleDataOf, wireOf } from './sample-data-of.ts'

export interface BlueprintPreviewProps {
  readonly tenant: string
  readonly version: BlueprintVersion
}

const parts = ['form', 'table', 'record', 'api'] as const
type Part = (typeof parts)[number]

const storedAs = 'molde.preview-part'
const tableRows = 5

export function BlueprintPreview({ tenant, version }: BlueprintPreviewProps) {
  const { t } = useText()
  const [part, setPart] = useState<Part>(() => parts.find((one) => one === readStored(storedAs)) ?? 'form')
  const choose = (next: Part) => {
    setPart(next)
    keepStored(storedAs, next)
  }
  // Typing goes before the preview.
  const shown = useDeferredValue(version)
  const data = useSamples(tenant, shown)
  const [first = {}] = data
  const names: Readonly<Record<Part, string>> = {
    form: t('design.previewForm'),
    table: t('builder.previewTable'),
    record: t('design.previewRecord'),
    api: t('builder.previewApi'),
  }
  const bodies: Readonly<Record<Part, ReactNode>> = {
    form: (
      <>
        <FormPreview tenant={tenant} version={shown} />
        <Text size="xs" c="dimmed" mt="sm">
          {t('design.previewHint')}
        </Text>
      </>
    ),
    table: <TablePreview tenant={tenant} version={shown} records={data} />,
    record: <CodeText text={JSON.stringify({ data: first }, null, 2)} />,
    api: <ApiPreview tenant={tenant} version={shown} data={first as JsonObject} />,
  }
  return (
    <Box p="md">
      <PartTabs
        label={t('design.preview')}
        open={part}
        onOpen={choose}
        onSheet
        parts={parts.map((key) => ({ key, name: names[key], body: bodies[key] }))}
      />
    </Box>
  )
}

function useSamples(tenant: string, version: BlueprintVersion): readonly WireData[] {
  const person = useMe().data?.id ?? ''
  const zone = useTenant(tenant).data?.timezone ?? 'UTC'
  const { currency } = useFormats()
  const [now] = useState(() => Date.now())
  const language = currentLanguage()
  return useMemo(
    () =>
      Array.from({ length: tableRows }, (_, number) =>
        sampleDataOf({ version, language, now, person, zone, currency }, number),
      ),
    [version, language, now, person, zone, currency],
  )
}

/** The very form that people will fill in; what is typed here goes nowhere. */
function FormPreview({ tenant, version }: BlueprintPreviewProps) {
  const [value, setValue] = useState<WireData>({})
  const blueprint = useMemo(() => wireOf(version), [version])
  const { stateFields } = useFlowsOf(tenant, version.name)
  return (
    <RecordForm
      tenant={tenant}
      blueprint={blueprint}
      value={value}
      onChange={setValue}
      onSubmit={() => undefined}
      stateFields={stateFields}
      // Where a record begins is up to its flows: nothing to fill in.
      asked={blueprint.fields.map(({ key }) => key).filter((key) => !stateFields.includes(key))}
      formId="preview-form"
    />
  )
}

/** The columns of the list with made-up records; it leads nowhere. */
function TablePreview({ tenant, version, records }: BlueprintPreviewProps & { readonly records: readonly WireData[] }) {
  const { t } = useText()
  const { say } = useFormats()
  const blueprint = useMemo(() => wireOf(version), [version])
  const columns = recordColumns(blueprint)
  return (
    <Stack gap="xs">
      <ScrollArea type="auto" offsetScrollbars viewportProps={{ tabIndex: 0 }}>
        <Table withRowBorders aria-label={t('builder.previewTable')} className={classes.previewTable ?? ''}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ key, field }) => (
                <Table.Th key={key}>{say(field.label, wordsOfKey(key))}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {records.map((record, row) => (
              <Table.Tr key={row}>
                {columns.map(({ key, field }) => (
                  <Table.Td key={key}>
                    <FieldValue tenant={tenant} field={field} value={record[key]} dense />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Text size="xs" c="dimmed">
        {t('builder.tableNote')}
      </Text>
    </Stack>
  )
}
