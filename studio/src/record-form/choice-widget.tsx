// One of a few options: all at once when they are few, a list to choose from when they are many.
import { Group, Radio } from '@mantine/core'
import { OptionChip } from '../field-value/field-value.tsx'
import { optionHue } from '../field-value/record-hue.ts'
import { optionText } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import { HueDot } from '../ui/state-chip.tsx'
import { inputProps, type WidgetProps } from './widget.ts'

const fewAtOnce = 4

export function ChoiceWidget(props: WidgetProps) {
  const { t } = useText()
  const formats = useFormats()
  const options = (props.field.options ?? []).filter((option) => !option.retired || option.key === props.value)
  const value = typeof props.value === 'string' ? props.value : null
  // Around radio buttons stands no element that could say so; the mark at the label does.
  const { 'aria-required': _, ...group } = inputProps(props)
  if (options.length <= fewAtOnce && props.required)
    return (
      <Radio.Group {...group} value={value} onChange={props.onChange}>
        <Group gap="md" mt={6} mih={28}>
          {options.map((option) => (
            <Radio key={option.key} value={option.key} label={optionText(props.field, option.key, formats)} />
          ))}
        </Group>
      </Radio.Group>
    )
  return (
    <SearchSelect
      {...inputProps(props)}
      data={options.map((option) => ({ value: option.key, label: optionText(props.field, option.key, formats) }))}
      value={value}
      onChange={(choice) => props.onChange(choice ?? undefined)}
      placeholder={t('form.choose')}
      searchable={options.length > 8}
      clearable={!props.required}
      {...(value === null
        ? {}
        : { leftSection: <HueDot {...optionHue(props.field, value, formats)} />, leftSectionWidth: 28 })}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      renderOption={({ option }) => <OptionChip field={props.field} option={option.value} />}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
