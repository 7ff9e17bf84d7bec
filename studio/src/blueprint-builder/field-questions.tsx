// What is to be decided about the values that records have in one field, beside its settings.
import { type JsonObject, MoldeError } from '@molde/engine'
import { useMemo } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Definition } from './definition.ts'
import { draftOps } from './draft-ops.ts'
import { answered, type DraftQuestion, placedIn, questionsOf } from './draft-questions.ts'
import { QuestionInput } from './question-input.tsx'

export interface FieldQuestionsProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly definition: Definition
  readonly field: WireField
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
}

export function FieldQuestions({ tenant, published, definition, field, onChange }: FieldQuestionsProps) {
  const questions = useMemo(
    () => safeQuestions(published, definition).filter((question) => question.field.id === field.id),
    [published, definition, field.id],
  )
  return questions.map((question) => (
    <QuestionInput
      key={question.kind}
      tenant={tenant}
      definition={definition}
      question={question}
      onAnswer={(answer) => onChange((now) => answered(now, question, answer), `${field.id} ${question.kind}`)}
    />
  ))
}

/** None while the draft is not legal: then that is said. `kept`: its ops where they lie, when questions shall stand beside those. */
export function safeQuestions(
  published: Blueprint,
  definition: Definition,
  kept?: readonly JsonObject[],
): readonly DraftQuestion[] {
  try {
    const ops = draftOps(published, definition)
    const questions = questionsOf(published, definition, ops)
    return kept ? placedIn(kept, questions, { published, ops }) : questions
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return []
  }
}
