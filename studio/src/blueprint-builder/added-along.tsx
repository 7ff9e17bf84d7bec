// While something is asked about one of several new fields: which others are added too, whatever is answered.
import { Text } from '@mantine/core'
import { currentLanguage, useText } from '../text/text.ts'

export function AddedAlong({ fields }: { readonly fields: readonly string[] }) {
  const { t } = useText()
  if (fields.length === 0) return null
  const list = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(fields)
  return (
    <Text size="xs" c="dimmed">
      {t('severalFields.along', { fields: list })}
    </Text>
  )
}
