// What somebody edits: what is wrong with it, by this engine at once and by the server's once it has refused.

import { useMemo, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { readerHere } from '../text/reader-here.ts'
import { type AutomationDraft, isSameDraft } from './automation-draft.ts'
import { byPlace, judgeAutomationDraft, type Problems } from './judge-automation.ts'
import { useAutomationDesk } from './use-automation-desk.ts'

export function useDraft(tenant: string, start: AutomationDraft) {
  const [draft, setDraft] = useState(start)
  const [refused, setRefused] = useState<Problems>()
  const desk = useAutomationDesk(tenant, draft)
  const own = useMemo(() => judgeAutomationDraft(draft, desk.ground, readerHere()), [draft, desk.ground])
  return {
    ...{ draft, desk },
    problems: own.size > 0 ? own : (refused ?? own),
    isRight: own.size === 0 && !desk.isPending,
    isChanged: !isSameDraft(draft, start),
    change: (change: Partial<AutomationDraft>) => {
      setRefused(undefined)
      setDraft((before) => ({ ...before, ...change }))
    },
    /** What was sent has been kept; what was typed since is not. */
    keep: (sent: AutomationDraft, kept: AutomationDraft) =>
      setDraft((before) => (isSameDraft(before, sent) ? kept : before)),
    /** Does the answer say what is wrong at which place? */
    refuse: (error: unknown): boolean => {
      const issues = error instanceof ApiError && error.status === 422 ? error.issues : []
      setRefused(issues.length > 0 ? byPlace(issues) : undefined)
      return issues.length > 0
    },
  }
}
