// What will become of records and fields, in sentences and numbers, before it is done.
import { Alert, Stack, Text } from '@mantine/core'
import type { WireField } from '../api/blueprints-api.ts'
import type { PassageReport } from '../api/passages-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'

export interface PassageReviewProps {
  readonly fields: readonly WireField[]
  readonly report: { readonly sentences: readonly string[]; readonly passages: readonly PassageReport[] }
}

export function PassageReview({ fields, report }: PassageReviewProps) {
  const nameOf = useFieldName()
  const { t } = useText()
  const formats = useFormats()
  const [passage] = report.passages
  const counted = (count: number) => ({ count, shown: formats.number(count) })
  const collisions = passage?.collisions
  const collided = new Set(collisions?.examples.flatMap((one) => one.fields))
  return (
    <Stack gap="sm" component="section" aria-label={t('passage.review')}>
      {passage && (
        <Text fw={500} role="status">
          {t('passage.go', counted(passage.records))}
          {passage.stays !== undefined && ` ${t('passage.stay', counted(passage.stays))}`}
        </Text>
      )}
      {(passage?.empty ?? 0) + (passage?.errors ?? 0) > 0 && (
        <Text size="sm">{t('passage.unknown', counted((passage?.empty ?? 0) + (passage?.errors ?? 0)))}</Text>
      )}
      {passage?.exact === false && (
        <Text size="sm" c="dimmed">
          {t('passage.sample')}
        </Text>
      )}
      {collisions && collisions.n > 0 && (
        <Alert color="bad" variant="light" role="alert">
          <Text size="sm">
            {t('passage.collide', {
              ...counted(collisions.n),
              fields: fields.flatMap((field) => (collided.has(field.key) ? [nameOf(field)] : [])).join(', '),
            })}
          </Text>
        </Alert>
      )}
      {report.sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </Stack>
  )
}
