// Which values stand in more than one record, and which are nearly the same: said with numbers and a few of them.
import { Text } from '@mantine/core'
import type { Json } from '@molde/engine'
import type { Repeated } from '../api/preview-api.ts'
import type { WireData } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import classes from './publish-panel.module.css'

export function RepeatedValues({ repeated }: { readonly repeated: Repeated }) {
  const { t } = useText()
  const formats = useFormats()
  const { values, records, groups, similar } = repeated
  const said = t('unique.repeats', {
    count: values,
    values: formats.number(values),
    records: formats.number(records),
  })
  const alike = t('unique.similar', { count: similar.n, shown: formats.number(similar.n) })
  return (
    <>
      {records > 0 && (
        <>
          <Text size="sm" c="var(--molde-warn)">
            {said}
          </Text>
          <ul className={classes.patterns} aria-label={said}>
            {groups.map((group) => (
              <li key={group.records[0]}>
                {t('change.valueTimes', { shown: formats.number(group.n), example: textOf(group.values) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {similar.n > 0 && (
        <>
          <Text size="sm" c="dimmed">
            {alike}
          </Text>
          <ul className={classes.patterns} aria-label={alike}>
            {similar.examples.map((spellings) => (
              <li key={spellings.map(textOf).join()}>
                {spellings.map((one) => t('condition.quoted', { text: textOf(one) })).join(' · ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function textOf(values: WireData): string {
  return Object.values(values).map(shortText).join(', ')
}

function shortText(value: Json): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80)
}
