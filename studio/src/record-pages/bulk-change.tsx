// One value for all picked records: which field, and what it shall hold.
import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import { FormFooter } from '../record-form/form-footer.tsx'
import { RecordForm } from '../record-form/record-form.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { SearchSelect } from '../ui/search-select.tsx'

export interface BulkChangeProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  /** Changed by events only. */
  readonly stateFields: readonly string[]
  readonly count: number
  readonly onChange: (data: WireData) => void
  readonly onCancel: () => void
}

const formId = 'bulk-change'

export function BulkChange({ tenant, blueprint, stateFields, count, onChange, onCancel }: BulkChangeProps) {
  const { t } = useText()
  const { say, number } = useFormats()
  const fields = blueprint.fields.filter(({ key, readOnly }) => !readOnly && !stateFields.includes(key))
  const [chosen, setChosen] = useState<string | null>(null)
  const [value, setValue] = useState<WireData>({})
  const field = fields.find(({ key }) => key === chosen)
  return (
    <Stack>
      <SearchSelect
        label={t('bulk.field')}
        data={fields.map(({ key, label }) => ({ value: key, label: say(label, wordsOfKey(key)) }))}
        value={chosen}
        onChange={(key) => {
          setChosen(key)
          setValue({})
        }}
        data-autofocus
      />
      {field && (
        <>
          <RecordForm
            key={field.key}
            tenant={tenant}
            blueprint={onlyField(blueprint, field)}
            value={value}
            onChange={setValue}
            onSubmit={(data) => onChange({ [field.key]: data[field.key] ?? null })}
            issues={[]}
            formId={formId}
          />
          {!field.required && (
            <Text size="xs" c="dimmed">
              {t('bulk.emptyClears')}
            </Text>
          )}
          <FormFooter
            formId={formId}
            action={t('bulk.apply', { count, shown: number(count) })}
            pending={false}
            onCancel={onCancel}
          />
        </>
      )}
    </Stack>
  )
}

/** Rules and conditions speak of other fields, which are different in each record: the server checks them. */
function onlyField(blueprint: Blueprint, field: Blueprint['fields'][number]): Blueprint {
  const { titleField: _, ...rest } = blueprint
  const { default: __, showWhen: ___, ...shown } = field
  return { ...rest, fields: [shown], rules: [], uniques: [] }
}
