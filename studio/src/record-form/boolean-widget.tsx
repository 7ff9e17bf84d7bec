// Yes or no. A field that need not be answered can also be left open.
import { Checkbox } from '@mantine/core'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { GroupFrame } from './group-frame.tsx'
import type { WidgetProps } from './widget.ts'

export function BooleanWidget(props: WidgetProps) {
  const { t } = useText()
  const hasDefault = props.field.default !== undefined
  if (props.required || hasDefault)
    return (
      <Checkbox
        id={props.id}
        label={props.label}
        description={props.help}
        error={props.error}
        checked={props.value === true}
        onBlur={props.onBlur}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
        mt={22}
      />
    )
  return (
    <GroupFrame {...props}>
      <ChoiceStrip
        value={props.value === true ? 'yes' : props.value === false ? 'no' : 'open'}
        size="md"
        choices={[
          { value: 'open', shown: t('form.notSaid') },
          { value: 'yes', shown: t('common.yes') },
          { value: 'no', shown: t('common.no') },
        ]}
        onBlur={props.onBlur}
        onChange={(choice) => props.onChange(choice === 'open' ? undefined : choice === 'yes')}
        label={props.label}
      />
    </GroupFrame>
  )
}
