// An amount and its currency. The amount is decimal text all the way, never a float.
import { Group, TextInput } from '@mantine/core'
import type { Json } from '@molde/engine'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { CurrencySelect } from './currency-select.tsx'
import { GroupFrame } from './group-frame.tsx'
import { type Money, readMoney, startCurrency } from './money-text.ts'
import { useUnderstood } from './understood.tsx'
import { useTypedDecimal } from './use-typed-decimal.ts'
import type { WidgetProps } from './widget.ts'

export function MoneyWidget(props: WidgetProps) {
  const { t } = useText()
  const formats = useFormats()
  const money = moneyOf(props.value)
  const [chosen, setChosen] = useState(() => startCurrency(props.field, formats))
  const currency = money?.currency ?? chosen
  const typed = useTypedDecimal(money?.amount, formats.language)
  const help = useUnderstood(typed.text, props.help, (amount) => formats.money(amount, currency))
  const change = (text: string, inCurrency: string) => {
    if (text.trim() === '') return props.onChange(undefined)
    const read = readMoney(text, props.field, inCurrency, formats)
    if (read) setChosen(read.currency)
    props.onChange(read ? { ...read } : { amount: text, currency: inCurrency })
  }
  return (
    <GroupFrame {...props} help={help}>
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
        <CurrencySelect
          label={`${props.label}: ${t('form.currency')}`}
          allowed={props.field.currencies}
          first={[formats.currency]}
          value={currency}
          onChange={(next) => {
            setChosen(next)
            change(typed.text, next)
          }}
        />
      </Group>
    </GroupFrame>
  )
}

function moneyOf(value: Json | undefined): Money | undefined {
  const bag = value as { amount?: unknown; currency?: unknown } | null | undefined
  return bag && typeof bag === 'object' && typeof bag.amount === 'string'
    ? { amount: bag.amount, currency: String(bag.currency) }
    : undefined
}
