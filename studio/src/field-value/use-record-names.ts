// What are the records called that others link to? For titles, cards and histories, which are plain text: read once for all of them.
import { hashKey, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { blueprintQuery } from '../api/blueprints-api.ts'
import { recordQuery } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import type { RecordNames } from '../text/use-formats.tsx'
import { recordTitle } from './record-title.ts'

/** A record may be called by one that is called by another; records that link in a circle are called by nothing. */
const mostSteps = 3

/** Another function whenever a name that it gave has changed, or one that was waited for is there. */
export function useRecordNames(tenant: string): RecordNames {
  const { t } = useText()
  const client = useQueryClient()
  const [round, setRound] = useState(0)
  const asked = useRef<Asked>(undefined)
  asked.current ??= newAsked(client, () => setRound((now) => now + 1))
  useEffect(() => asked.current?.watch(), [])
  const steps = useRef(0)
  // Another round is another function: the cache holds something else.
  return useCallback<RecordNames>(
    (blueprint, id, formats) => {
      if (blueprint === '' || steps.current >= mostSteps) return ''
      const [kind, record] = [blueprintQuery(tenant, blueprint), recordQuery(tenant, blueprint, id)]
      const shape = client.getQueryData(kind.queryKey)
      const found = client.getQueryData(record.queryKey)
      const isGone = client.getQueryState(record.queryKey)?.error instanceof ApiError
      asked.current?.need([kind, record])
      if (isGone && !found) return t('records.gone')
      if (!shape || !found) return '…'
      steps.current += 1
      try {
        return recordTitle(shape, found.data, formats) || t('records.untitled')
      } finally {
        steps.current -= 1
      }
    },
    [tenant, client, t, round],
  )
}

type AnyQuery = Parameters<QueryClient['prefetchQuery']>[0]

interface Asked {
  /** Reads what is not there yet, after the page is drawn. */
  need(queries: readonly unknown[]): void
  watch(): () => void
}

function newAsked(client: QueryClient, changed: () => void): Asked {
  const used = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      changed()
    }, 0)
  }
  return {
    need(queries) {
      for (const query of queries as readonly AnyQuery[]) {
        const hash = hashKey(query.queryKey)
        if (used.has(hash)) continue
        used.add(hash)
        // Not while the page is being drawn. What cannot be read is said by whoever shows it.
        queueMicrotask(() => void client.prefetchQuery(query))
      }
    },
    watch() {
      const stop = client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || !used.has(event.query.queryHash)) return
        const { query, action } = event
        // Nobody else looks at it, so nobody else reads it again.
        if (action.type === 'invalidate' && query.getObserversCount() === 0)
          queueMicrotask(() => void client.prefetchQuery({ ...query.options, queryKey: query.queryKey }))
        if (action.type === 'success' || action.type === 'error') later()
      })
      return () => {
        stop()
        clearTimeout(timer)
        timer = undefined
      }
    },
  }
}
