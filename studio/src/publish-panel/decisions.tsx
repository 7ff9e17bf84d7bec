// What goes on with numbers of another unit: each is looked at, and said to stay as it is, before a draft is published.
import { Alert, Checkbox, Stack, Text } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import type { DraftReport, NeededDecision } from '../api/preview-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

/** Ids of those that were decided. */
export type Accepted = readonly string[]

export interface DecisionsProps {
  readonly report: DraftReport | undefined
  readonly accepted: Accepted
  readonly onChange: (accepted: Accepted) => void
}

export function Decisions({ report, accepted, onChange }: DecisionsProps) {
  const { t } = useText()
  const { say } = useFormats()
  return decisionsIn(report).map(({ id, kind, name, message }) => (
    <Alert
      key={id}
      variant="light"
      color="warn"
      icon={<IconScale size={18} stroke={1.5} />}
      title={t('publish.decide', { name: say(name, '') })}
      data-asked
    >
      <Stack gap="sm">
        <Text size="sm">{message}</Text>
        <Text size="sm">{t(`publish.decideAbout_${kind}`)}</Text>
        <Checkbox
          label={t('publish.decideStays')}
          checked={accepted.includes(id)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...accepted, id] : accepted.filter((one) => one !== id))
          }
        />
      </Stack>
    </Alert>
  ))
}

function decisionsIn(report: DraftReport | undefined): readonly NeededDecision[] {
  return (report?.findings ?? []).filter((finding) => finding.check === 'needs-decision')
}

/** What publishing sends; undefined as long as something is not decided. */
export function acceptedIn(report: DraftReport | undefined, accepted: Accepted): Accepted | undefined {
  const ids = decisionsIn(report).map(({ id }) => id)
  return ids.every((id) => accepted.includes(id)) ? ids : undefined
}
