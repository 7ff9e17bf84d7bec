// What a change would make of real values: how many go well, what they become, and what cannot be read.

import { Alert, Badge, Group, Loader, Stack, Table, Text } from '@mantine/core'
import { type Outcome, sayIssue } from '@molde/engine'
import { useDeferredValue, useMemo } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { isEmpty } from '../field-value/value-text.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useSayPattern } from '../text/use-say-pattern.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import classes from './field-change.module.css'
import type { TriedOp } from './tried-op.ts'
import { useRealRecords } from './use-real-records.ts'
import { type Trial, trialOf } from './value-trial.ts'

export interface TrialPanelProps {
  readonly tenant: string
  readonly blueprint: string
  readonly tried: TriedOp | undefined
}

export function TrialPanel({ tenant, blueprint, tried }: TrialPanelProps) {
  const { t } = useText()
  const found = useRealRecords(tenant, blueprint)
  const shown = useDeferredValue(tried)
  const records = found.data?.records
  const trial = useMemo(
    () => (shown && !shown.issues && records && records.length > 0 ? trialOf(shown, records) : undefined),
    [shown, records],
  )
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
  return (
    <section aria-label={t('change.trial')} className={classes.trial} aria-live="polite">
      {tried?.issues && (
        <Alert variant="light" color="warn" title={t('change.notYet')}>
          {[...new Set(tried.issues.map((one) => sayIssue(one, readerHere())))].map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        </Alert>
      )}
      {found.isPending && <Loader size="sm" aria-label={t('common.loading')} />}
      {records?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('change.noRecords')}
        </Text>
      )}
      {trial && records && (
        <TrialView
          tenant={tenant}
          trial={trial}
          looked={records.length}
          total={found.data?.count?.capped ? undefined : found.data?.count?.value}
        />
      )}
    </section>
  )
}

const hues: { readonly [O in Outcome]: string } = { same: 'gray', exact: 'ok', kept: 'ink', failing: 'warn' }

interface TrialViewProps {
  readonly tenant: string
  readonly trial: Trial
  readonly looked: number
  /** Undefined where nobody counted that far. */
  readonly total: number | undefined
}

function TrialView({ tenant, trial, looked, total }: TrialViewProps) {
  const { t } = useText()
  const formats = useFormats()
  const outcomes = (['same', 'exact', 'kept', 'failing'] as const).filter((one) => trial.counts[one] > 0)
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600}>
        {looked === total
          ? t('change.triedAll', { count: looked })
          : total === undefined
            ? t('change.triedFirst', { count: looked, shown: formats.number(looked) })
            : t('change.triedOf', { shown: formats.number(looked), total: formats.number(total) })}
      </Text>
      <Group gap="xs" component="ul" className="bare-list">
        {outcomes.map((one) => (
          <Badge key={one} component="li" variant="light" color={hues[one]} tt="none" size="lg" fw={500}>
            {t(`change.count_${one}`, { count: trial.counts[one], shown: formats.number(trial.counts[one]) })}
          </Badge>
        ))}
        {trial.empty > 0 && (
          <Badge component="li" variant="light" color="gray" tt="none" size="lg" fw={500}>
            {t('change.count_empty', { count: trial.empty, shown: formats.number(trial.empty) })}
          </Badge>
        )}
      </Group>
      {trial.rows.length > 0 && <Rows tenant={tenant} trial={trial} />}
      {trial.patterns.length > 0 && <Patterns trial={trial} />}
    </Stack>
  )
}

function Rows({ tenant, trial: { rows, from, to } }: { readonly tenant: string; readonly trial: Trial }) {
  const { t } = useText()
  const nameOf = useFieldName()
  return (
    <Table.ScrollContainer minWidth={0} type="native">
      <Table verticalSpacing={4} horizontalSpacing="xs" className={classes.values}>
        <Table.Thead>
          <Table.Tr>
            {from.map((field) => (
              <Table.Th key={field.id}>{t('change.now', { name: nameOf(field) })}</Table.Th>
            ))}
            {to.map((field) => (
              <Table.Th key={field.id}>{t('change.then', { name: nameOf(field) })}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id} data-outcome={row.outcome}>
              {from.map((field) => (
                <Table.Td key={field.id}>
                  <Value tenant={tenant} field={field} data={row.before} />
                </Table.Td>
              ))}
              {to.map((field) => (
                <Table.Td key={field.id} className={classes.then}>
                  {row.outcome === 'failing' && isEmpty(row.after[field.key]) ? (
                    <Text size="sm" c="var(--molde-warn)">
                      {t('change.cannotRead')}
                    </Text>
                  ) : (
                    <Value tenant={tenant} field={field} data={row.after} />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Value({
  tenant,
  field,
  data,
}: {
  readonly tenant: string
  readonly field: WireField
  readonly data: WireData
}) {
  return <FieldValue tenant={tenant} field={field} value={data[field.key]} dense />
}

function Patterns({ trial: { patterns } }: { readonly trial: Trial }) {
  const { t } = useText()
  const sayPattern = useSayPattern()
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {t('change.unread')}
      </Text>
      <ul className={classes.patterns}>
        {patterns.map(({ pattern, n, example }) => (
          <li key={pattern}>{sayPattern({ n, example })}</li>
        ))}
      </ul>
    </Stack>
  )
}
