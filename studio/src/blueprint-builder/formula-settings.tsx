// A formula: its text, checked while it is typed, and what its number is taken for.
import { Button, Group, NumberInput, Select, Text } from '@mantine/core'
import { checkExpression, type FieldDef, formulaScope, formulaTypes } from '@molde/engine'
import { useMemo } from 'react'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { CurrencySelect } from '../record-form/currency-select.tsx'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { KindSettingsProps } from './computed-props.ts'

const withDigits: readonly FieldType[] = ['number', 'percent', 'money']

export function FormulaSettings({ computed, set, field, others, onChange }: KindSettingsProps) {
  const { t } = useText()
  const { currency } = useFormats()
  const { expr = '' } = computed
  // Of a field the scope takes only what is the same on the wire.
  const scope = useMemo(() => formulaScope({ fields: others as unknown as readonly FieldDef[] }), [others])
  const types = useMemo(() => typesOf(expr, scope), [expr, scope])
  const as = computed.as ?? usualType(field, types)
  const examples = examplesOf(others)
  return (
    <>
      <ExpressionInput
        label={t('computed.formula')}
        description={t('computed.formulaAbout')}
        value={expr}
        onChange={(text) => set({ expr: text })}
        scope={scope}
      />
      {examples.length > 0 && (
        <Group gap={4} role="group" aria-label={t('computed.examples')}>
          <Text size="xs" c="dimmed">
            {t('computed.examples')}
          </Text>
          {examples.map((example) => (
            <Button
              key={example}
              size="compact-xs"
              variant="default"
              ff="monospace"
              onClick={() => set({ expr: example })}
            >
              {example}
            </Button>
          ))}
        </Group>
      )}
      {types.length > 1 && (
        <Select
          label={t('computed.as')}
          data={types.map((type) => ({ value: type, label: t(`fieldType.${type as 'text'}.name`) }))}
          value={as ?? null}
          allowDeselect={false}
          onChange={(type) => {
            set({ as: type === usualType(field, types) ? undefined : (type as FieldType) })
            if (type === 'money' && field.currencies?.length !== 1) onChange({ currencies: [currency] })
          }}
        />
      )}
      {as === 'money' && types[0] === 'number' && (
        <CurrencySelect
          label={t('computed.currency')}
          shownLabel
          first={[currency]}
          value={field.currencies?.[0] ?? currency}
          onChange={(next) => onChange({ currencies: [next] })}
        />
      )}
      {as !== undefined && withDigits.includes(as) && types[0] === 'number' && (
        <NumberInput
          label={t('computed.digits')}
          description={t('computed.digitsAbout')}
          value={field.precision ?? ''}
          min={0}
          max={12}
          allowDecimal={false}
          onChange={(value) => onChange({ precision: value === '' ? undefined : Number(value) })}
        />
      )}
    </>
  )
}

/** What it may be taken for, the usual first; nothing while it cannot be read. */
function typesOf(expr: string, scope: ReturnType<typeof formulaScope>): readonly FieldType[] {
  const checked = checkExpression(expr, scope, undefined, [])
  return 'issues' in checked ? [] : (formulaTypes(checked.type) ?? [])
}

/** What it was, where it can go on to be that; an amount needs its one currency. */
function usualType({ type, currencies }: WireField, types: readonly FieldType[]): FieldType | undefined {
  const canBe = types.includes(type) && (type !== 'money' || types[0] === 'money' || currencies?.length === 1)
  return canBe ? type : types[0]
}

const numbers: readonly FieldType[] = ['number', 'integer', 'percent', 'rating', 'money']

/** With fields that are really there: an example that can be taken over says more than a manual. */
function examplesOf(others: KindSettingsProps['others']): string[] {
  const plain = others.filter(({ key }) => /^[A-Za-z_]\w*$/.test(key))
  // What a new roll-up comes to is known when it is published; mostly it is a number.
  const isNumber = ({ type, computed }: WireField) =>
    numbers.includes(type) || (type === 'json' && computed?.kind === 'rollup')
  const [a, b] = plain.filter(isNumber).map(({ key }) => key)
  const [text, other] = plain.filter(({ type }) => type === 'text').map(({ key }) => key)
  const day = plain.find(({ type }) => type === 'date')?.key
  return [
    ...(a ? [b ? `${a} * ${b}` : `round(${a} * 1.2)`, `${a} > 100 ? "high" : "low"`] : []),
    ...(text ? [other ? `${text} + " " + ${other}` : `upper(${text})`] : []),
    ...(day ? [`${day} + duration("720h")`] : []),
  ].slice(0, 3)
}
