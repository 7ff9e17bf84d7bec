// What publishing does, in sentences, grouped by how safe each is; what is to be decided stands right there.
import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import type { Json } from '@molde/engine'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { Fragment, type ReactNode, useState } from 'react'
import type { DraftChange, DraftReport, UseOfField } from '../api/preview-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useSayPattern } from '../text/use-say-pattern.ts'
import classes from './publish-panel.module.css'
import { RepeatedValues } from './repeated-values.tsx'
import { usePlaces } from './use-places.ts'

const groups = ['destroyed', 'decision', 'kept', 'safe'] as const
type ChangeGroup = (typeof groups)[number]

const colours: { readonly [G in ChangeGroup]: string } = {
  destroyed: 'bad',
  decision: 'warn',
  kept: 'ink',
  safe: 'ok',
}

const groupOf = ({ badge }: DraftChange): ChangeGroup => (badge === 'free' || badge === 'both-ways' ? 'safe' : badge)

export interface ChangeListProps {
  readonly report: DraftReport
  /** What is asked about an op of the draft, by its place; nothing where there is no question. */
  readonly questionsOf: (op: number) => ReactNode
}

export function ChangeList({ report, questionsOf }: ChangeListProps) {
  const { t } = useText()
  const { changes } = report
  const { placeOf, hold } = usePlaces((changes ?? []).map((change) => ({ op: change.op, group: groupOf(change) })))
  if (!changes) return <Sentences report={report} questionsOf={questionsOf} />
  const parts = groups.map((group) => {
    const inside = changes.filter(({ op }) => placeOf(op) === group)
    return (
      inside.length > 0 && (
        <section key={group} className={classes.part} aria-label={t(`publish.badge_${group}`)}>
          <Group gap="xs">
            <Badge variant="light" color={colours[group]} size="lg" tt="none" fw={600}>
              {t(`publish.badge_${group}`)}
            </Badge>
            <Text size="sm" c="dimmed">
              {t(`publish.badge_${group}_about`)}
            </Text>
          </Group>
          <ul className={classes.changes}>
            {inside.map((change) => (
              <OneChange key={change.op} change={change} questions={questionsOf(change.op)} />
            ))}
          </ul>
        </section>
      )
    )
  })
  return (
    <Stack gap="lg" {...hold}>
      {parts}
    </Stack>
  )
}

/** Where the server does not say how safe each change is. */
function Sentences({ report, questionsOf }: ChangeListProps) {
  return (
    <ul className={classes.changes}>
      {report.sentences.map((sentence, op) => (
        <li key={op}>
          <Text size="sm">{sentence}</Text>
          <Questions>{questionsOf(op)}</Questions>
        </li>
      ))}
    </ul>
  )
}

function OneChange({ change, questions }: { readonly change: DraftChange; readonly questions: ReactNode }) {
  const { t } = useText()
  const formats = useFormats()
  const { exact, kept, failing, waiting } = change.records
  const count = (key: 'changed' | 'kept' | 'failing' | 'waiting', n: number) =>
    n > 0 ? [t(`publish.n_${key}`, { count: n, shown: formats.number(n) })] : []
  const { rows = 0, empty = 0 } = change.rows ?? {}
  const ofRows = [
    ...(rows > 0 ? [t('rows.n_rows', { count: rows, shown: formats.number(rows) })] : []),
    ...(empty > 0 ? [t('rows.n_empty', { count: empty, shown: formats.number(empty) })] : []),
  ]
  const said = [
    ...ofRows,
    ...count('changed', exact + kept),
    // As the trial counted them.
    ...(exact > 0 && change.badge !== 'destroyed' ? count('kept', kept) : []),
    ...count('failing', failing - waiting),
    ...count('waiting', waiting),
  ]
  return (
    <li>
      <Stack gap={4}>
        <Text size="sm">{change.sentence}</Text>
        {said.length > 0 && (
          <Text size="sm" c="dimmed" className="numbers">
            {said.join(' · ')}
          </Text>
        )}
        <Uses uses={change.uses ?? []} />
        <Patterns patterns={change.patterns ?? []} />
        {change.conflicts && <Conflicts conflicts={change.conflicts} />}
        {change.duplicates?.map((repeated) => (
          <Fragment key={repeated.fields.join()}>
            <RepeatedValues repeated={repeated} />
            {repeated.records > 0 && (
              <Text size="sm">{t(repeated.waits ? 'unique.laterWaitAbout' : 'unique.inTheWay')}</Text>
            )}
          </Fragment>
        ))}
        <Questions>{questions}</Questions>
      </Stack>
    </li>
  )
}

/** More than these are folded away. */
const mostUses = 5

function Uses({ uses }: { readonly uses: readonly UseOfField[] }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  if (uses.length === 0) return null
  const shown = isOpen ? uses : uses.slice(0, mostUses)
  return (
    <>
      <ul className={classes.uses} aria-label={t('publish.uses')}>
        {shown.map(({ sentence, weight }) => (
          <li key={sentence} data-weight={weight}>
            {weight === 'warn' ? (
              <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
            ) : (
              <IconInfoCircle size={16} stroke={1.5} aria-hidden />
            )}
            <Text size="sm">{sentence}</Text>
          </li>
        ))}
      </ul>
      {uses.length > shown.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)} style={{ alignSelf: 'flex-start' }}>
          {t('publish.seeAll', { count: uses.length })}
        </Button>
      )}
    </>
  )
}

function Questions({ children }: { readonly children: ReactNode }) {
  return children ? <div className={classes.questions}>{children}</div> : null
}

/** Records that are told different things by those that link to them. */
function Conflicts({ conflicts: { n, examples } }: { readonly conflicts: NonNullable<DraftChange['conflicts']> }) {
  const { t } = useText()
  const formats = useFormats()
  const said = t('links.conflicts', { count: n, shown: formats.number(n) })
  return (
    <>
      <Text size="sm" c="var(--molde-warn)">
        {said}
      </Text>
      <ul className={classes.patterns} aria-label={said}>
        {examples.slice(0, shownAtFirst).map(({ record, values }) => (
          <li key={record}>
            {values
              .map(({ value, n: times }) =>
                t('change.valueTimes', { shown: formats.number(times), example: shortText(value) }),
              )
              .join(' · ')}
          </li>
        ))}
      </ul>
    </>
  )
}

function shortText(value: Json): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80)
}

const shownAtFirst = 3

function Patterns({ patterns }: { readonly patterns: NonNullable<DraftChange['patterns']> }) {
  const { t } = useText()
  const sayPattern = useSayPattern()
  const [isOpen, setOpen] = useState(false)
  if (patterns.length === 0) return null
  const shown = isOpen ? patterns : patterns.slice(0, shownAtFirst)
  return (
    <>
      <ul className={classes.patterns} aria-label={t('change.unread')}>
        {shown.map(({ pattern, n, example }) => (
          <li key={pattern}>{sayPattern({ n, example })}</li>
        ))}
      </ul>
      {patterns.length > shown.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)} style={{ alignSelf: 'flex-start' }}>
          {t('publish.seeAll', { count: patterns.length })}
        </Button>
      )}
    </>
  )
}
