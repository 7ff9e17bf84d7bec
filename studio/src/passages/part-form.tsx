// Which records leave, what is their own kind called, and which fields does it begin with?
import { MultiSelect, Stack, TextInput } from '@mantine/core'
import { type FieldDef, type JsonObject, scopeOf } from '@molde/engine'
import { useMemo, useState } from 'react'
import { useBlueprints } from '../api/blueprints-api.ts'
import { ConditionInput } from '../expression-input/condition-input.tsx'
import { useConditionNames } from '../expression-input/condition-names.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import type { PassageFormProps } from './join-form.tsx'

interface Wish {
  readonly label: string
  readonly when: string
  readonly fields: readonly string[]
}

export function PartForm({ tenant, published, onChange }: PassageFormProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const known = useBlueprints(tenant)
  const { fields } = published
  const all = fields.map(({ key }) => key)
  const [wish, setWish] = useState<Wish>({ label: '', when: '', fields: all })
  const names = useConditionNames({ fields, record: false, actor: false })
  // Of a field the scope takes only what is the same on the wire.
  const scope = useMemo(() => scopeOf({ fields: fields as unknown as readonly FieldDef[] }), [fields])
  const change = (part: Partial<Wish>) => {
    const next = { ...wish, ...part }
    setWish(next)
    const label = next.label.trim()
    const taken = new Set(known.data?.items.map(({ name }) => name))
    const blueprint = freeName(keyOf(label, 'kind'), taken)
    const isWhole = label !== '' && next.when.trim() !== '' && next.fields.length > 0
    const some: JsonObject = next.fields.length === all.length ? {} : { fields: next.fields }
    onChange(isWhole ? { op: 'splitBlueprint', blueprint, label, when: next.when, ...some } : undefined)
  }
  return (
    <Stack gap="md">
      <TextInput
        label={t('passage.newKind')}
        description={t('passage.newKindAbout')}
        value={wish.label}
        onChange={(event) => change({ label: event.currentTarget.value })}
        data-autofocus
      />
      <ConditionInput
        tenant={tenant}
        label={t('passage.when')}
        description={t('passage.whenAbout')}
        value={wish.when}
        onChange={(when) => change({ when })}
        scope={scope}
        names={names}
        isBegun
      />
      <MultiSelect
        label={t('passage.fields')}
        description={t('passage.fieldsAbout')}
        data={fields.map((field) => ({ value: field.key, label: nameOf(field) }))}
        value={[...wish.fields]}
        onChange={(chosen) => change({ fields: all.filter((key) => chosen.includes(key)) })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
      />
    </Stack>
  )
}
