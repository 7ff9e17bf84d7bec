// The value of a step: chosen with an input that suits the field, taken from another field or the clock, or written as a formula.
import { Group, Stack } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { useMemo, useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import type { ConditionName } from '../expression-input/condition-names.ts'
import { ConditionValueInput } from '../expression-input/condition-value-input.tsx'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { readValue, writeValue } from './value-text.ts'

export interface ActionValueProps {
  readonly tenant: string
  readonly field: WireField
  /** An expression. */
  readonly text: string
  readonly onChange: (text: string) => void
  readonly scope: ExpressionScope
  readonly names: readonly ConditionName[]
}

export function ActionValue({ tenant, field, text, onChange, scope, names }: ActionValueProps) {
  const { t } = useText()
  const named = names.find((one) => one.field.key === field.key && one.group === 'record')
  const read = useMemo(() => readValue(text, named?.name ?? '', scope, names), [text, named, scope, names])
  const [asText, setAsText] = useState(false)
  // A list has no input here, and what is more than a value is written.
  const isPlain = named !== undefined && !field.many && field.type !== 'list' && read !== undefined
  const showsText = asText || !isPlain
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <ChoiceStrip
          label={t('flowMap.valueWay')}
          value={showsText ? 'text' : 'value'}
          onChange={(way) => setAsText(way === 'text')}
          choices={[
            { value: 'value', shown: t('flowMap.asValue'), isOff: !isPlain },
            { value: 'text', shown: t('flowMap.asFormula') },
          ]}
        />
      </Group>
      {showsText ? (
        <ExpressionInput
          label={t('flow.value')}
          value={text}
          onChange={onChange}
          scope={scope}
          {...wanted(field, scope)}
          placeholder={field.type === 'datetime' ? 'now' : ''}
        />
      ) : (
        <ConditionValueInput
          tenant={tenant}
          named={{ ...named, field: { ...named.field, many: false } }}
          names={names}
          condition={{ field: named.name, operator: '==', ...(read.value === undefined ? {} : { value: read.value }) }}
          label={t('flow.value')}
          comboboxProps={{ withinPortal: true }}
          onChange={(value) => onChange(writeValue(named.name, value))}
        />
      )}
    </Stack>
  )
}

/** Of the whole field; of one element of a list it is not known here, and the flow as a whole is checked anyway. */
function wanted(field: WireField, scope: ExpressionScope) {
  const known = field.many === false ? undefined : scope.fields.find((one) => one.key === field.key)
  return known ? { want: known.type } : {}
}
