// Records that the jump box offers: those opened last, and those that have the words.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useBlueprints } from '../api/blueprints-api.ts'
import { recentRecords } from '../api/recent-records.ts'
import { useSearchEverywhere } from '../api/records-api.ts'
import { hintsApart, recordHint } from '../field-value/record-hint.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { JumpPlace } from './jump-place.ts'

/** Fewer letters would find nearly everything. */
export const fewestLetters = 2

export function useRecentRecords(tenant: string): readonly JumpPlace[] {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate()
  const blueprints = useBlueprints(tenant).data?.items
  // Read once, when the box opens.
  const [recent] = useState(() => recentRecords(tenant))
  return recent.map(({ blueprint, id, title, hint }) => ({
    id: `record-${id}`,
    group: 'recent',
    label: title || t('records.untitled'),
    kind: say(blueprints?.find(({ name }) => name === blueprint)?.label, wordsOfKey(blueprint)),
    ...(hint ? { hint } : {}),
    star: { kind: 'record', blueprint, id, title },
    go: () => void navigate({ to: '/t/$tenant/records/$blueprint/$id', params: { tenant, blueprint, id } }),
  }))
}

/** Each under its title and with the name of its kind. */
export function useFoundRecords(tenant: string, words: string) {
  const { t } = useText()
  const formats = useFormats()
  const navigate = useNavigate()
  const blueprints = useBlueprints(tenant)
  const found = useSearchEverywhere(tenant, words)
  const made = (at: string) => t('records.made', { at })
  const records = words.length < fewestLetters ? [] : (found.data?.items ?? [])
  const named = records.map((record) => {
    const blueprint = blueprints.data?.items.find(({ name }) => name === record.blueprint)
    const title = (blueprint && recordTitle(blueprint, record.data, formats)) || ''
    return {
      title,
      label: title || t('records.untitled'),
      kind: formats.say(blueprint?.label, wordsOfKey(record.blueprint)),
      hint: blueprint ? recordHint(blueprint, record, formats, made) : '',
    }
  })
  const hints = hintsApart(
    named.map(({ label, hint }, at) => ({ title: label, hint, createdAt: records[at]?.createdAt ?? '' })),
    formats,
    made,
  )
  const places = records.map((record, at): JumpPlace => {
    const place = { blueprint: record.blueprint, id: record.id }
    return {
      id: `record-${record.id}`,
      group: 'records',
      label: named[at]?.label ?? '',
      kind: named[at]?.kind ?? '',
      hint: hints[at] ?? '',
      star: { kind: 'record', ...place, title: named[at]?.title ?? '' },
      go: () => void navigate({ to: '/t/$tenant/records/$blueprint/$id', params: { tenant, ...place } }),
    }
  })
  return { places, isSearching: found.isFetching }
}
