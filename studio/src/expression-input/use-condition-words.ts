// The words a condition is said with; of the records and members it names, their titles.
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { blueprintQuery } from '../api/blueprints-api.ts'
import { useMembers } from '../api/members-api.ts'
import { recordQuery } from '../api/records-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { type ConditionGroup, isReading, isValues, rowsOf } from './condition.ts'
import type { ConditionName, NamedField } from './condition-names.ts'
import { noConditions } from './condition-tree.ts'
import type { ConditionWords } from './say-condition.ts'

export function useConditionWords(
  tenant: string,
  names: readonly ConditionName[],
  group: ConditionGroup = noConditions,
): ConditionWords {
  const { t } = useText()
  const formats = useFormats()
  const language = currentLanguage()
  const references = useMemo(() => referencesIn(group, names), [group, names])
  const members = useMembers(
    tenant,
    references.some(({ field }) => field.type === 'user'),
  ).data?.items
  const related = references.filter(({ field }) => field.type === 'relation')
  const records = useQueries({
    queries: related.map(({ field, id }) => recordQuery(tenant, field.blueprint ?? '', id)),
  })
  const blueprints = useQueries({ queries: related.map(({ field }) => blueprintQuery(tenant, field.blueprint ?? '')) })
  const titleOf = (field: NamedField, id: string): string | undefined => {
    if (field.type === 'user') {
      const member = members?.find((one) => one.id === id)
      return member ? member.name || member.email : members && id.slice(0, 8)
    }
    const at = related.findIndex((one) => one.id === id && one.field.blueprint === field.blueprint)
    if (records[at]?.isError) return t('records.gone')
    const [record, blueprint] = [records[at]?.data, blueprints[at]?.data]
    return record && blueprint && (recordTitle(blueprint, record.data, formats) || t('records.untitled'))
  }
  return { t, formats, language, names, titleOf }
}

function referencesIn(
  group: ConditionGroup,
  names: readonly ConditionName[],
): readonly { readonly field: NamedField; readonly id: string }[] {
  return rowsOf(group).flatMap(({ field: name, value }) => {
    const field = names.find((one) => one.name === name)?.field
    if (!field || (field.type !== 'relation' && field.type !== 'user') || value === undefined || isReading(value))
      return []
    return (isValues(value) ? value : [value]).flatMap((id) => (id === '' ? [] : [{ field, id: String(id) }]))
  })
}
