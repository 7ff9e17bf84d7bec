// With which other kind of record, and what the field is called that tells the two apart?
import { Stack, TextInput } from '@mantine/core'
import type { JsonObject } from '@molde/engine'
import { useState } from 'react'
import { type Blueprint, useBlueprints } from '../api/blueprints-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { SearchSelect } from '../ui/search-select.tsx'

export interface PassageFormProps {
  readonly tenant: string
  readonly published: Blueprint
  /** Undefined while something is still missing. */
  readonly onChange: (op: JsonObject | undefined) => void
}

export function JoinForm({ tenant, published, onChange }: PassageFormProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const known = useBlueprints(tenant)
  const [other, setOther] = useState<string>()
  const [label, setLabel] = useState(t('passage.kindDefault'))
  const others = (known.data?.items ?? []).filter(({ name }) => name !== published.name)
  const tell = (blueprint: string | undefined, called: string) => {
    const taken = new Set(published.fields.map(({ key }) => key))
    const discriminator = freeName(keyOf(called, 'kind'), taken)
    const isWhole = blueprint !== undefined && called.trim() !== ''
    onChange(isWhole ? { op: 'mergeBlueprints', blueprint, discriminator, label: called.trim() } : undefined)
  }
  return (
    <Stack gap="md">
      <SearchSelect
        label={t('passage.other')}
        placeholder={t('passage.otherChoose')}
        data={others.map(({ name, label: called }) => ({ value: name, label: nameOf({ key: name, label: called }) }))}
        value={other ?? null}
        onChange={(name) => {
          setOther(name ?? undefined)
          tell(name ?? undefined, label)
        }}
        limit={100}
        data-autofocus
        // The panel is still coming in then: the list would hang beside it.
        openOnFocus={false}
      />
      <TextInput
        label={t('passage.kind')}
        description={t('passage.kindAbout')}
        value={label}
        onChange={(event) => {
          setLabel(event.currentTarget.value)
          tell(other, event.currentTarget.value)
        }}
      />
    </Stack>
  )
}
