// What the definition becomes: the form, one record as JSON, the JSON Schema, and the call that creates a record.

import { Code, Tabs, Text } from '@mantine/core'
import {
  type BlueprintVersion,
  decodeRecord,
  defaultData,
  type JsonObject,
  toJsonSchema,
  wireBlueprint,
} from '@molde/engine'
import { useMemo, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import { RecordForm } from '../record-form/record-form.tsx'
import { useText } from '../text/text.ts'
import classes from './blueprint-builder.module.css'

export interface BlueprintPreviewProps {
  readonly tenant: string
  readonly version: BlueprintVersion
}

export function BlueprintPreview({ tenant, version }: BlueprintPreviewProps) {
  const { t } = useText()
  const record = useMemo(() => sampleOf(version), [version])
  return (
    <Tabs
      defaultValue="form"
      keepMounted={false}
      p="md"
      styles={{ tab: { padding: '8px', fontSize: 12, flex: 'none' } }}
    >
      <Tabs.List mb="sm" className="scrolling-tabs">
        <Tabs.Tab value="form">{t('design.previewForm')}</Tabs.Tab>
        <Tabs.Tab value="record">{t('design.previewRecord')}</Tabs.Tab>
        <Tabs.Tab value="schema">{t('design.previewSchema')}</Tabs.Tab>
        <Tabs.Tab value="call">{t('design.previewCall')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="form">
        <FormPreview tenant={tenant} version={version} />
        <Text size="xs" c="dimmed" mt="sm">
          {t('design.previewHint')}
        </Text>
      </Tabs.Panel>
      <Tabs.Panel value="record">
        <Json value={{ data: record }} />
      </Tabs.Panel>
      <Tabs.Panel value="schema">
        <Json value={toJsonSchema(version)} />
      </Tabs.Panel>
      <Tabs.Panel value="call">
        <Code block className={classes.code ?? ''}>
          {curlOf(tenant, version.name, record)}
        </Code>
      </Tabs.Panel>
    </Tabs>
  )
}

/** The very form that people will fill in; what is typed here goes nowhere. */
function FormPreview({ tenant, version }: BlueprintPreviewProps) {
  const [value, setValue] = useState<WireData>({})
  const blueprint = useMemo(() => wireBlueprint(version) as unknown as Blueprint, [version])
  return (
    <RecordForm
      tenant={tenant}
      blueprint={blueprint}
      value={value}
      onChange={setValue}
      onSubmit={() => undefined}
      formId="preview-form"
    />
  )
}

function Json({ value }: { readonly value: JsonObject }) {
  return (
    <Code block className={classes.code ?? ''}>
      {JSON.stringify(value, null, 2)}
    </Code>
  )
}

/** A record as a form begins with it, and a telling value where nothing is given. */
function sampleOf(version: BlueprintVersion): JsonObject {
  const given = decodeRecord(
    version,
    defaultData(version, { now: Date.now(), zone: 'UTC', actor: { id: 'preview', roles: [] } }),
  )
  const examples = version.fields
    .filter((field) => field.required && !(field.key in given))
    .map((field) => [field.key, exampleOf(field)])
  return { ...given, ...Object.fromEntries(examples) }
}

function exampleOf(field: BlueprintVersion['fields'][number]) {
  switch (field.type) {
    case 'integer':
    case 'number':
    case 'percent':
    case 'rating':
      return field.minimum ?? 1
    case 'boolean':
      return true
    case 'enum':
      return field.options?.[0]?.key ?? null
    case 'date':
      return '2026-11-20'
    case 'datetime':
      return '2026-11-20T12:00:00.000Z'
    case 'money':
      return { amount: '12.50', currency: 'EUR' }
    case 'email':
      return 'ana@example.com'
    case 'file':
    case 'image':
      return field.many ? [{ id: '01J…' }] : { id: '01J…' }
    default:
      return '…'
  }
}

function curlOf(tenant: string, blueprint: string, data: JsonObject): string {
  const body = JSON.stringify({ data }).replaceAll("'", `'\\''`)
  return [
    `curl -X POST ${location.origin}/api/v1/tenants/${tenant}/records/${blueprint} \\`,
    "  -H 'Authorization: Bearer mk_…' \\",
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body}'`,
  ].join('\n')
}
