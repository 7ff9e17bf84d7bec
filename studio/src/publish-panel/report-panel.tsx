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
      <Outlook report={report} version={version} destroysAny={destroyed.length > 0} />
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
    </Stack>
  )
}

interface OutlookProps {
  readonly report: DraftReport
  readonly version: number
  readonly destroysAny: boolean
}

/** Who reads no further knows: how many records change, that none is rewritten, and that there is a way back. */
function Outlook({ report, version, destroysAny }: OutlookProps) {
  const { t } = useText()
  const { total, changed = 0, failing = 0 } = report.records
  const numbers = useNumbers(report)
  return (
    <Alert variant="light" color={destroysAny ? 'bad' : failing > 0 ? 'warn' : 'ok'} className="numbers">
      <Stack gap={6} component="section" aria-label={t('publish.data')}>
        {numbers.map((sentence) => (
          <Text key={sentence} size="sm" fw={500}>
            {sentence}
          </Text>
        ))}
        {report.exact === false && (
          <Text size="sm" c="dimmed">
            {t('publish.notExact')}
          </Text>
        )}
        {total > 0 && changed > 0 && (
          <Line
            icon={<IconDatabase size={18} stroke={1.5} aria-hidden />}
            text={t(destroysAny ? 'publish.dataGone' : 'publish.dataAbout')}
          />
        )}
        <Line
          icon={<IconArrowBackUp size={18} stroke={1.5} aria-hidden />}
          text={t(destroysAny ? 'publish.undoBut' : 'publish.undoAbout', { version })}
        />
      </Stack>
    </Alert>
  )
}

function Line({ icon, text }: { readonly icon: ReactNode; readonly text: string }) {
  return (
    <div className={classes.outlook}>
      {icon}
      <Text size="sm">{text}</Text>
    </div>
  )
}

/** How many stay, how many change, how many need somebody. */
function useNumbers({ records }: DraftReport): readonly string[] {
  const { t } = useText()
  const formats = useFormats()
  const { total, changed = 0, failing = 0, waiting = 0 } = records
  const touched = Math.max(changed, failing)
  const say = (key: 'changes' | 'fails' | 'waits', n: number) =>
    n > 0 ? [t(`publish.${key}`, { count: n, shown: formats.number(n) })] : []
  const stays = total - touched
  return [
    ...(stays > 0 || touched === 0 ? [t('design.recordsStay', { count: stays })] : []),
    ...say('changes', changed),
    ...say('fails', failing - waiting),
    ...say('waits', waiting),
  ]
}
