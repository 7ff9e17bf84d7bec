// The preview of a flow's draft with what was said so far about its records: asked again whenever an answer changes.

import { useDebouncedCallback } from '@mantine/hooks'
import type { JsonObject } from '@molde/engine'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type FlowPreview, previewFlow } from '../api/flows-api.ts'
import { isAnswered, type MoveAnswers, movesOf, type StateAnswer } from './state-moves.ts'

export interface SeenMoves extends FlowPreview {
  /** As they are before any answer. */
  readonly states: FlowPreview['report']['states']
  readonly answers: MoveAnswers
  readonly moves: JsonObject | undefined
}

const aMoment = 400
const noAnswers: MoveAnswers = {}

/** What was seen stays while the next answer is on its way, so that nothing jumps below the pointer. */
export function usePreviewedMoves(tenant: string, flow: string, onSave: () => Promise<void>) {
  const [answers, setAnswers] = useState(noAnswers)
  const [seen, setSeen] = useState<SeenMoves>()
  const preview = useMutation({
    mutationFn: async (said: MoveAnswers): Promise<SeenMoves> => {
      await onSave()
      const plain = await previewFlow(tenant, flow)
      const { states } = plain.report
      const moves = movesOf(states, said)
      const whole = moves ? await previewFlow(tenant, flow, moves) : plain
      return { ...whole, states, answers: said, moves }
    },
    onSuccess: setSeen,
  })
  const { mutate } = preview
  useEffect(() => mutate(noAnswers), [mutate])
  const later = useDebouncedCallback((said: MoveAnswers) => {
    if (Object.values(said).every(isAnswered)) mutate(said)
  }, aMoment)
  return {
    seen,
    answers,
    preview,
    again: () => mutate(answers),
    /** Is what was seen what is said now? */
    isCurrent: seen?.answers === answers && !preview.isPending,
    answer(state: string, answer: StateAnswer) {
      const next = { ...answers, [state]: answer }
      setAnswers(next)
      later(next)
    },
  }
}
