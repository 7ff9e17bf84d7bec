// A number, typed the way the tenant's language writes it.
import { Text, TextInput } from '@mantine/core'
import { useFormats } from '../text/use-formats.tsx'
import { readDecimal, writeDecimal } from './decimal-text.ts'
import { useUnderstood } from './understood.tsx'
import { useTypedDecimal } from './use-typed-decimal.ts'
import { inputProps, type WidgetProps } from './widget.ts'

export function NumberWidget(props: WidgetProps) {
  const { language } = useFormats()
  const typed = useTypedDecimal(props.value, language)
  const help = useUnderstood(typed.text, props.help, (plain) => writeDecimal(plain, language))
  const change = (text: string) => {
    typed.set(text)
    props.onChange(numberOf(text, language))
  }
  return (
    <TextInput
      {...inputProps({ ...props, help })}
      value={typed.text}
      onChange={(event) => change(event.currentTarget.value)}
      inputMode={keyboardOf(props.field)}
      autoComplete="off"
      className="numbers"
      {...behind(props.field.type === 'percent' ? '%' : props.field.unit)}
    />
  )
}

/** The digits of some phones come without a sign: who may write numbers below zero gets all the keys. */
function keyboardOf({ type, minimum, exclusiveMinimum }: WidgetProps['field']) {
  if ((minimum ?? exclusiveMinimum ?? 0) < 0) return 'text'
  return type === 'integer' ? 'numeric' : 'decimal'
}

/** As wide as it needs: a unit may be a word. */
function behind(unit: string | undefined) {
  if (unit === undefined) return {}
  return {
    rightSection: (
      <Text span size="sm" c="dimmed" pr={10} style={{ whiteSpace: 'nowrap' }}>
        {unit}
      </Text>
    ),
    rightSectionWidth: `${unit.length + 2.5}ch`,
    rightSectionPointerEvents: 'none' as const,
  }
}

/** What is no number is handed on as it was typed: the engine says what it expects. */
function numberOf(text: string, language: string): number | string | undefined {
  if (text.trim() === '') return undefined
  const plain = readDecimal(text, language)
  return plain === undefined ? text : Number(plain)
}
