// What publishing will do, for somebody who never heard of any of it: numbers, sentences, real records, and the way back.
import { Alert, Stack, Text } from '@mantine/core'
import { IconArrowBackUp, IconDatabase } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import type { DraftReport } from '../api/preview-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ChangeList } from './change-list.tsx'
import classes from './publish-panel.module.css'
import { SampleCards } from './sample-cards.tsx'

export interface ReportPanelProps {
  readonly tenant: string
  /** The version that is in use, and its fields. */
  readonly version: number
  readonly fields: readonly WireField[]
  readonly report: DraftReport
  readonly questionsOf: (op: number) => ReactNode
  /** Ids of fields that go for good. */
  readonly destroyed: readonly string[]
}

export function ReportPanel({ tenant, version, fields, report, questionsOf, destroyed }: ReportPanelProps) {
  const { t } = useText()
  return (
    <Stack gap="lg">
      <Text>{t('design.becomes', { version: version + 1 })}</Text>
      <Numbers report={report} />
      <ChangeList report={report} questionsOf={questionsOf} />
      {report.findings.map((finding) => (
        <Alert key={finding.rule} variant="light" color="bad">
          {t('design.ruleBroken', { count: finding.n })}
        </Alert>
      ))}
      {report.samples && report.after && (
        <SampleCards
          tenant={tenant}
          samples={report.samples}
          before={fields}
          after={report.after.fields}
          destroyed={destroyed}
        />
      )}
      <section className={classes.after} aria-label={t('publish.data')}>
        <IconDatabase size={18} stroke={1.5} aria-hidden />
        <Text size="sm">{t('publish.dataAbout')}</Text>
        {(report.destroys ?? []).length === 0 && (
          <>
            <IconArrowBackUp size={18} stroke={1.5} aria-hidden />
            <Text size="sm">{t('publish.undoAbout', { version })}</Text>
          </>
        )}
      </section>
    </Stack>
  )
}

/** How many stay, how many change, how many need somebody. */
function Numbers({ report: { records, exact } }: { readonly report: DraftReport }) {
  const { t } = useText()
  const formats = useFormats()
  const { total, changed = 0, failing = 0, waiting = 0 } = records
  const touched = Math.max(changed, failing)
  const say = (key: 'changes' | 'fails' | 'waits', n: number) =>
    n > 0 ? [t(`publish.${key}`, { count: n, shown: formats.number(n) })] : []
  const stays = total - touched
  const said = [
    ...(stays > 0 || touched === 0 ? [t('design.recordsStay', { count: stays })] : []),
    ...say('changes', changed),
    ...say('fails', failing),
    ...say('waits', waiting),
  ]
  return (
    <Alert variant="light" color={failing > 0 ? 'warn' : 'ok'} className="numbers">
      {said.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      {exact === false && (
        <Text size="sm" c="dimmed">
          {t('publish.notExact')}
        </Text>
      )}
    </Alert>
  )
}
