// What happens to values that cannot be carried over; nothing of them is ever lost.
import { Radio, Stack } from '@mantine/core'
import type { Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { ConstantInput, constantTypes } from './constant-input.tsx'

export interface FailingChoiceProps {
  /** As it becomes: a value that takes the place of others is one of its own. Absent: none can. */
  readonly field: WireField | undefined
  /** `keep`, `quarantine`, `clamp`, `truncate` or `{ value }`; undefined is the first of `ways`. */
  readonly value: Json | undefined
  readonly ways: readonly ('keep' | 'quarantine' | 'clamp' | 'truncate')[]
  readonly onChange: (value: Json | undefined) => void
}

export function FailingChoice({ field, value, ways, onChange }: FailingChoiceProps) {
  const { t } = useText()
  const constant = isConstant(value) ? value : undefined
  const canReplace = field && constantTypes.includes(field.type) && !field.many
  const chosen = constant ? 'value' : typeof value === 'string' ? value : ways[0]
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('change.failing')}
        value={chosen ?? null}
        onChange={(next) => onChange(next === 'value' ? { value: null } : next === ways[0] ? undefined : next)}
      >
        <Stack gap={6} mt={6}>
          {ways.map((way) => (
            <Radio
              key={way}
              value={way}
              label={t(`change.failing_${way}`)}
              description={t(`change.failing_${way}_about`)}
            />
          ))}
          {canReplace && <Radio value="value" label={t('change.failing_value')} />}
        </Stack>
      </Radio.Group>
      {constant && field && (
        <ConstantInput
          field={field}
          label={t('change.failing_value')}
          value={constant.value}
          onChange={(next) => onChange({ value: (next ?? null) as Json })}
        />
      )}
    </Stack>
  )
}

function isConstant(value: Json | undefined): value is { readonly value: Json } {
  return typeof value === 'object' && value !== null && 'value' in value
}
