// What records that are already there get in a field that is new or must be filled in from now on.
import { Radio, Stack } from '@mantine/core'
import type { ExpressionScope, Json, JsonObject } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { useText } from '../text/text.ts'
import { ConstantInput, constantTypes } from './constant-input.tsx'

export interface FillChoiceProps {
  readonly field: WireField
  /** What an expression may speak of: the fields as they are named before. */
  readonly scope: ExpressionScope
  /** `{ ask }`, `{ value }` or `{ expr }`; undefined is the usual. */
  readonly value: JsonObject | undefined
  readonly onChange: (value: JsonObject | undefined) => void
}

type Way = 'ask' | 'none' | 'default' | 'value' | 'expr'

const canBeGiven = ({ type, many }: WireField) => constantTypes.includes(type) && !many

/** That an optional field begins empty, and nothing else can be given, is no question. */
export const isFillAsked = (field: WireField) => field.required === true || canBeGiven(field)

export function FillChoice({ field, scope, value, onChange }: FillChoiceProps) {
  const { t } = useText()
  const usual: Way = !field.required ? 'none' : field.default === undefined ? 'ask' : 'default'
  const ways: readonly Way[] = [
    usual,
    ...(field.required && usual !== 'ask' ? (['ask'] as const) : []),
    ...(canBeGiven(field) ? (['value', 'expr'] as const) : []),
  ]
  const way: Way = value?.['ask'] ? 'ask' : value && 'expr' in value ? 'expr' : value ? 'value' : usual
  const choose = (next: string) => {
    if (next === usual) return onChange(undefined)
    if (next === 'ask') return onChange({ ask: true })
    onChange(next === 'expr' ? { expr: '' } : { value: startOf(field) })
  }
  const wasThere = scope.fields.some(({ id }) => id === field.id)
  const want = scope.fields.find(({ id }) => id === field.id)?.type
  return (
    <Stack gap="xs">
      <Radio.Group label={t(wasThere ? 'change.fillEmpty' : 'change.fill')} value={way} onChange={choose}>
        <Stack gap={6} mt={6}>
          {ways.map((one) => (
            <Radio key={one} value={one} label={t(`change.fill_${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {way === 'value' && (
        <ConstantInput
          field={field}
          label={t('change.fill_value')}
          value={value?.['value']}
          onChange={(next) => onChange({ value: (next ?? null) as Json })}
        />
      )}
      {way === 'expr' && (
        <ExpressionInput
          label={t('change.fill_expr')}
          value={String(value?.['expr'] ?? '')}
          onChange={(expr) => onChange({ expr })}
          scope={{ ...scope, fields: scope.fields.filter(({ id }) => id !== field.id) }}
          {...(want ? { want } : {})}
        />
      )}
    </Stack>
  )
}

/** What there is to begin with; nothing else is guessed, and nothing empty can be published. */
function startOf({ type, options }: WireField): Json {
  if (type === 'boolean') return false
  if (type === 'enum') return options?.find(({ retired }) => !retired)?.key ?? null
  return null
}
