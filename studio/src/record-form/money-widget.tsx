// An amount and its currency. The amount is decimal text all the way, never a float.
import { Group, NativeSelect, TextInput } from '@mantine/core'
import type { Json } from '@molde/engine'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { readDecimal } from './decimal-text.ts'
import { GroupFrame } from './group-frame.tsx'
import { useTypedDecimal } from './use-typed-decimal.ts'
import type { WidgetProps } from './widget.ts'

const usual: { readonly [language: string]: readonly string[] } = {
  'pt-BR': ['BRL', 'USD', 'EUR'],
  ru: ['RUB', 'USD', 'EUR'],
  en: ['USD', 'EUR', 'GBP', 'BRL'],
}

export function MoneyWidget(props: WidgetProps) {
  const { t } = useText()
  const { language } = useFormats()
  const money = moneyOf(props.value)
  const offered = currencies(props.field.currencies, language, money?.currency)
  const [currency, setCurrency] = useState(money?.currency ?? offered[0] ?? 'USD')
  const typed = useTypedDecimal(money?.amount, language)
  const change = (text: string, inCurrency: string) => {
    const amount = text.trim() === '' ? undefined : (readDecimal(text, language) ?? text)
    props.onChange(amount === undefined ? undefined : { amount, currency: inCurrency })
  }
  return (
    <GroupFrame {...props}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <TextInput
          id={props.id}
          aria-label={`${props.label}: ${t('form.amount')}`}
          aria-required={props.required}
          flex={1}
          className="numbers"
          inputMode="decimal"
          autoComplete="off"
          error={Boolean(props.error)}
          value={typed.text}
          onBlur={props.onBlur}
          onChange={(event) => {
            typed.set(event.currentTarget.value)
            change(event.currentTarget.value, currency)
          }}
        />
        <NativeSelect
          aria-label={`${props.label}: ${t('form.currency')}`}
          w={92}
          data={[...offered]}
          value={money?.currency ?? currency}
          onChange={(event) => {
            setCurrency(event.currentTarget.value)
            change(typed.text, event.currentTarget.value)
          }}
        />
      </Group>
    </GroupFrame>
  )
}

function moneyOf(value: Json | undefined): { amount: string; currency: string } | undefined {
  const bag = value as { amount?: unknown; currency?: unknown } | null | undefined
  return bag && typeof bag === 'object' && typeof bag.amount === 'string'
    ? { amount: bag.amount, currency: String(bag.currency) }
    : undefined
}

function currencies(
  allowed: readonly string[] | undefined,
  language: string,
  current: string | undefined,
): readonly string[] {
  const all =
    allowed && allowed.length > 0
      ? allowed
      : [...(usual[language] ?? usual.en ?? []), ...Intl.supportedValuesOf('currency')]
  return [...new Set(current ? [...all, current] : all)]
}
