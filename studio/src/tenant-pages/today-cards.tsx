// What is to be done today: open records that are planned for this day, of every kind that has one.
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useFlowOf } from '../api/flows-api.ts'
import { fewRecordsQuery, type WireRecord } from '../api/records-api.ts'
import { OptionChip } from '../field-value/field-value.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { dayIn, dueField, dueFilter, isOpen } from './due-today.ts'
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
  const found = useQueries({
    queries: planned.map(({ blueprint, due }) =>
      fewRecordsQuery(tenant, blueprint.name, { filter: dueFilter(due, day), limit: mostRecords }),
    ),
  })
  const records = planned.flatMap((one, place) =>
    (found[place]?.data?.items ?? []).map((record) => ({ ...one, record })),
  )
  if (records.length === 0) return null
  return (
    <LinkCards id="due-today" title={t('start.today')}>
      {records.map((one) => (
        <TodayCard key={one.record.id} tenant={tenant} {...one} />
      ))}
    </LinkCards>
  )
}

interface TodayCardProps {
  readonly tenant: string
  readonly blueprint: TodayCardsProps['blueprints'][number]
  readonly due: WireField
  readonly record: WireRecord
}

function TodayCard({ tenant, blueprint, due, record }: TodayCardProps) {
  const { t } = useText()
  const formats = useFormats()
  const { flow } = useFlowOf(tenant, blueprint.name)
  const state = blueprint.fields.find(({ key }) => key === flow?.stateField)
  if (!isOpen(record, flow)) return null
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
      icon={<BlueprintIcon icon={blueprint.icon} size={14} />}
      about={`${formats.say(blueprint.label, wordsOfKey(blueprint.name))} · ${formats.say(due.label, wordsOfKey(due.key))}`}
    />
  )
}
