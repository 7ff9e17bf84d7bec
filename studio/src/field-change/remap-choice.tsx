// Which choice takes the place of one that goes away, for the records that have it.
import { Select, Stack } from '@mantine/core'
import type { WireField, WireOption } from '../api/blueprints-api.ts'
import { useRecordCount } from '../api/count-records-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'

export interface RemapChoiceProps {
  readonly tenant: string
  /** Absent: it is not said how many records have a choice. */
  readonly blueprint: string | undefined
  /** As it is published. */
  readonly field: WireField
  readonly gone: readonly WireOption[]
  /** What is left to choose from. */
  readonly options: readonly WireOption[]
  /** By ids; null: nothing takes its place; absent: not chosen yet. */
  readonly map: { readonly [option: string]: string | null }
  readonly onChange: (map: { readonly [option: string]: string | null }) => void
}

export function RemapChoice({ gone, map, onChange, ...props }: RemapChoiceProps) {
  return (
    <Stack gap="xs">
      {gone.map((option) => (
        <OneChoice
          key={option.id}
          {...props}
          option={option}
          target={map[option.id]}
          onChoose={(target) => onChange({ ...map, [option.id]: target })}
        />
      ))}
    </Stack>
  )
}

interface OneChoiceProps extends Pick<RemapChoiceProps, 'tenant' | 'blueprint' | 'field' | 'options'> {
  readonly option: WireOption
  readonly target: string | null | undefined
  readonly onChoose: (target: string | null) => void
}

function OneChoice({ tenant, blueprint, field, options, option, target, onChoose }: OneChoiceProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const formats = useFormats()
  const literal = JSON.stringify(option.key)
  const holds = field.type === 'tags' ? `${literal} in ${field.key}` : `${field.key} == ${literal}`
  const count = useRecordCount(tenant, blueprint ?? '', { filter: holds }, blueprint !== undefined)
  const name = nameOf(option)
  return (
    <Select
      label={
        count
          ? t('change.remapCounted', { count: count.value, shown: formats.number(count.value), name })
          : t('change.remap', { name })
      }
      data={[
        ...options.filter(({ retired }) => !retired).map((one) => ({ value: one.id, label: nameOf(one) })),
        { value: '', label: t('change.remapNothing') },
      ]}
      placeholder={t('form.choose')}
      value={target === undefined ? null : (target ?? '')}
      allowDeselect={false}
      onChange={(next) => onChoose(next || null)}
    />
  )
}
