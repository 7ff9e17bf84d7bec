// Several of the options.
import { MultiSelect } from '@mantine/core'
import type { Json } from '@molde/engine'
import { OptionChip } from '../field-value/field-value.tsx'
import { optionText } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { inputProps, type WidgetProps } from './widget.ts'

export function TagsWidget(props: WidgetProps) {
  const { t } = useText()
  const formats = useFormats()
  const chosen = Array.isArray(props.value) ? props.value.filter((one: Json) => typeof one === 'string') : []
  const options = (props.field.options ?? []).filter((option) => !option.retired || chosen.includes(option.key))
  return (
    <MultiSelect
      {...inputProps(props)}
      data={options.map((option) => ({ value: option.key, label: optionText(props.field, option.key, formats) }))}
      value={chosen as string[]}
      onChange={(values) => props.onChange(values.length > 0 ? values : undefined)}
      placeholder={chosen.length === 0 ? t('form.choose') : ''}
      searchable
      nothingFoundMessage={t('form.nothing')}
      renderOption={({ option }) => <OptionChip field={props.field} option={option.value} />}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
