// A moment, typed as the clocks of the tenant's zone show it and kept as UTC.
import { useState } from 'react'
import { DateInput } from '../date-input/date-input.tsx'
import { fromLocal, toLocal } from '../field-value/local-datetime.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { inputProps, type WidgetProps } from './widget.ts'

export function DatetimeWidget(props: WidgetProps) {
  const { t } = useText()
  const { zone, isOtherZone } = useFormats()
  const value = typeof props.value === 'string' ? props.value : ''
  // Who sits by the same clock need not be told whose clock it is.
  const [now] = useState(() => Date.now())
  const isElsewhere = isOtherZone(Date.parse(value) || now)
  return (
    <DateInput
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
      kind="datetime"
      value={isMoment(value) ? (toLocal(value, zone) ?? value) : value}
      onChange={(local) => props.onChange(local === '' ? undefined : (fromLocal(local, zone) ?? local))}
    />
  )
}

/** What was typed so far may look like a date to a browser: "1" is the year 2001 to one. */
const isMoment = (value: string) => /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value)
