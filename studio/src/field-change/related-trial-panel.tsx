// What related records would get of a field that moves to them: a sentence first, then those of which different things are said.

import { Alert, Badge, Group, Loader, Stack, Table, Text } from '@mantine/core'
import { sayIssue } from '@molde/engine'
import { useDeferredValue, useMemo } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { RecordLink } from '../field-value/record-link.tsx'
import { valueText } from '../field-value/value-text.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import classes from './field-change.module.css'
import { type Divided, type Moving, type RelatedTrial, relatedTrialOf } from './related-trial.ts'
import type { TriedOp } from './tried-op.ts'
import { type RealRecords, useRealRecords } from './use-real-records.ts'

export interface RelatedTrialPanelProps {
  readonly tenant: string
  readonly blueprint: string
  readonly moving: Moving
  /** With the field that takes the values. */
  readonly target: Blueprint
  readonly tried: TriedOp
}

export function RelatedTrialPanel({ tenant, blueprint, moving, target, tried }: RelatedTrialPanelProps) {
  const { t } = useText()
  const own = useRealRecords(tenant, blueprint)
  const others = useRealRecords(tenant, target.name)
  const shown = useDeferredValue(moving)
  const [records, targets] = [own.data, others.data]
  const trial = useMemo(
    () => (records && targets ? relatedTrialOf(records.records, targets.records, shown) : undefined),
    [records, targets, shown],
  )
  const failed = own.error ?? others.error
  const again = () => {
    void own.refetch()
    void others.refetch()
  }
  if (failed) return <ErrorNotice error={failed} onRetry={again} />
  return (
    <section aria-label={t('change.trial')} className={classes.trial} aria-live="polite">
      {tried.issues && (
        <Alert variant="light" color="warn" title={t('change.notYet')}>
          {[...new Set(tried.issues.map((one) => sayIssue(one, readerHere())))].map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        </Alert>
      )}
      {!tried.issues && !trial && <Loader size="sm" aria-label={t('common.loading')} />}
      {!tried.issues && trial && records && (
        <Stack gap="sm">
          <Summary trial={trial} moving={shown} target={target} records={records} />
          {trial.divided.length > 0 && (
            <Disagreements tenant={tenant} target={target} moving={shown} divided={trial.divided} />
          )}
        </Stack>
      )}
    </section>
  )
}

interface SummaryProps {
  readonly trial: RelatedTrial
  readonly moving: Moving
  readonly target: Blueprint
  readonly records: RealRecords
}

function Summary({ trial, moving, target, records }: SummaryProps) {
  const { t } = useText()
  const formats = useFormats()
  const nameOf = useFieldName()
  const kind = nameOf({ key: target.name, label: target.label })
  const counted = (count: number) => ({ count, shown: formats.number(count) })
  const looked = records.records.length
  const isAll = records.count?.capped !== true && records.count?.value === looked
  const sentences = [
    looked === 0
      ? t('change.noRecords')
      : isAll
        ? t('toRelated.given', { ...counted(trial.given), kind, name: nameOf(moving.field) })
        : t('toRelated.givenOf', {
            ...counted(trial.given),
            looked: formats.number(looked),
            kind,
            name: nameOf(moving.field),
          }),
    t('toRelated.back', { link: nameOf(moving.link) }),
  ]
  const badges = [
    { count: trial.waiting, text: t('toRelated.waiting', counted(trial.waiting)), color: 'warn' },
    { count: trial.holding, text: t('toRelated.holding', { ...counted(trial.holding), kind }), color: 'ink' },
    { count: trial.keeping, text: t('toRelated.keeping', counted(trial.keeping)), color: 'ink' },
    { count: trial.unlinked, text: t('toRelated.unlinked', counted(trial.unlinked)), color: 'gray' },
  ].filter(({ count }) => count > 0)
  return (
    <>
      <Text size="sm" fw={600}>
        {sentences.join(' ')}
      </Text>
      {badges.length > 0 && (
        <Group gap="xs" component="ul" className="bare-list">
          {badges.map(({ text, color }) => (
            <Badge
              key={text}
              component="li"
              variant="light"
              color={color}
              tt="none"
              size="lg"
              fw={500}
              h="auto"
              py={2}
              styles={{ label: { whiteSpace: 'normal' } }}
            >
              {text}
            </Badge>
          ))}
        </Group>
      )}
    </>
  )
}

const mostShown = 8

interface DisagreementsProps {
  readonly tenant: string
  readonly target: Blueprint
  readonly moving: Moving
  readonly divided: readonly Divided[]
}

function Disagreements({ tenant, target, moving, divided }: DisagreementsProps) {
  const { t } = useText()
  const formats = useFormats()
  const nameOf = useFieldName()
  const words = { yes: t('common.yes'), no: t('common.no') }
  const say = (value: Divided['chosen']) => valueText(moving.field, value, formats, words)
  const kind = nameOf({ key: target.name, label: target.label })
  const more = divided.length - mostShown
  return (
    <>
      <Text size="sm" c="var(--molde-warn)">
        {t('toRelated.divided', { count: divided.length, shown: formats.number(divided.length), kind })}
      </Text>
      <Table.ScrollContainer minWidth={0} type="native">
        <Table verticalSpacing={4} horizontalSpacing="xs" className={classes.values}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{kind}</Table.Th>
              <Table.Th>{t('toRelated.said')}</Table.Th>
              <Table.Th>{t('links.becomes')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {divided.slice(0, mostShown).map(({ record, said, chosen, held }) => (
              <Table.Tr key={record}>
                <Table.Td>
                  <RecordLink tenant={tenant} blueprint={target.name} id={record} quiet />
                </Table.Td>
                <Table.Td>
                  {said
                    .slice(0, 3)
                    .map(({ value, n }) => t('toRelated.saidTimes', { value: say(value), shown: formats.number(n) }))
                    .join(' · ')}
                  {said.length > 3 && ' …'}
                </Table.Td>
                <Table.Td>
                  <Text size="sm" c={chosen === undefined ? 'var(--molde-warn)' : undefined}>
                    {chosen === undefined
                      ? t('toRelated.waits')
                      : held === undefined
                        ? say(chosen)
                        : t('toRelated.stays', { value: say(held) })}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {more > 0 && (
        <Text size="sm" c="dimmed">
          {t('links.more', { count: more, shown: formats.number(more) })}
        </Text>
      )}
    </>
  )
}
