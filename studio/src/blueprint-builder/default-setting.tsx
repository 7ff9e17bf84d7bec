// What a new record starts with in a field: nothing, a value, or what is worked out from the others at that moment.
import { Stack, Switch, Text } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { ConstantInput, constantTypes } from '../field-change/constant-input.tsx'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'

export interface DefaultSettingProps {
  readonly field: WireField
  readonly scope: ExpressionScope
  readonly onChange: (change: Partial<WireField>) => void
}

/** The words by which the commonest expressions are switched on. */
const moments: Readonly<Record<string, string>> = { date: 'today()', datetime: 'now' }
export function DefaultSetting({ field, scope, onChange }: DefaultSettingProps) {
  const { t } = useText()
  const expression = expressionIn(field.default)
  const [wanted, setWanted] = useState<'value' | 'expr'>(expression === undefined ? 'value' : 'expr')
  if (!constantTypes.includes(field.type) || field.many) return null
  const way = expression === undefined ? wanted : 'expr'
  const moment = moments[field.type]
  const set = (value: unknown) => onChange({ default: value })
  const want = scope.fields.find(({ id }) => id === field.id)?.type
  return (
    <Stack gap={4} role="group" aria-label={t('design.default')}>
      <Text size="sm" fw={600}>
        {t('design.default')}
      </Text>
      {moment && (
        <Switch
          label={t(field.type === 'datetime' ? 'design.defaultNow' : 'design.defaultToday')}
          checked={expression === moment}
          onChange={(event) => {
            setWanted('value')
            set(event.currentTarget.checked ? { expr: moment } : undefined)
          }}
          my={4}
        />
      )}
      {(!moment || expression !== moment) && (
        <ChoiceStrip
          value={way}
          onChange={(next) => {
            setWanted(next)
            // The other way begins with nothing.
            if (field.default !== undefined) set(undefined)
          }}
          choices={[
            { value: 'value', shown: t('builder.defaultValue') },
            { value: 'expr', shown: t('builder.defaultWorkedOut') },
          ]}
          label={t('builder.defaultWay')}
        />
      )}
      {way === 'value' && (
        <ConstantInput field={field} label={t('builder.defaultValue')} value={valueIn(field.default)} onChange={set} />
      )}
      {way === 'expr' && (!moment || expression !== moment) && (
        <ExpressionInput
          label={t('builder.defaultExpression')}
          description={t('builder.defaultExpressionAbout')}
          value={expression ?? ''}
          onChange={(expr) => set(expr ? { expr } : undefined)}
          scope={{ ...scope, fields: scope.fields.filter(({ id }) => id !== field.id) }}
          {...(want ? { want } : {})}
        />
      )}
    </Stack>
  )
}

function expressionIn(standing: unknown): string | undefined {
  if (typeof standing !== 'object' || standing === null || !('expr' in standing)) return undefined
  return typeof standing.expr === 'string' ? standing.expr : undefined
}

/** A default may also stand in a wrapping; see `blueprint.schema.json`. */
function valueIn(standing: unknown): unknown {
  return typeof standing === 'object' && standing !== null && 'value' in standing ? standing.value : standing
}
