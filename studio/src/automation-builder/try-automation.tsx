// What would happen now: on a real record, with values that were others before, or with a message from outside. Nothing is sent.
import { Button, Select, Stack, Text, Textarea, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Json, JsonObject } from '@molde/engine'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTryAutomation } from '../api/automations-api.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useRecordSearch } from '../api/records-api.ts'
import { operatorsOf } from '../expression-input/condition.ts'
import { ConditionValueInput } from '../expression-input/condition-value-input.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import classes from './automation-builder.module.css'
import { type AutomationDraft, documentOf } from './automation-draft.ts'
import { OutcomeLines } from './outcome-lines.tsx'
import type { AutomationDesk } from './use-automation-desk.ts'

export interface TryAutomationProps {
  readonly tenant: string
  readonly name: string
  readonly desk: AutomationDesk
  readonly draft: AutomationDraft
  readonly isRight: boolean
}

const payloadStart = '{\n  "message": ""\n}'

export function TryAutomation({ tenant, name, desk, draft, isRight }: TryAutomationProps) {
  const { t } = useText()
  const trial = useTryAutomation(tenant, name)
  const [record, setRecord] = useState<string | null>(null)
  const [before, setBefore] = useState<JsonObject>({})
  const [payload, setPayload] = useState(payloadStart)
  const { blueprint } = desk
  const isOutside = draft.trigger.kind === 'webhook'
  const read = isOutside ? readJson(payload) : undefined
  const canTry = isRight && (blueprint === undefined || record !== null) && (!isOutside || read !== undefined)
  const run = () => {
    const { label: _, ...document } = documentOf(draft)
    trial.mutate({
      document,
      ...(blueprint && record !== null && { record, before }),
      ...(read && { payload: read.value }),
    })
  }
  return (
    <Stack component="section" gap="sm" className={classes['part']} aria-label={t('automation.tryTitle')}>
      <Title order={2} size="h4">
        {t('automation.tryTitle')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('automation.tryAbout')}
      </Text>
      {blueprint && (
        <RecordChoice
          key={blueprint.name}
          tenant={tenant}
          blueprint={blueprint}
          value={record}
          onChange={(next) => {
            trial.reset()
            setRecord(next)
          }}
        />
      )}
      {blueprint && <Before desk={desk} draft={draft} values={before} onChange={setBefore} />}
      {isOutside && (
        <Textarea
          label={t('automation.payload')}
          value={payload}
          onChange={(event) => setPayload(event.currentTarget.value)}
          error={read === undefined && t('automation.notJson')}
          autosize
          minRows={3}
          maxRows={10}
          classNames={{ input: 'mono' }}
          spellCheck={false}
        />
      )}
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} stroke={1.5} aria-hidden />}
        disabled={!canTry}
        loading={trial.isPending}
        onClick={run}
      >
        {t('automation.tryNow')}
      </Button>
      {trial.error && <ErrorNotice error={trial.error} />}
      <div role="status">
        {trial.data && <OutcomeLines outcome={trial.data} actions={draft.do} words={desk.words} isTrial />}
      </div>
    </Stack>
  )
}

function readJson(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json }
  } catch {
    return undefined
  }
}

interface RecordChoiceProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

function RecordChoice({ tenant, blueprint, value, onChange }: RecordChoiceProps) {
  const { t } = useText()
  const formats = useFormats()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 200)
  const found = useRecordSearch(tenant, blueprint.name, asked.length > 1 ? asked : '', true)
  const data = (found.data?.items ?? []).map(({ id, data: held }) => ({
    value: id,
    label: recordTitle(blueprint, held, formats) || t('records.untitled'),
  }))
  return (
    <Select
      label={t('automation.tryRecord')}
      placeholder={t('automation.chooseRecord')}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      onSearchChange={setTyped}
      nothingFoundMessage={found.isFetching ? t('common.loading') : t('automation.noRecords')}
    />
  )
}

interface BeforeProps extends Pick<TryAutomationProps, 'desk' | 'draft'> {
  readonly values: JsonObject
  readonly onChange: (values: JsonObject) => void
}

/** What is looked at before the change: the fields that set it off, and those that the condition names. */
function Before({ desk, draft, values, onChange }: BeforeProps) {
  const { t } = useText()
  const { trigger, when } = draft
  if (trigger.kind !== 'changed' && trigger.kind !== 'transition') return null
  const asked = desk.fields.filter(
    (field) =>
      (trigger.fields?.includes(field.key) || when.includes(`before.${field.key}`)) &&
      !field.many &&
      operatorsOf(field).length > 0,
  )
  return asked.map((field) => {
    const named = desk.names.find((one) => one.field.key === field.key && one.group === 'record')
    const value = values[field.key]
    if (!named) return null
    return (
      <ConditionValueInput
        key={field.key}
        tenant={desk.tenant}
        named={named}
        names={[]}
        condition={{
          field: named.name,
          operator: '==',
          ...(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? { value } : {}),
        }}
        label={t('automation.wasBefore', { field: named.label })}
        comboboxProps={{ withinPortal: true }}
        onChange={(next) =>
          onChange(
            next === '' || typeof next === 'object'
              ? Object.fromEntries(Object.entries(values).filter(([key]) => key !== field.key))
              : { ...values, [field.key]: next },
          )
        }
      />
    )
  })
}
