// The texts of a flow in all languages, saved into its shared draft.
import { Anchor, Loader } from '@mantine/core'
import type { JsonObject } from '@molde/engine'
import { Link, useNavigate } from '@tanstack/react-router'
import { type MouseEvent, useMemo, useRef, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { wireGroups, wireTransitions } from '../api/flow-nodes.ts'
import { type Flow, type FlowDraft, putFlowDraft, useSharedFlowDraft } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useSaved } from '../ui/use-saved.ts'
import { flowTexts, translatedChoices } from './flow-texts.ts'
import { type WordsEdit, withWords } from './own-text.ts'
import { WordsTable } from './words-table.tsx'

export interface FlowWordsProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly flow: Flow
  readonly title: string
}

export function FlowWords({ tenant, blueprint, flow, title }: FlowWordsProps) {
  const draft = useSharedFlowDraft(tenant, flow.name)
  if (draft.error) return <ErrorNotice error={draft.error} onRetry={() => void draft.refetch()} />
  if (!draft.data) return <Loader />
  return <DraftWords tenant={tenant} blueprint={blueprint} title={title} draft={draft.data} />
}

function DraftWords({ tenant, blueprint, title, draft }: Omit<FlowWordsProps, 'flow'> & { readonly draft: FlowDraft }) {
  const { t } = useText()
  const [flow, setFlow] = useState(draft.definition)
  const known = useRef<Pick<FlowDraft, 'rev' | 'base'>>(draft)
  const [isChanged, setChanged] = useState(draft.rev > 0)
  const saving = useSaved(flow, true, async (edited) => {
    known.current = await putFlowDraft(tenant, edited.name, draftOf(edited, blueprint), known.current)
  })
  const texts = useMemo(() => flowTexts(flow), [flow])
  const navigate = useNavigate()
  const review = {
    to: '/t/$tenant/design/$blueprint/flow',
    params: { tenant, blueprint: blueprint.name },
    search: { flow: flow.name },
  } as const
  // Its page reads the draft when it opens.
  const openReview = (event: MouseEvent) => {
    event.preventDefault()
    void saving
      .now()
      .then(() => navigate(review))
      .catch(() => undefined)
  }
  const change = (edits: readonly WordsEdit[]) => {
    setFlow((now) => withWords(now, edits))
    setChanged(true)
  }
  return (
    <>
      {saving.error !== null && <ErrorNotice error={saving.error} />}
      <WordsTable title={title} texts={texts} onChange={change}>
        {isChanged && (
          <Anchor size="sm" renderRoot={(props) => <Link {...review} onClick={openReview} {...props} />}>
            {t('words.reviewFlow')}
          </Anchor>
        )}
      </WordsTable>
    </>
  )
}

/** What the server adds to its answer is left out; what a draft says of choices stays. */
function draftOf(flow: Flow, blueprint: Blueprint): JsonObject {
  const { version: _, findings: __, moved: ___, job: ____, main: _____, transitions, groups, ...document } = flow
  const relabel = translatedChoices(flow, blueprint)
  const { stateOptions } = document as { readonly stateOptions?: JsonObject }
  return JSON.parse(
    JSON.stringify({
      ...document,
      transitions: wireTransitions(transitions),
      groups: wireGroups(groups),
      ...(Object.keys(relabel).length > 0 && { stateOptions: { ...stateOptions, relabel } }),
    }),
  ) as JsonObject
}
