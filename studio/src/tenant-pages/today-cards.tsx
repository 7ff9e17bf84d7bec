// What is to be done today: open records that are planned for this day, of every kind that has one, after those that are late.
import { Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { type Flow, flowQuery, useFlows } from '../api/flows-api.ts'
import { isMain } from '../api/flows-of-kind.ts'
import { fewRecordsQuery, type WireRecord } from '../api/records-api.ts'
import type { Condition } from '../expression-input/condition.ts'
import { daysAsked } from '../expression-input/usual-days.ts'
import { OptionChip } from '../field-value/field-value.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { dayIn, dueField, dueFilter, endsOf, isOpen, lateFilter } from './due-today.ts'
import { LinkCard, LinkCards } from './link-cards.tsx'

/** Of each kind; and kinds: a start page is no list. */
const [mostRecords, mostKinds] = [8, 6]

export interface TodayCardsProps {
  readonly tenant: string
  readonly blueprints: readonly (Blueprint & { readonly icon?: string | null })[]
}

export function TodayCards({ tenant, blueprints }: TodayCardsProps) {
  const { t } = useText()
  const { zone } = useFormats()
  const [now] = useState(() => Date.now())
  const day = dayIn(zone, now)
  const planned = blueprints
    .flatMap((blueprint) => {
      const due = dueField(blueprint)
      return due ? [{ blueprint, due }] : []
    })
    .slice(0, mostKinds)
  const today = useQueries({
    queries: planned.map(({ blueprint, due }) =>
      fewRecordsQuery(tenant, blueprint.name, { filter: dueFilter(due, day), limit: mostRecords }),
    ),
  })
  const flows = usePlannedFlows(
    tenant,
    planned.map(({ blueprint }) => blueprint.name),
  )
  const late = useQueries({
    queries: planned.map(({ blueprint, due }, place) => {
      const filter = lateFilter(due, day, flows[place])
      const ask = { filter: filter ?? '', sort: due.key, limit: mostRecords }
      return { ...fewRecordsQuery(tenant, blueprint.name, ask), enabled: filter !== undefined }
    }),
  })
  const of = (found: typeof today) =>
    planned.flatMap((one, place) =>
      (found[place]?.data?.items ?? []).map((record) => ({ ...one, flow: flows[place], record })),
    )
  // Whatever has waited longest comes first.
  const lateOnes = of(late).sort((a, b) => dayOf(a) - dayOf(b))
  const rest = planned.flatMap((one, place) => {
    const { items = [], count } = late[place]?.data ?? {}
    const flow = flows[place]
    return flow && count && count.value > items.length ? [{ ...one, flow, count: count.value }] : []
  })
  const todays = of(today).filter(({ record, flow }) => isOpen(record, flow))
  if (lateOnes.length + todays.length === 0) return null
  return (
    <LinkCards id="due-today" title={t(lateOnes.length > 0 ? 'start.lateAndToday' : 'start.today')}>
      {lateOnes.map((one) => (
        <DueCard key={one.record.id} tenant={tenant} {...one} isLate />
      ))}
      {rest.map((one) => (
        <AllLate key={one.blueprint.name} tenant={tenant} {...one} />
      ))}
      {todays.map((one) => (
        <DueCard key={one.record.id} tenant={tenant} {...one} />
      ))}
    </LinkCards>
  )
}

/** The main ones, in the order of the kinds; undefined where one has none, or it is not known yet. */
function usePlannedFlows(tenant: string, kinds: readonly string[]): readonly (Flow | undefined)[] {
  const moved = (useFlows(tenant).data?.items ?? []).filter((flow) => isMain(flow) && kinds.includes(flow.blueprint))
  const found = useQueries({ queries: moved.map(({ name }) => flowQuery(tenant, name)) })
  return kinds.map((kind) => found[moved.findIndex(({ blueprint }) => blueprint === kind)]?.data)
}

interface Due {
  readonly due: WireField
  readonly record: WireRecord
}

const dayOf = ({ due, record }: Due) => Date.parse(String(record.data[due.key]))

interface DueCardProps extends Due {
  readonly tenant: string
  readonly blueprint: TodayCardsProps['blueprints'][number]
  readonly flow: Flow | undefined
  readonly isLate?: boolean
}

function DueCard({ tenant, blueprint, due, flow, record, isLate = false }: DueCardProps) {
  const { t } = useText()
  const formats = useFormats()
  const state = blueprint.fields.find(({ key }) => key === flow?.stateField)
  const kind = formats.say(blueprint.label, wordsOfKey(blueprint.name))
  const field = formats.say(due.label, wordsOfKey(due.key))
  return (
    <LinkCard
      renderRoot={(props) => (
        <Link
          to="/t/$tenant/records/$blueprint/$id"
          params={{ tenant, blueprint: blueprint.name, id: record.id }}
          {...props}
        />
      )}
      name={recordTitle(blueprint, record.data, formats) || t('records.untitled')}
      mark={state && record.state !== null && <OptionChip field={state} option={record.state} />}
      icon={
        isLate ? (
          <IconAlertTriangle size={14} stroke={1.5} aria-hidden color="var(--molde-bad)" style={{ flex: 'none' }} />
        ) : (
          <BlueprintIcon icon={blueprint.icon} size={14} />
        )
      }
      about={
        isLate ? (
          <>
            <Text span inherit fw={500} c="bad">
              {t('start.late', { day: formats.date(String(record.data[due.key])) })}
            </Text>
            {` · ${kind} · ${field}`}
          </>
        ) : (
          `${kind} · ${field}`
        )
      }
    />
  )
}

interface AllLateProps extends Pick<DueCardProps, 'tenant' | 'blueprint' | 'due'> {
  readonly flow: Flow
  readonly count: number
}

/** More of them than a start page shows: to the list of all. */
function AllLate({ tenant, blueprint, due, flow, count }: AllLateProps) {
  const { t } = useText()
  const formats = useFormats()
  const stays: Condition = { field: flow.stateField, operator: 'notIn', value: endsOf(flow) }
  return (
    <LinkCard
      renderRoot={(props) => (
        <Link
          to="/t/$tenant/records/$blueprint"
          params={{ tenant, blueprint: blueprint.name }}
          search={{ where: [...daysAsked(due.key, 'past'), stays], sort: due.key }}
          {...props}
        />
      )}
      name={t('start.allLate', { shown: formats.number(count) })}
      icon={<BlueprintIcon icon={blueprint.icon} size={14} />}
      about={formats.say(severalOf(blueprint), wordsOfKey(blueprint.name))}
    />
  )
}
