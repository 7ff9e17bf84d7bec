// What publishing will do, for somebody who never heard of any of it: numbers, sentences, real records, and the way back.
import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconArrowBackUp, IconArrowDown, IconDatabase } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import { useBlueprints, type WireField } from '../api/blueprints-api.ts'
import type { DraftReport } from '../api/preview-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ChangeList } from './change-list.tsx'
import classes from './publish-panel.module.css'
import { SampleCards } from './sample-cards.tsx'

export interface ReportPanelProps {
  readonly tenant: string
  /** The version that is in use, and its fields. */
  readonly version: number
  readonly fields: readonly WireField[]
  /** By whose key records are called now. */
  readonly titleField: string | null | undefined
  /** The earlier version that everything returns to. */
  readonly backTo: number | undefined
  readonly report: DraftReport
  /** Nothing but what things are called changes. */
  readonly isOnlyWords: boolean
  readonly questionsOf: (op: number) => ReactNode
  /** Ids of fields that go for good. */
  readonly destroyed: readonly string[]
  /** Ids of those whose rows become records. */
  readonly turned: readonly string[]
}

export function ReportPanel(props: ReportPanelProps) {
  const { tenant, version, fields, backTo, report, isOnlyWords, questionsOf, destroyed, turned } = props
  const { t } = useText()
  const samples = useRef<HTMLDivElement>(null)
  return (
    <Stack gap="lg">
      <Text>
        {backTo === undefined
          ? t('design.becomes', { version: version + 1 })
          : t('publish.sameAs', { version: version + 1, to: backTo })}
      </Text>
      <Outlook report={report} isOnlyWords={isOnlyWords} version={version} destroysAny={destroyed.length > 0}>
        {(report.samples?.length ?? 0) > 0 && <ToSamples samples={samples} />}
      </Outlook>
      <TitleBecomes {...props} />
      <BoardGoes {...props} />
      {backTo !== undefined && <KindsStay {...props} />}
      <ChangeList report={report} questionsOf={questionsOf} />
      {report.findings.map(
        (finding) =>
          finding.check === 'rule-violations' && (
            <Alert key={finding.rule} variant="light" color="bad">
              {t('design.ruleBroken', { count: finding.n })}
            </Alert>
          ),
      )}
      {report.samples && report.after && (
        <div ref={samples} tabIndex={-1} className="reads-first">
          <SampleCards
            tenant={tenant}
            samples={report.samples}
            before={fields}
            after={report.after.fields}
            destroyed={destroyed}
            turned={turned}
            isBack={backTo !== undefined}
          />
        </div>
      )}
    </Stack>
  )
}

/** More lies below than is seen at once, on a phone two screens of it. */
function ToSamples({ samples }: { readonly samples: RefObject<HTMLDivElement | null> }) {
  const { t } = useText()
  const show = () => {
    samples.current?.scrollIntoView({ block: 'start' })
    samples.current?.focus({ preventScroll: true })
  }
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      style={{ alignSelf: 'flex-start' }}
      leftSection={<IconArrowDown size={16} stroke={1.5} aria-hidden />}
      onClick={show}
    >
      {t('publish.toSamples')}
    </Button>
  )
}

/** Choices have columns on a board and colours; links have neither. */
function BoardGoes({ fields, report: { after } }: ReportPanelProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const isLink = (id: string) => after?.fields.find((field) => field.id === id)?.type === 'relation'
  return fields
    .filter(({ id, type }) => type === 'enum' && isLink(id))
    .map((field) => (
      <Text key={field.id} size="sm">
        {t('publish.boardGoes', { field: nameOf(field) })}
      </Text>
    ))
}

/** Nobody should look for a record by a name that it no longer has. */
function TitleBecomes({ fields, titleField, report: { after } }: ReportPanelProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const before = fields.find(({ key }) => key === titleField)
  const now = after?.fields.find(({ key }) => key === after.titleField)
  if (!before || !now || before.id === now.id) return null
  return (
    <Text size="sm">
      {t('publish.titleBecomes', { before: nameOf(before), after: nameOf(now), setting: t('design.isTitle') })}
    </Text>
  )
}

/** What links pointed to is a kind of its own, and no part of what is undone. */
function KindsStay({ tenant, fields, report: { after } }: ReportPanelProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const blueprints = useBlueprints(tenant).data?.items ?? []
  const isLink = (id: string) => after?.fields.find((field) => field.id === id)?.type === 'relation'
  const left = fields.flatMap(({ id, type, blueprint }) => (type === 'relation' && !isLink(id) ? [blueprint] : []))
  const kinds = blueprints
    .filter(({ name }) => left.includes(name))
    .map(({ name, label }) => nameOf({ key: name, label }))
  if (kinds.length === 0) return null
  return <Text size="sm">{t('publish.kindsStay', { kinds: kinds.join(', ') })}</Text>
}

interface OutlookProps {
  readonly report: DraftReport
  readonly isOnlyWords: boolean
  readonly version: number
  readonly destroysAny: boolean
  readonly children: ReactNode
}

/** Who reads no further knows: how many records change, that none is rewritten, and that there is a way back. */
function Outlook({ report, isOnlyWords, version, destroysAny, children }: OutlookProps) {
  const { t } = useText()
  const { total, changed = 0, failing = 0 } = report.records
  const numbers = useNumbers(report)
  return (
    <Alert variant="light" color={destroysAny ? 'bad' : failing > 0 ? 'warn' : 'ok'} className="numbers">
      <Stack gap={6} component="section" aria-label={t('publish.data')}>
        {(isOnlyWords ? [t('publish.onlyWords')] : numbers).map((sentence) => (
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
        {children}
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
