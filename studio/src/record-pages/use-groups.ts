// The groups of a table as lines: which are open, what is loaded of each, and what they come to.
import type { Json } from '@molde/engine'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useBlueprint } from '../api/blueprints-api.ts'
import { useMembers } from '../api/members-api.ts'
import { keys } from '../api/query-client.ts'
import { useRecordLists } from '../api/record-lists.ts'
import type { ListAsk, WireRecord } from '../api/records-api.ts'
import { type Totals, useTotals } from '../api/totals-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { optionText } from '../field-value/value-text.ts'
import { type GridLine, groupedLines } from '../record-table/grid-lines.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { groupAsk, groupName, orderedGroups } from './record-groups.ts'

export interface Groups {
  readonly lines: readonly GridLine[]
  /** All that are loaded and to be seen. */
  readonly records: readonly WireRecord[]
  readonly totals: Totals | undefined
  readonly isPending: boolean
  readonly error: unknown
  retry(): void
  toggle(name: string): void
  need(name: string): void
}

export function useGroups(
  tenant: string,
  blueprint: Blueprint,
  ask: ListAsk,
  field: WireField,
  wanted: readonly string[],
): Groups {
  const sayError = useErrorText()
  const labelOf = useGroupLabel(tenant, field)
  const { filter, q, sort } = ask
  const found = useTotals(tenant, blueprint.name, {
    totals: wanted,
    group: field.key,
    ...(filter ? { filter } : {}),
    ...(q ? { q } : {}),
  })
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [needed, setNeeded] = useState<ReadonlySet<string>>(new Set())
  const groups = useMemo(
    () => orderedGroups(field, found.data?.groups ?? [], { capped: found.data?.capped ?? false, sort, labelOf }),
    [field, found.data, sort, labelOf],
  )
  const asks = useMemo(() => {
    const open = groups.filter(({ value }) => needed.has(groupName(value)) && !closed.has(groupName(value)))
    return new Map(open.map(({ value }) => [groupName(value), groupAsk(ask, field, value)]))
  }, [groups, needed, closed, ask, field])
  const lists = useRecordLists(tenant, blueprint.name, asks)
  const lines = groupedLines(
    groups.map(({ value, count, totals }) => ({
      name: groupName(value),
      value,
      label: labelOf(value),
      count: count?.value,
      isCapped: count?.capped ?? false,
      totals,
      isOpen: !closed.has(groupName(value)),
    })),
    (name) => {
      const list = lists.get(name)
      return (
        list && {
          records: list.records,
          hasMore: list.hasMore || list.isPending,
          ...(list.error ? { problem: sayError(list.error) } : {}),
        }
      )
    },
  )
  return {
    lines,
    records: lines.flatMap((line) => (line.kind === 'record' ? [line.record] : [])),
    totals: found.data,
    isPending: found.isPending,
    error: found.error,
    retry: () => void found.refetch(),
    toggle: (name) => setClosed((before) => (before.has(name) ? without(before, name) : new Set([...before, name]))),
    need: (name) => {
      if (!needed.has(name)) setNeeded((before) => new Set([...before, name]))
      else lists.get(name)?.more()
    },
  }
}

function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set([...names].filter((one) => one !== name))
}

/** What a group is called: also by readers, and to put groups in order. */
function useGroupLabel(tenant: string, field: WireField): (value: Json) => string {
  const { t } = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const members = useMembers(tenant, field.type === 'user').data
  const target = useBlueprint(tenant, field.blueprint ?? '', field.type === 'relation').data
  return useMemo(
    () => (value) => {
      if (value === null) return t('grid.noValue', { field: formats.say(field.label, wordsOfKey(field.key)) })
      if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no')
      const id = String(value)
      if (field.type === 'enum') return optionText(field, id, formats)
      if (field.type === 'user') {
        const member = members?.items.find((one) => one.id === id)
        return member?.name || member?.email || id
      }
      const record = client.getQueryData<WireRecord>(keys.record(tenant, field.blueprint ?? '', id))
      return (target && record && recordTitle(target, record.data, formats)) || id
    },
    [t, formats, client, members, target, field, tenant],
  )
}
