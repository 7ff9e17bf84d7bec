// What becomes of real values as they turn into records: a sentence first, then value by value.

import { Alert, Badge, Group, Loader, Stack, Table, Text } from '@mantine/core'
import { sayIssue } from '@molde/engine'
import { useDeferredValue, useMemo } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { RecordLink } from '../field-value/record-link.tsx'
import { readerHere } from '../text/reader-here.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import classes from './field-change.module.css'
import { type Becomes, type LinkedValue, type LinkTrial, linkTrialOf } from './link-trial.ts'
import { hasChoices } from './link-values.ts'
import type { TriedOp } from './tried-op.ts'
import { type RealRecords, useRealRecords } from './use-real-records.ts'

export interface LinkTrialPanelProps {
  readonly tenant: string
  readonly blueprint: string
  readonly field: WireField
  readonly target: Blueprint
  /** Nothing is of this kind yet. */
  readonly isNew: boolean
  /** Key of the field by which records of the target are found. */
  readonly match: string
  readonly tried: TriedOp
}

const noTargets: RealRecords = { records: [], count: undefined }

export function LinkTrialPanel({ tenant, blueprint, field, target, isNew, match, tried }: LinkTrialPanelProps) {
  const { t } = useText()
  const { data: inside } = useTenant(tenant)
  const own = useRealRecords(tenant, blueprint)
  const others = useRealRecords(tenant, target.name, !isNew)
  const shown = useDeferredValue(tried)
  const language = inside?.language ?? currentLanguage()
  const records = own.data
  const targets = isNew ? noTargets : others.data
  const trial = useMemo(
    () =>
      !shown.issues && records && targets
        ? linkTrialOf(shown, records.records, targets.records, match, language)
        : undefined,
    [shown, records, targets, match, language],
  )
  const failed = own.error ?? others.error
  if (failed)
    return (
      <ErrorNotice
        error={failed}
        onRetry={() => {
          void own.refetch()
          if (!isNew) void others.refetch()
        }}
      />
    )
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
      {trial && records && targets && (
        <Stack gap="sm">
          <Summary trial={trial} field={field} target={target} records={records} />
          <Counts trial={trial} />
          {trial.values.length > 0 && <Values tenant={tenant} target={target} values={trial.values} />}
          <LookedAt target={target} targets={targets} />
        </Stack>
      )}
    </section>
  )
}

interface SummaryProps {
  readonly trial: LinkTrial
  readonly field: WireField
  readonly target: Blueprint
  readonly records: RealRecords
}

/** What is about to happen, before the button is pressed. */
function Summary({ trial, field, target, records }: SummaryProps) {
  const { t } = useText()
  const formats = useFormats()
  const nameOf = useFieldName()
  const kind = nameOf({ key: target.name, label: target.label })
  const what = hasChoices(field) ? 'choices' : 'texts'
  const { linked, unfit, counts } = trial
  const looked = records.records.length
  const total = records.count?.capped ? undefined : records.count?.value
  const fit = counts.found + counts.made
  const all = fit + counts.none
  const numbers = { fit: formats.number(fit), all: formats.number(all) }
  const isAll = what === 'choices' || looked === total
  const becoming =
    all === 0
      ? []
      : fit < all
        ? [t(`links.becomeSome_${what}`, { ...numbers, kind })]
        : isAll
          ? [t(`links.become_${what}`, { count: fit, shown: numbers.fit, kind })]
          : [t('links.becomeEach', { kind })]
  const sentences = [
    ...becoming,
    ...(looked === 0
      ? [t('change.noRecords')]
      : looked === total
        ? [t('links.link', { count: linked, shown: formats.number(linked) })]
        : [t('links.linkOf', { looked: formats.number(looked), shown: formats.number(linked) })]),
    t('links.back'),
  ]
  return (
    <>
      <Text size="sm" fw={600}>
        {sentences.join(' ')}
      </Text>
      {unfit > 0 && (
        <Text size="sm" c="var(--molde-warn)">
          {t('links.unfit', { count: unfit, shown: formats.number(unfit) })}
        </Text>
      )}
    </>
  )
}

const hues: { readonly [B in Becomes]: string } = { none: 'warn', made: 'ink', found: 'ok' }

function Counts({ trial: { counts, empty } }: { readonly trial: LinkTrial }) {
  const { t } = useText()
  const formats = useFormats()
  const said = (['none', 'made', 'found'] as const).filter((one) => counts[one] > 0)
  return (
    <Group gap="xs" component="ul" className="bare-list">
      {said.map((one) => (
        <Badge key={one} component="li" variant="light" color={hues[one]} tt="none" size="lg" fw={500}>
          {t(`links.count_${one}`, { count: counts[one], shown: formats.number(counts[one]) })}
        </Badge>
      ))}
      {empty > 0 && (
        <Badge component="li" variant="light" color="gray" tt="none" size="lg" fw={500}>
          {t('links.empty', { count: empty, shown: formats.number(empty) })}
        </Badge>
      )}
    </Group>
  )
}

const mostValues = 8

interface ValuesProps {
  readonly tenant: string
  readonly target: Blueprint
  readonly values: readonly LinkedValue[]
}

function Values({ tenant, target, values }: ValuesProps) {
  const { t } = useText()
  const formats = useFormats()
  const more = values.length - mostValues
  return (
    <>
      <Table.ScrollContainer minWidth={0} type="native">
        <Table verticalSpacing={4} horizontalSpacing="xs" className={classes.values}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('links.value')}</Table.Th>
              <Table.Th>{t('links.usedBy')}</Table.Th>
              <Table.Th>{t('links.becomes')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {values.slice(0, mostValues).map((one) => (
              <Table.Tr key={one.key}>
                <Table.Td>{one.text}</Table.Td>
                <Table.Td className="numbers">{formats.number(one.records)}</Table.Td>
                <Table.Td>
                  {one.id !== undefined ? (
                    <RecordLink tenant={tenant} blueprint={target.name} id={one.id} quiet />
                  ) : (
                    <Text size="sm" c={one.becomes === 'none' ? 'var(--molde-warn)' : 'dimmed'}>
                      {t(one.becomes === 'none' ? 'links.none' : 'links.made')}
                    </Text>
                  )}
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

/** Of very many records only the first are looked through. */
function LookedAt({ target, targets }: { readonly target: Blueprint; readonly targets: RealRecords }) {
  const { t } = useText()
  const formats = useFormats()
  const nameOf = useFieldName()
  const looked = targets.records.length
  const { count } = targets
  if (count === undefined || (!count.capped && count.value <= looked)) return null
  const kind = nameOf({ key: target.name, label: target.label })
  return (
    <Text size="sm" c="dimmed">
      {t('links.lookedAt', { shown: formats.number(looked), kind })}
    </Text>
  )
}
