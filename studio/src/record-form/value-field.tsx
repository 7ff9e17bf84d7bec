// One field of the form: its widget, or its value to read when nobody may write it.

import { Input } from '@mantine/core'
import type { Json } from '@molde/engine'
import type { FieldProps } from '@rjsf/utils'
import { FieldValue } from '../field-value/field-value.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { isComputed, widgetOf } from './form-registry.ts'
import { fieldOf } from './form-schema.ts'
import { useFormScope } from './form-scope.ts'
import { pointerAt } from './pointer-at.ts'

export function ValueField(props: FieldProps) {
  const { t } = useText()
  const { say } = useFormats()
  const scope = useFormScope()
  const field = fieldOf(props.schema)
  if (!field) return null
  const pointer = pointerAt(props.fieldPathId.path)
  const label = say(field.label, wordsOfKey(field.key))
  const help = say(field.help, '') || undefined
  const isState = scope.stateFields.some((key) => pointer === `/${key}`)
  const value = props.formData as Json | undefined
  if (scope.readOnly || field.readOnly || isState || isComputed(field)) {
    const why = scope.readOnly ? help : isState && !scope.isNew ? t('form.byFlow') : help
    return (
      <Input.Wrapper
        label={label}
        labelElement="div"
        {...(why ? { description: why } : {})}
        inputWrapperOrder={['label', 'input', 'description']}
      >
        <div className="read-value">
          <FieldValue tenant={scope.tenant} field={field} value={value} />
        </div>
      </Input.Wrapper>
    )
  }
  const Widget = widgetOf(field)
  const error = scope.messageAt(pointer)
  return (
    <Widget
      id={props.fieldPathId.$id}
      field={field}
      label={label}
      help={help}
      required={field.required === true}
      {...(error ? { error } : {})}
      value={value}
      onChange={(next) => props.onChange(next, props.fieldPathId.path)}
      onBlur={() => scope.leave(pointer)}
    />
  )
}
