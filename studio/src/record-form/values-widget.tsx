// A list of single values: type one, press Enter.
import { TagsInput } from '@mantine/core'
import type { Json } from '@molde/engine'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { readDecimal, writeDecimal } from './decimal-text.ts'
import { inputProps, type WidgetProps } from './widget.ts'

const numeric: readonly string[] = ['integer', 'number', 'percent', 'rating']

export function ValuesWidget(props: WidgetProps) {
  const { t } = useText()
  const { language } = useFormats()
  const isNumeric = numeric.includes(props.field.of ?? '')
  const shown = Array.isArray(props.value)
    ? props.value.map((one: Json) => (typeof one === 'number' ? writeDecimal(one, language) : String(one)))
    : []
  const change = (texts: string[]) => {
    const values = texts.map((text) => (isNumeric ? numberOf(text, language) : text))
    props.onChange(values.length > 0 ? values : undefined)
  }
  return (
    <TagsInput
      {...inputProps(props)}
      value={shown}
      onChange={change}
      placeholder={t('form.addValue')}
      splitChars={isNumeric ? [';'] : [';', '\n']}
      allowDuplicates
      acceptValueOnBlur
    />
  )
}

function numberOf(text: string, language: string): number | string {
  const plain = readDecimal(text, language)
  return plain === undefined ? text : Number(plain)
}
