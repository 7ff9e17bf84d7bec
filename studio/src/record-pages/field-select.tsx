// By which of several fields a board is grouped, or a calendar laid out.
import { Select } from '@mantine/core'
import type { WireField } from '../api/blueprints-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useFormats } from '../text/use-formats.tsx'

export interface FieldSelectProps {
  readonly label: string
  readonly fields: readonly WireField[]
  readonly value: WireField
  readonly onChange: (key: string) => void
}

export function FieldSelect({ label, fields, value, onChange }: FieldSelectProps) {
  const { say } = useFormats()
  return (
    <Select
      aria-label={label}
      size="xs"
      w={160}
      allowDeselect={false}
      data={fields.map((field) => ({ value: field.key, label: say(field.label, wordsOfKey(field.key)) }))}
      value={value.key}
      onChange={(key) => key && onChange(key)}
    />
  )
}
