// A moment, typed as the clocks of the tenant's zone show it and kept as UTC.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { fromLocal, toLocal } from '../field-value/local-datetime.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { inputProps, type WidgetProps } from './widget.ts'

export function DatetimeWidget(props: WidgetProps) {
  const { t } = useText()
  const { zone, isOtherZone } = useFormats()
  const [typed, setTyped] = useState<string>()
  const shown = typeof props.value === 'string' ? toLocal(props.value, zone) : undefined
  // Who sits by the same clock need not be told whose clock it is.
  const [now] = useState(() => Date.now())
  const isElsewhere = isOtherZone(typeof props.value === 'string' ? Date.parse(props.value) || now : now)
  const change = (local: string) => {
    setTyped(local)
    props.onChange(local === '' ? undefined : (fromLocal(local, zone) ?? local))
  }
  return (
    <TextInput
      {...inputProps(props)}
      description={
        isElsewhere ? (
          <>
            {props.help} {t('form.zoneHint', { zone })}
          </>
        ) : (
          props.help
        )
      }
      type="datetime-local"
      max="9999-12-31T23:59"
      className="numbers"
      value={shown ?? (typeof props.value === 'string' ? (typed ?? '') : '')}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
